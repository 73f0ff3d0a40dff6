import { describe, expect, test } from 'vitest';
import { axes, type AxisId, type Reading, readings } from '../reading.ts';
import * as derived from './derived.ts';

const { published } = readings;
const changed = (changes: Partial<Reading>): Reading => ({ ...published, ...changes });

/** The choices of an axis under which something is as it is said to be, all else as published or as given. */
function choicesWhere(
  id: AxisId,
  isSo: (reading: Reading) => boolean,
  rest: Partial<Reading> = {},
): readonly string[] {
  return Object.keys(axes[id].choices).filter((choice) => isSo({ ...changed(rest), [id]: choice }));
}

type Predicate = {
  readonly [N in keyof typeof derived]: (typeof derived)[N] extends (reading: Reading) => boolean
    ? N
    : never;
}[keyof typeof derived];

/** What follows from one axis: by which of its choices, all others as published. */
const ofOneAxis: readonly (readonly [Predicate, AxisId, readonly string[]])[] = [
  ['registersInSession', 'A2', ['in-session', 'in-session-proof']],
  ['logsOnOverHttps', 'A13', ['https']],
  ['logsOnOverHttps', 'A16', ['https']],
  ['ordersOverHttps', 'A16', ['https']],
  ['sealsLogOn', 'A13', ['under-key', 'signed', 'verifier']],
  ['encapsulates', 'R3', ['to-bank', 'to-bank-exported']],
  ['exportsReplyKey', 'R3', ['to-bank-exported']],
  ['signsLogOn', 'A13', ['signed', 'verifier']],
  ['provesPassword', 'A13', ['verifier']],
  ['provesPossession', 'A2', ['self-signed', 'in-session-proof']],
  ['provesPossession', 'R2', ['proved']],
  ['usesAttestedKeys', 'R2b', ['attested']],
  ['signsOwner', 'R1', ['key-signed']],
  ['rotatesTokens', 'A7', ['token-once', 'token-chain']],
  ['chainsTokens', 'A7', ['token-chain']],
  ['resolves', 'R7', ['abort-resolve']],
  ['showsWord', 'R7b', ['shown']],
  ['signsRecords', 'R5', ['bank-signed']],
  ['namesPostings', 'R5b', ['names-posting']],
  ['reissuesPackage', 'A11', ['each-release']],
  ['reissuesPackage', 'A25', ['jar']],
  ['checksNotices', 'A27', ['notice-checked', 'both']],
  ['endorsesKeys', 'A27', ['signed-by-old', 'both']],
  ['chainsEntries', 'A20', ['hash-chain', 'merkle']],
  ['signsEntries', 'A20', ['signed', 'merkle']],
  ['datesEntries', 'A40', ['operator']],
  [
    'recordsResult',
    'A22',
    ['plaintext-result', 'signed-result', 'ciphertext-result', 'commitment-result'],
  ],
];

/** What follows only from several axes together: each of them as it has to be. */
const ofSeveral: readonly (readonly [Predicate, Partial<Reading>])[] = [
  ['impliesRecipient', { A5: 'signed', A31: 'sign-then-encrypt', R1c: 'unsent' }],
  ['impliesRequest', { A17: 'signed', R1c: 'unsent' }],
  ['givesReceipts', { A19: 'both', A20: 'signed' }],
  [
    'sparesNonces',
    {
      R3: 'to-bank-exported',
      R3b: 'spared',
      A7: 'token-chain',
      A8: 'aes-128-gcm',
      A13: 'verifier',
    },
  ],
];

/** What other choices there are that do as well. */
const asWell: Partial<Record<Predicate, readonly string[]>> = {
  givesReceipts: ['merkle'],
  sparesNonces: ['token-once'],
};

describe('what follows from a reading', () => {
  test.each(ofOneAxis)('%s is so by the choices of %s that say so: %o', (name, id, choices) => {
    expect(choicesWhere(id, derived[name])).toEqual(choices);
  });

  test.each(ofSeveral)(
    '%s is so by all of %o, and with any other choice on one is not',
    (name, all) => {
      const isSo = derived[name];
      expect(isSo(published)).toBe(false);
      expect(isSo(changed(all))).toBe(true);
      for (const id of Object.keys(all) as AxisId[]) {
        const others = choicesWhere(id, isSo, all).filter((choice) => choice !== all[id]);
        expect(asWell[name] ?? []).toEqual(expect.arrayContaining([...others]));
      }
      const found = (Object.keys(all) as AxisId[]).flatMap((id) => choicesWhere(id, isSo, all));
      expect(found).toEqual(expect.arrayContaining([...(asWell[name] ?? [])]));
    },
  );
});

