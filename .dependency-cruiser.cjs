/**
 * The import arrows. Everything points at model; src and attacks never see each
 * other; only properties sees everything. Each rule lists what a tree may import,
 * so a package nobody thought of is refused.
 */
const TEST = '\\.(test|property)\\.ts$';
const packages = (...names) => `^node_modules/(${names.join('|')})/`;
const TEST_PACKAGES = packages('vitest', 'fast-check', '@fast-check/vitest');

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: allowed },
});

/** Tests see their own tree's world, the test packages, and files (for vectors). */
const testsOnly = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `${from}.*${TEST}` },
  to: { pathNot: [...allowed, TEST_PACKAGES], dependencyTypesNot: ['core'] },
});

const MODEL = ['^model/', packages('xstate', 'ts-pattern')];
const CORE = ['^model/core/', packages('xstate', 'ts-pattern')];
const SRC = ['^src/', '^model/', packages('@noble/[^/]+', 'ts-pattern', 'xstate', 'valibot')];
const HTTP = [...SRC, packages('@peculiar/x509', 'reflect-metadata')];
const ATTACKS = ['^attacks/', '^model/', packages('ts-pattern')];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('model-imports', '^model/', MODEL),
    only('model-core-imports', '^model/core/', CORE),
    {
      ...only('src-imports', '^src/(?!adapters/http/)', SRC),
      to: { pathNot: SRC, dependencyTypesNot: ['core'] },
    },
    {
      ...only('src-http-imports', '^src/adapters/http/', HTTP),
      to: { pathNot: HTTP, dependencyTypesNot: ['core'] },
    },
    {
      name: 'disk-and-sockets-in-adapters',
      comment: 'A real clock, disk or socket: adapters. What runs on them is handed a port.',
      severity: 'error',
      from: { path: '^src/(?!adapters/|system/|testing/)', pathNot: TEST },
      to: {
        path: '^(node:)?(sqlite|http|https|http2|net|tls|dgram|fs|fs/promises|child_process)$',
      },
    },
    {
      name: 'hosts-know-no-adapter',
      severity: 'error',
      from: { path: '^src/(?!adapters/|system/)' },
      to: { path: '^src/(adapters|system)/' },
    },
    only('attacks-imports', '^attacks/', ATTACKS),
    testsOnly('model-test-imports', '^model/', MODEL),
    testsOnly('model-core-test-imports', '^model/core/', CORE),
    testsOnly('src-test-imports', '^src/(?!adapters/|system/)', SRC),
    {
      name: 'src-adapter-test-imports',
      comment: 'An adapter is tested on the thing that it adapts to: sockets, files.',
      severity: 'error',
      from: { path: `^src/(adapters|system)/.*${TEST}` },
      to: { pathNot: [...HTTP, TEST_PACKAGES], dependencyTypesNot: ['core'] },
    },
    testsOnly('attacks-test-imports', '^attacks/', ATTACKS),
    {
      name: 'independent-client-knows-the-page-alone',
      comment: 'What docs/protocol.md does not say is not there to be looked up.',
      severity: 'error',
      from: { path: '^properties/independent/.*\\.mjs$' },
      to: { pathNot: ['^properties/independent/.*\\.mjs$', '^(node:)?(crypto|http)$'] },
    },
    {
      name: 'certificates-are-checked-without-a-search',
      comment: 'The checker shares nothing with what it checks: no search, no engine, no verdict.',
      severity: 'error',
      from: { path: '^properties/certificate/check/' },
      to: {
        path: '^(attacks/|properties/)',
        pathNot: [
          '^attacks/(capability|rule)/',
          '^attacks/(guess|recipe|run|theft)\\.ts$',
          '^properties/certificate/(check/|canonical-json|charts|consistent|difference|hashes|plan|schema|subject|statement|transcript)',
          '^properties/random/numbered\\.ts$',
          '^properties/verdict/(inquiry|intended|verdict)\\.ts$',
        ],
      },
    },
    {
      name: 'noble-only-in-src',
      severity: 'error',
      from: { pathNot: '^src/' },
      to: { path: packages('@noble/[^/]+') },
    },
    {
      name: 'commander-only-in-cli',
      severity: 'error',
      from: { pathNot: '^properties/cli/' },
      to: { path: packages('commander') },
    },
    {
      name: 'parser-only-in-spdl',
      severity: 'error',
      from: { pathNot: '^properties/(spdl|export/testing)/' },
      to: { path: packages('ohm-js') },
    },
    {
      name: 'no-import-of-tests',
      severity: 'error',
      from: {},
      to: { path: TEST },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          TEST,
          '\\.d\\.mts$',
          '^properties/(cli|bench)/',
          '^properties/setup\\.ts$',
          '^properties/report/page/behaviour\\.mjs$', // the page reads it as text
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-in-package-json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^docs/api/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
