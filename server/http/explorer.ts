// The API explorer for a browser: GraphiQL from our own disk, so that it works without the internet, with tabs that tell the story.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';

const TICKET_HEADERS = JSON.stringify({ authorization: 'Bearer PASTE_A_TICKET' }, null, 2);

const TABS = [
  {
    query: `# 1. Open a room.
# Keep the ticket and the code: the other tabs need them.
mutation CreateARoom {
  createRoom(input: { name: "Kitchen After Ten", displayName: "Mira" }) {
    ticket
    joinUrl
    room { code version }
    participant { id displayName role isHost }
  }
}
`,
  },
  {
    query: `# 2. Join it as somebody else.
# This ticket belongs to the new participant.
mutation Join($code: String!) {
  joinRoom(input: { code: $code, displayName: "Suna" }) {
    ticket
    participant { id displayName role }
  }
}
`,
    variables: JSON.stringify({ code: 'CODE12' }, null, 2),
  },
  {
    query: `# 3. Watch the room: now, and after every change.
# Leave this running and go on.
subscription Watch($code: String!) {
  roomState(code: $code) {
    version
    isPlaying
    engine { kind health position { bar beat section chord } }
    target { bpm density brightness revision }
    heard { bpm density brightness revision }
    participants { displayName role influence presence input { bpm genre moods instruments wish } }
    story { text }
  }
}
`,
    variables: JSON.stringify({ code: 'CODE12' }, null, 2),
  },
  {
    query: `# 4. Start the music with the host's ticket (see Headers),
# then steer with anybody's.
mutation Start($code: String!) {
  startMusic(code: $code) { isPlaying engine { kind health } }
}

mutation Steer($code: String!) {
  updateInput(code: $code, input: { wish: "warm afrobeat, a bit of kalimba" }) {
    displayName
    influence
    input { wish updatedAt }
  }
}
`,
    variables: JSON.stringify({ code: 'CODE12' }, null, 2),
    headers: TICKET_HEADERS,
  },
  {
    query: `# 5. What the band plays by, why, and thanks to whom.
subscription Prompts($code: String!) {
  prompts(code: $code) {
    reason
    source
    prompts { text weight credits { displayName share } }
  }
}
`,
    variables: JSON.stringify({ code: 'CODE12' }, null, 2),
  },
  {
    query: `# 6. The sound itself: 100 ms a chunk, in base64.
# Give the last epoch and seq as "after" to resume without a loss.
subscription Hear($code: String!, $after: AudioCursor) {
  audioChunk(code: $code, encoding: OPUS, after: $after) {
    epoch
    seq
    startFrame
    frames
    sampleRate
    playAt
    sentAt
    packets
  }
}
`,
    variables: JSON.stringify({ code: 'CODE12' }, null, 2),
  },
];

/** GraphiQL is one page with everything inline, and its editor's workers are blobs: it needs more freedom than our own pages, but no
 * more of the network. */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A browser that opens /graphql wants to look, not to query. */
export function wantsExplorer({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}

export interface Explorer {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** The page is 9 MB and rarely asked for: made and compressed at the first request, then kept compressed only. */
export function createExplorer(): Explorer {
  let page: Promise<Buffer> | null = null;
  async function make(): Promise<Buffer> {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const html = renderGraphiQL({ title: 'Coro API', defaultTabs: TABS, subscriptionsProtocol: 'WS', shouldPersistHeaders: false });
    return promisify(gzip)(html);
  }
  return {
    async serve(request, response) {
      page ??= make();
      const zipped = await page;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('cache-control', 'public, max-age=3600');
      response.setHeader('vary', 'accept, accept-encoding');
      if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
        response.setHeader('content-encoding', 'gzip');
        response.end(zipped);
      } else {
        const unzip = createGunzip();
        unzip.pipe(response);
        unzip.end(zipped);
      }
    },
  };
}
