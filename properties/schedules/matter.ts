/** What values are made of: terms, octets by one library or the other, or both at once. */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { type Disagreement, type Pair, paired } from '../../model/core/paired.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import type { Bytes } from '../../src/bytes.ts';
import { noiseOnBoth, noiseOnBytes, noiseOnTerms } from './garble.ts';
import { type House, house, type Materials } from './house.ts';
import { type Tally, tallied } from './tally.ts';
import { readingOf, type World } from './world.ts';

/** A kind of values. */
export interface Matter<M> {
  readonly make: (suite: Suite) => Algebra<M>;
  readonly nameOf: (value: M) => string | number;
  readonly weak: (algebra: Algebra<M>) => Weaknesses<M>;
  /** What is on the wire; nothing where there are terms alone. */
  readonly wire: ((algebra: Algebra<M>) => Materials<M>['wire']) | undefined;
}

/** Terms, each world with a store of its own. */
export const onTerms: Matter<Term> = {
  make: (suite) => symbolic(termStore(), suite),
  nameOf: (term) => term,
  weak: noiseOnTerms,
  wire: undefined,
};

/** Octets. */
export function onBytes(make: (suite: Suite) => Algebra<Bytes>): Matter<Bytes> {
  return {
    make,
    nameOf: (octets) => octets,
    weak: () => noiseOnBytes,
    wire: (algebra) => ({ octets: (value) => value, algebra }),
  };
}

/** A house of one kind of values, with what its parties asked of the algebra. */
export interface Counted<M> {
  readonly house: House<M>;
  readonly counts: () => Tally;
}

/** Builds a house of one kind of values. */
export function houseOf<M>(matter: Matter<M>, world: World, remembers: boolean): Counted<M> {
  const outside = matter.make(suiteOf(readingOf(world)));
  const { algebra: inside, counts } = tallied(outside);
  const { nameOf } = matter;
  const materials = { inside, outside, nameOf, wire: matter.wire?.(outside), remembers };
  return { house: house(world, { ...materials, weak: matter.weak(outside) }), counts };
}

/** Builds a house of two kinds of values in lockstep, whose differences are told. */
export function houseOfBoth<A, B>(
  [left, right]: readonly [Matter<A>, Matter<B>],
  world: World,
  {
    remembers,
    note,
  }: {
    readonly remembers: boolean;
    readonly note: (disagreement: Disagreement<A, B>) => void;
  },
): Counted<Pair<A, B>> {
  const suite = suiteOf(readingOf(world));
  const [a, b] = [left.make(suite), right.make(suite)];
  const onWire = right.wire?.(b);
  const wire = onWire && {
    octets: (pair: Pair<A, B>) => onWire.octets(pair.right),
    algebra: onWire.algebra,
  };
  const both: Matter<Pair<A, B>> = {
    make: () => paired(a, b, note),
    nameOf: (pair) => `${left.nameOf(pair.left)} ${right.nameOf(pair.right)}`,
    weak: () => noiseOnBoth(left.weak(a), right.weak(b)),
    wire: wire && (() => wire),
  };
  return houseOf(both, world, remembers);
}
