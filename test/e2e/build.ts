// Browser tests run what people run: the built bundle.
import { buildIfStale } from '../../scripts/build-if-stale.mjs';

export default buildIfStale;
