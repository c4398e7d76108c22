// A file format around encoded sound, one stream for one listener: what players without a programmer's help can play.

export interface AudioContainer {
  /** What players need before the first packet. `comments`: names and texts as people read them, e.g. `{ TITLE: 'Kitchen After Ten' }`. */
  head(comments: Readonly<Record<string, string>>): Uint8Array;
  /** The next packets, `PACKET_FRAMES` frames each, in order; the bytes stay valid. At most 20 packets at a time. */
  body(packets: readonly Uint8Array[]): Uint8Array;
  /** Marks the end, so that a player stops instead of trying again. */
  tail(): Uint8Array;
}

/** `mimeType` is what HTTP calls the format. `serial` tells streams of one server apart: a whole number, 32 bit. */
export interface AudioContainers {
  readonly mimeType: string;
  create(serial: number): AudioContainer;
}
