/** What an operation of a schedule comes to where a run stands: numbers become parties, doors, recipes. */
import type { Door } from '../../model/core/system.ts';
import { slotMs } from '../../model/sa2pmp/limits.ts';
import { diceOf, entered, forged, twins } from './forge.ts';
import { garbledRecipe } from './garble.ts';
import { crashes, type Operation } from './operation.ts';
import type { Part, Workbench } from './parts.ts';
import { type Deed, isPresent } from './progress.ts';
import { doorOf, type Play, studied } from './underway.ts';

/** What is to be done. */
export interface Intended {
  readonly does: Deed;
  /** The observed message that this passes on. */
  readonly passesOn?: number;
  /** An observed message that is lost over it. */
  readonly without?: number;
}

type Of<K extends Operation['op']> = Extract<Operation, { op: K }>;

/** What an operation comes to; `undefined` where there is nothing to be done. */
export function deedOf<M>(
  at: Play<M>,
  operation: Exclude<Operation, { op: 'progress' }>,
): Intended | undefined {
  if ('index' in operation) return rerouted(at, operation);
  if ('message' in operation) return putIn(at, operation);
  switch (operation.op) {
    case 'intend':
    case 'happen':
      return wished(at, operation);
    case 'steal':
      return stolen(at, operation);
    case 'wait':
      return { does: { move: 'wait', ms: operation.slots * slotMs } };
    case 'skew':
      return skewed(at, operation);
    case 'crash':
      return crashed(at, operation);
    case 'compare': {
      const these = twins({ bench: studied(at), roll: diceOf(operation.choices) });
      return { does: { move: 'compare', these } };
    }
  }
}

/** What becomes of a message that is on its way. */
function rerouted<M>(
  at: Play<M>,
  { op, index }: Of<'release' | 'drop' | 'delay' | 'reorder'>,
): Intended | undefined {
  switch (op) {
    case 'release':
      return released(at, index);
    case 'drop':
      return dropped(at, index);
    case 'delay':
      return delayed(at, index);
    case 'reorder':
      return overtaking(at, index);
  }
}

/** A message that the attacker puts in. */
function putIn<M>(
  at: Play<M>,
  operation: Of<'duplicate' | 'cross' | 'forge' | 'sms' | 'garble'>,
): Intended | undefined {
  switch (operation.op) {
    case 'duplicate':
    case 'cross':
      return again(at, operation);
    case 'forge':
      return forgery(at, operation);
    case 'sms':
      return spoofed(at, operation);
    case 'garble':
      return noisy(at, operation);
  }
}

function released<M>(at: Play<M>, number: number): Intended | undefined {
  const { length } = at.run.inFlight;
  const index = number % Math.max(1, length);
  return length === 0 ? undefined : { does: { move: 'release', index } };
}

function skewed<M>(at: Play<M>, { party: number, slots }: Of<'skew'>): Intended | undefined {
  const party = nth(at.house.arena.system.parties, number)?.name;
  return party === undefined ? undefined : { does: { move: 'skew', party, ms: slots * slotMs } };
}

function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function wished<M>(
  { house: { arena } }: Play<M>,
  operation: Of<'intend'> | Of<'happen'>,
): Intended | undefined {
  const { agenda, anytime } = arena.system;
  const wanting = operation.op === 'intend' ? agenda : anytime;
  const present = Object.keys(wanting).filter((name) => isPresent(arena.system, name));
  const party = nth(present, operation.party);
  if (party === undefined) return undefined;
  const length = anytime[party]?.length ?? 0;
  const which = length === 0 ? 0 : operation.which % length;
  return operation.op === 'intend'
    ? { does: { move: 'intend', party } }
    : { does: { move: 'happen', party, which } };
}

function stolen<M>({ house: { arena } }: Play<M>, operation: Of<'steal'>): Intended | undefined {
  const party = nth(arena.system.parties, operation.party);
  const theft = nth(arena.thefts ?? [], operation.theft);
  return party && theft && { does: { move: 'compromise', party: party.name, what: theft.what } };
}

/** Which of those on the way a number means: observed and kept, or in flight. */
function onTheWay<M>(
  { waiting, run: { inFlight } }: Play<M>,
  index: number,
): { readonly waits: number } | { readonly flies: number } | undefined {
  const all = waiting.length + inFlight.length;
  if (all === 0) return undefined;
  const place = index % all;
  const waits = waiting[place];
  return waits === undefined ? { flies: place - waiting.length } : { waits };
}

