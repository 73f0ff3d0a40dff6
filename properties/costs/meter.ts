/**
 * What the protocol costs under a reading: of setting a phone up, and of one payment more.
 *
 * A payment is the difference between two honest sessions of which one has a payment more, so that
 * nothing of the set-up is in it. Counts only: they are the same on every machine and every library.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { keep } from '../../model/core/step.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, parseBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { byAccountant, counting, countsOf, type Operations } from './operations.ts';
import { beginSession, type Move, type Session } from './session.ts';
import { octetsOf, type Traffic, trafficOf } from './traffic.ts';

/** What something costs. */
export interface Cost {
  readonly traffic: Traffic;
  readonly operations: Operations;
}

/** What a reading costs. */
export interface Costs {
  /** The parts of the set-up, in their order; a registration in a session (A2) is in the log-on. */
  readonly setUp: Readonly<Record<Exclude<Move, 'payment'>, Cost>>;
  /** One payment more. */
  readonly payment: Cost;
  /** Octets of the values that the phone keeps between payments. */
  readonly storedOctets: number;
}

/** How the octets are made: noble unless said. */
export type Library = (suite: Suite) => Algebra<Bytes>;

/** Octets of all values in a state, wherever they are; addresses are the network's. */
function octetsIn(value: unknown): number {
  if (typeof value === 'string') {
    const octets = parseBytes(value);
    return octets === undefined ? 0 : octetsOf(octets);
  }
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value)
    .filter(([name]) => name !== 'addresses')
    .reduce((sum, [, inner]) => sum + octetsIn(inner), 0);
}

/** What the phone keeps, in octets of values. */
function storedBy(session: Session<Bytes>): number {
  return octetsIn(keep(session.phone()).context);
}

/** What was done between two moments. */
export function between(before: Operations, after: Operations): Operations {
  return byAccountant((who) => countsOf((one) => after[who][one] - before[who][one]));
}

/** Meters a reading. */
export function costsOf(reading: Reading, library: Library = concrete): Costs {
  const bare = library(suiteOf(reading));
  const { algebra, around, so } = counting(bare);
  const seeding = bare.derive;
  const session = beginSession(algebra, { reading, payments: 2, around, seeding });
  const cost = (move: Move): Cost => {
    const before = so();
    const events = session.make(move);
    return { traffic: trafficOf(events), operations: between(before, so()) };
  };
  const setUp = { package: cost('package'), start: cost('start'), 'log-on': cost('log-on') };
  // The first payment is the one with a difference to a session that has none; what it alone has,
  // a phone's first of everything, is not in the second.
  cost('payment');
  return { setUp, payment: cost('payment'), storedOctets: storedBy(session) };
}
