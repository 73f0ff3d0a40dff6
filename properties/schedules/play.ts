/**
 * Carries out a schedule in one algebra, and notes as deeds what it came to.
 *
 * Deeds say which message goes where, with recipes in place of indices, so that the same run can
 * be had again in another algebra without the first. In a paired algebra this is the lockstep run.
 */
import { evaluate, type Recipe } from '../../attacks/recipe.ts';
import { makeMove, type Run } from '../../attacks/run.ts';
import type { InFlight } from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { deedOf, type Intended } from './deeds.ts';
import type { House } from './house.ts';
import type { Operation } from './operation.ts';
import { type Deed, type Due, progress } from './progress.ts';
import { begun, doorOf, type Play, type Route, type Skew } from './underway.ts';

/** A run with what was done and what came of each deed. */
export interface Played<M> {
  readonly run: Run<M>;
  readonly deeds: readonly Deed[];
  /** Per deed: `made`, `idle`, why not, or what a comparison showed. */
  readonly said: readonly string[];
  /** Per deed: how many events there were after it. */
  readonly marks: readonly number[];
  /** Per deed: by what clock it was done, in milliseconds. */
  readonly clocks: readonly number[];
}

/** Carries out a schedule's operations; where the run then stands. */
export function play<M>(house: House<M>, operations: readonly Operation[]): Play<M> {
  const at = begun(house);
  for (const operation of operations) operated(at, operation);
  return at;
}

/** What an undisturbed run would do next. */
function due<M>(at: Play<M>): Due | undefined {
  const { house, run, waiting } = at;
  return progress({ arena: house.arena, run, waiting, doorOf: (index) => doorOf(at, index) });
}

function operated<M>(at: Play<M>, operation: Operation): void {
  if (operation.op !== 'progress') {
    const intended = deedOf(at, operation);
    if (intended !== undefined) carriedOut(at, intended);
    return;
  }
  for (let time = 0; time < operation.times; time += 1) {
    const next = due(at);
    if (next === undefined) return;
    carriedOut(at, next);
  }
}

function carriedOut<M>(at: Play<M>, { does, passesOn, without }: Intended): void {
  const gone = new Set([passesOn, without]);
  if (passesOn !== undefined || without !== undefined) {
    at.waiting = at.waiting.filter((index) => !gone.has(index));
  }
  const before = at.run;
  const { run, skew, says, clock } = performed(at, does);
  const news = run.events.slice(before.events.length);
  if (!isWithinBudget(at, news)) return;
  at.run = run;
  at.skew = skew;
  at.deeds.push(does);
  at.said.push(says);
  at.marks.push(run.events.length);
  at.clocks.push(clock);
  for (const event of news) noted(at, event);
  const seen = run.observed.slice(before.observed.length).map((_, n) => before.observed.length + n);
  if (seen.length > 0) {
    at.waiting = [...at.waiting, ...seen.filter((index) => doorOf(at, index) !== undefined)];
  }
}

/** Whether statements stay within the bounds, where these count; counts them if they do. */
function isWithinBudget<M>(
  { house: { arena, world }, counts }: Play<M>,
  news: readonly TraceEvent<M>[],
): boolean {
  if (world.reach === 'any') return true;
  const claimed = news.filter((event) => event.kind === 'claimed');
  if (claimed.length === 0) return true;
  const added = new Map<string, number>();
  for (const event of claimed) {
    const key = `${event.party} ${event.claim} ${event.about}`;
    const count = (added.get(key) ?? counts.get(key) ?? 0) + 1;
    if (count > (arena.system.budget[key] ?? Infinity)) return false;
    added.set(key, count);
  }
  for (const [key, count] of added) counts.set(key, count);
  return true;
}

function noted<M>({ house, routes }: Play<M>, event: TraceEvent<M>): void {
  if (event.kind !== 'sent') return;
  const name = house.nameOf(event.message);
  const route: Route = routes.get(name) ?? {};
  if (house.arena.holds[event.channel] === 'full') {
    route.last = { channel: event.channel, to: event.to };
  }
  if (event.party.startsWith('bank:')) route.bank ??= event.party;
  routes.set(name, route);
}

/** Does deeds once more, in whatever algebra the house is in. */
export function replay<M>(
  house: House<M>,
  deeds: readonly Deed[],
): Pick<Played<M>, 'run' | 'said'> {
  let state: { readonly run: Run<M>; readonly skew: Skew } = { run: house.first, skew: {} };
  const said: string[] = [];
  for (const deed of deeds) {
    const done = performed({ house, ...state }, deed);
    state = done;
    said.push(done.says);
  }
  return { run: state.run, said };
}

interface Done<M> {
  readonly run: Run<M>;
  readonly skew: Skew;
  readonly says: string;
  /** By what clock it was done, in milliseconds. */
  readonly clock: number;
}

/** Does one deed. */
function performed<M>(
  { house, run, skew }: Pick<Play<M>, 'house' | 'run' | 'skew'>,
  deed: Deed,
): Done<M> {
  const { arena } = house;
  const done = (says: string, next = run): Done<M> => ({ run: next, skew, says, clock: run.at });
  const made = (next: Run<M>): Done<M> => done('made', next);
  if (deed.move === 'wait') return made({ ...run, at: Math.max(0, run.at + deed.ms) });
  if (deed.move === 'skew') {
    return { ...done('made'), skew: { ...skew, [deed.party]: deed.ms } };
  }
  if (deed.move === 'restart') return made(restarted(house, run, deed.party));
  if (deed.move === 'drop') {
    return made({ ...run, inFlight: run.inFlight.filter((_, at) => at !== deed.inFlight) });
  }
  if (deed.move === 'compare') return done(compared(house, run, deed.these));
  const clock = Math.max(0, run.at + (skew[firstOf(run.inFlight, deed)] ?? 0));
  const moved = makeMove(arena, clock === run.at ? run : { ...run, at: clock }, deed);
  if (!moved.made) return { ...done(moved.why), clock };
  const next = clock === run.at ? moved.run : { ...moved.run, at: run.at };
  return { run: next, skew, says: moved.idle ? 'idle' : 'made', clock };
}

/** What comparing two values of the attacker's shows. */
function compared<M>(
  { arena: { algebra, weak = {} } }: House<M>,
  run: Run<M>,
  these: readonly [Recipe, Recipe],
): string {
  const [a, b] = these.map((recipe) => evaluate(algebra, { ...run, weak }, recipe));
  if (a === undefined || b === undefined) return 'cannot be made';
  return algebra.equal(a, b) ? 'equal' : 'different';
}

/** By whose clock a move is made: of whoever is first to act on it. */
function firstOf<M>(
  inFlight: readonly InFlight<M>[],
  deed: Exclude<Deed, { move: 'wait' | 'skew' | 'restart' | 'drop' | 'compare' }>,
): string {
  switch (deed.move) {
    case 'deliver':
      return deed.door.hop;
    case 'release':
      return inFlight[deed.index]?.hop ?? '';
    case 'learn':
      return '';
    case 'intend':
    case 'happen':
    case 'compromise':
      return deed.party;
  }
}

/** A run in which a party has come back from what it stored. */
function restarted<M>({ arena, restarted: back }: House<M>, run: Run<M>, party: string): Run<M> {
  const index = arena.system.parties.findIndex(({ name }) => name === party);
  const locals = run.locals.map((local, at) => (at === index ? back(at, local) : local));
  return { ...run, locals };
}
