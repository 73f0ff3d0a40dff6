import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import {
  accepts,
  bankName,
  claimsIn,
  opened,
  type OrderChanges,
  orderFrom,
  pay,
  type Play,
  play,
  sentBy,
  statements,
} from '../../testing/play.ts';

/** A case: the reading, what is unlike alice's own order, and whether the bank takes it. */
interface Case {
  readonly says: string;
  readonly reading: Partial<Reading>;
  readonly by: (p: Play) => OrderChanges;
  readonly taken: boolean;
  /** The check that refuses it: without it the bank takes the order. */
  readonly check?: CheckId;
}

const other = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');
const otherAccount = (p: Play): Term => p.algebra.name('account', 'other');
const otherBank = (p: Play): Term => p.algebra.name('bank', 'Second Bank');
const unsigned = (p: Play): OrderChanges => ({ signingKey: other(p) });

const signatures: readonly Case[] = [
  { says: "alice's own", reading: {}, by: () => ({}), taken: true },
  {
    says: "signed with another's key",
    reading: {},
    by: unsigned,
    taken: false,
    check: 'signature',
  },
  {
    says: "another's key under S(E(msg))",
    reading: { A31: 'encrypt-then-sign' },
    by: unsigned,
    taken: false,
    check: 'signature',
  },
  {
    says: 'sealed under another key',
    reading: {},
    by: (p) => ({ key: p.algebra.derive(other(p), 'key') }),
    taken: false,
  },
  {
    says: 'of a type that is no payment',
    reading: {},
    by: (p) => ({ order: { type: p.algebra.constant('refund') } }),
    taken: false,
  },
  {
    says: "that names another's account in ID_C",
    reading: {},
    by: (p) => ({ clientId: { accid: otherAccount(p) } }),
    taken: false,
    check: 'account',
  },
];

const identities: readonly Case[] = (['sim', 'phid'] as const).flatMap((part): readonly Case[] => [
  {
    says: `with another ${part}, A4 account`,
    reading: { A4: 'account' },
    by: (p) => ({ clientId: { [part]: p.algebra.name(part, 'other') } }),
    taken: true,
  },
  {
    says: `with another ${part}, A4 all`,
    reading: { A4: 'all' },
    by: (p) => ({ clientId: { [part]: p.algebra.name(part, 'other') } }),
    taken: false,
    check: 'account',
  },
]);

const payer = (p: Play): OrderChanges => ({ order: { payer: otherAccount(p) } });
const payers: readonly Case[] = [
  {
    says: "on another's account, A33 unchecked",
    reading: { A6: 'payer-payee-amount', A33: 'unchecked' },
    by: payer,
    taken: true,
  },
  {
    says: "on another's account, A33 checked",
    reading: { A6: 'payer-payee-amount', A33: 'checked' },
    by: payer,
    taken: false,
    check: 'payer',
  },
  {
    says: 'that names no payer, A33 checked',
    reading: { A33: 'checked' },
    by: payer,
    taken: true,
  },
];

const recipients: readonly Case[] = [
  {
    says: 'for another bank, A5 none',
    reading: { A5: 'none' },
    by: (p) => ({ text: { recipient: otherBank(p) } }),
    taken: true,
  },
  {
    says: 'for another bank, A5 signed',
    reading: { A5: 'signed' },
    by: (p) => ({ text: { recipient: otherBank(p) } }),
    taken: false,
    check: 'recipient',
  },
  {
    says: 'for this bank on the outside, A5 signed',
    reading: { A5: 'signed' },
    by: (p) => ({ outer: { recipient: otherBank(p) } }),
    taken: true,
  },
  {
    says: 'for another bank, A5 outside',
    reading: { A5: 'outside' },
    by: (p) => ({ outer: { recipient: otherBank(p) } }),
    taken: false,
    check: 'recipient',
  },
];

const anyToken = (p: Play): OrderChanges => ({
  order: { token: p.algebra.derive(other(p), 'token') },
});
const sessions: readonly Case[] = [
  { says: 'without the token, A13b none', reading: {}, by: anyToken, taken: true },
  {
    says: 'with another token, A13b token',
    reading: { A13b: 'token' },
    by: anyToken,
    taken: false,
    check: 'session',
  },
  { says: 'with its token, A13b token', reading: { A13b: 'token' }, by: () => ({}), taken: true },
  {
    says: 'with the password, A13b password',
    reading: { A13b: 'password' },
    by: () => ({}),
    taken: true,
  },
  {
    says: 'with another password, A13b password',
    reading: { A13b: 'password' },
    by: (p) => ({ order: { password: p.algebra.name('password', 'guess') } }),
    taken: false,
    check: 'session',
  },
];

const keys: readonly Case[] = [
  {
    says: 'with a key of its own, A1 in-message',
    reading: { A1: 'in-message' },
    by: unsigned,
    taken: true,
  },
  {
    says: 'with a key that is not its signer’s, A1 in-message',
    reading: { A1: 'in-message' },
    by: (p) => ({ outer: { publicKey: p.algebra.publicKey(other(p)) } }),
    taken: false,
    check: 'signature',
  },
  {
    says: 'with a key of its own, A1 in-message-checked',
    reading: { A1: 'in-message-checked' },
    by: unsigned,
    taken: false,
  },
  {
    says: 'with another key beside, A1 in-message-checked',
    reading: { A1: 'in-message-checked' },
    by: (p) => ({ outer: { publicKey: p.algebra.publicKey(other(p)) } }),
    taken: false,
    check: 'key-in-message',
  },
  {
    says: "with the depository's key, A1 in-message-checked",
    reading: { A1: 'in-message-checked' },
    by: () => ({}),
    taken: true,
  },
  {
    says: 'with any key at first, A1 first-use',
    reading: { A1: 'first-use' },
    by: unsigned,
    taken: true,
  },
];

