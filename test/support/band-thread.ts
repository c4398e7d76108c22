/** The file that a thread of the house band runs. */
export const BAND_THREAD = new URL('../../server/band-thread-boot.mjs', import.meta.url);
