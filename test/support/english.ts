// For tests of code that speaks: all sentences in English, as a page has loaded them.
import { loadSentences } from '../../client/text/sentences.ts';

await loadSentences('base', 'home', 'phone', 'stage', 'crowd', 'sheets');
