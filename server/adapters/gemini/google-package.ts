// Loads Google's package when somebody has a key to use it with: it costs 130 ms and 21 MB, which a server without a key need not pay.
// Opens no connection.

export type GooglePackage = typeof import('@google/genai');

/** Once a process, however often it is called. Never imported by name elsewhere: the bundle would load it at every start. */
export const loadGooglePackage = (): Promise<GooglePackage> => import('@google/genai');
