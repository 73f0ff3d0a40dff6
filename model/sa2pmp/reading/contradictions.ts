/** Choices that make no sense together, with the reason. */
import type { AxisId, Reading } from './axes.ts';
import { checksNotices, registersInSession } from './derived.ts';

/** A combination that makes no sense, with the reason. */
export interface Contradiction {
  /** The axes at odds. */
  readonly axes: readonly AxisId[];
  /** Why they are, as half a sentence. */
  readonly reason: string;
}

interface Rule extends Contradiction {
  readonly when: (reading: Reading) => boolean;
}

const firstUse = ({ A1 }: Reading): boolean => A1 === 'first-use';

const ofKeys: readonly Rule[] = [
  {
    axes: ['A2', 'A13'],
    reason:
      'a log-on cannot be signed before the key is registered, nor a key registered before log-on',
    when: (reading) => reading.A13 === 'signed' && registersInSession(reading),
  },
  {
    axes: ['A1', 'A13'],
    reason: 'a signed log-on needs a registered key, and trust on first use registers none',
    when: (reading) => reading.A13 === 'signed' && firstUse(reading),
  },
  {
    axes: ['A1', 'A27'],
    reason: 'trust on first use registers no key, so none can be renewed under the old one',
    when: (reading) =>
      firstUse(reading) && (reading.A27 === 'signed-by-old' || reading.A27 === 'both'),
  },
  {
    axes: ['A1', 'A26'],
    reason: 'trust on first use forgets a key that expires, so there is none to archive',
    when: (reading) => firstUse(reading) && reading.A26 !== 'replace',
  },
  {
    axes: ['A1', 'A30e'],
    reason: 'trust on first use registers no key, so there is no registration to validate',
    when: (reading) => firstUse(reading) && reading.A30e === 'validated',
  },
  {
    axes: ['A24', 'A30d'],
    reason: 'a nonce that key and message determine is not drawn, well or badly',
    when: (reading) => reading.A24 === 'weak-nonce' && reading.A30d === 'rfc6979',
  },
];

const ofPins: readonly Rule[] = [
  {
    axes: ['A14', 'A25'],
    reason: 'a private key encrypted under the PIN needs a PIN',
    when: ({ A14, A25 }) => A14 === 'none' && A25 === 'rms-pin',
  },
  {
    axes: ['A14', 'A15'],
    reason: 'a signature that asks for the PIN needs a PIN',
    when: ({ A14, A15 }) => A14 === 'none' && A15 === 'pin-per-signature',
  },
  {
    axes: ['A13b', 'A14'],
    reason: 'a PIN that goes to the bank is the password in every order, which A13b=password says',
    when: ({ A14, A13b }) => A14 === 'to-bank' && A13b !== 'password',
  },
];

const ofLinks: readonly Rule[] = [
  {
    axes: ['A16', 'A19'],
    reason: 'the gateway cannot record frames that go past it over HTTPS',
    when: ({ A16, A19 }) => A16 === 'https' && (A19 === 'gateway' || A19 === 'both'),
  },
  {
    axes: ['A27', 'A37'],
    reason:
      'a notice is checked by logging on again, which one session at a time refuses while it lasts',
    when: (reading) => checksNotices(reading) && reading.A37 === 'one',
  },
  {
    axes: ['A3', 'A38'],
    reason: 'an ID_C that is not sent cannot go beside the box',
    when: ({ A3, A38 }) => A3 === 'identifier-looked-up' && A38 === 'message',
  },
  {
    axes: ['A13', 'A38'],
    reason: 'log-on in the clear is not encrypted',
    when: ({ A13, A38 }) => A38 === 'everything' && A13 === 'clear',
  },
  {
    axes: ['A17', 'A38'],
    reason: 'a result in the clear is not encrypted',
    when: ({ A17, A38 }) => A38 === 'everything' && A17 === 'clear',
  },
];

/** Why a reading cannot be carried out; empty when it can. */
export function contradictions(reading: Reading): readonly Contradiction[] {
  return [...ofKeys, ...ofPins, ...ofLinks]
    .filter(({ when }) => when(reading))
    .map(({ axes, reason }) => ({ axes, reason }));
}
