/**
 * A run under way: where it stands, what waits to be passed on, and what the attacker has of it. Parts
 * of it grow in place: it is the one thing here that a play changes.
 */
import type { Run } from '../../attacks/run.ts';
import type { Door } from '../../model/core/system.ts';
import type { House } from './house.ts';
import { perObject } from '../../model/core/remembered.ts';
import { type Part, type Workbench, workbench } from './parts.ts';
import type { Deed } from './progress.ts';

/** By how much each party's clock differs, in milliseconds. */
export type Skew = Readonly<Record<string, number>>;

/** A run under way. */
export interface Play<M> {
  readonly house: House<M>;
  /** What the attacker has, as far as it has looked. */
  bench: Workbench<M> | undefined;
  run: Run<M>;
  skew: Skew;
  /** The observed messages that have not been passed on, in the order in which they will be. */
  waiting: readonly number[];
  /** How many of the observed messages have been taken apart. */
  studied: number;
  /** How many of the stolen values have been taken in. */
  looted: number;
  /** Where what was sent goes, by the name of the message. */
  readonly routes: Map<string | number, Route>;
  /** How often each bounded statement was made. */
  readonly counts: Map<string, number>;
  readonly deeds: Deed[];
  readonly said: string[];
  readonly marks: number[];
  readonly clocks: number[];
}

/** Where a message was going. */
export interface Route {
  /** The last that sent it on a channel held by the attacker, and to whom. */
  last?: { readonly channel: string; readonly to: string };
  /** The bank that answered with it: its customer's phone is meant, whatever return address it saw. */
  bank?: string;
}

/** Begins a play. */
export function begun<M>(house: House<M>): Play<M> {
  return {
    house,
    bench: undefined,
    run: house.first,
    skew: {},
    waiting: [],
    studied: 0,
    looted: 0,
    routes: new Map(),
    counts: new Map(),
    deeds: [],
    said: [],
    marks: [],
    clocks: [],
  };
}

/** Where an observed message was going. */
export function doorOf<M>({ house, run, routes }: Play<M>, index: number): Door | undefined {
  const message = run.observed[index];
  const route = message === undefined ? undefined : routes.get(house.nameOf(message));
  if (route?.last === undefined) return undefined;
  const { channel, to: addressed } = route.last;
  const to = route.bank === undefined ? addressed : route.bank.replace(/^bank:/, '');
  return house.arena.system.doors.find((door) => door.channel === channel && door.to === to);
}

/** What the attacker has from the start, taken apart once for a house. */
const fromTheStart = perObject((house: object): readonly Part<unknown>[] => {
  const { bench: empty, arena } = house as House<unknown>;
  const bench = workbench(empty);
  for (const [name, value] of Object.entries(arena.given)) handed(bench, name, value);
  return bench.parts;
});

/** Takes apart what was observed and stolen since the last time. */
export function studied<M>(at: Play<M>): Workbench<M> {
  const { run, house } = at;
  const bench = at.bench ?? workbench(house.bench, fromTheStart(house) as readonly Part<M>[]);
  at.bench = bench;
  const stolen = Object.entries(run.given).filter(([name]) => !(name in house.arena.given));
  for (const [name, value] of stolen.slice(at.looted)) handed(bench, name, value);
  for (const [index, value] of run.observed.entries()) {
    if (index < at.studied) continue;
    bench.takeIn({ value, recipe: { make: 'observed', index }, sort: 'observed' });
  }
  at.studied = run.observed.length;
  at.looted = stolen.length;
  return bench;
}

/** Adds what is given, or was stolen, under its name. */
function handed<M>(bench: Workbench<M>, name: string, value: M): void {
  const [what = ''] = name.split(' of ');
  const sort = name.startsWith('attacker seed')
    ? 'seed'
    : (sortOf[what] ?? sortOf[name.split(' ').at(-1) ?? ''] ?? 'given');
  bench.takeIn({ value, recipe: { make: 'given', name }, sort });
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
