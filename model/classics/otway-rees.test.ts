import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { otwayReesClassics } from './otway-rees.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a key that is granted without the nonce of who asked.
test('Otway & Rees is as published', () => {
  expect(printed(otwayReesClassics)).toEqual(
    linesOf(`
      otway-rees: Otway-Rees (Otway & Rees, OSR 21(1), 1987; type flaw: Clark & Jacob 1997, 6.3.3)
      sorts: nonce M Na Nb, key Kab, box X Y
      trusted: S
      believed: secrecy of key
      A knows B, S; makes M, Na
        -> B: M, (A, B), {Na, M, A, B}k(A,S)
        <- M, {Na, Kab}k(A,S)
        secret key with B: Kab
      B knows S; makes Nb
        <- M, (A, B), X
        -> S: M, (A, B), X, {Nb, M, A, B}k(B,S)
        <- M, Y, {Nb, Kab}k(B,S)
        secret key with A: Kab
        -> A: M, Y
      S makes Kab
        <- M, (A, B), {Na, M, A, B}k(A,S), {Nb, M, A, B}k(B,S)
        -> B: M, {Na, Kab}k(A,S), {Nb, Kab}k(B,S)
      attack, untyped: secrecy of key [Clark & Jacob 1997] 6.3.3: the run’s name and the agents’ are taken for the key
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
