import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { yahalomClassics } from './yahalom.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the nonce of the responder in the clear where it is secret.
test('Yahalom, as BAN simplify it, and Carlsen’s protocol are as published', () => {
  expect(printed(yahalomClassics)).toEqual(
    linesOf(`
      yahalom: Yahalom (Burrows, Abadi & Needham, SRC report 39, 1989; Paulson 2001)
      sorts: nonce Na Nb, key Kab, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> B: A, Na
        <- {B, Kab, Na, Nb}k(A,S), X
        secret key with B: Kab
        running key with B: Kab
        -> B: X, {Nb}Kab
      B knows S; makes Nb
        <- A, Na
        -> S: B, {A, Na, Nb}k(B,S)
        <- {A, Kab}k(B,S), {Nb}Kab
        secret key with A: Kab
        commit key with A: Kab
      S makes Kab
        <- B, {A, Na, Nb}k(B,S)
        -> A: {B, Kab, Na, Nb}k(A,S), {A, Kab}k(B,S)
      holds, typed: secrecy of key [Paulson 2001] proved inductively
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: injective agreement of key [Paulson 2001] the responder authenticates the initiator by its secret nonce
        in a=A(B b, S s) b=B(A a, S s) s=S()
      yahalom-ban: Yahalom, BAN simplified (Burrows, Abadi & Needham, SRC report 39, 1989)
      sorts: nonce Na Nb, key Kab, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> B: A, Na
        <- Nb, {B, Kab, Na}k(A,S), X
        secret key with B: Kab
        running key with B: Kab, Nb
        -> B: X, {Nb}Kab
      B knows S; makes Nb
        <- A, Na
        -> S: (B, Nb), {A, Na}k(B,S)
        <- {A, Kab, Nb}k(B,S), {Nb}Kab
        secret key with A: Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- (B, Nb), {A, Na}k(B,S)
        -> A: Nb, {B, Kab, Na}k(A,S), {A, Kab, Nb}k(B,S)
      attack, untyped: secrecy of key [Syverson 1994] a nonce made up of a key and the responder’s nonce passes for the ticket
        in b=B(A a, S s) b=B(A a, S s)
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: injective agreement of key [Burrows, Abadi & Needham 1989] on typed messages, no key lost
        in a=A(B b, S s) b=B(A a, S s) s=S()
      carlsen: Carlsen’s secret key initiator (Carlsen, OSR 28(3), 1994)
      sorts: nonce Na Nb Mb, key Kab, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> B: A, Na
        <- {Na, B, Kab}k(A,S), {Na}Kab, Mb
        secret key with B: Kab
        running key with B: Kab, Mb
        -> B: {Mb}Kab
      B knows S; makes Nb, Mb
        <- A, Na
        -> S: A, Na, B, Nb
        <- {Kab, Nb, A}k(B,S), X
        secret key with A: Kab
        -> A: X, {Na}Kab, Mb
        <- {Mb}Kab
        commit key with A: Kab, Mb
      S makes Kab
        <- A, Na, B, Nb
        -> B: {Kab, Nb, A}k(B,S), {Na, B, Kab}k(A,S)
      holds, typed: secrecy of key [SPORE] no attack is known
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: injective agreement of key [SPORE] no attack is known
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
