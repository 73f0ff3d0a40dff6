/**
 * Laws of weak primitives, generated for each rule of deduction from one description of what an
 * attacker may have and what the rule is to give.
 *
 * (i) What the rule gives is had with the rule and not without; without, nothing else is lost.
 * (ii) What it gives on terms and what `src/weak` makes on bytes are taken and refused alike, by
 * every verification and comparison of everything with everything, on noble and on OpenSSL.
 */
import { derivation } from '../../attacks/derivation.ts';
import { type Knowledge, knowledgeBase } from '../../attacks/knowledge.ts';
import { evaluate, type Recipe } from '../../attacks/recipe.ts';
import { onTerms, type Rule } from '../../attacks/rule/rule.ts';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { type Pair, paired } from '../../model/core/paired.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';

/** Draws a number from 0 up to below a bound; the same world is drawn in every algebra. */
export type Draw = (below: number) => number;

/** What an attacker may have, in whatever algebra. */
export interface World<M> {
  /** What it is given, by name; of the parts of a message it is given the message. */
  readonly given: Readonly<Record<string, M>>;
  /** Texts on its own account that it may come to sign (`System.drafts`). */
  readonly drafts: Readonly<Record<string, M>>;
  /** Public keys under which everything is to be verified, beside those that the rule gives. */
  readonly publicKeys: readonly M[];
  /** Messages of which everything is to be verified. */
  readonly messages: readonly M[];
}

/** A rule and a description of what it is to give. */
export interface LawCase {
  /** The rule. */
  readonly rule: Rule;
  /** The primitives on which it is tried. */
  readonly suites: readonly Suite[];
  /** What the attacker has. */
  readonly world: <M>(algebra: Algebra<M>, draw: Draw) => World<M>;
  /** What the rule gives there, said without the rule: by constructors of terms. */
  readonly gives: (store: TermStore, world: World<Term>) => readonly Term[];
  /** How many times as many worlds are tried, where few have anything to give. */
  readonly times?: number;
  /** What it does not allow, though it looks like it. */
  readonly refuses?: (store: TermStore, world: World<Term>) => readonly Term[];
}

/** One algebra's world, with what the rule gives. */
export interface Trial {
  readonly store: TermStore;
  readonly world: World<Term>;
  readonly withRule: Knowledge;
  readonly without: Knowledge;
  readonly recipe: (t: Term) => Recipe;
}

/** A source of numbers out of a list, which it starts again at its end. */
export function drawing(numbers: readonly number[]): Draw {
  let next = 0;
  return (below) => {
    const number = numbers[next % Math.max(1, numbers.length)] ?? 0;
    next += 1;
    return number % below;
  };
}

/** What an attacker has from the start, by name. */
function givenOf<M>({ given, drafts }: World<M>): Readonly<Record<string, M>> {
  return { ...given, ...drafts };
}

/** Knows a world with the rule and without it. */
export function trial({ rule, world: build }: LawCase, suite: Suite, draw: Draw): Trial {
  const store = termStore();
  const world = build(symbolic(store, suite), draw);
  const given = givenOf(world);
  const drafts = Object.values(world.drafts);
  const known = (rules: readonly Rule[]): Knowledge =>
    knowledgeBase(store, false, { rules, suite, drafts }).initial(Object.values(given));
  const withRule = known([rule]);
  const names = new Map(Object.entries(given).map(([name, t]) => [t, name]));
  const sources = { given: names, observed: new Map<Term, number>(), rules: [rule] };
  return {
    store,
    world,
    withRule,
    without: known([]),
    recipe: derivation(store, withRule, sources),
  };
}

/** What the rule itself put among what is known. */
export function giftsIn({ withRule }: Trial): readonly Term[] {
  return [...withRule.items].filter(([, origin]) => origin.from === 'rule').map(([item]) => item);
}

/** A library, as the right side of a pair. */
export interface Library {
  readonly name: string;
  readonly algebra: (suite: Suite) => Algebra<Bytes>;
  /** How many worlds are tried on it: noble verifies some four times slower. */
  readonly runs: number;
}

