/**
 * The areas of the code whose mutants are tried: what is mutated, and by which tests it is to be noticed.
 */

/** An area. */
export interface Area {
  readonly mutate: readonly string[];
  /** Its own tests, and those of what is built on it directly. */
  readonly tests: readonly string[];
}

const besidesTests = ['!**/*.test.ts', '!**/testing/**'];
const onSystems = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `src/system/${name}.test.ts`);
const inModel = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `model/sa2pmp/${name}.test.ts`);

/** Tests that have parties play their parts (`model/sa2pmp/testing/play.ts`). */
const onPlays = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `model/sa2pmp/${name}.test.ts`);

/** All areas, by name. */
export const areas = {
  codec: { mutate: ['src/codec/**/*.ts', ...besidesTests], tests: ['src/codec/**/*.test.ts'] },
  crypto: {
    mutate: ['src/crypto/**/*.ts', ...besidesTests],
    tests: ['src/crypto/**/*.test.ts', 'src/*.test.ts'],
  },
  // What all hosts share.
  host: {
    mutate: [
      'src/host/*.ts',
      '!src/host/evidence.ts',
      '!src/host/evidence-made.ts',
      ...besidesTests,
    ],
    tests: [
      'src/host/*.test.ts',
      ...onSystems('group', 'party', 'perform', 'remembered', 'repaired', 'trusted'),
    ],
  },
  // Evidence as a file: made by a host, judged by anybody.
  'host-evidence': {
    mutate: ['src/host/evidence.ts', 'src/host/evidence-made.ts'],
    tests: ['src/host/schemas.test.ts', ...onSystems('evidence', 'party', 'repaired', 'trusted')],
  },
  'host-bank': {
    mutate: ['src/host/bank/**/*.ts', ...besidesTests],
    tests: ['src/host/bank/**/*.test.ts', 'src/system/**/*.test.ts'],
  },
  'host-log': {
    mutate: ['src/host/log/**/*.ts', ...besidesTests],
    tests: [
      'src/host/log/**/*.test.ts',
      ...onSystems('evidence', 'gateway', 'heads', 'heard', 'kept', 'party', 'repaired', 'telling'),
    ],
  },
  'host-phone': {
    mutate: ['src/host/phone/**/*.ts', ...besidesTests],
    tests: [
      'src/host/phone/**/*.test.ts',
      ...onSystems('guesses', 'heard', 'kept', 'lock', 'party', 'phone', 'remembered'),
      ...onSystems('repaired', 'reviewed', 'telling', 'trusted', 'unanswered'),
    ],
  },
  // The definitions of claims, by traces written by hand.
  claims: {
    mutate: ['model/core/claim.ts', 'model/core/claim/**/*.ts', ...besidesTests],
    tests: ['model/core/claim.test.ts', 'model/core/claim/**/*.test.ts'],
  },
  core: {
    mutate: ['model/core/**/*.ts', '!model/core/claim.ts', '!model/core/claim/**', ...besidesTests],
    tests: ['model/core/*.test.ts'],
  },
  script: {
    mutate: ['model/script/**/*.ts', ...besidesTests],
    tests: ['model/script/**/*.test.ts'],
  },
  court: {
    mutate: ['model/sa2pmp/court/**/*.ts', 'model/sa2pmp/judge.ts', ...besidesTests],
    tests: [
      'model/sa2pmp/court/**/*.test.ts',
      ...inModel('cited', 'complaint', 'judge', 'record', 'resolution'),
      ...inModel('roles/possession', 'roles/receipts'),
    ],
  },
  bank: {
    mutate: ['model/sa2pmp/roles/bank/**/*.ts', ...besidesTests],
    tests: [
      'model/sa2pmp/roles/*.test.ts',
      // But for what is seen, which is asked of thousands of memories.
      'model/sa2pmp/roles/bank/!(seen).test.ts',
      ...inModel('cited', 'complaint', 'light', 'resolution', 'transcript'),
    ],
  },
  client: {
    mutate: ['model/sa2pmp/roles/client/**/*.ts', ...besidesTests],
    tests: [
      'model/sa2pmp/roles/*.test.ts',
      'model/sa2pmp/roles/client/**/*.test.ts',
      ...inModel('cited', 'complaint', 'composition', 'light', 'resolution', 'transcript'),
    ],
  },
  // The log server and its witnesses.
  log: {
    mutate: ['model/sa2pmp/roles/*.ts', ...besidesTests],
    tests: [
      'model/sa2pmp/roles/*.test.ts',
      ...inModel('cited', 'complaint', 'record', 'resolution', 'court/quorum', 'court/word'),
    ],
  },
  // What is said of the paper: readings and repairs, and the claims that are made of it.
  readings: {
    mutate: [
      ...['reading', 'repair'].flatMap((name) => [
        `model/sa2pmp/${name}/**/*.ts`,
        `model/sa2pmp/${name}.ts`,
      ]),
      ...besidesTests,
    ],
    tests: [...onPlays('reading', 'repair'), 'model/sa2pmp/reading/**/*.test.ts'],
  },
  suite: {
    mutate: ['model/sa2pmp/claims/**/*.ts', 'model/sa2pmp/suite.ts', ...besidesTests],
    tests: ['model/sa2pmp/claims.test.ts', 'model/sa2pmp/suite.test.ts'],
  },
  // Which messages there are under which reading.
  shapes: {
    mutate: [
      ...['messages', 'untagged', 'shapes/**/*'].map((name) => `model/sa2pmp/${name}.ts`),
      ...besidesTests,
    ],
    tests: [
      'model/sa2pmp/messages.test.ts',
      'model/sa2pmp/shapes/**/*.test.ts',
      ...onPlays('composition', 'confidential', 'light', 'passwords', 'record', 'resolution'),
    ],
  },
  // Who is there, what everybody wants and knows, and how much of it a search looks at.
  scenario: {
    mutate: ['model/sa2pmp/scenario/**/*.ts', ...besidesTests],
    tests: [
      'model/sa2pmp/scenario.test.ts',
      'model/sa2pmp/scenario/**/*.test.ts',
      ...onPlays('business', 'complaint', 'confidential', 'record', 'resolution'),
    ],
  },
  // What roles are made of. Every chart in every reading would be noticed by `charts.test.ts`, in half a
  // minute for each mutant: the quick ones it is.
  protocol: {
    mutate: [
      'model/sa2pmp/*.ts',
      ...['judge', 'messages', 'reading', 'repair', 'suite', 'untagged'].map(
        (name) => `!model/sa2pmp/${name}.ts`,
      ),
      ...besidesTests,
    ],
    tests: [
      ...onPlays('business', 'complaint', 'composition', 'confidential', 'light', 'passwords'),
      ...onPlays('claims', 'proceedings', 'record', 'resolution', 'setting', 'tokens'),
    ],
  },
  // Protocols of others, as text beside their sources; searches hold them to published verdicts besides
  // (properties/peers, classics), in seconds for each mutant.
  classics: {
    mutate: ['model/classics/**/*.ts', ...besidesTests],
    tests: ['model/classics/*.test.ts'],
  },
  // Payments by card: iKP and SET.
  'peers-cards': {
    mutate: ['model/peers/{ikp,set}*.ts', ...besidesTests],
    tests: ['model/peers/ikp*.test.ts', 'model/peers/set*.test.ts'],
  },
  peers: {
    mutate: ['model/peers/**/*.ts', '!model/peers/{ikp,set}*.ts', ...besidesTests],
    tests: [
      ...['evidence', 'given', 'honest', 'peer', 'references'],
      ...['jasa', 'ksl', 'lmpp', 'lsm', 'passkey', 'visa'],
    ].map((name) => `model/peers/${name}*.test.ts`),
  },
} as const satisfies Readonly<Record<string, Area>>;

/** The name of an area. */
export type AreaName = keyof typeof areas;

/** The names of all of them. */
export const areaNames = Object.keys(areas) as readonly AreaName[];
