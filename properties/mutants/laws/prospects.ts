/**
 * What parties would send next is fresh (A7, A11, A13, A24; W21): on a day in order, after each move, whatever a
 * party may wish for is looked at as if it wished for it, though the day has no more of such wishes.
 *
 * Refuses nothing: of a wish of which nothing would come nothing is said.
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import { freshIn, knower } from './fresh.ts';
import { occasions } from './occasions.ts';
import { inOrderOn, movesOf, wishCases } from './orderly.ts';
import { type Case, type Line, numbering, taking } from './probe.ts';

/** The messages that a party would send. */
function wouldSend(one: Case): readonly Term[] {
  return taking(one).effects.flatMap((effect) =>
    effect.effect === 'send' ? [effect.message] : [],
  );
}

/** Says of a message what of it is fresh. */
function sayingFresh(store: TermStore, known: Iterable<Term>): (message: Term) => Iterable<Line> {
  const [number, isKnown] = [numbering(), knower(store, known)];
  return (message) =>
    freshIn(store, message).map(([what, value]) => {
      const told = !what.endsWith('box') && isKnown(value) ? ', known to everybody' : '';
      return { law: 'freshness', text: `${what} that would be sent: ${number(value)}${told}` };
    });
}

/** What would be sent on a day on which nothing is particular. */
export function* prospects(problem: Problem): Generator<Line> {
  const store = termStore();
  const [usual] = occasions;
  const arena = inOrderOn(problem, store, usual);
  const { system } = arena;
  const saying = sayingFresh(store, Object.values(system.publicValues));
  for (const [, after] of movesOf(arena, usual)) {
    if ('law' in after) return;
    for (const party of system.parties) {
      const messages = wishCases(arena, after, party).flatMap(wouldSend);
      for (const message of messages) yield* saying(message);
    }
  }
}
