/**
 * Moves of a search: wishes, deliveries and releases, each with all that follows from it.
 */
import type { Door } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Booty } from '../run.ts';
import { findsIn, thefts } from './compromise.ts';
import { isLaterTwin } from './stage.ts';
import { after, afterOutcome, afterWish, type Search, type State } from './state.ts';

/** A move on terms. */
export type SymbolicMove =
  | { readonly move: 'intend'; readonly party: string }
  | { readonly move: 'happen'; readonly party: string; readonly which: number }
  | { readonly move: 'deliver'; readonly door: Door; readonly message: Term }
  | { readonly move: 'release'; readonly index: number }
  | ({ readonly move: 'compromise' } & Booty);

/** A move and the state that it leads to. */
export type Successor = readonly [SymbolicMove, State];

/** All states one move away, with the move. */
export function* successors(search: Search, state: State): Generator<Successor> {
  const finds = findsIn(search, state);
  const declined = finds.map(({ value }) => value);
  for (const [move, next] of untouched(search, state)) {
    const same = declined.length === 0 && next.declined.length === 0;
    yield [move, same ? next : { ...next, declined }];
  }
  for (const [booty, next] of thefts(search, state, finds)) {
    yield [{ move: 'compromise', ...booty }, next];
  }
}

/** All states one move away that is no theft, with the move. */
function* untouched(search: Search, state: State): Generator<Successor> {
  yield* wishes(search, state);
  yield* deliveries(search, state);
  yield* releases(search, state);
}

/** One party's next wish, and the state after it. */
export function granted(search: Search, state: State, index: number): Successor | undefined {
  const { system } = search.stage;
  const name = system.parties[index]?.name;
  const intent = name && system.agenda[name]?.[state.agenda[index] ?? 0];
  if (name === undefined || !intent) return undefined;
  const next = afterWish(search, state, { party: name, intent });
  const agenda = state.agenda.map((count, party) => (party === index ? count + 1 : count));
  return (
    next && [
      { move: 'intend', party: name },
      { ...next, agenda },
    ]
  );
}

/** Whether a party may act now: customers with equal wishes start in the order of their names. */
function mayStart({ symmetric, stage }: Search, { agenda }: State, party: number): boolean {
  if (!symmetric || agenda[party] !== 0) return true;
  const { parties, agenda: wishes } = stage.system;
  const own = parties[party];
  const length = own && wishes[own.name]?.length;
  return parties.every(
    ({ name, kind, alike }, index) =>
      index >= party ||
      (alike ?? kind) !== (own?.alike ?? own?.kind) ||
      wishes[name]?.length !== length ||
      agenda[index] !== 0,
  );
}

/** Wishes that parties may have now, and what may happen to them. */
function* wishes(search: Search, state: State): Generator<Successor> {
  const { system } = search.stage;
  for (const [index, { name }] of system.parties.entries()) {
    const wish = mayStart(search, state, index) ? granted(search, state, index) : undefined;
    if (wish !== undefined) yield wish;
    for (const [which, event] of (system.anytime[name] ?? []).entries()) {
      const next = after(search, state, { party: name, intent: event });
      if (next !== undefined) yield [{ move: 'happen', party: name, which }, next];
    }
  }
}

/** Messages that the attacker may put in now. */
function* deliveries(search: Search, state: State): Generator<Successor> {
  for (const door of search.doors) {
    if (search.symmetric && isLaterTwin(search.stage, state.locals, door.hop)) continue;
    const messages = search.messagesFor(state, door);
    if (messages.length === 0) continue;
    for (const { message, settled, seeds } of search.putIn(state.locals, door, messages)) {
      const next = afterOutcome(search, state, settled);
      if (next === undefined) continue;
      const seedsUsed = Math.max(state.seedsUsed, seeds);
      yield [
        { move: 'deliver', door, message },
        { ...next, seedsUsed },
      ];
    }
  }
}

/** Delayed messages that may go on now. */
function* releases(search: Search, state: State): Generator<Successor> {
  for (const [index, frame] of state.inFlight.entries()) {
    const inFlight = state.inFlight.filter((_, place) => place !== index);
    const next = after(search, { ...state, inFlight }, { frame });
    if (next !== undefined) yield [{ move: 'release', index }, next];
  }
}
