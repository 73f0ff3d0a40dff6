/**
 * Random schedules over SA2pMP as plain data: a reading, bounds, an attacker, and operations.
 *
 * An operation names what it is about by numbers, taken modulo how many there are when it is
 * carried out, so that every list of operations is a schedule, and a part of a failing one is one
 * too. Seed and path of fast-check replay it; no command objects, no state of their own.
 */
import fc from 'fast-check';
import { capabilities, usualCapabilities } from '../../attacks/capability/index.ts';
import {
  axes,
  axisIds,
  contradictions,
  type Reading,
  type ReadingName,
  readings,
} from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';

/** How a message of the attacker's comes about. */
export type Plan = 'part' | 'mutate' | 'take-over' | 'compose' | 'accuse';

/** One thing to do; the numbers are indices, modulo what there is. */
export type Operation =
  /** What an undisturbed run would do next: release, pass on, or wish. */
  | { readonly op: 'progress' }
  /** A party's next wish, in season or not. */
  | { readonly op: 'intend'; readonly party: number; readonly which: number }
  /** Something that may happen at any time. */
  | { readonly op: 'happen'; readonly party: number; readonly which: number }
  /** Something is taken out of a party's memory. */
  | { readonly op: 'steal'; readonly party: number; readonly theft: number }
  /** Lets a delayed message go on, out of turn. */
  | { readonly op: 'release'; readonly index: number }
  /** Time passes. */
  | { readonly op: 'wait'; readonly slots: number }
  /** An observed message once more, at any door. */
  | { readonly op: 'replay'; readonly message: number; readonly door: number }
  /** A message made of parts of observed ones, at its own door or any other. */
  | {
      readonly op: 'forge';
      readonly plan: Plan;
      readonly message: number;
      readonly door: number;
      readonly choices: readonly number[];
    }
  /** The attacker compares two values of its own making. */
  | { readonly op: 'compare'; readonly choices: readonly number[] };

/** A run to be carried out in any world. */
export interface Schedule {
  readonly reading: Reading;
  readonly bounds: Bounds;
  /** The attacker's id. */
  readonly attacker: string;
  /** Whether a judge sits, and whether parties go to court by themselves. */
  readonly court: 'none' | 'sits' | 'disputes';
  readonly operations: readonly Operation[];
}

/** How long a generated schedule may be. */
export interface Length {
  readonly operationsMin: number;
  readonly operationsMax: number;
}

const index = fc.nat({ max: 999 });
const choices = fc.array(index, { maxLength: 16, size: 'max' });

/** Twice as often those plans that keep a message close to one that is accepted. */
const plan = fc.constantFrom<Plan>(
  'part',
  'mutate',
  'mutate',
  'take-over',
  'take-over',
  'compose',
  'accuse',
);

/** An axis and the choice to make on it, by number. */
type Change = [axis: number, choice: number];

/** One of the named readings with a few axes changed, often none; never a contradictory one. */
const reading: fc.Arbitrary<Reading> = fc
  .record({
    base: fc.constantFrom<ReadingName>('published', 'charitable'),
    changes: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Change[]>([]) },
      { weight: 4, arbitrary: fc.array(fc.tuple(index, index), { minLength: 1, maxLength: 1 }) },
      {
        weight: 3,
        arbitrary: fc.array(fc.tuple(index, index), { minLength: 2, maxLength: 6, size: 'max' }),
      },
    ),
  })
  .map(({ base, changes }) => changes.reduce(changed, readings[base]))
  .filter((candidate) => contradictions(candidate).length === 0);

function changed(from: Reading, [axisIndex, choiceIndex]: Change): Reading {
  const id = axisIds[axisIndex % axisIds.length];
  if (id === undefined) return from;
  const names = Object.keys(axes[id].choices);
  return { ...from, [id]: names[choiceIndex % names.length] };
}

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Operation>({ op: 'progress' }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('intend' as const), party: index, which: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('happen' as const), party: index, which: index }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('steal' as const), party: index, theft: index }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('release' as const), index }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('wait' as const), slots: fc.nat({ max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constant('replay' as const), message: index, door: index }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      op: fc.constant('forge' as const),
      plan,
      message: index,
      door: index,
      choices,
    }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('compare' as const), choices }) },
);

/** Two of three are those on the wireless link, who have most to forge. */
const attacker = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(...usualCapabilities) },
    { weight: 1, arbitrary: fc.constantFrom(...capabilities) },
  )
  .map(({ id }) => id);

/** Schedules of a length. */
export function schedules({ operationsMin, operationsMax }: Length): fc.Arbitrary<Schedule> {
  return fc.record({
    reading,
    bounds: fc.record({
      sessions: fc.integer({ min: 1, max: 3 }),
      customers: fc.integer({ min: 1, max: 2 }),
      renewals: fc.integer({ min: 0, max: 1 }),
    }),
    attacker,
    court: fc.constantFrom('none', 'sits', 'disputes'),
    operations: fc.array(operation, {
      minLength: operationsMin,
      maxLength: operationsMax,
      size: 'max',
    }),
  });
}
