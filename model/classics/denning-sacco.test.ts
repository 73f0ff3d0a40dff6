import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { denningSaccoClassics } from './denning-sacco.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a ticket without its timestamp; an authenticator that is not echoed.
test('Denning & Sacco, with Lowe’s handshake, and Kerberos are as published', () => {
  expect(printed(denningSaccoClassics)).toEqual(
    linesOf(`
      denning-sacco: Denning-Sacco shared key (Denning & Sacco, CACM 24(8), 1981; multiplicity: Lowe, CSFW 1997)
      sorts: key Kab, timestamp T, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S
        -> S: A, B
        <- {B, Kab, T, X}k(A,S)
        secret key with B: Kab
        running key with B: Kab
        -> B: X
      B knows S
        <- {A, Kab, T}k(B,S)
        secret key with A: Kab
        commit key with A: Kab
      S makes Kab, T
        <- A, B
        -> A: {B, Kab, T, {A, Kab, T}k(B,S)}k(A,S)
      attack, typed: injective agreement of key [Lowe 1997] the responder takes the same ticket twice
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] the key is good
        in a=A(B b, S s) b=B(A a, S s) s=S()
      denning-sacco-lowe: Denning-Sacco, Lowe’s (Lowe, Leicester 1997/5)
      sorts: key Kab, timestamp T, box X, nonce Nb
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S
        -> S: A, B
        <- {(B, Kab, T), X}k(A,S)
        secret key with B: Kab
        -> B: X
        <- {Nb}Kab
        running key with B: Kab, Nb
        -> B: {Nb, 'less one'}Kab
      B knows S; makes Nb
        <- {Kab, A, T}k(B,S)
        secret key with A: Kab
        -> A: {Nb}Kab
        <- {Nb, 'less one'}Kab
        commit key with A: Kab, Nb
      S makes Kab, T
        <- A, B
        -> A: {(B, Kab, T), {Kab, A, T}k(B,S)}k(A,S)
      holds, typed: injective agreement of key [Lowe 1997] the handshake ends the multiplicity attack
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Lowe 1997] as before
        in a=A(B b, S s) b=B(A a, S s) s=S()
      kerberos: Kerberos, simplified (Burrows, Abadi & Needham, SRC report 39, 1989, section 6)
      sorts: timestamp T Ta, lifetime L, key Kab, box X
      trusted: S
      believed: secrecy of key, agreement of initiator, injective agreement of initiator
      A knows B, S; makes Ta
        -> S: A, B
        <- {(T, L, Kab, B), X}k(A,S)
        secret key with B: Kab
        running initiator with B: Kab, Ta
        -> B: X, {A, Ta}Kab
        <- {Ta, 'and one'}Kab
      B knows S
        <- {T, L, Kab, A}k(B,S), {A, Ta}Kab
        commit initiator with A: Kab, Ta
        -> A: {Ta, 'and one'}Kab
      S makes T, L, Kab
        <- A, B
        -> A: {(T, L, Kab, B), {T, L, Kab, A}k(B,S)}k(A,S)
      attack, typed: injective agreement of initiator [Bellovin & Merritt 1990] an authenticator is taken again while its timestamp is good
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: agreement of initiator [Burrows, Abadi & Needham 1989] the initiator has said it
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] the key is good
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
