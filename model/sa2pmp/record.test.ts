import { describe, expect, test } from 'vitest';
import type { Term, TermStore } from '../core/term.ts';
import type { Reading } from './reading.ts';
import { isSignedRecord, type RecordFields } from './record.ts';
import type { CheckId } from './setting.ts';
import { claimsIn, opened, pay, type Play } from './testing/play.ts';

/** Alice has paid twice. */
function paid(changes: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
  const p = opened(changes, { court: true, omitted });
  pay(p, '10 CAD');
  pay(p, '20 CAD');
  expect(p.log()).toHaveLength(2);
  return p;
}

/** The last record in the log, and its fields. */
function recordIn(p: Play): { readonly record: Term; readonly fields: RecordFields<Term> } {
  const { entry } = p.log().at(-1) ?? expect.fail('nothing logged');
  const record = p.algebra.decode(p.messages.entry, entry)?.record ?? expect.fail('no record');
  return { record, fields: p.algebra.decode(p.messages.record, record) ?? expect.fail('none') };
}

const thief = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

/** The record with other fields, signed with a key, or with the signature that it had. */
function altered(p: Play, changes: Readonly<Record<string, Term>>, key?: Term): Term {
  const { algebra, messages: m } = p;
  const fields = { ...recordIn(p).fields, ...changes };
  const sign = (by: Term): Term => algebra.sign(by, by, algebra.encode(m.recordText, fields));
  return algebra.encode(m.record, key === undefined ? fields : { ...fields, signature: sign(key) });
}

/** Whom a judge blames on the evidence of a record. */
function blames(p: Play, record: Term, opening?: Term): boolean {
  const { algebra, messages: m } = p;
  const binding = algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, p.client().customer),
    publicKey: p.bank().publicKey ?? expect.fail('no key'),
  });
  const shown = algebra.encode(m.evidence, {
    record,
    binding,
    opening: opening ?? p.taken().at(-1) ?? expect.fail('no order taken'),
  });
  return claimsIn(p.put('court', 'judge', shown).events).some(({ about }) => about === 'order');
}

/** What may be wrong with a record, and what it is then. */
const wrongs: readonly (readonly [string, (p: Play) => Term])[] = [
  ['of another time', (p) => altered(p, { time: p.algebra.constant('time 99') })],
  ["with a thief's signature", (p) => altered(p, {}, thief(p))],
  ["with a customer's signature", (p) => altered(p, {}, p.client().signingKey ?? thief(p))],
  [
    'with the signature of another record',
    (p) => {
      const { entry } = p.log()[0] ?? expect.fail('nothing logged');
      const record = p.algebra.decode(p.messages.entry, entry)?.record;
      const first = record && p.algebra.decode(p.messages.record, record);
      return altered(p, { signature: first?.signature ?? thief(p) });
    },
  ],
];

const signed: readonly Partial<Reading>[] = [
  { R5: 'bank-signed', A22: 'signed-result', A40: 'bank' },
  { R5: 'bank-signed', A22: 'commitment-result', A40: 'bank' },
  { R5: 'bank-signed', A22: 'plaintext-result', A40: 'bank' },
];

describe.each(signed)('a record under %o', (changes) => {
  const keeps = (wrong: (p: Play) => Term, omitted: readonly CheckId[] = []): boolean => {
    const p = paid(changes, omitted);
    const before = p.log().length;
    p.put('wired', 'log', wrong(p));
    return p.log().length > before;
  };
  const convinces = (wrong: (p: Play) => Term, omitted: readonly CheckId[] = []): boolean => {
    const p = paid(changes, omitted);
    return blames(p, wrong(p));
  };
  const asIs = (p: Play): Term => recordIn(p).record;

  // W27. Kills: a log that takes what anybody sends, a judge who asks nothing of the bank.
  test('with the signature of the bank is kept, and convinces', () => {
    expect([keeps(asIs), convinces(asIs)]).toEqual([true, true]);
  });

  test.each(wrongs)('%s is neither kept nor believed', (_, wrong) => {
    expect([keeps(wrong), keeps(wrong, ['record-signature'])]).toEqual([false, true]);
    expect([convinces(wrong), convinces(wrong, ['evidence-bank'])]).toEqual([false, true]);
  });

  test('without a signature is nobody’s', () => {
    const p = paid(changes);
    const { fields } = recordIn(p);
    const bank = p.algebra.publicKey(p.bank().signingKey);
    expect(isSignedRecord(p.setting, bank, fields)).toBe(true);
    expect(isSignedRecord(p.setting, bank, { ...fields, signature: undefined })).toBe(false);
    expect(isSignedRecord(p.setting, undefined, fields)).toBe(false);
    expect(isSignedRecord(p.setting, p.algebra.publicKey(thief(p)), fields)).toBe(false);
    expect(isSignedRecord(p.setting, bank, undefined)).toBe(false);
  });
});

test('a record that nobody signs is anybody’s (R5 none)', () => {
  const p = paid({ A22: 'signed' });
  const { fields } = recordIn(p);
  expect(isSignedRecord(p.setting, undefined, fields)).toBe(true);
});

describe.each(['commitment', 'commitment-result'] as const)(
  'a record that is a %s (A22)',
  (A22) => {
    // W26, W30. Kills: another order of the same customer's shown for the one that is recorded.
    test('convinces of the order that it commits to, and of no other', () => {
      const convinces = (which: 0 | 1, omitted: readonly CheckId[] = []): boolean => {
        const p = paid({ A22 }, omitted);
        return blames(p, recordIn(p).record, p.taken()[which]);
      };
      expect(convinces(1)).toBe(true);
      expect([convinces(0), convinces(0, ['evidence-commitment'])]).toEqual([false, true]);
    });

    // W26. Kills: anything of the order beside its digest.
    test('says nothing of who ordered what to whoever keeps it', () => {
      const named = (as: Reading['A22']): readonly string[] => {
        const p = paid({ A22: as });
        const { customer } = p.client();
        const said: Readonly<Record<string, Term>> = {
          account: customer.accid,
          payee: p.algebra.name('payee', 'shop-0815'),
          amount: p.algebra.name('amount', '20 CAD'),
          sim: customer.sim,
        };
        const visible = shown(p.store, recordIn(p).record);
        return Object.keys(said).filter((name) => visible.has(said[name] ?? expect.fail(name)));
      };
      expect(named(A22)).toEqual([]);
      expect(named('signed')).toEqual(['account', 'payee', 'amount', 'sim']);
      expect(named('plaintext-result')).toEqual(['account', 'payee', 'amount']);
    });
  },
);

/** All that a message says to who has no key; what it has a digest of it does not say. */
function shown(store: TermStore, message: Term): ReadonlySet<Term> {
  const inner = store.shapeOf(message) === undefined ? [] : store.args(message);
  return new Set([message, ...inner.flatMap((part) => [...shown(store, part)])]);
}
