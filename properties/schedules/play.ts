/**
 * Carries out a schedule in one algebra, and notes as deeds what it came to.
 *
 * Deeds say which message goes where, with recipes in place of indices, so that the same run can
 * be had again in another algebra without the first. In a paired algebra this is the lockstep run.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { evaluate } from '../../attacks/recipe.ts';
import { type Arena, beginRun, makeMove, type Run } from '../../attacks/run.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import type { Door } from '../../model/core/system.ts';
import { slotMs } from '../../model/sa2pmp/limits.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import { arenaFor } from '../verdict/confirm.ts';
import { problemFor } from '../verdict/problem.ts';
import { diceOf, forged, twins } from './forge.ts';
import { takenIn, type Workbench } from './parts.ts';
import {
  type Deed,
  type Intended,
  isPresent,
  ownDoor,
  progress,
  type Underway,
} from './progress.ts';
import type { Operation, Schedule } from './schedule.ts';

/** A run with what was done and what came of each deed. */
export interface Played<M> {
  readonly run: Run<M>;
  readonly deeds: readonly Deed[];
  /** Per deed: `made`, `idle`, why not, or what a comparison showed. */
  readonly said: readonly string[];
  /** What the attacker has in the end. */
  readonly bench: Workbench<M>;
}

interface Play<M> extends Played<M>, Underway<M> {
  readonly run: Run<M>;
  /** How many of the observed messages have been taken apart. */
  readonly studied: number;
  /** How many of the stolen values have been taken in. */
  readonly looted: number;
}

/** The system of a schedule under its attacker. */
export function arenaOf<M>(algebra: Algebra<M>, schedule: Schedule): Arena<M> {
  const { reading, bounds, court } = schedule;
  const attacker = attackerOf(schedule);
  const protocol = { name: 'drift', reading, omitted: [] };
  const circumstances = {
    court: court !== 'none',
    ...(court === 'none' ? {} : { needs: { witnesses: { of: 4, need: 3 } } }),
    ...(court === 'disputes' ? { disputes: true as const } : {}),
  };
  return arenaFor(problemFor({ protocol, bounds }, attacker, circumstances), attacker, algebra);
}

function attackerOf({ attacker }: Schedule): Capability {
  const found = capabilities.find(({ id }) => id === attacker);
  if (found === undefined) throw new Error(`no attacker ${attacker}`);
  return found;
}

/**
 * Carries out a schedule.
 *
 * @param inside - what the parties compute with
 * @param outside - what the attacker computes with: the same algebra, but not in their tally
 */
export function play<M>(
  { inside, outside }: { readonly inside: Algebra<M>; readonly outside: Algebra<M> },
  schedule: Schedule,
): Played<M> {
  const arena = { ...arenaOf(inside, schedule), algebra: outside };
  const { reading } = schedule;
  const forms = messages(reading);
  const shapes = Object.values<AnyShape>({ ...forms });
  const empty: Workbench<M> = { algebra: outside, forms, reading, shapes, parts: [] };
  const bench = Object.entries(arena.given).reduce(handed, empty);
  const first: Play<M> = {
    arena,
    run: beginRun(arena),
    deeds: [],
    said: [],
    bench,
    passedOn: 0,
    studied: 0,
    looted: 0,
  };
  return schedule.operations.reduce(operated, first);
}

/** Adds what is given, or was stolen, under its name. */
function handed<M>(bench: Workbench<M>, [name, value]: readonly [string, M]): Workbench<M> {
  const [what = ''] = name.split(' of ');
  const sort = name.startsWith('attacker seed')
    ? 'seed'
    : (sortOf[what] ?? sortOf[name.split(' ').at(-1) ?? ''] ?? 'given');
  return takenIn(bench, { value, recipe: { make: 'given', name }, sort });
}

/** What a secret is by its kind, and a public value by the last word of its name. */
const sortOf: Readonly<Record<string, string>> = {
  'package-key': 'key',
  'signing-key': 'signing-key',
  password: 'password',
  token: 'token',
  SIM: 'sim',
  PHID: 'phid',
  account: 'account',
  userid: 'userid',
  name: 'bank',
  amount: 'amount',
};

/** Does deeds once more, in whatever algebra the arena is in. */
export function replay<M>(
  arena: Arena<M>,
  deeds: readonly Deed[],
): Pick<Played<M>, 'run' | 'said'> {
  let run = beginRun(arena);
  const said = deeds.map((deed) => {
    const done = performed(arena, run, deed);
    run = done.run;
    return done.says;
  });
  return { run, said };
}

