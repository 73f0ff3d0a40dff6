/**
 * Schedules: a world and what happens in it, as plain data. Seed and path of fast-check have one again,
 * and so does its token (`token.ts`), in any algebra and over HTTP.
 */
import fc from 'fast-check';
import {
  classes,
  classOf,
  emphasised,
  type Operation,
  operations,
  progressMax,
  type Weights,
} from './operation.ts';
import { type Drawing, type World, worlds } from './world.ts';

/** A run to be carried out in any world of values. */
export interface Schedule {
  readonly world: World;
  readonly operations: readonly Operation[];
}

/** How long a generated schedule may be. */
export interface Length {
  readonly operationsMin: number;
  readonly operationsMax: number;
}

/** What happens of a list of operations in a world: those of its classes. */
function inWorld({ world, operations: all }: Schedule): Schedule {
  const operations = all.filter((operation) => {
    const kind = classOf(operation);
    return kind === undefined || world.classes.includes(kind);
  });
  return { world, operations };
}

/** Schedules of a length in worlds of their own, one to five honest steps an operation, nothing left out. */
export function schedules(length: Length, drawing: Partial<Drawing> = {}): fc.Arbitrary<Schedule> {
  const drawn: Drawing = {
    bases: ['published', 'charitable'],
    near: [3, 4, 3],
    own: 0,
    any: 1,
    whole: true,
    known: false,
    ...drawing,
  };
  return schedulesIn(
    worlds(drawn),
    length,
    operations(fc.integer({ min: 1, max: 5 }), { progress: 40, forge: 18 }),
  );
}

/**
 * Schedules in some worlds, with as many honest steps an operation as it happens. Every other one is about
 * one class of what its world has: much of that, and few honest steps between.
 */
export function swarm(
  pool: readonly World[],
  length: Length,
  weights: Weights = {},
): fc.Arbitrary<Schedule> {
  const most = (times: number): fc.Arbitrary<number> =>
    fc.oneof(fc.constant(1), fc.integer({ min: 1, max: times }));
  const anything = operations(most(progressMax), weights);
  const about = new Map(
    classes.map((one) => [one, operations(most(stepsBetween), emphasised(weights, one))] as const),
  );
  const chosen = fc.tuple(fc.constantFrom(...pool), fc.boolean(), fc.nat({ max: 999 }));
  return chosen.chain(([world, isAbout, number]) => {
    const one = isAbout ? world.classes[number % world.classes.length] : undefined;
    const operation = (one && about.get(one)) ?? anything;
    return schedulesIn(fc.constant(world), length, operation);
  });
}

/** Most honest steps of one operation in a schedule that is about something. */
const stepsBetween = 8;

function schedulesIn(
  world: fc.Arbitrary<World>,
  { operationsMin, operationsMax }: Length,
  operation: fc.Arbitrary<Operation>,
): fc.Arbitrary<Schedule> {
  const list = { minLength: operationsMin, maxLength: operationsMax, size: 'max' } as const;
  return fc.record({ world, operations: fc.array(operation, list) }).map(inWorld);
}
