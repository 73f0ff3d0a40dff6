import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { publicKeyClassics } from './public-key.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the repair without the name; a nonce left out of a message.
test('Needham & Schroeder with public keys, and Lowe’s repair, are as published', () => {
  expect(printed(publicKeyClassics)).toEqual(
    linesOf(`
      nspk: Needham-Schroeder public key (Needham & Schroeder, CACM 21(12), 1978)
      sorts: nonce Na Nb
      believed: secrecy of Na, secrecy of Nb, injective agreement of responder, injective agreement of initiator
      A knows B; makes Na
        secret Na with B: Na
        -> B: {Na, A}pk(B)
        <- {Na, Nb}pk(A)
        secret Nb with B: Nb
        running initiator with B: Na, Nb
        commit responder with B: Na, Nb
        -> B: {Nb}pk(B)
      B makes Nb
        <- {Na, A}pk(B)
        running responder with A: Na, Nb
        -> A: {Na, Nb}pk(A)
        <- {Nb}pk(B)
        secret Na with A: Na
        secret Nb with A: Nb
        commit initiator with A: Na, Nb
      attack, typed: injective agreement of initiator [Lowe 1995] who talks to the insider is passed off as talking to the responder
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      attack, typed: secrecy of Nb [Lowe 1995] by the same attack
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      attack, typed: secrecy of Na [Lowe 1995] by the same attack: the responder takes the insider’s nonce for a secret
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: injective agreement of responder [Lowe 1995] the attack deceives the responder alone
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      nsl: Needham-Schroeder-Lowe (Lowe, IPL 56(3), 1995)
      sorts: nonce Na Nb
      believed: secrecy of Na, secrecy of Nb, injective agreement of responder, injective agreement of initiator
      A knows B; makes Na
        secret Na with B: Na
        -> B: {Na, A}pk(B)
        <- {Na, Nb, B}pk(A)
        secret Nb with B: Nb
        running initiator with B: Na, Nb
        commit responder with B: Na, Nb
        -> B: {Nb}pk(B)
      B makes Nb
        <- {Na, A}pk(B)
        running responder with A: Na, Nb
        -> A: {Na, Nb, B}pk(A)
        <- {Nb}pk(B)
        secret Na with A: Na
        secret Nb with A: Nb
        commit initiator with A: Na, Nb
      holds, typed: injective agreement of initiator [Lowe 1995] the responder’s name ends the attack
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: injective agreement of responder [Lowe 1995] the responder’s name ends the attack
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: secrecy of Na [Lowe 1995] the responder’s name ends the attack
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: secrecy of Nb [Lowe 1995] the responder’s name ends the attack
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
    `),
  );
});
