/**
 * Variables of a message form that make no difference: the party neither tells nor keeps them nor
 * refuses a test because of them. Of such a variable one value does for all.
 *
 * What came in the clear and goes out in the clear, to nobody but the attacker, tells nothing: who
 * put it in has it. What a party keeps and no longer uses is not kept. That is read off its snapshot, in
 * which terms are numbers that no counter and no time comes to.
 */
import { type Path, variablesOf } from '../../model/core/narrowing.ts';
import { substitution } from '../../model/core/substitution.ts';
import { keep, type Snapshot } from '../../model/core/step.ts';
import type { Local, LocalStep } from '../../model/core/system.ts';
import type { Term, TermStore } from '../../model/core/term.ts';

/** The numbers in a value, at any depth. */
export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

/** What stands in the clear in a message, and what does not. */
function laidOpen(store: TermStore, t: Term): readonly Term[] {
  const shape = store.shapeOf(t);
  // Values one after the other have no ends: who sees them has none of them.
  const hasEnds = shape !== undefined && shape.plain !== true;
  return hasEnds ? store.args(t).flatMap((arg) => laidOpen(store, arg)) : [t];
}

/** The party that takes the message, and who else there is. */
export interface Taker {
  /** See `Party.remaining`; it may use all that it has unless said. */
  readonly remaining?: ((snapshot: Snapshot) => unknown) | undefined;
  /** Whether somebody gets what is sent there, other than the attacker. */
  readonly isThere: (hop: string) => boolean;
}

/** The terms that a step shows: what it sends, states and asks. */
function shownBy(
  store: TermStore,
  { effects }: LocalStep<Local, Term>,
  { isThere, isOpen }: Pick<Taker, 'isThere'> & { readonly isOpen: (t: Term) => boolean },
): readonly Term[] {
  return effects.flatMap((effect): readonly Term[] => {
    switch (effect.effect) {
      case 'send':
        return isThere(effect.hop)
          ? [effect.message]
          : laidOpen(store, effect.message).filter((part) => !isOpen(part));
      case 'claim':
        return [effect.account, ...effect.values];
      case 'store':
        return effect.values;
      case 'ask':
        return Object.values(effect.values);
      case 'refuse':
        return [];
    }
  });
}

/** One way in which a party takes a message. */
export interface Taken {
  /** The party's state before the step. */
  readonly before: Local;
  /** What it makes of the message. */
  readonly path: Path<LocalStep<Local, Term>>;
  /** Who takes it; somebody who uses all that it has, and tells others, unless given. */
  readonly taker?: Taker;
}

/**
 * The variables of a form that make no difference.
 *
 * @param store - where terms are interned
 * @param taken - one way in which it is taken
 */
export function indifferent(
  store: TermStore,
  { before, path, taker = { isThere: () => true } }: Taken,
): readonly Term[] {
  const { pattern, result, refine, refused } = path;
  const { remaining = keep } = taker;
  const isTerm = (number: number): number is Term => store.has(number);
  const { snapshot } = result.local;
  const kept = snapshot === before.snapshot ? [] : numbersIn(remaining(snapshot)).filter(isTerm);
  const open = new Set(laidOpen(store, pattern));
  const isOpen = (t: Term): boolean => open.has(refine(t));
  // A test that the form as a whole cannot pass is refused whatever its variables stand for.
  const { missing } = substitution(store);
  const tested = refused
    .map(({ left, right }) => [refine(left), refine(right)] as const)
    .flatMap(([left, right]) => (missing(left, right) === undefined ? [] : [left, right]));
  const counting = new Set(
    [...[...shownBy(store, result, { ...taker, isOpen }), ...kept].map(refine), ...tested].flatMap(
      (t) => variablesOf(store, t),
    ),
  );
  return [...new Set(variablesOf(store, pattern))].filter((variable) => !counting.has(variable));
}
