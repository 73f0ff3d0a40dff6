import { describe, expect, test } from 'vitest';
import type { Shape } from '../core/shape.ts';
import type { Term, TermStore } from '../core/term.ts';
import { type Kind, openAtBank, packageKey, replyKeyOf, sealForBank } from './confidential.ts';
import { readings } from './reading.ts';
import { repairs, withRepairs } from './repair.ts';
import { bankKeys } from './roles/bank/context.ts';
import { bankName, opened, orderFrom, pay, type Play, play, sentBy } from './testing/play.ts';

const encapsulation = repairs.find(({ id }) => id === 'encapsulation')?.sets ?? {};
const kinds: readonly Kind[] = ['order', 'log-on', 'registration'];

/** A text that may be sealed as each kind. */
function textOf(
  { algebra, messages: m }: Play,
  kind: Kind,
): readonly [Term, Shape<string, string>] {
  const seed = algebra.name('seed', 'text');
  switch (kind) {
    case 'order':
      return [algebra.encode(m.signedOrder, { text: seed, signature: seed }), m.signedOrder];
    case 'log-on':
      return [algebra.encode(m.logOn, { userid: seed, password: seed }), m.logOn];
    case 'registration':
      return [algebra.encode(m.registration, { binding: seed, proof: seed }), m.registration];
  }
}

const otherKey = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'box-key');
/** The key for the answer to a request of another seed. */
const otherReply = (p: Play): Term => {
  const { appPackage = expect.fail('no package') } = p.client();
  return replyKeyOf(p.setting, { appPackage, fresh: otherKey(p) });
};

/** The two ways of R3: with the key for the answer inside, or exported of the encryption. */
const ways = (['to-bank', 'to-bank-exported'] as const).map((R3) => ({ ...encapsulation, R3 }));

