import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { wideMouthedFrogClassics } from './wide-mouthed-frog.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a statement on the wrong side of the handshake.
test('the Wide-Mouthed Frog and Lowe’s repair are as published', () => {
  expect(printed(wideMouthedFrogClassics)).toEqual(
    linesOf(`
      wide-mouthed-frog: Wide-Mouthed Frog (Burrows, Abadi & Needham, SRC report 39, 1989)
      sorts: timestamp Ta Ts, key Kab, nonce Nb
      trusted: S
      believed: secrecy of key, agreement of key, injective agreement of key
      A knows B, S; makes Ta, Kab
        secret key with B: Kab
        running key with B: Kab
        -> S: A, {Ta, B, Kab}k(A,S)
      B knows S
        <- {Ts, A, Kab}k(B,S)
        secret key with A: Kab
        commit key with A: Kab
      S makes Ts
        <- A, {Ta, B, Kab}k(A,S)
        -> B: {Ts, A, Kab}k(B,S)
      attack, typed: injective agreement of key [Lowe 1997] the server’s message is taken twice
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: agreement of key [Burrows, Abadi & Needham 1989] the initiator has said it
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] the key is good
        in a=A(B b, S s) b=B(A a, S s) s=S()
      wide-mouthed-frog-lowe: Wide-Mouthed Frog, Lowe’s (Lowe, Leicester 1997/5)
      sorts: timestamp Ta Ts, key Kab, nonce Nb
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Ta, Kab
        secret key with B: Kab
        -> S: A, {Ta, B, Kab}k(A,S)
        <- {Nb}Kab
        running key with B: Kab, Nb
        -> B: {Nb, 'less one'}Kab
      B knows S; makes Nb
        <- {Ts, A, Kab}k(B,S)
        secret key with A: Kab
        -> A: {Nb}Kab
        <- {Nb, 'less one'}Kab
        commit key with A: Kab, Nb
      S as in wide-mouthed-frog
      holds, typed: injective agreement of key [Lowe 1997] the handshake ends the multiplicity attack
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Lowe 1997] as before
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
