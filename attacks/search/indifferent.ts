/**
 * Variables of a message form that make no difference: the party neither tells nor keeps them nor
 * refuses a test because of them. Of such a variable one value does for all.
 *
 * What a party keeps is read off its snapshot, in which terms are numbers that no counter and no time
 * comes to.
 */
import { type Path, variablesOf } from '../../model/core/narrowing.ts';
import { substitution } from '../../model/core/substitution.ts';
import { keep } from '../../model/core/step.ts';
import type { Local, LocalStep } from '../../model/core/system.ts';
import type { Term, TermStore } from '../../model/core/term.ts';

/** The numbers in a value, at any depth. */
export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

/** The terms that a step shows: what it sends, states and asks. */
function shownBy({ effects }: LocalStep<Local, Term>): readonly Term[] {
  return effects.flatMap((effect): readonly Term[] => {
    switch (effect.effect) {
      case 'send':
        return [effect.message];
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

/**
 * The variables of a form that make no difference.
 *
 * @param store - where terms are interned
 * @param before - the party's state before the step
 * @param path - one way in which it takes the message
 */
export function indifferent(
  store: TermStore,
  before: Local,
  { pattern, result, refine, refused }: Path<LocalStep<Local, Term>>,
): readonly Term[] {
  const isTerm = (number: number): number is Term => store.has(number);
  const { snapshot } = result.local;
  const kept = snapshot === before.snapshot ? [] : numbersIn(keep(snapshot)).filter(isTerm);
  // A test that the form as a whole cannot pass is refused whatever its variables stand for.
  const { missing } = substitution(store);
  const tested = refused
    .map(({ left, right }) => [refine(left), refine(right)] as const)
    .flatMap(([left, right]) => (missing(left, right) === undefined ? [] : [left, right]));
  const counting = new Set(
    [...[...shownBy(result), ...kept].map(refine), ...tested].flatMap((t) => variablesOf(store, t)),
  );
  return [...new Set(variablesOf(store, pattern))].filter((variable) => !counting.has(variable));
}
