// The real app on a port of its own with everything in memory; time and music may be replaced.
import { type AppOverrides, createApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';

export interface TestApp {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** Of GraphQL, for HTTP. */
  readonly url: string;
  stop(): Promise<void>;
}

const CONFIG: Config = {
  ...readConfig({}),
  port: 0,
  host: '127.0.0.1',
  publicOrigin: 'https://coro.test',
  allowedOrigins: [],
  maxStreamListeners: 100,
  logLevel: 'silent',
  dataDir: ':memory:',
};

export async function buildApp(overrides: AppOverrides & { readonly config?: Partial<Config> } = {}): Promise<TestApp> {
  const { config, ...rest } = overrides;
  const app = await createApp({ ...CONFIG, ...config }, rest);
  const { port } = await app.start();
  const origin = `http://127.0.0.1:${port}`;
  return { origin, url: `${origin}/graphql`, stop: () => app.stop() };
}
