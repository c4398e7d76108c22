// The process: configuration, the app, a line and a code for people to come in by, and a clean end on a signal.
import { renderUnicodeCompact } from 'uqr';
import { createApp } from './app.ts';
import { type Config, ConfigMistakes, readConfig } from './config.ts';
import { createLog } from './log.ts';

/** Whoever stops a process waits ten seconds at most. */
const STOP_WITHIN_MS = 10_000;

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigMistakes)) throw error;
    process.stderr.write(`Coro does not start with this configuration:\n${error.lines.map((line) => `  ${line}\n`).join('')}`);
    process.exit(1);
  }
}

function welcome({ port, publicOrigin }: Config): string {
  const here = `http://localhost:${port}`;
  return `\nCoro is open.\n\n  here      ${here}\n  phones    ${publicOrigin}\n  explorer  ${here}/graphql\n\n${renderUnicodeCompact(publicOrigin)}\n\n`;
}

const config = configOrExit();
const log = createLog(config.logLevel);
if (config.redisUrl) log.warn('REDIS_URL is set, but this version does not use it yet.');

process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise failed that nobody waited for'));
process.on('uncaughtException', (error) => {
  // What is half done stays half done; whoever runs this starts it anew.
  log.fatal({ err: error }, 'the process ends because nobody expected this');
  process.exit(1);
});

const app = createApp(config, { log });
app
  .then((opened) => opened.start())
  .then(
    () => process.stdout.write(welcome(config)),
    (error: NodeJS.ErrnoException) => {
      // Told to stop before it was open: that is how it should end.
      if (isStopping) return;
      const reason = error.code === 'EADDRINUSE' ? `port ${config.port} is taken; set PORT to another one` : error.message;
      process.stderr.write(`Coro could not start: ${reason}.\n`);
      process.exit(1);
    },
  );

let isStopping = false;
function stop(signal: string): void {
  // A second signal means: now.
  if (isStopping) process.exit(1);
  isStopping = true;
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  app
    .then((opened) => opened.stop())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
