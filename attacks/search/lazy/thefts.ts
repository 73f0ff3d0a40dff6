/**
 * Compromise moves of the lazy search (`../../theft.ts`): what may be taken out of a party's memory
 * in a state whose variables are not all chosen.
 *
 * A memory is read off the local state; what stands there for a variable is known beside it. Whether
 * all sessions are over may depend on what is not chosen yet: then they are taken to be, and carrying
 * the attack out says whether that was right. A theft is exchanged with no other move; where no
 * claim asks when it was, it comes at the first opportunity or not at all, as in the explicit search.
 */
import type { IntentEvent } from '../../../model/core/effect.ts';
import type { Term } from '../../../model/core/term.ts';
import type { Booty } from '../../run.ts';
import { accessOf, hasBegun, isOver, mayHappen } from '../../theft.ts';
import type { LocalId, Stage } from '../stage.ts';
import { knowledgeAt, stillRefused } from './constraints.ts';
import { boundIn, type LazySearch, type LazyState } from './state.ts';

/** Where parties stand, as far as thefts go. */
export interface Standing {
  readonly locals: readonly LocalId[];
  /** How many of its wishes a party has had. */
  readonly had: (party: string) => number;
  readonly stolen: readonly Booty[];
  /** Whether an event certainly changes something for the party of an index. */
  readonly stirs: (party: number, event: IntentEvent<Term>) => boolean;
}

/** Something that may be taken. */
export interface Find extends Booty {
  readonly value: Term;
}

/** What may be taken from one party, of each kind one. */
function findsAt(
  { system, thefts, memory }: Stage,
  { locals, had, stolen, stirs }: Standing,
  index: number,
): readonly Find[] {
  const [victim, local] = [system.parties[index], locals[index]];
  const own = thefts.filter(({ from }) => from === victim?.kind);
  if (victim === undefined || local === undefined || own.length === 0) return [];
  const { name } = victim;
  const begun = hasBegun(system, name, had(name));
  const over = own.some(({ when }) => when === 'after') && isOver(system, had, stirs);
  const found = own.flatMap((theft): readonly (readonly [string, Find])[] => {
    const { what } = theft;
    const taken = stolen.filter((it) => it.what === what && it.party === name).length;
    if (!mayHappen(theft, { begun, over, taken }, own)) return [];
    const value = memory(index, local, accessOf(theft))[what];
    return value === undefined ? [] : [[what, { party: name, what, value }]];
  });
  return [...new Map(found).values()];
}

/** All that may be taken where parties stand so, values as the memories have them. */
export function exposed(stage: Stage, standing: Standing): readonly Find[] {
  if (stage.thefts.length === 0) return [];
  return [...stage.system.parties.keys()].flatMap((party) => findsAt(stage, standing, party));
}

/** All that may be taken in a lazy state and is not known; bound variables replaced. */
export function findsIn(search: LazySearch, state: LazyState): readonly Find[] {
  const { stage, ways, workshop } = search;
  if (stage.thefts.length === 0) return [];
  const { locals, agenda, stolen, refused } = state;
  const bound = boundIn(search, state);
  const places = new Map(stage.system.parties.map(({ name }, index) => [name, index]));
  const had = (party: string): number => agenda[places.get(party) ?? -1] ?? 0;
  /** Whether a way could be taken that does nothing. */
  const mayBeIdle = (party: number, local: LocalId, event: IntentEvent<Term>): boolean =>
    ways.of(party, local, { ...event, at: 0 }).some((way) => {
      const then = boundIn(search, state);
      if (!way.idle || !then.unify(way.learned)) return false;
      return stillRefused(workshop, then, [...refused, ...way.refused]) !== undefined;
    });
  const stirs = (party: number, event: IntentEvent<Term>): boolean => {
    const local = locals[party];
    return local !== undefined && !mayBeIdle(party, local, event);
  };
  const knowledge = knowledgeAt(workshop, bound, { ...state, at: state.observed.length });
  return exposed(stage, { locals, had, stolen, stirs })
    .map((find) => ({ ...find, value: bound.refine(find.value) }))
    .filter(({ value }) => !knowledge.derives(value));
}

/** The state once something has been taken. */
export function afterTheft(state: LazyState, { party, what, value }: Find): LazyState {
  return {
    ...state,
    observed: [...state.observed, value],
    stolen: [...state.stolen, { party, what, value, after: state.claimed.length }],
    last: undefined,
  };
}