/** Both libraries. */
export const libraries: readonly Library[] = [
  { name: 'noble', algebra: concrete, runs: 2 },
  { name: 'OpenSSL', algebra: native, runs: 6 },
];

/** What a value can be used as. */
interface Probes<M> {
  readonly publicKeys: readonly M[];
  readonly messages: readonly M[];
  readonly signatures: readonly M[];
}

/** Every verification and every comparison that the values allow. */
function probe<M>(algebra: Algebra<M>, { publicKeys, messages, signatures }: Probes<M>): number {
  let taken = 0;
  for (const key of publicKeys) {
    for (const m of messages) {
      for (const signature of signatures) taken += algebra.verify(key, m, signature) ? 1 : 0;
    }
  }
  for (const values of [publicKeys, messages, signatures]) {
    for (const [at, value] of values.entries()) {
      for (const other of values.slice(at)) algebra.equal(value, other);
    }
  }
  return taken;
}

/** What came of carrying a rule out on both sides. */
export interface Agreement {
  /** What the two sides answered differently, in words. */
  readonly differences: readonly string[];
  /** How many verifications both sides took. */
  readonly taken: number;
  /** Terms that bytes could not be made of. */
  readonly notMade: readonly Term[];
}

/** Rules carried out on both sides at once. */
function bothSides(
  left: Weaknesses<Term>,
  right: Weaknesses<Bytes>,
): Weaknesses<Pair<Term, Bytes>> {
  const ids = Object.keys(left);
  const carriedOut = ids.map((id) => [
    id,
    (of: readonly Pair<Term, Bytes>[], labels: readonly string[]) => {
      const term = left[id]?.(
        of.map((pair) => pair.left),
        labels,
      );
      const bytes = right[id]?.(
        of.map((pair) => pair.right),
        labels,
      );
      return term === undefined || bytes === undefined ? undefined : { left: term, right: bytes };
    },
  ]);
  return Object.fromEntries(carriedOut) as Weaknesses<Pair<Term, Bytes>>;
}

/** What of the rule's making is tried: what it gave, what can be composed, and their halves. */
export interface Tried {
  readonly suite: Suite;
  readonly library: Library;
  /** Numbers to draw from, the same for both sides. */
  readonly numbers: readonly number[];
}

/** Makes on both sides what the rule gives and tries everything with everything. */
export function agreementOf(law: LawCase, { suite, library, numbers }: Tried): Agreement {
  const on = trial(law, suite, drawing(numbers));
  const { store } = on;
  const differences: string[] = [];
  const both = paired(symbolic(store, suite), library.algebra(suite), (difference) => {
    const { operation, left, right, operands } = difference;
    const terms = operands.map((pair) => `${store.kind(pair.left)} ${pair.left}`).join(', ');
    differences.push(`${operation} of ${terms}: ${left} on terms, ${right} on bytes`);
  });
  const world = law.world(both, drawing(numbers));
  const weak = bothSides(onTerms(store, suite, [law.rule]), weaknesses(suite));
  const hand = { given: givenOf(world), observed: [], weak };
  const expected = law.gives(store, on.world);
  const values = expected.map((term) => ({ term, value: evaluate(both, hand, on.recipe(term)) }));
  const notMade = values.filter(({ term, value }) => value?.left !== term).map(({ term }) => term);
  const made = values.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const ofSort = (sort: string): readonly Pair<Term, Bytes>[] =>
    [...made, ...Object.values(world.given)].filter(({ left }) => store.sort(left) === sort);
  const taken = probe(both, {
    publicKeys: [
      ...world.publicKeys,
      ...ofSort('public-key'),
      ...ofSort('signing-key').map(both.publicKey),
    ],
    messages: [...world.messages, ...Object.values(world.drafts)],
    signatures: ofSort('signature'),
  });
  return { differences, taken, notMade };
}
