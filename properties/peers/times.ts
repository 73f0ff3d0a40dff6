/**
 * What a payment takes of a processor's time on the customer's side and on all others together, on
 * noble's octets, as ratios to the published SA2pMP in the same run.
 *
 * All protocols take turns within a round, so that whatever else the machine does falls on all; the
 * ratio is taken within a round, and the median over rounds.
 */
import type { Peer } from '../../model/peers/peer.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { concrete } from '../../src/concrete.ts';
import { median } from '../bench/measure.ts';
import { keepingPublicKeys } from '../costs/operations.ts';
import { beginSession } from '../costs/session.ts';
import { playing, type Side } from './costs.ts';
import { primitivesOf } from './mode.ts';

/** Who is timed: a peer, or SA2pMP under a reading. */
export type Runner = { readonly peer: Peer } | { readonly reading: Reading };

/** Milliseconds by side. */
type Spent = Readonly<Record<Side, number>>;

/** A time, and what it is to the first protocol's. */
export interface SideTime {
  readonly milliseconds: number;
  readonly ratio: number;
}

/** The times of one protocol. */
export type SideTimes = Readonly<Record<Side, SideTime>>;

/** How long it is measured. */
export interface Effort {
  readonly rounds: number;
  readonly payments: number;
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** A stopwatch for two sides. */
function stopwatch() {
  let spent: Spent = { phone: 0, servers: 0 };
  const around = <T>(side: Side, step: () => T): T => {
    const before = threadMs();
    const result = step();
    spent = { ...spent, [side]: spent[side] + threadMs() - before };
    return result;
  };
  const read = (payments: number): Spent => {
    const { phone, servers } = spent;
    spent = { phone: 0, servers: 0 };
    return { phone: phone / payments, servers: servers / payments };
  };
  return { around, read };
}

/** Pays so many times and says what one payment took. */
type Payer = (payments: number) => Spent;

function payerOf(runner: Runner, paymentsMax: number): Payer {
  const { around, read } = stopwatch();
  const times = (count: number, pay: () => unknown): Spent => {
    for (let paid = 0; paid < count; paid += 1) pay();
    return read(count);
  };
  if ('peer' in runner) {
    const { pay } = playing(runner.peer, keepingPublicKeys(concrete(primitivesOf(runner.peer))), {
      around,
    });
    return (count) => times(count, pay);
  }
  const { reading } = runner;
  const bare = concrete(suiteOf(reading));
  const session = beginSession(keepingPublicKeys(bare), {
    reading,
    payments: paymentsMax,
    seeding: bare.derive,
    around: (kind, step) => around(kind === 'client' ? 'phone' : 'servers', step),
  });
  for (const move of ['package', 'start', 'log-on'] as const) session.make(move);
  read(1);
  return (count) => times(count, () => session.make('payment'));
}

/** Rounds that are not counted, in which code is compiled. */
const warmUpRounds = 1;

/** Measures a payment under each protocol; ratios are to the first. */
export function timesOf(
  runners: readonly Runner[],
  { rounds, payments }: Effort,
): readonly SideTimes[] {
  const all = (rounds + warmUpRounds) * payments;
  const payers = runners.map((runner) => payerOf(runner, all));
  const measured = Array.from({ length: rounds + warmUpRounds }, () =>
    payers.map((payer) => payer(payments)),
  ).slice(warmUpRounds);
  const timeOf = (index: number, side: Side): SideTime => {
    const of = (round: readonly Spent[], place: number): number => round[place]?.[side] ?? NaN;
    return {
      milliseconds: median(measured.map((round) => of(round, index))),
      ratio: median(measured.map((round) => of(round, index) / of(round, 0))),
    };
  };
  return runners.map((_, index) => ({
    phone: timeOf(index, 'phone'),
    servers: timeOf(index, 'servers'),
  }));
}