function dropped<M>(at: Play<M>, index: number): Intended | undefined {
  const one = onTheWay(at, index);
  if (one === undefined) return undefined;
  return 'waits' in one
    ? { does: { move: 'drop' }, without: one.waits }
    : { does: { move: 'drop', inFlight: one.flies } };
}

/** Puts a message last; no deed, for only the order of later ones shows it. */
function delayed<M>(at: Play<M>, index: number): Intended | undefined {
  const late = nth(at.waiting, index);
  if (late !== undefined) at.waiting = [...at.waiting.filter((one) => one !== late), late];
  return undefined;
}

function overtaking<M>(at: Play<M>, index: number): Intended | undefined {
  const one = onTheWay(at, index);
  if (one === undefined) return undefined;
  if ('flies' in one) return { does: { move: 'release', index: one.flies } };
  const door = doorOf(at, one.waits);
  const message = { make: 'observed', index: one.waits } as const;
  return door && { does: { move: 'deliver', door, message }, passesOn: one.waits };
}

/** A process ends; over a write that did not succeed it loses what was to come to it next. */
function crashed<M>(at: Play<M>, { party: number, how: kind }: Of<'crash'>): Intended | undefined {
  const party = nth(at.house.arena.system.parties, number)?.name;
  const how = nth(crashes, kind) ?? 'restart';
  if (party === undefined) return undefined;
  const lost = at.waiting.find((index) => doorOf(at, index)?.hop === party);
  const does = { move: 'restart', party, how } as const;
  return how === 'restart' || lost === undefined ? { does } : { does, without: lost };
}

function again<M>(at: Play<M>, operation: Of<'duplicate'> | Of<'cross'>): Intended | undefined {
  const { length } = at.run.observed;
  if (length === 0) return undefined;
  const index = operation.message % length;
  const door =
    operation.op === 'duplicate' ? doorOf(at, index) : nth(at.house.doors, operation.door);
  return door && { does: { move: 'deliver', door, message: { make: 'observed', index } } };
}

/** What a message of the attacker's starts from: one that it observed, taken apart. */
interface Base<M> {
  readonly index: number;
  readonly part: Part<M>;
  readonly bench: Workbench<M>;
}

/** The observed message of a number. */
function base<M>(at: Play<M>, number: number): Base<M> | undefined {
  const { observed } = at.run;
  if (observed.length === 0) return undefined;
  const index = number % observed.length;
  const message = observed[index];
  const bench = studied(at);
  const part = message === undefined ? undefined : bench.partOf(message);
  return part && { index, part, bench };
}

function forgery<M>(at: Play<M>, operation: Of<'forge'>): Intended | undefined {
  const { doors } = at.house;
  const start = base(at, operation.message);
  if (start === undefined) return undefined;
  const court = doors.find(({ channel }) => channel === 'court');
  const own = doorFor(at, start.index, operation.door);
  const door = operation.plan === 'accuse' ? (court ?? own) : own;
  const forge = { bench: start.bench, roll: diceOf(operation.choices) };
  const message =
    door?.desk === undefined
      ? forged(forge, operation.plan, start.part)
      : entered(forge, door.desk);
  return door && { does: { move: 'deliver', door, message } };
}

/** An SMS in somebody's name: one that was seen, or one made up. */
function spoofed<M>(at: Play<M>, operation: Of<'sms'>): Intended | undefined {
  const door = nth(
    at.house.doors.filter(({ channel }) => channel === 'sms'),
    operation.door,
  );
  const start = base(at, operation.message);
  if (door === undefined || start === undefined) return undefined;
  const roll = diceOf(operation.choices);
  const plan = (['part', 'mutate', 'compose'] as const)[roll(3)] ?? 'part';
  const message = forged({ bench: start.bench, roll }, plan, start.part);
  return { does: { move: 'deliver', door, message } };
}

function noisy<M>(at: Play<M>, operation: Of<'garble'>): Intended | undefined {
  const { suite, wire } = at.house;
  const start = base(at, operation.message);
  if (start === undefined) return undefined;
  const door = doorOf(at, start.index);
  const message = garbledRecipe({ bench: start.bench, suite, wire }, start.part, operation);
  return door && message && { does: { move: 'deliver', door, message } };
}

/** The door an observed message was for, on two of three numbers; else any that is open. */
function doorFor<M>(at: Play<M>, index: number, number: number): Door | undefined {
  const own = number % 3 < 2 ? doorOf(at, index) : undefined;
  return own ?? nth(at.house.doors, Math.floor(number / 3));
}
