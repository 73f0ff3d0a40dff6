/**
 * A world: the reading, who is there, who is corrupt, and which classes of operations happen at all.
 *
 * One seed draws all of it (swarm testing: Groce, Zhang, Eide, Chen and Regehr, ISSTA 2012): each
 * world is without a random part of what can happen, so that what hides behind something frequent
 * shows where that never happens.
 */
import fc from 'fast-check';
import { capabilities, usualCapabilities } from '../../attacks/capability/index.ts';
import {
  axes,
  axisIds,
  type AxisId,
  contradictions,
  type Reading,
  type ReadingName,
  readings,
} from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { classes, type OperationClass } from './operation.ts';

/** One axis of a reading set to a choice. */
export interface ReadingChange {
  readonly axis: AxisId;
  readonly choice: string;
}

/**
 * Who judges: nobody; a judge, whom parties go to by themselves or not; or a judge before whom bank
 * and log are corrupt.
 */
export const courts = ['none', 'sits', 'disputes', 'trial'] as const;

/** A world to play in. */
export interface World {
  /** The reading, by its name and what differs. */
  readonly base: ReadingName;
  readonly changes: readonly ReadingChange[];
  readonly bounds: Bounds;
  /** The attacker's id: what it holds, whom it plays, what it steals and when. */
  readonly attacker: string;
  readonly court: (typeof courts)[number];
  /**
   * Where the attacker puts messages in: at its own doors, within the bounds of a search; or at every
   * door, when nothing can be said of claims.
   */
  readonly reach: 'own' | 'any';
  /** What can happen besides the honest course. */
  readonly classes: readonly OperationClass[];
}

/** The reading of a world. */
export function readingOf({ base, changes }: Pick<World, 'base' | 'changes'>): Reading {
  const changed = changes.map(({ axis, choice }) => [axis, choice] as const);
  return { ...readings[base], ...(Object.fromEntries(changed) as Partial<Reading>) };
}

/** A world's name: equal names, equal systems. */
export function worldName({ base, changes, bounds, attacker, court, reach }: World): string {
  const { sessions, customers, renewals } = bounds;
  const changed = changes.map(({ axis, choice }) => ` ${axis}=${choice}`).join('');
  return `${base}${changed} ${attacker} ${sessions}/${customers}/${renewals} ${court} ${reach}`;
}

/** The readings that schedules are drawn for. */
export const bases = ['published', 'charitable', 'minimal', 'repaired'] as const;

const index = fc.nat({ max: 999 });

/** An axis and the choice to make on it, by number. */
type Numbers = readonly [axis: number, choice: number];

const pairs = (minLength: number, maxLength: number): fc.Arbitrary<Numbers[]> =>
  fc.array(fc.tuple(index, index), { minLength, maxLength, size: 'max' });

/** Gaps on which most of what is judged here depends: freshness, ciphers, sessions, keys, causes told. */
const favoured: readonly AxisId[] = ['A7', 'A8', 'A13b', 'A36', 'A27', 'A26', 'A2', 'A20'];

/** The axis of a number; one in three is of those favoured. */
function axisAt(number: number): AxisId | undefined {
  const place = Math.floor(number / 3);
  return number % 3 === 0 ? favoured[place % favoured.length] : axisIds[place % axisIds.length];
}

/** Changes of a reading, often none; never a contradictory one. */
function changesOf(base: ReadingName, numbers: readonly Numbers[]): readonly ReadingChange[] {
  return numbers.reduce<readonly ReadingChange[]>((before, [number, choiceAt]) => {
    const axis = axisAt(number);
    if (axis === undefined) return before;
    const choice = Object.keys(axes[axis].choices)[
      choiceAt % Object.keys(axes[axis].choices).length
    ];
    if (choice === undefined) return before;
    const after = [...before.filter((one) => one.axis !== axis), { axis, choice }];
    return contradictions(readingOf({ base, changes: after })).length === 0 ? after : before;
  }, []);
}

/** A reading one choice away from a named one. */
export type Neighbour = Pick<World, 'base' | 'changes'>;

/** All of them that make sense, those of one axis far apart. */
export const neighbours: readonly Neighbour[] = strewn(
  bases.flatMap((base) =>
    axisIds.flatMap((axis) =>
      Object.keys(axes[axis].choices)
        .filter((choice) => choice !== readings[base][axis])
        .map((choice): Neighbour => ({ base, changes: [{ axis, choice }] }))
        .filter((one) => contradictions(readingOf(one)).length === 0),
    ),
  ),
);

/** A list in another order, that of its places times a number that has no factor in common with them. */
function strewn<T>(list: readonly T[]): readonly T[] {
  const stride = 10_007;
  return list
    .map((one, place) => ({ one, at: (place * stride) % list.length }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Which readings, whose neighbours too; how often any door; how often classes are missing. */
export interface Drawing {
  readonly bases: readonly ReadingName[];
  /** Weights of no change, one change, and two to six. */
  readonly near: readonly [number, number, number];
  /** Weights of the reach. */
  readonly own: number;
  readonly any: number;
  /** Whether all classes are there. */
  readonly whole: boolean;
  /** Whether most worlds are as small as those that searches have been asked about (`known.ts`). */
  readonly known: boolean;
}

const anyBounds = fc.record({
  sessions: fc.integer({ min: 1, max: 3 }),
  customers: fc.integer({ min: 1, max: 2 }),
  renewals: fc.integer({ min: 0, max: 1 }),
});

/** Bounds and courts, where most worlds are to be such as something is known of. */
const usually = {
  bounds: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ sessions: 2, customers: 1, renewals: 0 }) },
    { weight: 1, arbitrary: fc.constant({ sessions: 1, customers: 1, renewals: 0 }) },
    { weight: 3, arbitrary: anyBounds },
  ),
  court: fc.oneof(
    { weight: 3, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constant('trial' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...courts) },
  ),
};

/** Two of three are those on the wireless link, who have most to forge. */
const attackers = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(...usualCapabilities) },
    { weight: 1, arbitrary: fc.constantFrom(...capabilities) },
  )
  .map(({ id }) => id);

/** Worlds, all parameters of each by one seed. */
export function worlds({ bases, near, own, any, whole, known }: Drawing): fc.Arbitrary<World> {
  const [none, one, more] = near;
  return fc
    .record({
      base: fc.constantFrom(...bases),
      changes: fc.oneof(
        { weight: none, arbitrary: fc.constant<Numbers[]>([]) },
        { weight: one, arbitrary: pairs(1, 1) },
        { weight: more, arbitrary: pairs(2, 6) },
      ),
      bounds: known ? usually.bounds : anyBounds,
      attacker: attackers,
      court: known ? usually.court : fc.constantFrom(...courts),
      reach: fc.oneof(
        { weight: own, arbitrary: fc.constant('own' as const) },
        { weight: any, arbitrary: fc.constant('any' as const) },
      ),
      classes: whole
        ? fc.constant<OperationClass[]>([...classes])
        : fc.subarray<OperationClass>([...classes], { minLength: 1 }),
    })
    .map(({ changes, classes: kinds, ...world }) => ({
      ...world,
      changes: changesOf(world.base, changes),
      // A judge before whom nobody can bring anything hears nothing.
      classes: world.court === 'none' ? kinds : [...new Set([...kinds, 'splice' as const])],
    }));
}
