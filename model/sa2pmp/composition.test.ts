import { describe, expect, test } from 'vitest';
import type { Term } from '../core/term.ts';
import { isSignedBy, openOrder, openSigned, signingInput, textSignedUnder } from './composition.ts';
import { openUnder } from './confidential.ts';
import { readings, type Reading } from './reading.ts';
import { setting } from './setting.ts';
import { accepts, bankName, claimsIn, opened, orderFrom, pay, type Play } from './testing/play.ts';

/** What S may be made of. */
const texts: readonly Partial<Reading>[] = [
  {},
  { "A3'": 'injective' },
  { A3: 'identifier-looked-up', "A3'": 'injective' },
  { A5: 'signed', "A3'": 'injective', A1: 'in-message-checked', A32: 'inside' },
  { A38: 'message' },
];

/** Each with the key signed too (R1). */
const forms = texts.map((form): Partial<Reading> => ({ R1: 'key-signed', A22: 'signed', ...form }));

/** Alice has paid: her order as she signed it. */
function paid(changes: Partial<Reading>): { readonly p: Play; readonly whole: Term } {
  const p = opened(changes, { court: true });
  expect(accepts(pay(p))).toBe(true);
  return { p, whole: p.taken().at(-1) ?? expect.fail('no order taken') };
}

const clientIdOf = (p: Play): Term => p.algebra.encode(p.messages.clientId, p.client().customer);
const openedOf = ({ p, whole }: ReturnType<typeof paid>) =>
  openSigned(p.setting, whole, { clientId: clientIdOf(p), recipient: p.bank().name }) ??
  expect.fail('no order');
