/**
 * What is told of costs, a row each, in the words of the tables on the terminal and in `docs/costs.md`.
 */
import type { Cost, Costs } from './meter.ts';
import { type Accountant, type Operation, publicKeyOperations } from './operations.ts';

/** A figure. */
export interface Row {
  readonly what: string;
  readonly of: (costs: Costs) => number;
}

/** Figures of one kind. */
export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Octets to and from the phone, all but what is handed over a counter. */
export function octetsOnAir({ traffic: { up, down } }: Cost): number {
  return up.octets + down.octets;
}

/** How many operations under a public key a party carries out. */
function publicKeyWork({ operations }: Cost, who: Accountant): number {
  return publicKeyOperations.reduce((sum, one) => sum + operations[who][one], 0);
}

/** The names of operations in tables. */
const called: Readonly<Record<Operation, string>> = {
  sign: 'sign',
  verify: 'verify',
  encryptFor: 'public-key encrypt',
  decryptWith: 'public-key decrypt',
  publicKey: 'make a public key',
  seal: 'seal',
  open: 'open',
  hash: 'hash',
  derive: 'derive',
};

/** The rows of one party's operations. */
function workOf(who: Accountant, some: readonly Operation[]): readonly Row[] {
  return some.map((one) => ({
    what: `${who}: ${called[one]}`,
    of: ({ payment }) => payment.operations[who][one],
  }));
}

const travels: readonly Row[] = [
  { what: 'octets on the air', of: ({ payment }) => octetsOnAir(payment) },
  { what: 'from the phone', of: ({ payment }) => payment.traffic.up.octets },
  { what: 'to the phone', of: ({ payment }) => payment.traffic.down.octets },
  {
    what: 'messages on the air',
    of: ({ payment: { traffic } }) => traffic.up.frames + traffic.down.frames,
  },
  { what: 'round trips on the air', of: ({ payment }) => payment.traffic.roundTrips },
  { what: 'octets, gateway and bank', of: ({ payment }) => payment.traffic.wired.octets },
  { what: 'messages, gateway and bank', of: ({ payment }) => payment.traffic.wired.frames },
];

const work: readonly Row[] = [
  { what: 'phone: public-key operations', of: ({ payment }) => publicKeyWork(payment, 'phone') },
  { what: 'bank: public-key operations', of: ({ payment }) => publicKeyWork(payment, 'bank') },
  { what: 'log: public-key operations', of: ({ payment }) => publicKeyWork(payment, 'log') },
  ...workOf('phone', ['sign', 'verify', 'encryptFor', 'seal', 'open', 'hash', 'derive']),
  ...workOf('bank', ['sign', 'verify', 'decryptWith', 'seal', 'open', 'hash', 'derive']),
  ...workOf('log', ['sign', 'verify', 'hash']),
];

const setUp: readonly Row[] = [
  {
    what: 'package: octets',
    of: ({ setUp: { package: it } }) => octetsOnAir(it) + it.traffic['in-person'].octets,
  },
  {
    what: 'first start: octets on the air',
    of: ({ setUp: { start } }) => octetsOnAir(start),
  },
  {
    what: 'first start: octets in person',
    of: ({ setUp: { start } }) => start.traffic['in-person'].octets,
  },
  { what: 'log-on: octets on the air', of: ({ setUp: { 'log-on': it } }) => octetsOnAir(it) },
  {
    what: 'log-on: round trips on the air',
    of: ({ setUp: { 'log-on': it } }) => it.traffic.roundTrips,
  },
  {
    what: 'phone: public-key operations',
    of: ({ setUp: { package: installed, start, 'log-on': session } }) =>
      [installed, start, session].reduce((sum, it) => sum + publicKeyWork(it, 'phone'), 0),
  },
];

/** All counted figures. */
export const groups: readonly Group[] = [
  { title: 'one payment: what travels', rows: travels },
  { title: 'one payment: who computes what', rows: work },
  { title: 'before the first payment', rows: setUp },
  {
    title: 'on the phone',
    rows: [{ what: 'octets kept between payments', of: ({ storedOctets }) => storedOctets }],
  },
];

/** The figures that repairs change, with a short name for narrow tables. */
export const marginalFigures: readonly (Row & { readonly brief: string })[] = [
  {
    brief: 'up',
    what: 'octets from the phone',
    of: ({ payment }) => payment.traffic.up.octets,
  },
  {
    brief: 'down',
    what: 'octets to the phone',
    of: ({ payment }) => payment.traffic.down.octets,
  },
  {
    brief: 'wire',
    what: 'octets, gateway and bank',
    of: ({ payment }) => payment.traffic.wired.octets,
  },
  {
    brief: 'ph',
    what: 'phone: public-key operations',
    of: ({ payment }) => publicKeyWork(payment, 'phone'),
  },
  {
    brief: 'bk',
    what: 'bank: public-key operations',
    of: ({ payment }) => publicKeyWork(payment, 'bank'),
  },
  { brief: 'kept', what: 'octets kept', of: ({ storedOctets }) => storedOctets },
];

/** A ratio to the first figure, where there is one. */
export function ratio(value: number, base: number): string {
  return base === 0 ? '' : `${(value / base).toFixed(2)}x`;
}