describe.each(ways)("what is sealed for the bank's own key (R3 $R3)", (way) => {
  /** Seals a kind on alice's phone and has a bank with a key open it as a kind. */
  const reads = (sealed: Kind, as: Kind, key?: (p: Play) => Term): boolean => {
    const p = opened(way);
    const { appPackage = expect.fail('no package') } = p.client();
    const fresh = p.algebra.name('seed', 'request');
    const [text] = textOf(p, sealed);
    const [, shape] = textOf(p, as);
    const { body, replyKey } = sealForBank(p.setting, { appPackage, fresh, kind: sealed }, text);
    const keys = { ...bankKeys(p.bank()), ...(key === undefined ? {} : { boxKey: key(p) }) };
    const found = openAtBank(p.setting, keys, as)(shape, body);
    if (found !== undefined) {
      expect(found.replyKey).toBe(replyKey);
      expect(p.store.sort(replyKey)).toBe(way.R3 === 'to-bank' ? 'key' : 'exported');
      expect(p.algebra.encode(shape, found.fields)).toBe(text);
    }
    return found !== undefined;
  };

  // W1, W2, W3. Kills: another key that opens it, the package's own key that opens it.
  test.each(kinds)('opens for the bank and for nobody else: %s', (kind) => {
    expect(reads(kind, kind)).toBe(true);
    expect(reads(kind, kind, otherKey)).toBe(false);
    expect(reads(kind, kind, (p) => p.client().appPackage?.boxKey ?? otherKey(p))).toBe(false);
    expect(reads(kind, kind, (p) => p.bank().packageKey)).toBe(false);
  });

  // Kills: one enclosure for all, so that a log-on could be presented as an order.
  test('opens as what it was sealed as, and as nothing else', () => {
    const opens = kinds.flatMap((sealed) =>
      kinds.filter((as) => reads(sealed, as)).map((as) => `${sealed} as ${as}`),
    );
    expect(opens).toEqual(kinds.map((kind) => `${kind} as ${kind}`));
  });

  // Kills: one enclosure for two kinds, so that only what is in it tells them apart.
  test('is enclosed by kind where the key for the answer goes with it', () => {
    const p = opened({ ...encapsulation, R3: 'to-bank' });
    const { appPackage = expect.fail('no package') } = p.client();
    const { enclosedOrder, enclosedLogOn, enclosedRegistration } = p.messages;
    const enclosures = [enclosedOrder, enclosedLogOn, enclosedRegistration];
    const fresh = p.algebra.name('seed', 'request');
    const boxKey = p.bank().boxKey ?? expect.fail('no key');
    const found = kinds.map((kind) => {
      const { body } = sealForBank(p.setting, { appPackage, fresh, kind }, fresh);
      return enclosures.map((shape) => p.algebra.decryptWith(boxKey, shape, body) !== undefined);
    });
    expect(found).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  test('opens for no bank that has no key of its own', () => {
    const p = opened(encapsulation);
    const body = p.algebra.decode(p.messages.orderFrame, orderFrom(p))?.body;
    const open = openAtBank(p.setting, { ...bankKeys(p.bank()), boxKey: undefined }, 'order');
    expect(open(p.messages.signedOrder, body ?? expect.fail('no frame'))).toBeUndefined();
  });
});

describe('the answer (R3)', () => {
  /** What alice's order and the bank's answer to it are made of. */
  function answered() {
    const holds: { wireless?: 'full' } = {};
    const p = opened(encapsulation, { holds });
    holds.wireless = 'full';
    const frame = sentBy(pay(p), 'alice');
    const answer = sentBy(p.put('wired', bankName, frame), 'log');
    const { body } = p.algebra.decode(p.messages.answerFrame, answer) ?? expect.fail('no answer');
    return { p, frame, answer, body, key: p.client().pending?.replyKey ?? expect.fail('no key') };
  }

  // W2. Kills: an answer under a key that others have, one key for two answers.
  test('is under the key that went with the request, and no other', () => {
    const { p, body, key } = answered();
    const { result } = p.messages;
    expect(p.algebra.open(key, result, body)).toBeDefined();
    for (const other of [p.bank().packageKey, otherReply(p), otherKey(p)]) {
      expect(p.algebra.open(other, result, body)).toBeUndefined();
    }
  });

  test('to each order has a key of its own, and so has that to each log-on', () => {
    const p = opened(encapsulation, { holds: { wireless: 'full' } });
    const keyNow = (): Term => p.client().logOnKey ?? expect.fail('no key');
    const first = keyNow();
    p.want('alice', 'timeout');
    p.want('alice', 'logOn');
    expect(keyNow()).not.toBe(first);
    const order = answered();
    order.p.put('wireless', 'alice', order.answer);
    pay(order.p, '20 CAD');
    expect(order.p.client().pending?.replyKey).toBeDefined();
    expect(order.p.client().pending?.replyKey).not.toBe(order.key);
  });

  test('under another key is believed by nobody', () => {
    const believes = (of: (p: Play, key: Term) => Term): boolean => {
      const { p, body, key } = answered();
      const { algebra, messages: m } = p;
      const result = algebra.open(key, m.result, body) ?? expect.fail('no result');
      const text = algebra.encode(m.result, result);
      const sealed = algebra.seal(of(p, key), algebra.name('seed', 'iv'), text);
      p.put('wireless', 'alice', algebra.encode(m.answerFrame, { body: sealed }));
      return p.client().pending === undefined;
    };
    expect(believes((_, key) => key)).toBe(true);
    expect(believes((p) => p.bank().packageKey)).toBe(false);
    expect(believes(otherKey)).toBe(false);
  });
});

describe('the package (R3)', () => {
  /** Everything that who has a message sees in it without opening anything. */
  function visible(store: TermStore, message: Term): readonly Term[] {
    const inner = store.shapeOf(message) === undefined ? [] : store.args(message);
    return [message, ...inner.flatMap((part) => visible(store, part))];
  }

  const secretsIn = (p: Play): readonly string[] => {
    const issued = sentBy(p.want(bankName, 'issue'), bankName);
    const secrets = ['key', 'signing-key', 'box-key', 'password', 'token'];
    return visible(p.store, issued)
      .map((part) => p.store.sort(part))
      .filter((sort) => secrets.includes(sort));
  };

  // W1. Kills: K, or the private key that goes with the public one, in the package.
  test('holds nothing that is secret, as it does without', () => {
    expect(secretsIn(play())).toEqual(['key']);
    expect(secretsIn(play(encapsulation))).toEqual([]);
    expect(secretsIn(play(readings.repaired))).toEqual([]);
  });

  test('holds the public key that requests are encrypted for', () => {
    const p = opened(encapsulation);
    const { boxKey } = p.bank();
    expect(boxKey).toBeDefined();
    expect(p.client().appPackage?.boxKey).toBe(boxKey && p.algebra.publicKey(boxKey));
    expect(p.client().appPackage?.key).toBeUndefined();
  });

  test('without the key that is asked for is a mistake of ours', () => {
    expect(() => packageKey({})).toThrow(/no AES key/);
    const p = play(withRepairs(readings.published, ['encapsulation']));
    const { name: bank, signingKey } = p.bank();
    const appPackage = { bank, bankPublicKey: p.algebra.publicKey(signingKey) };
    const seal = () => sealForBank(p.setting, { appPackage, fresh: bank, kind: 'order' }, bank);
    expect(seal).toThrow(/no key of the bank/);
  });
});
