/**
 * What a run would do next if nobody interfered, so that random schedules get somewhere.
 *
 * Messages that the attacker holds go to where they were going, delayed ones are released, and
 * when all is quiet a party has its next wish: customers pay once before keys expire.
 */
import type { Recipe } from '../../attacks/recipe.ts';
import type { Arena, Move, Run } from '../../attacks/run.ts';
import type { Door, System } from '../../model/core/system.ts';

/** What an operation came to: a move, time passing, or a comparison of the attacker's. */
export type Deed =
  | Move
  | { readonly move: 'wait'; readonly ms: number }
  /** A party's clock differs by so much from now on. */
  | { readonly move: 'skew'; readonly party: string; readonly ms: number }
  /** A party goes on from what it has stored. */
  | { readonly move: 'restart'; readonly party: string; readonly how: string }
  /** A message on its way is lost; by its place among those in flight, where it is. */
  | { readonly move: 'drop'; readonly inFlight?: number }
  | { readonly move: 'compare'; readonly these: readonly [Recipe, Recipe] };

/** A run, as far as what comes next depends on it. */
export interface Underway<M> {
  readonly arena: Arena<M>;
  readonly run: Run<M>;
  /** The observed messages that have not had their turn to be passed on, by number, in order. */
  readonly waiting: Iterable<number>;
  /** Where an observed message was going. */
  readonly doorOf: (index: number) => Door | undefined;
}

/** A move that is due. */
export interface Due {
  readonly does: Move;
  /** The observed message that this passes on. */
  readonly passesOn?: number;
}

/** What an undisturbed run would do next. */
export function progress<M>({ arena, run, waiting, doorOf }: Underway<M>): Due | undefined {
  const { system } = arena;
  const begun = (party: string): number => run.agenda[party] ?? 0;
  const opening = system.opening.find((name) => begun(name) === 0 && isPresent(system, name));
  if (opening !== undefined) return { does: { move: 'intend', party: opening } };
  if (run.inFlight.length > 0) return { does: { move: 'release', index: 0 } };
  for (const index of waiting) {
    const door = doorOf(index);
    const message: Recipe = { make: 'observed', index };
    if (door !== undefined) return { does: { move: 'deliver', door, message }, passesOn: index };
  }
  const party = Object.keys(system.agenda)
    .filter((name) => isPresent(system, name))
    .filter((name) => begun(name) < (system.agenda[name]?.length ?? 0))
    .find((name) => isInSeason(system, name, run));
  return party === undefined ? undefined : { does: { move: 'intend', party } };
}

/** Whether a party has a chart: those that the attacker plays have none. */
export function isPresent<M>({ parties }: System<M>, party: string): boolean {
  return parties.some(({ name }) => name === party);
}

/** Clients first paid, then renew: a bank's further wishes wait for its client's first payment. */
function isInSeason<M>({ parties, agenda }: System<M>, name: string, run: Run<M>): boolean {
  const isDone = (party: string, wishes: number): boolean => (run.agenda[party] ?? 0) >= wishes;
  const account = name.replace(/^bank:/, '');
  const isClient = parties.some((party) => party.name === name && party.kind === 'client');
  if (!isClient) return isDone(account, paidOnce);
  const renewals = (agenda[`bank:${name}`]?.length ?? 0) - 1;
  return !isDone(name, paidOnce) || isDone(`bank:${name}`, 1 + renewals);
}

/** A client's wishes up to its first payment: start, log on, pay. */
const paidOnce = 3;

/**
 * Where an observed message was going. The last that sent it says so; an answer that the gateway
 * passed on goes to the phone of the account whose bank answered, whatever return address a
 * message put in by the attacker bore.
 */
export function ownDoor<M>(
  { arena, run }: Pick<Underway<M>, 'arena' | 'run'>,
  index: number,
): Door | undefined {
  const text = JSON.stringify(run.observed[index]);
  const sent = run.events.flatMap((event) =>
    event.kind === 'sent' && JSON.stringify(event.message) === text ? [event] : [],
  );
  const last = sent.findLast(({ channel }) => arena.holds[channel] === 'full');
  if (last === undefined) return undefined;
  const answering = sent.find(({ party }) => party.startsWith('bank:'));
  const to = answering === undefined ? last.to : answering.party.replace(/^bank:/, '');
  return arena.system.doors.find((door) => door.channel === last.channel && door.to === to);
}
