// A client as a third party would write it: `fetch` and `graphql-ws`, nothing of Coro's code. Tests drive whole parties with it.
import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';

export type Json = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: answers of the API are looked into freely, as in any script; the contract test has the types.
export type Answer = any;
export interface Result {
  readonly data?: Answer;
  readonly errors?: readonly { readonly message: string; readonly extensions: Json; readonly path?: readonly (string | number)[] }[];
}

export interface Stream {
  /** Everything that has come so far. */
  readonly results: readonly Result[];
  /** The first result, come or to come, that fits; rejects when the stream ends without. */
  until(fits: (data: Answer) => boolean): Promise<Answer>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  cancel(): void;
}

export interface Socket {
  /** A query or mutation over the socket. */
  ask(query: string, variables?: Json): Promise<Result>;
  listen(query: string, variables?: Json): Stream;
  close(): Promise<void>;
}

/** A query or mutation over HTTP. */
export async function post(url: string, query: unknown, variables?: unknown, ticket?: string): Promise<Result & { status: number }> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (ticket) headers.authorization = `Bearer ${ticket}`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { ...((await response.json()) as Result), status: response.status };
}

/** The data, or an error that shows the codes. */
export function dataOf({ data, errors }: Result): Answer {
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${String(extensions.code)}: ${message}`).join('; '));
  return data;
}

export function connect(url: string, ticket?: string): Socket {
  const client: Client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    lazyCloseTimeout: 60_000,
    ...(ticket === undefined ? {} : { connectionParams: { ticket } }),
  });

  function listen(query: string, variables?: Json): Stream {
    const results: Result[] = [];
    const watchers = new Set<() => void>();
    let hasEnded = false;
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = () => {
        hasEnded = true;
        resolve();
        for (const look of watchers) look();
      };
    });
    const cancel = client.subscribe<Json>(
      { query, ...(variables && { variables }) },
      {
        next(result: FormattedExecutionResult<Json>) {
          results.push(result as Result);
          for (const look of watchers) look();
        },
        error(error: unknown) {
          if (Array.isArray(error)) results.push({ errors: error as NonNullable<Result['errors']> });
          else results.push({ errors: [{ message: `connection: ${String((error as { code?: number }).code ?? error)}`, extensions: {} }] });
          end();
        },
        complete: () => end(),
      },
    );
    return {
      results,
      ended,
      cancel,
      until: (fits) =>
        new Promise((resolve, reject) => {
          const look = () => {
            const found = results.find(({ data }) => data && fits(data));
            if (!found && !hasEnded) return;
            watchers.delete(look);
            if (found) resolve(found.data);
            else reject(new Error(`The stream ended without it: ${JSON.stringify(results.slice(-2))}`));
          };
          watchers.add(look);
          look();
        }),
    };
  }

  return {
    listen,
    async ask(query, variables) {
      const stream = listen(query, variables);
      await stream.ended;
      return stream.results[0] ?? {};
    },
    close: async () => client.dispose(),
  };
}
