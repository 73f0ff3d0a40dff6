import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { x509Classics } from './x509.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the repair without the name.
test('X.509’s three messages and the repair are as published', () => {
  expect(printed(x509Classics)).toEqual(
    linesOf(`
      x509-3: CCITT X.509, three messages (CCITT recommendation X.509, 1987)
      sorts: nonce Na Nb, timestamp Ta Tb
      believed: agreement of initiator, agreement of responder
      A knows B; makes Na, Ta
        -> B: A, (Ta, Na, B), sig(A, Ta, Na, B)
        <- (Tb, Nb, A, Na), sig(B, Tb, Nb, A, Na)
        commit responder with B: Na, Nb
        running initiator with B: Nb
        -> B: Nb, sig(A, Nb)
      B makes Nb, Tb
        <- A, (Ta, Na, B), sig(A, Ta, Na, B)
        running responder with A: Na, Nb
        -> A: (Tb, Nb, A, Na), sig(B, Tb, Nb, A, Na)
        <- Nb, sig(A, Nb)
        commit initiator with A: Nb
      attack, typed: agreement of initiator [Burrows, Abadi & Needham 1989] a first message is sent again; the last one is had from a session with the insider
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: agreement of responder [Burrows, Abadi & Needham 1989] the second message names the initiator and its nonce
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      x509-3-ban: CCITT X.509, three messages, BAN’s (Burrows, Abadi & Needham, SRC report 39, 1989)
      sorts: nonce Na Nb, timestamp Ta Tb
      believed: agreement of initiator, agreement of responder
      A knows B; makes Na, Ta
        -> B: A, (Ta, Na, B), sig(A, Ta, Na, B)
        <- (Tb, Nb, A, Na), sig(B, Tb, Nb, A, Na)
        commit responder with B: Na, Nb
        running initiator with B: Nb
        -> B: (B, Nb), sig(A, B, Nb)
      B makes Nb, Tb
        <- A, (Ta, Na, B), sig(A, Ta, Na, B)
        running responder with A: Na, Nb
        -> A: (Tb, Nb, A, Na), sig(B, Tb, Nb, A, Na)
        <- (B, Nb), sig(A, B, Nb)
        commit initiator with A: Nb
      holds, typed: agreement of initiator [Burrows, Abadi & Needham 1989] the responder’s name in the last message
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
      holds, typed: agreement of responder [Burrows, Abadi & Needham 1989] the responder’s name in the last message
        in a=A(B i, S s) a=A(B b, S s) b=B(A a, S s)
    `),
  );
});
