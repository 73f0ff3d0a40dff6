/**
 * Compromise moves of a search: what the attacker may take out of a party's memory now.
 *
 * A value that it can make already is not taken: that would change nothing but what excuses a
 * claim. Where no claim asks when something was taken, it is taken at the first opportunity or never:
 * to have it sooner hinders no move that comes after. An attacker without thefts pays nothing.
 */
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Term } from '../../model/core/term.ts';
import type { Booty } from '../run.ts';
import { accessOf, hasBegun, isOver, mayHappen, type Moment } from '../theft.ts';
import type { Search, State } from './state.ts';

/** What may be taken in a state, and what it is. */
export interface Find extends Booty {
  readonly value: Term;
}

/** Whether the sessions of all honest parties are over in a state. */
function over({ stage }: Search, { locals, agenda }: State): boolean {
  const { system, stepper } = stage;
  const indices = new Map(system.parties.map(({ name }, index) => [name, index]));
  const had = (party: string): number => agenda[indices.get(party) ?? -1] ?? 0;
  return isOver(system, had, (party, event) => {
    const local = locals[party];
    return local !== undefined && !stepper(party, local, { ...event, at: 0 }).idle;
  });
}

/** What may be taken from one party in a state, each once. */
function findsAt(search: Search, state: State, party: number): readonly Find[] {
  const { thefts, memory, system } = search.stage;
  const [victim, local] = [system.parties[party], state.locals[party]];
  const own = thefts.filter(({ from }) => from === victim?.kind);
  if (victim === undefined || local === undefined || own.length === 0) return [];
  const { name } = victim;
  const begun = hasBegun(system, name, state.agenda[party] ?? 0);
  const isOverNow = own.some(({ when }) => when === 'after') && over(search, state);
  const found = own.flatMap((theft): readonly (readonly [string, Term])[] => {
    const { what } = theft;
    const taken = state.stolen.filter((it) => it === `${what} of ${name}`).length;
    const moment: Moment = { begun, over: isOverNow, taken };
    const value = mayHappen(theft, moment, own)
      ? memory(party, local, accessOf(theft))[what]
      : undefined;
    return value === undefined || state.knowledge.derives(value) ? [] : [[what, value]];
  });
  return [...new Map(found)].map(([what, value]) => ({ party: name, what, value }));
}

/** All that may be taken in a state. */
export function findsIn(search: Search, state: State): readonly Find[] {
  const { thefts, system } = search.stage;
  if (thefts.length === 0) return [];
  return [...system.parties.keys()].flatMap((party) => findsAt(search, state, party));
}

/** The state once a value has been taken; `undefined` when that leaves the bounds. */
function taken(search: Search, state: State, { party, what, value }: Find): State | undefined {
  const event: TraceEvent<Term> = { kind: 'compromised', party, what, value };
  const extension = search.historian.extend(state.history, [event]);
  return (
    extension && {
      ...state,
      ...extension,
      knowledge: search.observe(state.knowledge, [value]),
      stolen: [...state.stolen, `${what} of ${party}`].sort(),
    }
  );
}

/** All states one theft away, with what was taken. */
export function* thefts(
  search: Search,
  state: State,
  finds: readonly Find[],
): Generator<readonly [Booty, State]> {
  for (const find of finds) {
    if (search.takesAtOnce && state.declined.includes(find.value)) continue;
    const next = taken(search, state, find);
    if (next !== undefined) yield [{ party: find.party, what: find.what }, next];
  }
}
