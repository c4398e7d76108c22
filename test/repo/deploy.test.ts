// The files and the guide for running Coro elsewhere agree with the code: variables exist, named files and scripts exist, and no container
// has more rights than it needs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONFIG_TABLE, readConfig } from '../../server/config.ts';

const root = join(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = (path: string) => text(path).split('\n');
const guide = text('docs/deploy.md');
const variables: readonly string[] = CONFIG_TABLE.map(({ name }) => name);
const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly profiles?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly depends_on?: Readonly<Record<string, object>> | readonly string[];
  readonly healthcheck?: object;
  readonly stop_grace_period?: string;
  readonly ulimits?: { readonly nofile: { readonly soft: number } };
}
const compose = parse(text('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<'coro' | 'postgres' | 'caddy' | 'redis', Service>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const services = Object.entries(compose.services);

/** Beside Coro's own: what compose.yaml and the Caddyfile ask for, and what hosts set by themselves. */
const DEPLOYMENT_VARIABLES: readonly string[] = [
  ...['CORO_DOMAIN', 'CORO_UPSTREAM', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'REDISCLI_AUTH', 'NODE_ENV'],
  ...['RAILWAY_PUBLIC_DOMAIN', 'RAILWAY_RUN_UID'],
];

/** `NAME=`, `${NAME…}` and names in back quotes. */
function namedIn(source: string): readonly string[] {
  const found = source.matchAll(/\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)=|\$\{([A-Z][A-Z0-9_]+)[}:]|`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g);
  return [...found].map(([, ...names]) => names.find(Boolean) ?? '');
}

test.each(['compose.yaml', 'Dockerfile', 'docs/deploy.md', 'deploy/example.env', 'deploy/coro.service'])(
  'every variable that %s names is one of Coro’s or of the deployment’s',
  (path) => {
    const names = namedIn(text(path));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !variables.includes(name) && !DEPLOYMENT_VARIABLES.includes(name))).toEqual([]);
  },
);

test('what compose.yaml gives to Coro is a configuration that Coro takes, with a filled-in example.env', () => {
  expect(Object.keys(compose.services.coro.environment ?? {}).filter((name) => !variables.includes(name))).toEqual([]);
  const example = Object.fromEntries(
    [...text('deploy/example.env').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
  const filled: Record<string, string> = { ...example, CORO_DOMAIN: 'coro.example', POSTGRES_PASSWORD: 'ab12' };
  const asked = [...text('compose.yaml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name ?? '');
  // REDIS_URL comes with the second server.
  expect(asked.filter((name) => filled[name] === undefined)).toEqual(['REDIS_URL']);

  const given = Object.entries(compose.services.coro.environment ?? {}).map(([name, value]) => [
    name,
    value.replace(
      /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
      (_, variable: string, kind?: string, fallback = '') => filled[variable] || (kind === '-' ? fallback : ''),
    ),
  ]);
  expect(readConfig(Object.fromEntries(given))).toMatchObject({
    publicOrigin: 'https://coro.example',
    databaseUrl: expect.stringMatching(/^postgres:\/\/coro:ab12@postgres:5432\/coro$/),
    redisUrl: null,
    gemini: null,
  });
});

test('a blank secret stops compose before anything starts', () => {
  for (const secret of ['CORO_DOMAIN', 'POSTGRES_PASSWORD'])
    expect(text('compose.yaml')).not.toMatch(new RegExp(`\\$\\{${secret}(?!:\\?)`));
});

test.each(services)('%s has no more rights than it needs', (_name, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
  });
  expect(service.privileged).toBeUndefined();
  expect(service.tmpfs).toContain('/tmp');
  expect(service.image).not.toMatch(/:latest$/);
  for (const volume of service.volumes ?? []) {
    const [source = ''] = volume.split(':');
    if (source.startsWith('.')) expect(existsSync(join(root, source)) && volume.endsWith(':ro')).toBe(true);
    else expect(Object.keys(compose.volumes)).toContain(source);
  }
});

test('containers run as nobody in particular, but for the one that takes ports 80 and 443', () => {
  const { coro, postgres, redis, caddy } = compose.services;
  expect([postgres.user, redis.user]).toEqual(['postgres', 'redis']);
  expect(services.filter(([, service]) => service.cap_add).map(([name]) => name)).toEqual(['caddy']);
  expect(caddy.cap_add).toEqual(['NET_BIND_SERVICE']);
  // Coro trusts private addresses there, so nobody from outside may reach its port, or the databases'.
  expect(coro.ports).toEqual(['127.0.0.1:4000:4000']);
  expect([postgres.ports, redis.ports]).toEqual([undefined, undefined]);
});

test('all are looked after: Coro starts after its database and stops in its own time', () => {
  const { coro, postgres, caddy, redis } = compose.services;
  expect(coro.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  expect(Number.parseInt(coro.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
  expect(coro.ulimits?.nofile.soft).toBeGreaterThan(10_000);
  for (const { healthcheck } of [postgres, caddy, redis]) expect(healthcheck).toBeDefined();
  expect([coro.profiles, postgres.profiles, caddy.profiles, redis.profiles]).toEqual([undefined, undefined, ['tls'], ['nodes']]);
});

test('the image runs the bundle as a user, knows whether it is well, and holds no development package', () => {
  const stages = text('Dockerfile')
    .split(/^FROM /m)
    .slice(1);
  const [build = '', packages = '', run = ''] = stages;
  expect(stages).toHaveLength(3);
  expect(packages).toContain('npm ci --omit=dev');
  for (const stage of [build, packages])
    expect(stage.indexOf('COPY package.json package-lock.json .npmrc')).toBeLessThan(stage.indexOf('npm ci'));
  expect(run).toMatch(/^USER node$/m);
  expect(run).toMatch(/^STOPSIGNAL SIGTERM$/m);
  expect(run).toMatch(/^HEALTHCHECK .*\\\n\s+CMD \["node", .*\/health/m);
  // No shell between the signal and the server.
  expect(run).toMatch(/^CMD \["node", "dist\/server\/main\.js"\]$/m);
  expect([...run.matchAll(/^COPY (--from=(\w+) )?/gm)].map(([, , stage]) => stage)).toEqual(['packages', undefined, 'build']);
  expect(run).not.toMatch(/^VOLUME/m);
  for (const [, name, value] of run.matchAll(/\b([A-Z_]+)=(\S+)/g))
    if (name !== 'NODE_ENV') expect(readConfig({ [String(name)]: value })).toBeDefined();
  for (const [, script] of build.matchAll(/npm run (?:--silent )?([\w:]+)/g)) expect(Object.keys(scripts)).toContain(script);
});

test('nothing private and nothing that changes often for no reason goes into the image', () => {
  for (const entry of ['.git', '.env', '*.env', 'node_modules', 'dist', 'data', 'test']) expect(lines('.dockerignore')).toContain(entry);
  for (const entry of ['.env', '*.env', 'data/', 'sbom.cdx.json']) expect(lines('.gitignore')).toContain(entry);
  for (const needed of ['package.json', 'scripts', 'server', 'client', 'schema.graphql', '.npmrc'])
    expect(lines('.dockerignore')).not.toContain(needed);
});

test('Railway builds the Dockerfile, waits until Coro is ready, and lets it drain', () => {
  const { $schema, build, deploy, ...rest } = JSON.parse(text('railway.json'));
  expect($schema).toBe('https://railway.com/railway.schema.json');
  expect(rest).toEqual({});
  expect(build).toEqual({ builder: 'DOCKERFILE', dockerfilePath: 'Dockerfile' });
  expect(deploy).toEqual({
    numReplicas: 1,
    healthcheckPath: '/ready',
    healthcheckTimeout: expect.any(Number),
    restartPolicyType: 'ON_FAILURE',
    restartPolicyMaxRetries: expect.any(Number),
    overlapSeconds: 0,
    drainingSeconds: expect.any(Number),
  });
  expect(deploy.drainingSeconds).toBeGreaterThan(10);
});

test('the systemd unit starts the bundle with a configuration that Coro takes, and lets it drain', () => {
  const unit = text('deploy/coro.service');
  const [, assignments = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
  const environment = Object.fromEntries(assignments.split(' ').map((pair) => pair.split('=')));
  expect(readConfig(environment)).toMatchObject({ host: '127.0.0.1', port: 4000, dataDir: '/var/lib/coro' });
  for (const line of ['DynamicUser=yes', 'StateDirectory=coro', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet=']) {
    expect(unit.split('\n')).toContain(line);
  }
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node dist\/server\/main\.js$/m);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
  expect(Number(/^LimitNOFILE=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10_000);
});

test('the Caddyfile passes streams on as they come, to where compose.yaml and the unit listen', () => {
  const caddyfile = text('deploy/Caddyfile');
  const directives = caddyfile.replace(/#.*$/gm, '');
  expect(directives).toMatch(/reverse_proxy \{\$CORO_UPSTREAM:127\.0\.0\.1:4000\} \{/);
  expect(directives).toMatch(/flush_interval -1/);
  expect(directives).not.toMatch(/encode|request_buffers|response_buffers|stream_timeout/);
  expect([...caddyfile.matchAll(/\{\$(\w+)/g)].map(([, name]) => name)).toEqual(Object.keys(compose.services.caddy.environment ?? {}));
  expect(directives.split('{').length).toBe(directives.split('}').length);
});

test('every file, script, profile and section that the guide names exists', () => {
  for (const [, script] of guide.matchAll(/npm run ([\w:][\w:-]*)/g)) expect(Object.keys(scripts)).toContain(script);
  const inCode = guide.matchAll(/(?<![\w/.-])((?:deploy|docs|test|scripts|server)\/[\w./-]+\w|compose\.yaml|railway\.json|\.npmrc)/g);
  const linked = [...guide.matchAll(/\]\(([^)#]+)/g)].map(([, path]) => join('docs', String(path)));
  const named = [...[...inCode].map(([, path]) => path), ...linked].filter((path) => path !== undefined && !path.startsWith('server/main'));
  expect(named.length).toBeGreaterThan(5);
  for (const path of named) expect(existsSync(join(root, String(path))), path).toBe(true);
  const profiles = services.flatMap(([, service]) => service.profiles ?? []);
  for (const [, profile] of guide.matchAll(/--profile (\w+)/g)) expect(profiles).toContain(profile);
  for (const [, service] of guide.matchAll(/docker compose (?:exec -T|stop|start|logs -f) (\w+)/g))
    expect(Object.keys(compose.services)).toContain(service);
  const sections = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title?.toLowerCase().replaceAll(' ', '-'));
  for (const [, anchor] of guide.matchAll(/\]\(#([\w-]+)\)/g)) expect(sections).toContain(anchor);
});
