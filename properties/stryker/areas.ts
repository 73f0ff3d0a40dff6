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
  host: { mutate: ['src/host/**/*.ts', ...besidesTests], tests: ['src/**/*.test.ts'] },
  model: { mutate: ['model/**/*.ts', ...besidesTests], tests: ['model/**/*.test.ts'] },
} as const satisfies Readonly<Record<string, Area>>;

/** The name of an area. */
export type AreaName = keyof typeof areas;

/** The names of all of them. */
export const areaNames = Object.keys(areas) as readonly AreaName[];
