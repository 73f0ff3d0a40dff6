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

/** All areas, by name. */
export const areas = {
  codec: { mutate: ['src/codec/**/*.ts', ...besidesTests], tests: ['src/codec/**/*.test.ts'] },
  crypto: {
    mutate: ['src/crypto/**/*.ts', ...besidesTests],
    tests: ['src/crypto/**/*.test.ts', 'src/*.test.ts'],
  },
  host: {
    mutate: ['src/host/**/*.ts', ...besidesTests],
    tests: [
      'src/host/**/*.test.ts',
      'src/system/**/*.test.ts',
      // Limits, files and what is refused are tried where whole processes are put together.
      ...['limits', 'edges', 'files'].map((name) => `properties/hostile/${name}.test.ts`),
    ],
  },
  // The definitions of claims, by traces written by hand.
  claims: {
    mutate: ['model/core/claim.ts', 'model/core/claim/**/*.ts', ...besidesTests],
    tests: ['model/core/claim.test.ts', 'model/core/claim/**/*.test.ts'],
  },
  core: {
    mutate: ['model/core/**/*.ts', '!model/core/claim.ts', '!model/core/claim/**', ...besidesTests],
    tests: [
      'model/core/**/*.test.ts',
      'model/sa2pmp/claims.test.ts',
      'model/sa2pmp/court/**/*.test.ts',
      // What claims say of traces, and what runs are made of.
      ...['compromise', 'explicit', 'history'].map((name) => `attacks/search/${name}.test.ts`),
      'attacks/run.test.ts',
    ],
  },
  script: {
    mutate: ['model/script/**/*.ts', ...besidesTests],
    tests: ['model/script/**/*.test.ts'],
  },
  court: {
    mutate: ['model/sa2pmp/court/**/*.ts', 'model/sa2pmp/judge.ts', ...besidesTests],
    tests: ['model/sa2pmp/**/*.test.ts'],
  },
  roles: {
    mutate: ['model/sa2pmp/roles/**/*.ts', ...besidesTests],
    tests: ['model/sa2pmp/**/*.test.ts'],
  },
  readings: {
    mutate: ['reading', 'repair', 'claims'].map((folder) => `model/sa2pmp/${folder}/**/*.ts`),
    tests: ['model/sa2pmp/*.test.ts'],
  },
  protocol: {
    mutate: [
      'model/sa2pmp/**/*.ts',
      ...['court', 'roles', 'reading', 'repair', 'claims'].map(
        (folder) => `!model/sa2pmp/${folder}/**`,
      ),
      '!model/sa2pmp/judge.ts',
      ...besidesTests,
    ],
    tests: ['model/sa2pmp/**/*.test.ts'],
  },
  // Protocols of others, which searches hold to published verdicts (properties/peers, classics).
  others: {
    mutate: ['model/peers/**/*.ts', 'model/classics/**/*.ts', ...besidesTests],
    tests: ['properties/peers/peers.property.ts', 'properties/classics/classics.property.ts'],
  },
} as const satisfies Readonly<Record<string, Area>>;

/** The name of an area. */
export type AreaName = keyof typeof areas;

/** The names of all of them. */
export const areaNames = Object.keys(areas) as readonly AreaName[];
