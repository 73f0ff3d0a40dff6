/**
 * The smallest schedule found that fails as well: fewer operations, fewer honest steps, smaller
 * numbers, a plainer world. Delta debugging (Zeller & Hildebrandt, TSE 2002) on the operations, then
 * each number by itself, again until nothing more goes.
 */
import type { Operation } from './operation.ts';
import type { Schedule } from './schedule.ts';

/**
 * Shrinks a schedule that fails.
 *
 * @param schedule - the schedule
 * @param fails - is asked about others
 * @param attemptsMax - beyond so many, what there is is small enough
 */
export async function shrunk(
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
  attemptsMax: number,
): Promise<Schedule> {
  let best = schedule;
  let attempts = 0;
  const tries = async (candidate: Schedule): Promise<boolean> => {
    attempts += 1;
    if (attempts > attemptsMax || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let before: Schedule | undefined; before !== best && attempts < attemptsMax;) {
    before = best;
    await fewer(() => best, tries);
    await joined(() => best, tries);
    await plainer(() => best, tries);
    for (const world of plainerWorlds(best)) await tries({ ...best, world });
  }
  return best;
}

type Tries = (candidate: Schedule) => Promise<boolean>;

/** Takes runs of operations away, long ones first. */
async function fewer(best: () => Schedule, tries: Tries): Promise<void> {
  const half = Math.ceil(best().operations.length / 2);
  for (let length = half; length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2)) {
    for (let at = 0; at < best().operations.length;) {
      const { world, operations } = best();
      const rest = operations.toSpliced(at, length);
      if (!(await tries({ world, operations: rest }))) at += length;
    }
  }
}

/** Makes each number smaller, and each list of them shorter. */
async function plainer(best: () => Schedule, tries: Tries): Promise<void> {
  for (let at = 0; at < best().operations.length; at += 1) {
    const operation = best().operations[at];
    if (operation === undefined) return;
    for (const simpler of simplerThan(operation)) {
      const { world, operations } = best();
      await tries({ world, operations: operations.with(at, simpler) });
    }
  }
}

/** Makes honest steps one after the other one operation. */
async function joined(best: () => Schedule, tries: Tries): Promise<void> {
  for (let at = 0; at + 1 < best().operations.length;) {
    const { world, operations } = best();
    const [one, next] = [operations[at], operations[at + 1]];
    const isPair = one?.op === 'progress' && next?.op === 'progress';
    const both = isPair && ({ op: 'progress', times: one.times + next.times } as const);
    if (!both || !(await tries({ world, operations: operations.toSpliced(at, 2, both) }))) at += 1;
  }
}

function simplerThan(operation: Operation): readonly Operation[] {
  return Object.entries(operation).flatMap(([field, value]: readonly [string, unknown]) => {
    const smaller = (): readonly unknown[] => {
      if (typeof value === 'number') return smallerThan(value);
      return Array.isArray(value) && value.length > 0 ? [[], value.slice(0, -1)] : [];
    };
    return smaller().map((one) => ({ ...operation, [field]: one }));
  });
}

function smallerThan(value: number): readonly number[] {
  const candidates = [0, 1, Math.trunc(value / 2), value % 10, value - 1];
  return [...new Set(candidates)].filter((one) => Math.abs(one) < Math.abs(value));
}

function plainerWorlds({ world }: Schedule): readonly Schedule['world'][] {
  const { changes, bounds, classes } = world;
  return [
    ...changes.map((one) => ({ ...world, changes: changes.filter((other) => other !== one) })),
    ...(bounds.customers > 1 ? [{ ...world, bounds: { ...bounds, customers: 1 } }] : []),
    ...(bounds.sessions > 1 ? [{ ...world, bounds: { ...bounds, sessions: 1 } }] : []),
    ...(bounds.renewals > 0 ? [{ ...world, bounds: { ...bounds, renewals: 0 } }] : []),
    ...(world.attacker === 'network' ? [] : [{ ...world, attacker: 'network' }]),
    ...(world.court === 'none' ? [] : [{ ...world, court: 'none' as const }]),
    ...(classes.length > 0 ? [{ ...world, classes: [] }] : []),
  ];
}