const cases = [signatures, identities, payers, recipients, sessions, keys].flat();
const refused = cases.filter(({ check }) => check !== undefined);

describe('an order', () => {
  // §5.2 AS items 2 and 3. Kills: any check of the bank's on orders answering true.
  test.each(cases)('$says: taken: $taken', ({ reading, by, taken }) => {
    const p = opened(reading);
    const scene = p.put('wired', bankName, orderFrom(p, by(p)));
    expect(accepts(scene)).toBe(taken);
    expect(scene.idle).toBe(!taken);
    if (!taken) expect(scene.events.map(({ kind }) => kind)).toEqual(['delivered', 'refused']);
  });

  test.each(refused)('$says: refused by no check but "$check"', ({ reading, by, check }) => {
    const p = opened(reading, { omitted: check === undefined ? [] : [check] });
    expect(accepts(p.put('wired', bankName, orderFrom(p, by(p))))).toBe(true);
  });

  test('is taken from the wired link alone', () => {
    for (const channel of ['https', 'sms', 'branch', 'wireless'] as const) {
      const p = opened();
      expect(p.put(channel, bankName, orderFrom(p)).idle).toBe(true);
    }
  });

  test('is refused while no key is in the depository', () => {
    const p = play();
    const signingKey = other(p);
    expect(accepts(p.put('wired', bankName, orderFrom(p, { signingKey })))).toBe(false);
  });

  // A13b logged-on: "by whomever".
  test('needs an account that is logged on, where A13b says so, and no more', () => {
    const p = play({ A13b: 'logged-on' });
    p.want(bankName, 'issue');
    p.want('alice', 'start');
    expect(accepts(p.put('wired', bankName, orderFrom(p)))).toBe(false);
    p.want('alice', 'logOn');
    expect(accepts(p.put('wired', bankName, orderFrom(p, anyToken(p))))).toBe(true);
  });

  // A1 first-use. Kills: the first key not stored, a later one stored over it.
  test('makes its key the one in force, at first use and at no other', () => {
    const p = opened({ A1: 'first-use' });
    expect(p.bank().publicKey).toBeUndefined();
    const taken = (changes: OrderChanges): boolean =>
      accepts(p.put('wired', bankName, orderFrom(p, changes)));
    expect(taken({})).toBe(true);
    expect(p.bank().publicKey).toBe(p.algebra.publicKey(p.client().signingKey ?? other(p)));
    expect(taken({ ...unsigned(p), fresh: 'g' })).toBe(false);
    p.want(bankName, 'expire');
    expect(taken({ ...unsigned(p), fresh: 'h' })).toBe(true);
    expect(taken({ fresh: 'i' })).toBe(false);
  });

  // A31: under S(E(msg)) the signature is on the ciphertext, so sealing anew breaks it.
  test('keeps its signature only as long as its signed part stays as it is', () => {
    const p = opened({ A31: 'encrypt-then-sign' });
    const frame = p.algebra.decode(p.messages.orderFrame, sentBy(pay(p), 'alice'));
    const fresh = p.algebra.decode(p.messages.orderFrame, orderFrom(p, { fresh: 'g' }));
    if (frame === undefined || fresh === undefined) return expect.fail('no frame');
    const mixed = p.algebra.encode(p.messages.orderFrame, { ...frame, body: fresh.body });
    expect(accepts(p.put('wired', bankName, mixed))).toBe(false);
    expect(accepts(p.put('wired', bankName, p.algebra.encode(p.messages.orderFrame, frame)))).toBe(
      true,
    );
  });

  test('that the regular bank declines moves no money, and the user is told so', () => {
    const p = opened({}, { declines: true });
    const scene = pay(p);
    const said = statements(scene);
    expect(said).toEqual(
      expect.arrayContaining(['commit order', 'running result', 'commit result']),
    );
    expect(said).not.toContain('did posted');
    const declined = p.algebra.constant('declined');
    const [, result] = claimsIn(scene.events).find(({ about }) => about === 'result')?.values ?? [];
    expect(p.algebra.decode(p.messages.result, result ?? declined)?.status).toBe(declined);
    expect(p.bank().job).toBeUndefined();
  });

  // A23. Kills: the record left out, or made twice.
  test('is recorded once, before execution or after it as the reading says', () => {
    for (const A23 of ['before', 'after'] as const) {
      const { events } = pay(opened({ A23 }));
      const kinds = events.flatMap((event) =>
        event.kind === 'stored' || (event.kind === 'claimed' && event.about === 'posted')
          ? [event.kind]
          : [],
      );
      expect(kinds.sort()).toEqual(['claimed', 'stored']);
      const sends = events.filter((event) => event.kind === 'sent' || event.kind === 'claimed');
      const record = sends.findIndex((e) => e.kind === 'sent' && e.note === 'transaction record');
      const posted = sends.findIndex((e) => e.kind === 'claimed' && e.about === 'posted');
      expect(record < posted).toBe(A23 === 'before');
    }
  });
});