function performed<M>(
  arena: Arena<M>,
  run: Run<M>,
  deed: Deed,
): { readonly run: Run<M>; readonly says: string } {
  if (deed.move === 'wait') return { run: { ...run, at: run.at + deed.ms }, says: 'made' };
  if (deed.move === 'compare') {
    const [a, b] = deed.these.map((recipe) => evaluate(arena.algebra, run, recipe));
    if (a === undefined || b === undefined) return { run, says: 'cannot be made' };
    return { run, says: arena.algebra.equal(a, b) ? 'equal' : 'different' };
  }
  const done = makeMove(arena, run, deed);
  if (!done.made) return { run, says: done.why };
  return { run: done.run, says: done.idle ? 'idle' : 'made' };
}

function operated<M>(before: Play<M>, operation: Operation): Play<M> {
  const current = studied(before);
  const deed = deedOf(current, operation);
  if (deed === undefined) return current;
  const { run, says } = performed(current.arena, current.run, deed.does);
  return {
    ...current,
    run,
    passedOn: deed.passesOn === undefined ? current.passedOn : deed.passesOn + 1,
    deeds: [...current.deeds, deed.does],
    said: [...current.said, says],
  };
}

/** Takes apart what was observed since the last time. */
function studied<M>(play: Play<M>): Play<M> {
  const { observed, given } = play.run;
  const stolen = Object.entries(given).filter(([name]) => !(name in play.arena.given));
  let bench = stolen.slice(play.looted).reduce(handed, play.bench);
  for (const [index, value] of observed.entries()) {
    if (index < play.studied) continue;
    bench = takenIn(bench, { value, recipe: { make: 'observed', index }, sort: 'observed' });
  }
  return { ...play, bench, studied: observed.length, looted: stolen.length };
}

function at<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function deedOf<M>(play: Play<M>, operation: Operation): Intended | undefined {
  switch (operation.op) {
    case 'progress':
      return progress(play);
    case 'intend':
    case 'happen':
      return wished(play, operation);
    case 'release':
      return released(play, operation.index);
    case 'steal':
      return stolen(play, operation);
    case 'wait':
      return { does: { move: 'wait', ms: operation.slots * slotMs } };
    case 'replay':
      return replayed(play, operation);
    case 'forge':
      return forgery(play, operation);
    case 'compare': {
      const these = twins({ bench: play.bench, roll: diceOf(operation.choices) });
      return { does: { move: 'compare', these } };
    }
  }
}

function wished<M>(
  { arena }: Play<M>,
  operation: Extract<Operation, { op: 'intend' | 'happen' }>,
): Intended | undefined {
  const { agenda, anytime } = arena.system;
  const wanting = operation.op === 'intend' ? agenda : anytime;
  const present = Object.keys(wanting).filter((name) => isPresent(arena.system, name));
  const party = at(present, operation.party);
  if (party === undefined) return undefined;
  const length = anytime[party]?.length ?? 0;
  const which = length === 0 ? 0 : operation.which % length;
  return operation.op === 'intend'
    ? { does: { move: 'intend', party } }
    : { does: { move: 'happen', party, which } };
}

function released<M>({ run }: Play<M>, number: number): Intended | undefined {
  const { length } = run.inFlight;
  return length === 0 ? undefined : { does: { move: 'release', index: number % length } };
}

function stolen<M>(
  { arena }: Play<M>,
  operation: Extract<Operation, { op: 'steal' }>,
): Intended | undefined {
  const party = at(arena.system.parties, operation.party);
  const theft = at(arena.thefts ?? [], operation.theft);
  return party && theft && { does: { move: 'compromise', party: party.name, what: theft.what } };
}

function replayed<M>(
  play: Play<M>,
  operation: Extract<Operation, { op: 'replay' }>,
): Intended | undefined {
  const { length } = play.run.observed;
  if (length === 0) return undefined;
  const index = operation.message % length;
  const door = doorFor(play, index, operation.door);
  return door && { does: { move: 'deliver', door, message: { make: 'observed', index } } };
}

function forgery<M>(
  play: Play<M>,
  operation: Extract<Operation, { op: 'forge' }>,
): Intended | undefined {
  const { run, bench } = play;
  if (run.observed.length === 0) return undefined;
  const index = operation.message % run.observed.length;
  const text = JSON.stringify(run.observed[index]);
  const base = bench.parts.find((part) => JSON.stringify(part.value) === text);
  const { doors } = play.arena.system;
  const court = doors.find(({ channel }) => channel === 'court');
  const own = doorFor(play, index, operation.door);
  const door = operation.plan === 'accuse' ? (court ?? own) : own;
  if (base === undefined || door === undefined) return undefined;
  const message = forged({ bench, roll: diceOf(operation.choices) }, operation.plan, base);
  return { does: { move: 'deliver', door, message } };
}

/** The door an observed message was for, on two of three numbers; else any door. */
function doorFor<M>(play: Play<M>, index: number, number: number): Door | undefined {
  const own = number % 3 < 2 ? ownDoor(play, index) : undefined;
  return own ?? at(play.arena.system.doors, Math.floor(number / 3));
}
