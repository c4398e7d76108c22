// `npm run probe:google`: compares the real service with what we assume of it. Needs a key and about half a minute; costs next to
// nothing. Ends with 0 when everything agrees, 1 when something differs, and does nothing without a key.
import { createSystemClock } from '../server/adapters/system/clock.ts';
import { probeAnswer, probeMusic } from './probe/google-probe.ts';

const { GEMINI_API_KEY: apiKey, GEMINI_MODEL, GOOGLE_GEMINI_BASE_URL } = process.env;

if (!apiKey) {
  console.log('Nothing was asked: GEMINI_API_KEY is not set.');
} else {
  const options = {
    apiKey,
    baseUrl: GOOGLE_GEMINI_BASE_URL || 'https://generativelanguage.googleapis.com',
    musicModel: 'lyria-realtime-exp',
    textModel: GEMINI_MODEL || 'gemini-3.5-flash-lite',
    clock: createSystemClock(),
    listenMs: 25_000,
  };
  console.log(`Asking ${new URL(options.baseUrl).host}: 25 s of music, and one answer.\n`);
  const rows = [...(await probeMusic(options)), ...(await probeAnswer(options))];
  for (const { fact, found, assumed, agrees } of rows) {
    console.log(`${agrees ? 'as assumed' : 'DIFFERENT '}  ${fact.padEnd(36)} ${found.padEnd(32)} assumed: ${assumed}`);
  }
  process.exitCode = rows.every(({ agrees }) => agrees) ? 0 : 1;
}
