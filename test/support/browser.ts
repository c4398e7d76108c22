// Starts a headless Chromium for tests: an installed one where there is one, else the one inside of @sparticuz/chromium.
// Refuses to let a page pass that logged an error or asked a foreign origin for anything.
//
//   await describeWithBrowser('the stage', {}, (browser) => {
//     it('shows the code', async () => {
//       const visit = await openPage(browser(), `${url}/r/ABCDE`, { viewport: { width: 390, height: 844 } });
//       await visit.page.getByRole('button', { name: 'Join' }).click();
//       await visit.close();                  // throws when the page complained or left its origin
//     });
//   });
//
// Without the frame: `const { browser, close } = await launchBrowser();`, which rejects when no browser can be started.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, describe, onTestFailed } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // As soon as two pages play at once, the one behind must not be slowed down.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

export interface LaunchOptions {
  /** `false` leaves the autoplay policy of real browsers in force: no sound before a touch. Default `true`. */
  readonly autoplay?: boolean;
  readonly flags?: readonly string[];
}

export interface LaunchedBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Starts a browser; rejects with the reason when this machine has none that runs. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const executable = installedBrowser() ?? (await packedBrowser());
  const browser = await chromium.launch({
    executablePath: executable.path,
    env: { ...definedEnvironment(), ...executable.env },
    args: [
      ...FLAGS,
      `--autoplay-policy=${(options.autoplay ?? true) ? 'no-user-gesture-required' : 'document-user-activation-required'}`,
      ...(options.flags ?? []),
    ],
  });
  return { browser, close: () => browser.close() };
}

/**
 * A `describe` whose tests share one running browser. Without a browser they are skipped, which the reporter lists at
 * the end of the run; with CORO_REQUIRE_SERVICES=1 the file fails with the reason instead.
 */
export async function describeWithBrowser(name: string, options: LaunchOptions, tests: (browser: () => Browser) => void): Promise<void> {
  try {
    const launched = await launchBrowser(options);
    describe(name, () => {
      afterAll(() => launched.close());
      tests(() => launched.browser);
    });
  } catch (reason) {
    if (process.env.CORO_REQUIRE_SERVICES === '1') throw reason;
    const [headline] = String(reason).split('\n');
    describe.skip(`${name} (skipped: no browser, ${headline})`, () => {
      tests(() => {
        throw reason;
      });
    });
  }
}

export interface VisitOptions extends BrowserContextOptions {
  /** Origins beside the page's own that it may talk to, e.g. a chaos proxy's. */
  readonly alsoAllowed?: readonly string[];
  /** Complaints that this test provokes on purpose, e.g. the browser's own line about a broken socket. */
  readonly expectedErrors?: readonly RegExp[];
  /** Runs in the page before any of its scripts. */
  readonly beforeScripts?: () => void;
  /** For tests that run several at a time, where nobody can tell whose page it is: a failure of one must not close another's. */
  readonly outlivesFailure?: boolean;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong so far: console errors, uncaught exceptions, requests to foreign origins. */
  readonly complaints: readonly string[];
  /** Closes the page and its context; throws when there were complaints. */
  close(): Promise<void>;
}

/** Opens `url` as a new person (own storage, own permissions) and watches the page until it is closed. */
export async function openPage(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { alsoAllowed = [], expectedErrors = [], beforeScripts, outlivesFailure = false, ...contextOptions } = options;
  const context = await browser.newContext({ locale: 'en-US', ...contextOptions });
  if (!outlivesFailure) closeWithFailure(context);
  if (beforeScripts) await context.addInitScript(beforeScripts);
  const page = await context.newPage();
  const hosts = new Set([url, ...alsoAllowed].map((allowed) => new URL(allowed).host));
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expectedErrors.some((expected) => expected.test(text))) complaints.push(text);
  };
  const watchOrigin = (address: string) => {
    // data: and blob: addresses have no host; they never leave the page.
    const { host } = new URL(address);
    if (host !== '' && !hosts.has(host)) complain(`request to a foreign origin: ${address}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complain(`exception: ${error.stack ?? error.message}`));
  page.on('request', (request) => watchOrigin(request.url()));
  page.on('websocket', (socket) => watchOrigin(socket.url()));
  await page.goto(url);
  return {
    context,
    page,
    complaints,
    close: async () => {
      await context.close();
      if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
    },
  };
}

/** A page that a failed test leaves open goes on moving, and slows down every test after it until they fail, too. */
function closeWithFailure(context: BrowserContext): void {
  try {
    onTestFailed(() => context.close());
  } catch {
    // Not within a test: a hook or a bench has opened it, and closes it.
  }
}

interface Executable {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

function installedBrowser(): Executable | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = process.env.CORO_CHROMIUM ?? onPath.find(isExecutable);
  return path === undefined ? null : { path, env: {} };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const PACKED_VERSION = '147.0.0';

/**
 * Unpacks the packaged Chromium beside the installed packages, once per version. The package itself reuses whatever lies
 * under a fixed name in the temp folder, half-written files of a parallel run included; so it unpacks into a folder of its
 * own that gets its final name only when complete.
 */
async function packedBrowser(): Promise<Executable> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  const folder = join(cache, `chromium-${PACKED_VERSION}`);
  if (!(await exists(folder))) {
    await mkdir(cache, { recursive: true });
    const fresh = await mkdtemp(join(cache, 'unpacking-'));
    // The variable must be set before the import, hence a process of its own: it makes the package unpack its own system
    // libraries, too, which a machine without a desktop lacks.
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`],
      {
        cwd: fileURLToPath(new URL('.', import.meta.url)),
        env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
      },
    );
    await writeFile(join(fresh, 'fonts', 'fonts.conf'), fontConfiguration(folder));
    await rename(fresh, folder).catch(async (error: unknown) => {
      await rm(fresh, { recursive: true, force: true });
      // Another run was quicker; its folder is as complete as ours.
      if (!(await exists(folder))) throw error;
    });
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** The packaged configuration names folders that exist only where it was made. */
function fontConfiguration(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'fonts')}</dir>`,
    '  <dir>/usr/share/fonts</dir>',
    `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
