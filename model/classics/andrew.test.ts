import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { andrewClassics } from './andrew.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the last message made fresh; the repair without the name.
test('the Andrew handshake and its two repairs are as published', () => {
  expect(printed(andrewClassics)).toEqual(
    linesOf(`
      andrew: Andrew secure RPC (Satyanarayanan, TOCS 7(3), 1989)
      sorts: nonce Na Nb Mb, key K
      believed: secrecy of key, injective agreement of key
      A knows B; makes Na
        -> B: A, {Na}k(A,B)
        <- {(Na, 'and one'), Nb}k(A,B)
        -> B: {Nb, 'and one'}k(A,B)
        <- {K, Mb}k(A,B)
        secret key with B: K
        commit key with B: K
      B makes Nb, Mb, K
        <- A, {Na}k(A,B)
        -> A: {(Na, 'and one'), Nb}k(A,B)
        <- {Nb, 'and one'}k(A,B)
        secret key with A: K
        running key with A: K
        -> A: {K, Mb}k(A,B)
      attack, typed: injective agreement of key [Burrows, Abadi & Needham 1989] the last message of an earlier session is taken again
        in a=A(B b, S s) a=A(B b, S s) b=B(A a, S s) b=B(A a, S s)
      attack, untyped: injective agreement of key [Clark & Jacob 1997] 6.1.4: the second message is taken for the fourth, a nonce for the key
        in a=A(B b, S s) b=B(A a, S s)
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] the key stays between the two
        in a=A(B b, S s) b=B(A a, S s)
      andrew-ban: Andrew secure RPC, BAN concrete (Burrows, Abadi & Needham, SRC report 39, 1989)
      sorts: nonce Na Nb, key K
      believed: secrecy of key, agreement of key
      A knows B; makes Na
        -> B: A, Na
        <- {Na, K}k(A,B)
        secret key with B: K
        commit key with B: Na, K
        -> B: {Na}K
        <- Nb
      B makes Nb, K
        <- A, Na
        secret key with A: K
        running key with A: Na, K
        -> A: {Na, K}k(A,B)
        <- {Na}K
        -> A: Nb
      attack, typed: agreement of key [Lowe 1996] the client answers itself in a session that the attacker begins
        in a=A(B b, S s) a=B(A b, S s)
      holds, typed: secrecy of key [Lowe 1996] in the attack too
        in a=A(B b, S s) a=B(A b, S s)
      andrew-lowe: Andrew secure RPC, Lowe’s (Lowe, CSFW 9, 1996)
      sorts: nonce Na Nb, key K
      believed: secrecy of key, agreement of key
      A knows B; makes Na
        -> B: A, Na
        <- {Na, K, B}k(A,B)
        secret key with B: K
        commit key with B: Na, K
        -> B: {Na}K
        <- Nb
      B makes Nb, K
        <- A, Na
        secret key with A: K
        running key with A: Na, K
        -> A: {Na, K, B}k(A,B)
        <- {Na}K
        -> A: Nb
      holds, typed: agreement of key [Lowe 1996] the responder’s name ends the reflection
        in a=A(B b, S s) a=B(A b, S s)
      holds, typed: secrecy of key [Lowe 1996] as before
        in a=A(B b, S s) a=B(A b, S s)
    `),
  );
});
