// The stand-in by hand: `npm run fake-google -- stall@30:17`, then Coro with the two variables that it prints. Any word is a key.
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../../server/adapters/system/clock.ts';
import { FAULTS_HELP, readFaults } from './faults.ts';
import { startFakeGoogle } from './server.ts';
import { LIKE_GOOGLE } from './settings.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '4100' },
    rate: { type: 'string', default: String(LIKE_GOOGLE.rate) },
    'start-seconds': { type: 'string', default: String(LIKE_GOOGLE.startLatencyMs / 1_000) },
    'session-seconds': { type: 'string', default: String(LIKE_GOOGLE.sessionLimitMs / 1_000) },
    help: { type: 'boolean', default: false },
  },
});
const faults = readFaults(positionals);

if (values.help || 'length' in faults) {
  if ('length' in faults) console.error(`Unknown: ${faults.join(' ')}\n`);
  console.log(
    `npm run fake-google -- [--port 4100] [--rate 0.98] [--start-seconds 2.9] [--session-seconds 600] [fault ...]\n\n${FAULTS_HELP}`,
  );
  process.exitCode = 'length' in faults ? 1 : 0;
} else {
  const google = await startFakeGoogle({
    clock: createSystemClock(),
    port: Number(values.port),
    settings: {
      ...faults,
      rate: Number(values.rate),
      startLatencyMs: Number(values['start-seconds']) * 1_000,
      sessionLimitMs: Number(values['session-seconds']) * 1_000,
    },
  });
  console.log(
    `A stand-in for Google is listening. Start Coro with\n\n  GEMINI_API_KEY=any-word GOOGLE_GEMINI_BASE_URL=${google.baseUrl} npm start\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => google.close());
}
