/**
 * Searches that were made in a theatre, for attackers against whom they would come to the same
 * (`attacks/search/same-search.ts`): what was found is theirs, and is carried out again as theirs.
 *
 * A search that somebody ended before its time is no precedent.
 */
import type { Exploration, Quest } from '../../attacks/search/explicit.ts';
import { comesToTheSame } from '../../attacks/search/same-search.ts';
import type { Stage } from '../../attacks/search/stage.ts';
import { abridge } from '../../attacks/search/trail.ts';
import type { Theatre } from '../../attacks/search/theatre.ts';

/** A search and what it came to. */
interface Precedent {
  readonly quest: Quest;
  readonly stage: Stage;
  readonly exploration: Exploration;
}

/** The searches made so far. */
export interface Precedents {
  /** What a search that would be the same came to. */
  readonly found: (stage: Stage, quest: Quest) => Exploration | undefined;
  /** Notes a search. */
  readonly note: (precedent: Precedent) => void;
}

/** Whether two searches are for the same, as far. */
function asksTheSame(one: Quest, other: Quest): boolean {
  return (
    one.statesMax === other.statesMax &&
    one.claims.length === other.claims.length &&
    one.claims.every((claim, index) => claim === other.claims[index])
  );
}

/** No precedents yet. */
export function precedents(): Precedents {
  const made: Precedent[] = [];
  return {
    found: (stage, quest) =>
      made.find((one) => asksTheSame(one.quest, quest) && comesToTheSame(one.stage, stage))
        ?.exploration,
    note: (precedent) => {
      abridge(precedent.stage.trail);
      made.push(precedent);
    },
  };
}

/** Nothing is remembered: every search is made. */
export const noPrecedents: Precedents = { found: () => undefined, note: () => undefined };

const perTheatre = new WeakMap<Theatre, Precedents>();

/** The searches that have been made in a theatre. */
export function precedentsIn(house: Theatre): Precedents {
  const known = perTheatre.get(house) ?? precedents();
  perTheatre.set(house, known);
  return known;
}
