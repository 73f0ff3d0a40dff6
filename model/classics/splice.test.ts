import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { spliceClassics } from './splice.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the sender named inside of what is published.
test('the exchange of SPLICE/AS, and with the sender named inside, are as published', () => {
  expect(printed(spliceClassics)).toEqual(
    linesOf(`
      splice: SPLICE/AS, the exchange (Yamaguchi, Okayama & Miyahara, 1990; Clark & Jacob 1997, 6.8.1)
      sorts: timestamp T, nonce N, encryption X
      believed: secrecy of nonce
      A knows B; makes T, N
        X is {N}pk(B)
        secret nonce with B: N
        -> B: (A, B, T, X), sig(A, A, T, X)
        <- (B, A), {(B, N), 'and one'}pk(A)
      B
        <- (A, B, T, X), sig(A, A, T, X)
        X is {N}pk(B)
        -> A: (B, A), {(B, N), 'and one'}pk(A)
      attack, typed: secrecy of nonce [Clark & Jacob 1997] the insider signs what the client has encrypted, and is answered
        in a=A(B b, S s) b=B(A a, S s) a=A(B i, S s)
      splice-named: SPLICE/AS, the sender named inside (Clark & Jacob 1997, 6.8.3)
      sorts: timestamp T, nonce N, encryption X
      believed: secrecy of nonce
      A knows B; makes T, N
        X is {N, A}pk(B)
        secret nonce with B: N
        -> B: (A, B, T, X), sig(A, A, T, X)
        <- (B, A), {(B, N), 'and one'}pk(A)
      B
        <- (A, B, T, X), sig(A, A, T, X)
        X is {N, A}pk(B)
        -> A: (B, A), {(B, N), 'and one'}pk(A)
      holds, typed: secrecy of nonce [Clark & Jacob 1997] what is encrypted says whose it is
        in a=A(B b, S s) b=B(A a, S s) a=A(B i, S s)
    `),
  );
});
