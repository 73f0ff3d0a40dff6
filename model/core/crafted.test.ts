import { describe, expect, test } from 'vitest';
import {
  collidingMessage,
  collisionBlock,
  craftedMessages,
  freelyWorded,
  isMauled,
  jointKey,
  jointSignature,
  jointSignatureOf,
  mauled,
  mauledSignature,
  sameDigest,
  substitutedKey,
  withFirstMessages,
} from './crafted.ts';
import { shape } from './shape.ts';
import { symbolic } from './symbolic.ts';
import { type Term, termStore } from './term.ts';

const ORDER = shape(['order', 1], { who: 'account', memo: 'memo', amount: 'amount' });
const WORD = shape(['word', 2], { memo: 'memo' });
const SIGNED = shape(['signed', 3], { id: 'account', order: 'order' });
const BARE = shape(['bare', 4], { id: 'account', amount: 'amount' });

const store = termStore();
const algebra = symbolic(store, { cipher: 'aes-128-cbc' });
const low = symbolic(store, { cipher: 'aes-128-cbc', lowS: true });
const [alice, bob] = ['alice', 'bob'].map((text) => store.name('account', text)) as [Term, Term];
const [ten, much] = ['10', '1000'].map((text) => store.name('amount', text)) as [Term, Term];
const [hello, bye] = ['hello', 'bye'].map((text) => store.name('memo', text)) as [Term, Term];
const [key, own] = ['k', 'l'].map((seed) =>
  store.derived(store.name('seed', seed), 'signing-key'),
) as [Term, Term];
const fresh = store.name('seed', 'fresh');

const order = (who: Term, memo: Term, amount: Term): Term =>
  algebra.encode(ORDER, { who, memo, amount });
const small = order(alice, hello, ten);
const large = order(bob, bye, much);

// By these an attack is told.
test('every craft has a name of its own', () => {
  const names = [jointSignature, jointKey, substitutedKey, mauled, collisionBlock];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z-]+$/u);
});

// Stern et al. 2002; W8.
describe('a signature with its s exchanged', () => {
  const signature = algebra.sign(key, fresh, small);
  const exchanged = mauledSignature(store, signature) ?? expect.fail('not mauled');

  test('is another one on the same message, which verifies unless low s is asked for', () => {
    expect(exchanged).not.toBe(signature);
    expect([isMauled(store, signature), isMauled(store, exchanged)]).toEqual([false, true]);
    for (const [one, two] of [
      [algebra, true],
      [low, false],
    ] as const) {
      expect(one.verify(one.publicKey(key), small, signature)).toBe(true);
      expect(one.verify(one.publicKey(key), small, exchanged)).toBe(two);
      expect(one.verify(one.publicKey(key), large, exchanged)).toBe(false);
      expect(one.verify(one.publicKey(own), small, exchanged)).toBe(false);
    }
  });

  test('keeps the randomness that it was made of, so that two are exchanged for two', () => {
    const second = algebra.sign(key, store.name('seed', 'other'), small);
    expect(mauledSignature(store, second)).not.toBe(exchanged);
    expect(mauledSignature(store, signature)).toBe(exchanged);
  });

  test('is not exchanged again, and nothing else is', () => {
    expect(mauledSignature(store, exchanged)).toBeUndefined();
    for (const t of [small, key, store.box(key, small, fresh), store.digest(small)]) {
      expect(mauledSignature(store, t)).toBeUndefined();
      expect(isMauled(store, t)).toBe(false);
    }
    const [, , mark = fresh] = store.args(exchanged);
    expect(isMauled(store, store.box(key, small, mark))).toBe(false);
    const otherwise = store.crafted('another craft', 'signature-randomness', [fresh]);
    expect(isMauled(store, store.signature(key, small, otherwise))).toBe(false);
    expect(isMauled(store, store.signature(key, small, store.name('seed', 'mauled')))).toBe(false);
  });
});

