import { expect, test } from 'vitest';
import { guessOf, guessRecipe, passes } from '../../attacks/guess.ts';
import { knowledgeBase } from '../../attacks/knowledge.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { shape } from '../../model/core/shape.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { concrete } from '../../src/concrete.ts';

const suite = { cipher: 'aes-128-cbc' } as const;
const LOG_ON = shape(['log-on', 1], { userid: 'userid', password: 'password' });
const ANSWER = shape(['answer', 2], { digest: 'digest' });

/** What somebody who listens has of protocols that let a password be guessed, in any algebra. */
const overheard = {
  'the digest of userid and password': <M>(algebra: Algebra<M>, password: M): readonly M[] => {
    const userid = algebra.name('userid', 'ann');
    const text = algebra.encode(LOG_ON, { userid, password });
    return [userid, algebra.encode(ANSWER, { digest: algebra.hash(text) })];
  },
  'a box under a key made from the password': <M>(
    algebra: Algebra<M>,
    password: M,
  ): readonly M[] => {
    const nonce = algebra.hash(algebra.name('seed', 'nonce'));
    const text = algebra.encode(ANSWER, { digest: nonce });
    return [algebra.seal(algebra.derive(password, 'key'), algebra.name('seed', 'iv'), text)];
  },
  'a signature outside the box on what is in it': <M>(
    algebra: Algebra<M>,
    password: M,
  ): readonly M[] => {
    const userid = algebra.name('userid', 'ann');
    const key = algebra.derive(algebra.name('seed', 'phone'), 'signing-key');
    const text = algebra.encode(LOG_ON, { userid, password });
    const fresh = algebra.name('seed', 'nonce');
    return [userid, algebra.publicKey(key), algebra.sign(key, fresh, text)];
  },
} as const;

const named = <M>(values: readonly M[]): Readonly<Record<string, M>> =>
  Object.fromEntries(values.map((value, index) => [`item ${index}`, value]));

// The protocol modelled sends nothing of the kind (`claims/secrets.ts`), so the mechanism is shown on
// messages of others. Kills: a test that the terms pass and the bytes do not, one that any value passes.
test.each(Object.entries(overheard))(
  'the test found on terms tells a right guess from a wrong one on bytes: %s',
  (_, hear) => {
    const store = termStore();
    const terms = symbolic(store, suite);
    const secret = terms.name('password', 'tulip');
    const heard = hear(terms, secret);
    const knowledge = knowledgeBase(store, false).initial(heard);
    const guess = guessOf(store, knowledge, secret) ?? expect.fail('not guessed');
    const given = new Map(heard.map((item, index) => [item, `item ${index}`]));
    const sources = { given, observed: new Map() };
    const recipe = guessRecipe({ store, knowledge, sources }, secret, guess);

    const bytes = concrete(suite);
    const right = bytes.name('password', 'tulip');
    const hand = { given: named(hear(bytes, right)), observed: [] };
    const isTaken = (text: string): boolean =>
      passes(bytes, hand, { guess: recipe, value: bytes.name('password', text) });
    expect(['tulip', 'rose', 'tulip2', ''].map(isTaken)).toEqual([true, false, false, false]);
  },
);
