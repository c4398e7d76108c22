// Who may import whom. Ten rules, each with its reason; `npm run check` fails when one is broken.
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'The rules of a room know no package, no clock, no network: only themselves and the table of errors.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { pathNot: ['^server/domain/', '^server/errors\\.ts$'] },
    },
    {
      name: 'ports-speak-the-domain',
      comment: 'A port is named in the words of the domain, so it imports nothing else.',
      severity: 'error',
      from: { path: '^server/ports/' },
      to: { pathNot: ['^server/domain/', '^server/ports/'] },
    },
    {
      name: 'services-know-ports-only',
      comment: 'A use case never knows which real thing stands behind a port, nor which protocol called it.',
      severity: 'error',
      from: { path: '^server/services/' },
      to: { pathNot: ['^server/(domain|ports|services)/', '^server/(errors|log)\\.ts$'] },
    },
    {
      name: 'adapters-look-inwards',
      comment: 'An adapter implements ports with its own vendor package; use cases and protocols are none of its business.',
      severity: 'error',
      from: { path: '^server/adapters/' },
      to: { path: '^server/', pathNot: ['^server/(domain|ports|adapters)/', '^server/(errors|log)\\.ts$'] },
    },
    {
      name: 'adapters-stand-apart',
      comment: 'One folder an outside world: an adapter that needs another one belongs into it, or a port is missing.',
      severity: 'error',
      from: { path: '^server/adapters/([^/]+)/' },
      to: { path: '^server/adapters/', pathNot: '^server/adapters/$1/' },
    },
    {
      name: 'schema-translates-only',
      comment: 'Resolvers translate and delegate: they see domain and service types, Pothos and graphql, never an adapter or a socket.',
      severity: 'error',
      from: { path: '^server/schema/' },
      to: {
        pathNot: [
          '^server/(domain|services|schema)/',
          '^server/ports/tickets\\.ts$',
          '^server/(errors|log)\\.ts$',
          '(^|/)node_modules/(graphql|@pothos/core)/',
          '^node:',
          '^(fs|path|url|process)$',
        ],
      },
    },
    {
      name: 'http-never-sees-adapters',
      comment:
        'Sockets and routes get services and the schema from app.ts; which store or engine stands behind them is not theirs to know.',
      severity: 'error',
      from: { path: '^server/http/' },
      to: { path: ['^server/adapters/', '^server/app\\.ts$', '^server/main\\.ts$'] },
    },
    {
      name: 'client-and-server-meet-in-the-schema',
      comment: 'The client knows generated types only; a third party has no more than that.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: ['^server/', '^test/'] },
    },
    {
      name: 'server-never-sees-the-client',
      comment: 'The other half of the street door.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: ['^client/', '^test/', '^scripts/'] },
    },
    {
      name: 'sound-and-picture-without-react',
      comment: 'Audio and the Bloom run beside React, never inside of it, so that neither can make the other stutter.',
      severity: 'error',
      from: { path: '^client/(audio|visual)/' },
      to: { path: '(^|/)node_modules/(@types/)?(react|react-dom|urql|wouter)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^client/graphql/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