// Leurent & Peyrin 2020; W22.
describe('a message with a free text', () => {
  test('has it itself, or in the first of its parts that has', () => {
    expect(freelyWorded(store, small)).toEqual({ part: small, at: undefined, textAt: 1 });
    const word = algebra.encode(WORD, { memo: hello });
    expect(freelyWorded(store, word)).toEqual({ part: word, at: undefined, textAt: 0 });
    const signed = algebra.encode(SIGNED, { id: alice, order: small });
    expect(freelyWorded(store, signed)).toEqual({ part: small, at: 1, textAt: 1 });
    const inner = algebra.encode(SIGNED, { id: alice, order: word });
    expect(freelyWorded(store, inner)).toEqual({ part: word, at: 1, textAt: 0 });
    for (const none of [
      algebra.encode(BARE, { id: alice, amount: ten }),
      hello,
      store.digest(small),
      store.box(key, small, fresh),
      algebra.encode(SIGNED, { id: alice, order: store.digest(small) }),
    ]) {
      expect(freelyWorded(store, none)).toBeUndefined();
    }
  });

  test('collides with one in which the rest is another, and is signed with it', () => {
    const other = collidingMessage(store, small, large) ?? expect.fail('no collision');
    const { who, amount, memo } = algebra.decode(ORDER, other) ?? expect.fail('no order');
    expect([who, amount]).toEqual([bob, much]);
    expect([hello, bye]).not.toContain(memo);
    expect(algebra.hash(other)).toBe(algebra.hash(small));
    expect(algebra.hash(large)).not.toBe(algebra.hash(small));
    const signature = algebra.sign(key, fresh, small);
    expect(algebra.verify(algebra.publicKey(key), other, signature)).toBe(true);
    expect(algebra.verify(algebra.publicKey(key), large, signature)).toBe(false);
    expect(algebra.sign(key, fresh, other)).toBe(signature);
    expect([sameDigest(store, other), sameDigest(store, small)]).toEqual([small, small]);
  });

  test('collides as a part of a message, the rest of which stays', () => {
    const signed = algebra.encode(SIGNED, { id: alice, order: small });
    const other = collidingMessage(store, signed, large) ?? expect.fail('no collision');
    const outer = algebra.decode(SIGNED, other);
    expect(outer?.id).toBe(alice);
    expect(outer && algebra.decode(ORDER, outer.order)).toMatchObject({ who: bob, amount: much });
    expect(sameDigest(store, other)).toBe(signed);
    // The block is for that message: in another one it is a text like any.
    const elsewhere = outer ?? expect.fail('no message');
    const moved = algebra.encode(SIGNED, { id: bob, order: elsewhere.order });
    expect(sameDigest(store, moved)).toBe(moved);
    expect(sameDigest(store, elsewhere.order)).toBe(elsewhere.order);
  });

  test('collides with what is of its form alone', () => {
    const word = algebra.encode(WORD, { memo: bye });
    expect(collidingMessage(store, small, word)).toBeUndefined();
    expect(collidingMessage(store, small, hello)).toBeUndefined();
    const bare = algebra.encode(BARE, { id: alice, amount: ten });
    expect(collidingMessage(store, bare, large)).toBeUndefined();
    const twice = ['a', 'b'].map((text) =>
      collidingMessage(store, small, order(bob, bye, store.name('amount', text))),
    );
    expect(new Set(twice).size).toBe(2);
  });

  test('is put for what collides with it wherever that is signed or digested, and nowhere else', () => {
    const other = collidingMessage(store, small, large) ?? expect.fail('no collision');
    const first = withFirstMessages(store);
    const pair = (m: Term, of: Term): Term => store.tuple(SIGNED, [m, of]);
    const signature = (m: Term): Term => store.signature(key, m, fresh);
    expect(first(signature(other))).toBe(signature(small));
    expect(first(store.digest(other))).toBe(store.digest(small));
    expect(first(pair(alice, signature(other)))).toBe(pair(alice, signature(small)));
    expect(first(store.digest(store.digest(other)))).toBe(store.digest(store.digest(small)));
    expect(first(store.digest(pair(alice, store.digest(other))))).toBe(
      store.digest(pair(alice, store.digest(small))),
    );
    for (const t of [
      other,
      pair(alice, other),
      store.box(key, other, fresh),
      store.box(other, small, fresh),
      store.signature(other, small, fresh),
      store.signature(key, small, other),
      signature(small),
      store.digest(large),
    ]) {
      expect(first(t)).toBe(t);
    }
  });
});

// Blake-Wilson & Menezes 1999, W10; Stern et al. 2002, W9.
describe('a key or a signature that was made for messages', () => {
  const signature = algebra.sign(key, fresh, small);
  const made = store.crafted(substitutedKey, 'public-key', [signature, small]);
  const seed = store.name('seed', 'attacker');
  const joint = store.crafted(jointKey, 'signing-key', [seed, small, large]);
  const both = jointSignatureOf(store, joint) ?? expect.fail('no signature');

  test('has that signature valid under the key that was made for it, on that message', () => {
    expect(algebra.verify(made, small, signature)).toBe(true);
    expect(algebra.verify(made, large, signature)).toBe(false);
    expect(algebra.verify(made, small, algebra.sign(own, fresh, small))).toBe(false);
    expect(algebra.verify(made, large, algebra.sign(own, fresh, large))).toBe(false);
    expect(craftedMessages(store, made, signature)).toEqual([small]);
    expect(craftedMessages(store, made, algebra.sign(own, fresh, small))).toBeUndefined();
  });

  test('is on both messages that it was made for, under its own key, and on no other', () => {
    const publicKey = algebra.publicKey(joint);
    for (const m of [small, large]) expect(algebra.verify(publicKey, m, both)).toBe(true);
    expect(algebra.verify(publicKey, order(alice, bye, ten), both)).toBe(false);
    expect(algebra.verify(publicKey, seed, both)).toBe(false);
    expect(algebra.verify(algebra.publicKey(key), small, both)).toBe(false);
    expect(algebra.verify(joint, small, both)).toBe(false);
    expect(craftedMessages(store, publicKey, both)).toEqual([small, large]);
    expect(store.label(both)).toBe(jointSignature);
    expect(store.sort(both)).toBe('signature');
  });

  test('is of a key made for it alone, and any other signs as it always did', () => {
    expect(jointSignatureOf(store, key)).toBeUndefined();
    expect(jointSignatureOf(store, made)).toBeUndefined();
    const named = store.name('signing-key', jointKey);
    expect(jointSignatureOf(store, named)).toBeUndefined();
    expect(craftedMessages(store, algebra.publicKey(key), signature)).toBeUndefined();
    for (const other of [key, joint, store.box(joint, small, fresh)]) {
      expect(craftedMessages(store, other, both)).toBeUndefined();
    }
    const publicKey = algebra.publicKey(joint);
    expect(algebra.verify(publicKey, large, algebra.sign(joint, fresh, large))).toBe(true);
  });
});
