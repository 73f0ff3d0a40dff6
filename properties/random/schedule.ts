/**
 * Random attacks as plain data: a topic and operations that name what they are about by numbers,
 * so that a part of a failing schedule is a schedule too and seed and path replay it.
 */
import fc from 'fast-check';
import type { Topic } from './cases.ts';
import type { Plan } from './forge.ts';

/** One thing to do; the numbers are indices, modulo what there is. */
export type Operation =
  /** What an undisturbed run would do next. */
  | { readonly op: 'progress' }
  /** A party's next wish, in season or not. */
  | { readonly op: 'wish'; readonly party: number }
  /** Something that may happen at any time. */
  | { readonly op: 'happen'; readonly party: number }
  /** Lets a delayed message go on, out of turn. */
  | { readonly op: 'release'; readonly index: number }
  /** Something is taken out of a party's memory. */
  | { readonly op: 'steal'; readonly party: number; readonly theft: number }
  /** A message that is known or made up, at any door. */
  | {
      readonly op: 'deliver';
      readonly plan: Plan;
      readonly door: number;
      readonly choices: readonly number[];
    };

/** A run to be carried out. */
export interface RandomSchedule {
  readonly topic: Topic;
  /** Whether the opening wishes come first, as in the search. */
  readonly opensFirst: boolean;
  readonly operations: readonly Operation[];
}

const index = fc.nat({ max: 719 });

/** Operations, of which so many in twenty go the honest course. */
const operation = (honest: number): fc.Arbitrary<Operation> =>
  fc.oneof(
    { weight: honest, arbitrary: fc.constant<Operation>({ op: 'progress' }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('wish' as const), party: index }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('happen' as const), party: index }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('release' as const), index }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('steal' as const), party: index, theft: index }),
    },
    {
      weight: 16 - honest,
      arbitrary: fc.record({
        op: fc.constant('deliver' as const),
        plan: fc.constantFrom<Plan>('known', 'known', 'alter', 'take-over', 'compose', 'compose'),
        door: index,
        choices: fc.array(index, { minLength: 20, maxLength: 100, size: 'max' }),
      }),
    },
  );

/** The most operations of one schedule. */
const operationsMax = 70;

/** Schedules on some topics. */
export function randomSchedules(topics: readonly Topic[]): fc.Arbitrary<RandomSchedule> {
  return fc.record({
    topic: fc.constantFrom(...topics),
    opensFirst: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
    operations: fc
      .constantFrom(1, 4, 8)
      .chain((honest) =>
        fc.array(operation(honest), { minLength: 20, maxLength: operationsMax, size: 'max' }),
      ),
  });
}