/** Where or how something is, by choices on two axes. */
const placed = <T>(
  of: (reading: Reading) => T,
  ...cases: readonly Partial<Reading>[]
): readonly T[] => cases.map((one) => of(changed(one)));

describe('the ways and places that follow from a reading', () => {
  // A16: past the gateway, or to it.
  test('are HTTPS on the link to the gateway where A16 has it end there', () => {
    expect(choicesWhere('A16', (reading) => derived.linkToGateway(reading) === 'https')).toEqual([
      'https-to-gateway',
    ]);
    expect(derived.linkToGateway(published)).toBe('wireless');
  });

  // A2, A13: in a session a registration is protected as log-on is.
  test('are those of log-on for a registration in a session, and its own otherwise', () => {
    const ways = (Object.keys(axes.A2.choices) as Reading['A2'][]).map((A2) => [
      A2,
      ...placed(derived.registrationWay, { A2 }, { A2, A13: 'https' }, { A2, A13: 'clear' }),
    ]);
    expect(ways).toEqual([
      ['bare', 'clear', 'clear', 'clear'],
      ['under-key', 'under-key', 'under-key', 'under-key'],
      ['in-session', 'under-key', 'https', 'clear'],
      ['self-signed', 'clear', 'clear', 'clear'],
      ['in-session-proof', 'under-key', 'https', 'clear'],
      ['in-branch', 'branch', 'branch', 'branch'],
    ]);
  });

  test('have a registration arrive over the channel that goes with its way and with A16', () => {
    const channels = placed(
      derived.registrationChannel,
      {},
      { A16: 'https' },
      { A2: 'in-branch' },
      { A2: 'in-branch', A16: 'https' },
      { A2: 'in-session', A13: 'https' },
      { A2: 'in-session', A13: 'clear' },
    );
    expect(channels).toEqual(['wired', 'https', 'branch', 'branch', 'https', 'wired']);
  });

  test('have the package travel as A10 says', () => {
    const channels = placed(
      derived.packageChannel,
      { A10: 'over-the-air' },
      { A10: 'https' },
      { A10: 'in-branch' },
    );
    expect(channels).toEqual(['package', 'https', 'branch']);
  });

  // A3, A38.
  test('have ID_C inside the box, beside it, or nowhere', () => {
    const places = placed(
      derived.identifierPlace,
      {},
      { A38: 'message' },
      { A38: 'everything' },
      { A3: 'identifier-looked-up' },
      { A3: 'identifier-looked-up', A38: 'message' },
    );
    expect(places).toEqual(['inside', 'outside', 'inside', 'nowhere', 'nowhere']);
  });

  // A1, A32.
  test('have the public key nowhere in an order unless A1 has it come with it', () => {
    const places = placed(
      derived.publicKeyPlace,
      { A32: 'inside' },
      { A1: 'in-message', A32: 'inside' },
      { A1: 'first-use', A32: 'outside' },
    );
    expect(places).toEqual(['nowhere', 'inside', 'outside']);
  });

  // A22, A31.
  test('have a record hold the message that A22 names, under each composition', () => {
    const forms = (A31: Reading['A31']): readonly string[] =>
      (Object.keys(axes.A22.choices) as Reading['A22'][]).map((A22) =>
        derived.recordForm(changed({ A22, A31 })),
      );
    const results = ['commitment', 'commitment'];
    expect(forms('sign-then-encrypt')).toEqual([
      ...['order', 'signed-order', 'order-frame', 'order', 'signed-order', 'order-frame'],
      ...results,
    ]);
    expect(forms('encrypt-then-sign')).toEqual([
      ...['order', 'order-frame', 'order-frame', 'order', 'order-frame', 'order-frame'],
      ...results,
    ]);
  });
});
