import { describe, expect, test } from 'vitest';
import { shape } from '../model/core/shape.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { type Term, termStore } from '../model/core/term.ts';
import { guessName, guessOf, guessRecipe, passes } from './guess.ts';
import { knowledgeBase } from './knowledge.ts';

const store = termStore();
const suite = { cipher: 'aes-128-cbc' } as const;
const algebra = symbolic(store, suite);
const logOn = shape(['log-on', 1], { userid: 'userid', password: 'password' });
const secret = store.name('password', "ann's password");
const other = store.name('password', "ben's password");
const key = store.derived(store.name('seed', 'k'), 'key');
const fresh = store.name('seed', 'r');
const said = store.tuple(logOn, [store.constant('ann'), secret]);

/** How a guess is confirmed by whoever has these, and whether the test tells right from wrong. */
function tried(...items: readonly Term[]): readonly [test: string, right: boolean, wrong: boolean] {
  const knowledge = knowledgeBase(store, false).initial(items);
  const guess = guessOf(store, knowledge, secret);
  if (guess === undefined) return ['none', false, false];
  const given = new Map(items.map((item, index) => [item, `item ${index}`]));
  const sources = { given, observed: new Map() };
  const recipe = guessRecipe({ store, knowledge, sources }, secret, guess);
  const named = [...given].map(([item, name]) => [name, item] as const);
  const hand = { given: Object.fromEntries(named) as Record<string, Term>, observed: [] };
  const takes = (value: Term): boolean => passes(algebra, hand, { guess: recipe, value });
  return [guess.test, takes(secret), takes(other)];
}

// Lowe 2002; Delaune & Jacquemard 2004. Kills: a kind of test left out, a test that any guess
// passes, one that compares a thing with itself.
describe('a guess is confirmed', () => {
  test('by what is put together with it: a digest, a public key', () => {
    expect(tried(store.digest(secret))).toEqual(['equal', true, false]);
    expect(tried(store.digest(said))).toEqual(['equal', true, false]);
    expect(tried(store.publicKey(secret))).toEqual(['equal', true, false]);
  });

  test('by a box that opens with a key made from it, the content being of a known form', () => {
    const own = store.derived(secret, 'key');
    const box = store.box(own, store.tuple(logOn, [store.constant('ann'), other]), fresh);
    expect(tried(box)).toEqual(['opens', true, false]);
  });

  test('by a signature on a text made with it, under a known key', () => {
    const signature = store.signature(key, said, fresh);
    expect(tried(signature, store.publicKey(key))).toEqual(['verifies', true, false]);
  });
});

// Kills: a test that needs what is not known, a secret that is known taken for a guess.
describe('a guess is not confirmed', () => {
  test('by a box under an unknown key or with unknown randomness, or by an unknown key', () => {
    expect(tried(store.box(key, said, fresh))[0]).toBe('none');
    expect(tried(store.box(key, store.digest(secret), fresh))[0]).toBe('none');
    expect(tried(store.signature(key, said, fresh))[0]).toBe('none');
    expect(tried(store.digest(store.tuple(logOn, [fresh, secret])))[0]).toBe('none');
  });

  test('by what has nothing of it, and where it is known there is nothing to guess', () => {
    expect(tried(store.digest(other), key)[0]).toBe('none');
    expect(tried(secret, store.digest(secret))[0]).toBe('none');
    expect(tried(store.box(key, said, fresh), key)[0]).toBe('none');
  });

  test('and recipes of the guess name it', () => {
    expect(guessName).toBe('the guess');
  });
});
