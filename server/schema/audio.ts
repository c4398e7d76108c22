// The sound of a room, as a stream of chunks. Timing and bytes come ready from the audience; here they only get their names.
import type { AudioChunk, AudioEncoding } from '../domain/audio.ts';
import { builder, codeArgs } from './builder.ts';
import { everybody, type Fanout } from './fanout.ts';

const AudioEncodingEnum = builder.enumType('AudioEncoding', {
  description: 'How the samples of a chunk are written.',
  values: {
    OPUS: { description: 'Opus packets of 20 ms, 48 kHz stereo, about 128 kbit/s. No container: feed each to a decoder in turn.' },
    PCM_S16LE: {
      description:
        'Signed 16 bit, little endian, left and right interleaved: 1,536 kbit/s before base64. Made only while somebody listens to it, so the first one to ask hears from the next chunk on.',
    },
  } satisfies Record<AudioEncoding, { description: string }>,
});

const AudioCursorInput = builder.inputType('AudioCursor', {
  description: 'The last chunk that a returning listener has.',
  fields: (t) => ({
    epoch: t.id({ required: true, description: '`epoch` of that chunk. With another epoch the stream starts as if without a cursor.' }),
    seq: t.int({ required: true, description: '`seq` of that chunk, from 0; nothing up to and including it is sent again.' }),
  }),
});

const AudioChunkType = builder.objectRef<AudioChunk>('AudioChunk').implement({
  description: "100 ms of a room's sound, the same for every listener.",
  fields: (t) => ({
    epoch: t.exposeID('epoch', { description: 'Names one run of the engine. When it changes, numbers and frames begin anew.' }),
    seq: t.exposeInt('seq', { description: 'Counts chunks from 0 within the epoch, without gaps.' }),
    startFrame: t.exposeFloat('startFrame', {
      description:
        "Position of the first decoded frame on the room's timeline, in frames at `sampleRate`. For OPUS the encoder's delay is already taken into account, so it may be negative at the very start.",
    }),
    frames: t.exposeInt('frames', { description: 'Frames in this chunk; a frame is one sample of every channel.' }),
    sampleRate: t.exposeInt('sampleRate', { description: 'Frames per second: 48000.' }),
    channels: t.exposeInt('channels', { description: 'Samples per frame: 2, left then right.' }),
    encoding: t.field({ type: AudioEncodingEnum, description: 'How `packets` are written.', resolve: (chunk) => chunk.encoding }),
    packets: t.field({
      type: ['Base64'],
      description: 'OPUS: one entry per 20 ms packet. PCM_S16LE: one entry, interleaved left, right.',
      resolve: (chunk) => chunk.packets,
    }),
    playAt: t.field({
      type: 'Timestamp',
      description: "When the first frame should leave a loudspeaker, on the server's clock (compare `serverTime`).",
      resolve: (chunk) => chunk.playAtMs,
    }),
    delayMs: t.exposeFloat('delayMs', {
      description:
        "How much of `playAt` is the room's delay, milliseconds, 300 to 2000. It rises at once when a listener's network needs it (see `reportArrival`) and falls slowly; `playAt` less `delayMs` moves evenly.",
    }),
    sentAt: t.field({
      type: 'Timestamp',
      description: "When this chunk was handed to your connection, on the server's clock.",
      resolve: (_chunk, _args, context) => context.nowMs(),
    }),
  }),
});

builder.subscriptionFields((t) => ({
  audioChunk: t.field({
    type: AudioChunkType,
    description:
      'The sound. Starts with the last seconds, so that sound begins at once; with `after` it starts behind that chunk, if the last 10 seconds still hold it. A reader that is too slow loses its own oldest chunks (a gap in `seq`). Errors: ROOM_NOT_FOUND, UNAUTHENTICATED or FORBIDDEN for a room with a password.',
    args: {
      ...codeArgs,
      encoding: t.arg({ type: AudioEncodingEnum, required: true, defaultValue: 'OPUS', description: 'What to get in `packets`.' }),
      after: t.arg({ type: AudioCursorInput, description: 'The last chunk you have, to resume without a loss.' }),
    },
    extensions: { fanout: { audience: everybody, personal: ['after'] } satisfies Fanout },
    subscribe: (_root, { code, encoding, after }, context) => context.audience.hear(context.holder, code, encoding, after ?? null),
    resolve: (chunk: AudioChunk) => chunk,
  }),
}));
