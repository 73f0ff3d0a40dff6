import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import type { Reading } from '../reading.ts';
import type { JudgeContext } from './context.ts';
import { judgeEvidence } from './evidence.ts';
import { bankName, claimsIn, opened, pay, type Play } from '../testing/play.ts';

/** The key binding that the notary attested, or that comes with the evidence. */
function bindingOf(p: Play): Term {
  const { algebra, messages: m } = p;
  const { customer, signingKey } = p.client();
  return algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, customer),
    publicKey: algebra.publicKey(signingKey ?? expect.fail('no key')),
    token: p.bank().token ?? expect.fail('no token'),
  });
}

/** The last entry of the log, what it records, and the evidence that it makes. */
function shown(p: Play) {
  const { algebra, messages: m } = p;
  const kept = p.log().at(-1) ?? expect.fail('nothing logged');
  const entry = algebra.decode(m.entry, kept.entry) ?? expect.fail('no entry');
  const record = algebra.decode(m.record, entry.record) ?? expect.fail('no record');
  const { signature } = kept;
  const evidence = algebra.encode(m.evidence, { ...entry, signature, binding: bindingOf(p) });
  return { digest: algebra.hash(kept.entry), entry, record, evidence };
}

/** What the judge states on it: about what, with what, always of this account. */
function stated(p: Play, evidence: Term): readonly (readonly [string, readonly Term[]])[] {
  const { customer } = p.client();
  return claimsIn(p.put('court', 'judge', evidence).events).map((one) => {
    expect([one.claim, one.account]).toEqual(['judged', customer.accid]);
    return [one.about, one.values];
  });
}

/** Alice's order and her signature on it, in a record that has both. */
function orderIn(p: Play, content: Term): { readonly order: Term; readonly signature: Term } {
  const { algebra, messages: m } = p;
  const whole = algebra.decode(m.signedOrder, content) ?? expect.fail('nothing signed');
  const text = algebra.decode(m.signedText, whole.text) ?? expect.fail('no text');
  return { order: text.order, signature: whole.signature };
}

describe('a judge whom evidence convinces', () => {
  // nro-soundness, accountability-record. Kills: a statement that names something else, or nothing.
  test('states who ordered what, and by which record and signature', () => {
    const p = opened({ A22: 'signed' }, { court: true });
    pay(p);
    const { entry, record, evidence } = shown(p);
    const { order, signature } = orderIn(p, record.content);
    expect(stated(p, evidence)).toEqual([
      ['order', [order]],
      ['record', [entry.record]],
      ['signature', [order, signature]],
    ]);
  });

  test('states no signature where the record has none', () => {
    const p = opened({ A22: 'plaintext' }, { court: true });
    pay(p);
    const { entry, record, evidence } = shown(p);
    expect(stated(p, evidence)).toEqual([
      ['order', [record.content]],
      ['record', [entry.record]],
    ]);
  });

  // A20, A40. Kills: a time or a place that is stated of another record.
  test('states the time of the record and its place in the log, where it has them', () => {
    const p = opened({ A20: 'merkle', A22: 'signed-result', A40: 'bank' }, { court: true });
    pay(p, '10 CAD', 5);
    const { digest, entry, record, evidence } = shown(p);
    const { previous = expect.fail('no place') } = entry;
    expect(stated(p, evidence).slice(3)).toEqual([
      ['recorded-at', [record.content, p.algebra.constant('time 5')]],
      ['place', [entry.record, digest, previous]],
    ]);
  });
});

// P-EVI-11, W12. Kills: a name taken from the evidence; any that is taken where the judge knows none; one
// asked for where orders name nobody.
test('an order is for the bank that the judge knows by that name, where it names one', () => {
  const convinces = (A5: Reading['A5'], known: (p: Play) => Pick<JudgeContext<Term>, 'bank'>) => {
    const p = opened({ A5, A22: 'signed' });
    pay(p);
    const context = { attested: [], ...known(p) } as unknown as JudgeContext<Term>;
    return judgeEvidence(p.setting, context, shown(p).evidence) !== undefined;
  };
  const own = (p: Play) => ({ bank: p.bank().name });
  const other = ({ algebra }: Play) => ({ bank: algebra.name('bank', 'Second Bank') });
  const none = () => ({});
  expect([own, other, none].map((known) => convinces('signed', known))).toEqual([
    true,
    false,
    false,
  ]);
  expect([own, other, none].map((known) => convinces('none', known))).toEqual([true, true, true]);
});

describe('a key that the notary attests (A2 in-branch)', () => {
  // Kills: an attestation that the next one takes away.
  test('bears evidence out after another was attested, as the other does', () => {
    const p = opened({ A2: 'in-branch', A22: 'signed' }, { court: true });
    pay(p);
    const first = shown(p).evidence;
    p.want(bankName, 'expire');
    pay(p, '20 CAD');
    const second = shown(p).evidence;
    expect(second).not.toBe(first);
    for (const evidence of [first, second]) {
      expect(stated(p, evidence).map(([about]) => about)).toContain('order');
    }
  });
});

describe('evidence whose words are no words of this protocol', () => {
  // A22 plaintext. Kills: blame for whatever a record holds.
  test('convinces nobody of an order where the record has none', () => {
    const p = opened({ A22: 'plaintext' }, { court: true });
    pay(p);
    const { algebra, messages: m } = p;
    const { entry, record } = shown(p);
    const other = algebra.encode(m.record, { ...record, content: algebra.constant('no order') });
    const of = (kept: Term): Term => algebra.encode(m.evidence, { record: kept });
    expect(stated(p, of(other))).toEqual([]);
    expect(stated(p, of(entry.record))).toHaveLength(2);
  });

  // Kills: a verdict on what cannot be read.
  test.each<[string, (p: Play) => Readonly<Record<string, Term>>]>([
    ['no record', (p) => ({ record: p.algebra.constant('no record') })],
    ['no key binding', (p) => ({ binding: p.algebra.constant('no binding') })],
  ])('convinces nobody: %s', (_, change) => {
    const changes: Partial<Reading> = { A22: 'signed' };
    const p = opened(changes, { court: true });
    pay(p);
    const { algebra, messages: m } = p;
    const whole = algebra.decode(m.evidence, shown(p).evidence) ?? expect.fail('no evidence');
    expect(stated(p, algebra.encode(m.evidence, { ...whole, ...change(p) }))).toEqual([]);
  });
});
