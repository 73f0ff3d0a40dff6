/**
 * What a payment takes of a processor's time, on the phone and at the bank, on octets: measured, and
 * given as ratios to the first reading asked about.
 *
 * All readings and libraries take turns within each round, so that whatever else the machine does
 * falls on all; the ratio is taken within a round, and the median over rounds. Counted is the time of
 * this thread inside the party's steps, so that waiting for a core is not. Systems may keep it in
 * ticks that are longer than a step, so that a round needs payments enough.
 */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { median } from '../bench/measure.ts';
import type { Library } from './meter.ts';
import { type Accountant, accountantOf, keepingPublicKeys } from './operations.ts';
import { beginSession } from './session.ts';

/** The libraries that it is measured on. */
export const libraries = { noble: concrete, OpenSSL: native } as const satisfies Record<
  string,
  Library
>;

/** The name of a library. */
export type LibraryName = keyof typeof libraries;

/** Who is measured. */
export const timed = ['phone', 'bank'] as const satisfies readonly Accountant[];

/** Who is measured. */
export type TimedParty = (typeof timed)[number];

/** A time, and what it is to the first reading's. */
export interface Time {
  readonly milliseconds: number;
  readonly ratio: number;
}

/** The times of one reading, by library and party. */
export type Times = Readonly<Record<LibraryName, Readonly<Record<TimedParty, Time>>>>;

/** How long it is measured. */
export interface Effort {
  readonly rounds: number;
  /** Payments of each reading on each library in a round. */
  readonly payments: number;
}

/** Rounds that are not counted, in which code is compiled and tables of the curve are made. */
const warmUpRounds = 1;

type Spent = Readonly<Record<TimedParty, number>>;

const nothing: Spent = { phone: 0, bank: 0 };

/** The processor time of this thread so far, in milliseconds. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** A session on a library that pays so many times and says what one took, in milliseconds. */
function payer(reading: Reading, library: Library, payments: number): (count: number) => Spent {
  const suite = suiteOf(reading);
  let spent: Spent = nothing;
  const bare = library(suite);
  const session = beginSession(keepingPublicKeys(bare), {
    reading,
    payments,
    seeding: bare.derive,
    around: (kind, step) => {
      const who = accountantOf(kind);
      const before = threadMs();
      const result = step();
      const took = threadMs() - before;
      if (who === 'phone' || who === 'bank') spent = { ...spent, [who]: spent[who] + took };
      return result;
    },
  });
  for (const move of ['package', 'start', 'log-on'] as const) session.make(move);
  return (count) => {
    spent = nothing;
    for (let paid = 0; paid < count; paid += 1) session.make('payment');
    return { phone: spent.phone / count, bank: spent.bank / count };
  };
}

/** What a round measures: for each reading what a payment took, by library and party. */
type Round = readonly Readonly<Record<LibraryName, Spent>>[];

/** Ratios to the first reading, taken in each round. */
function timeOf(
  rounds: readonly Round[],
  index: number,
  { library, who }: { readonly library: LibraryName; readonly who: TimedParty },
): Time {
  const of = (round: Round, place: number): number => round[place]?.[library][who] ?? NaN;
  return {
    milliseconds: median(rounds.map((round) => of(round, index))),
    ratio: median(rounds.map((round) => of(round, index) / of(round, 0))),
  };
}

/** What each of some makes, in their order, another one beginning each time. */
function turned<T, R>(all: readonly T[], first: number, make: (one: T) => R): readonly R[] {
  const order = all.map((_, index) => (index + first) % all.length);
  const made = new Map<number, R>();
  for (const index of order) {
    const one = all[index];
    if (one !== undefined) made.set(index, make(one));
  }
  return all.flatMap((_, index) => made.get(index) ?? []);
}

/** Measures a payment under each reading; ratios are to the first. */
export function timesOf(readings: readonly Reading[], effort: Effort): readonly Times[] {
  const { rounds, payments } = effort;
  const all = (rounds + warmUpRounds) * payments;
  const payers = readings.map((reading) => ({
    noble: payer(reading, libraries.noble, all),
    OpenSSL: payer(reading, libraries.OpenSSL, all),
  }));
  const measured = Array.from({ length: rounds + warmUpRounds }, (_, round) =>
    turned(payers, round, ({ noble, OpenSSL }) => ({
      noble: noble(payments),
      OpenSSL: OpenSSL(payments),
    })),
  ).slice(warmUpRounds);
  const of = (index: number, library: LibraryName) => ({
    phone: timeOf(measured, index, { library, who: 'phone' }),
    bank: timeOf(measured, index, { library, who: 'bank' }),
  });
  return readings.map((_, index) => ({ noble: of(index, 'noble'), OpenSSL: of(index, 'OpenSSL') }));
}
