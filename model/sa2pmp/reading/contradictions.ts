/** Choices that make no sense together, with the reason. */
import type { AxisId, Reading } from './axes.ts';
import {
  checksNotices,
  encapsulates,
  recordForm,
  registersInSession,
  resolves,
  rotatesTokens,
  showsWord,
  signsEntries,
  signsLogOn,
  usesAttestedKeys,
} from './derived.ts';

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
    when: (reading) => signsLogOn(reading) && registersInSession(reading),
  },
  {
    axes: ['A1', 'A13'],
    reason: 'a signed log-on needs a registered key, and trust on first use registers none',
    when: (reading) => signsLogOn(reading) && firstUse(reading),
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
    axes: ['A2', 'R2b'],
    reason: 'a key that is handed over in no branch is attested by no notary',
    when: (reading) => usesAttestedKeys(reading) && reading.A2 !== 'in-branch',
  },
  {
    axes: ['A1', 'R2b'],
    reason: 'trust on first use registers no key, so none is attested',
    when: (reading) => firstUse(reading) && usesAttestedKeys(reading),
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

const ofRepairs: readonly Rule[] = [
  {
    axes: ['A22', 'A31'],
    reason: 'what is signed is a ciphertext, so that a commitment to it opens to nothing readable',
    when: ({ A22, A31 }) => A22.startsWith('commitment') && A31 === 'encrypt-then-sign',
  },
  {
    axes: ['A7', 'A13b'],
    reason: 'a token that is good for one order has to be in the order',
    when: (reading) => rotatesTokens(reading) && reading.A13b !== 'token',
  },
  {
    axes: ['A7', 'A37'],
    reason: 'after an order without an answer the phone logs on again for a token',
    when: (reading) => rotatesTokens(reading) && reading.A37 === 'one',
  },
  {
    axes: ['A31', 'R1'],
    reason: 'what is signed is a ciphertext, which has no place for a key',
    when: ({ A31, R1 }) => A31 === 'encrypt-then-sign' && R1 === 'key-signed',
  },
  {
    axes: ['A8', 'R3'],
    reason: 'encryption for a public key comes with authenticated encryption (RFC 9180)',
    when: (reading) => encapsulates(reading) && reading.A8 !== 'aes-128-gcm',
  },
  {
    axes: ['A22b', 'R3'],
    reason: 'there is no package key to show',
    when: (reading) => encapsulates(reading) && reading.A22b === 'package-key',
  },
  {
    axes: ['A39', 'R3'],
    reason: 'there is no package key to give to the gateway',
    when: (reading) => encapsulates(reading) && reading.A39 === 'yes',
  },
  {
    axes: ['A3b', 'R3'],
    reason: 'what is encrypted for a public key says what it is',
    when: (reading) => encapsulates(reading) && reading.A3b === 'untagged',
  },
  {
    axes: ['A24', 'R5'],
    reason: 'a record is signed again as it was, which with such nonces gives the key away',
    when: ({ A24, R5 }) => A24 === 'weak-nonce' && R5 === 'bank-signed',
  },
  {
    axes: ['A19', 'R5'],
    reason: 'what the gateway records by itself the bank has not signed',
    when: ({ A19, R5 }) => A19 === 'gateway' && R5 === 'bank-signed',
  },
  {
    axes: ['R7', 'R7b'],
    reason: 'a log that decides nothing gives no word that could be shown',
    when: (reading) => showsWord(reading) && !resolves(reading),
  },
  {
    axes: ['A20', 'R7'],
    reason: 'what the log says of an order is signed, so that it has to sign',
    when: (reading) => resolves(reading) && !signsEntries(reading),
  },
  {
    axes: ['A22', 'R7'],
    reason: 'an order is named by a commitment to it, so that records have to be commitments',
    when: (reading) => resolves(reading) && recordForm(reading) !== 'commitment',
  },
  {
    axes: ['A19', 'R7'],
    reason: 'the log decides, so that the bank has to send it records',
    when: (reading) =>
      resolves(reading) && !(reading.A19 === 'bank-pushes' || reading.A19 === 'both'),
  },
  {
    axes: ['A23', 'R7'],
    reason: 'the bank executes what is recorded, so that records come first',
    when: (reading) => resolves(reading) && reading.A23 !== 'before',
  },
  {
    axes: ['A16', 'R7'],
    reason: 'the phone asks the log on the gateway, past which everything goes over HTTPS',
    when: (reading) => resolves(reading) && reading.A16 === 'https',
  },
];

/** Why a reading cannot be carried out; empty when it can. */
export function contradictions(reading: Reading): readonly Contradiction[] {
  return [...ofKeys, ...ofPins, ...ofLinks, ...ofRepairs]
    .filter(({ when }) => when(reading))
    .map(({ axes, reason }) => ({ axes, reason }));
}
