// For `node --import`: writes the address of every module that the process loads to its standard error.
import { register } from 'node:module';

const hooks = `export function load(url, context, next) {
  process._rawDebug('loads ' + url);
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
