/**
 * The theatre in which the last search of this thread was made: the next one is made there as well if
 * it is about the same system, so that what its charts do need not be worked out for each attacker.
 */
import type { Problem } from '../../attacks/search/stage.ts';
import { theatre, type Theatre } from '../../attacks/search/theatre.ts';

/** A theatre in which more terms have been made than this is left, for the memory that it takes. */
const termsMax = 200_000;

let last: { readonly name: string; readonly house: Theatre } | undefined;

/** A theatre for a problem: the last one if that is for the same, else a new one. */
export function theatreFor(problem: Problem): Theatre {
  const { name } = problem;
  if (name === undefined) return theatre(problem);
  if (last?.name === name && last.house.store.size() <= termsMax) return last.house;
  last = { name, house: theatre(problem) };
  return last.house;
}