const keyOf = (p: Play): Term => p.bank().publicKey ?? expect.fail('no key');
const otherKey = (p: Play): Term =>
  p.algebra.publicKey(p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key'));

describe.each(forms)('a signature under %o', (changes) => {
  // W9, W10. Kills: the key left out of what is signed, or sent to be put in by whoever verifies.
  test('is on a text that names its key, so that another key is on another text', () => {
    const order = paid(changes);
    const { p } = order;
    const { input, signature } = openedOf(order);
    const [mine, others] = [keyOf(p), otherKey(p)].map((key) => textSignedUnder(input, key));
    expect(mine).not.toBe(others);
    expect(mine && p.store.args(mine)).toContain(keyOf(p));
    expect(mine && p.algebra.verify(keyOf(p), mine, signature)).toBe(true);
    expect(isSignedBy(p.setting, { input, signature }, otherKey(p))).toBe(false);
  });

  test('is the same to phone, bank and judge', () => {
    const { p, whole } = paid(changes);
    const { algebra, messages: m } = p;
    const { entry } = p.log().at(-1) ?? expect.fail('nothing logged');
    const record = algebra.decode(m.entry, entry)?.record ?? expect.fail('no record');
    const binding = algebra.encode(m.keyBinding, {
      clientId: clientIdOf(p),
      publicKey: keyOf(p),
    });
    const shown = p.put('court', 'judge', algebra.encode(m.evidence, { record, binding }));
    expect(claimsIn(shown.events).map(({ about }) => about)).toContain('order');
    expect(whole).toBe(algebra.decode(m.record, record)?.content);
  });

  // Kills: a bank that verifies what the paper has signed as well.
  test('that does not name its key is refused by the bank', () => {
    const sends = (R1: Reading['R1']): boolean => {
      const p = opened(changes);
      const { algebra, messages: m } = p;
      const { signingKey = expect.fail('no key') } = p.client();
      const { order, clientId, recipient } = { ...contentOf(p), clientId: clientIdOf(p) };
      const content = { order, clientId, recipient };
      const world = setting(algebra, { ...p.setting.reading, R1 });
      const input = signingInput(world, content) ?? expect.fail('nothing to sign');
      const publicKey = algebra.publicKey(signingKey);
      const seed = algebra.name('seed', 'f');
      const signature = algebra.sign(signingKey, seed, textSignedUnder(input, publicKey));
      const text = algebra.encode(m.signedText, { ...content, publicKey });
      const whole = algebra.encode(m.signedOrder, { text, signature, publicKey });
      const body = algebra.seal(p.bank().packageKey, seed, whole);
      const frame = algebra.encode(m.orderFrame, { body, clientId, publicKey });
      return accepts(p.put('wired', bankName, frame));
    };
    expect([sends('key-signed'), sends('none')]).toEqual([true, false]);
  });
});

/** An order of alice's that she has not sent. */
function contentOf(p: Play): { readonly order: Term; readonly recipient: Term } {
  const { algebra, messages: m } = p;
  const order = algebra.encode(m.order, {
    type: algebra.constant('pay'),
    payee: algebra.name('payee', 'shop-0815'),
    amount: algebra.name('amount', '10 CAD'),
  });
  return { order, recipient: p.bank().name };
}

describe('what is signed', () => {
  // A3'. Kills: one form taken for the other, or a text that is sent whole signed in another form.
  test("is the values one after the other, or a message of the shape that A3' says", () => {
    const shapeUnder = (changes: Partial<Reading>): string | undefined => {
      const p = opened(changes);
      const content = { ...contentOf(p), clientId: clientIdOf(p) };
      const input = signingInput(p.setting, content) ?? expect.fail('nothing to sign');
      return p.store.shapeOf(textSignedUnder(input, keyOf(p)))?.name;
    };
    expect(shapeUnder({ "A3'": 'plain' })).toBe('plain-text');
    expect(shapeUnder({ "A3'": 'injective' })).toBe('signed-text');
    expect(shapeUnder({ "A3'": 'injective', R1: 'key-signed' })).toBe('signing-input');
    expect(shapeUnder({ "A3'": 'injective', A3: 'identifier-looked-up' })).toBe('signing-input');
    const unsent = { A5: 'signed', R1c: 'unsent' } as const;
    expect(shapeUnder({ "A3'": 'injective', ...unsent })).toBe('signing-input');
  });

  // A31, W14: S(E(msg, ID_C)) is a signature on a box, whatever is in it.
  test('is the ciphertext where it is encrypted first', () => {
    const p = opened({ A31: 'encrypt-then-sign' });
    expect(accepts(pay(p))).toBe(true);
    const frame = orderFrom(p, { fresh: 'g' });
    const { body, signature } =
      p.algebra.decode(p.messages.orderFrame, frame) ?? expect.fail('no frame');
    const open = openUnder(p.setting, p.bank().packageKey);
    const sealed = { open, clientId: clientIdOf(p), recipient: p.bank().name };
    const order = openOrder(p.setting, sealed, { body, signature }) ?? expect.fail('no order');
    expect([order.whole, order.signature]).toEqual([body, signature]);
    expect(isSignedBy(p.setting, order, keyOf(p))).toBe(true);
    expect(isSignedBy(p.setting, order, otherKey(p))).toBe(false);
    expect(openOrder(p.setting, sealed, { body })).toBeUndefined();
    expect(openOrder(p.setting, sealed, { body: frame, signature })).toBeUndefined();
  });

  test('names nobody where the key is not signed, whoever signs', () => {
    for (const form of forms) {
      const order = paid({ ...form, R1: 'none' });
      const { input } = openedOf(order);
      expect(input.names).toBe('nobody');
      expect(textSignedUnder(input, keyOf(order.p))).toBe(
        textSignedUnder(input, otherKey(order.p)),
      );
    }
  });

  // W9, W10. Kills: drafts of texts that no key can be made for.
  test('is no draft for which a key could be made, where it names its key', () => {
    const drafts = (R1: Reading['R1']): number =>
      Object.keys(opened({ R1 }).system.drafts ?? {}).length;
    expect(drafts('none')).toBeGreaterThan(0);
    expect(drafts('key-signed')).toBe(0);
    expect(readings.repaired.R1).toBe('key-signed');
  });
});
