/**
 * Runs before every test file: one seed for all random tests, so that two runs
 * of the same tree say the same. `FC_SEED` chooses another seed, `FC_RUNS` the
 * number of runs of each property; a failing property prints how to replay it.
 */
import fc from 'fast-check';
import { beforeEach } from 'vitest';

/** The seed of an ordinary run: a constant, unless the caller asks otherwise. */
const DEFAULT_SEED = 20090823;

const seed = integerFrom('FC_SEED') ?? DEFAULT_SEED;
const runs = integerFrom('FC_RUNS');

fc.configureGlobal({
  seed,
  verbose: fc.VerbosityLevel.Verbose,
  ...(runs === undefined ? {} : { numRuns: runs }),
});

// @fast-check/vitest calls beforeEach before each run of a property, not once per test.
const watched = new Set<string>();

beforeEach(({ task, onTestFailed }) => {
  if (watched.has(task.id)) return;
  watched.add(task.id);
  onTestFailed(() => {
    const failures = task.result?.errors ?? [];
    if (failures.some(({ message }) => message.includes('Property failed'))) {
      console.error(`replay: ${replay(task.file.name, task.name)}`);
    }
  });
});

function replay(file: string, title: string): string {
  const settings = `FC_SEED=${seed}${runs === undefined ? '' : ` FC_RUNS=${runs}`}`;
  // vitest reads -t as a regular expression; @fast-check/vitest adds the seed to the title.
  const pattern = title.replace(/ \(with seed=-?\d+\)$/, '').replace(/[^\w ,-]/g, '.');
  return `${settings} npx vitest run ${file} -t '${pattern}'`;
}

function integerFrom(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be an integer, not ${text}`);
  return value;
}
