import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { needhamSchroederClassics } from './needham-schroeder.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a ticket that holds nothing of the responder’s.
test('Needham & Schroeder with shared keys, first and amended, are as published', () => {
  expect(printed(needhamSchroederClassics)).toEqual(
    linesOf(`
      nssk: Needham-Schroeder shared key (Needham & Schroeder, CACM 21(12), 1978)
      sorts: nonce Na Nb N0, key Kab, box X Y
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> S: A, B, Na
        <- {(Na, B, Kab), X}k(A,S)
        secret key with B: Kab
        -> B: X
        <- {Nb}Kab
        running key with B: Kab, Nb
        -> B: {Nb, 'less one'}Kab
      B knows S; makes Nb
        <- {Kab, A}k(B,S)
        secret key with A: Kab
        -> A: {Nb}Kab
        <- {Nb, 'less one'}Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- A, B, Na
        -> A: {(Na, B, Kab), {Kab, A}k(B,S)}k(A,S)
      attack, typed: injective agreement of key [Denning & Sacco 1981] the ticket of a session whose key is lost is sent again
        in a=O(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S(), A has lost an earlier Kab
      holds, typed: secrecy of key [Burrows, Abadi & Needham 1989] as long as no key is lost
        in a=A(B b, S s) b=B(A a, S s) s=S()
      nssk-amended: Needham-Schroeder shared key, amended (Needham & Schroeder, OSR 21(1), 1987)
      sorts: nonce Na Nb N0, key Kab, box X Y
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> B: A
        <- Y
        -> S: (A, B, Na), Y
        <- {(Na, B, Kab), X}k(A,S)
        secret key with B: Kab
        -> B: X
        <- {Nb}Kab
        running key with B: Kab, Nb
        -> B: {Nb, 'less one'}Kab
      B knows S; makes N0, Nb
        <- A
        -> A: {A, N0}k(B,S)
        <- {Kab, N0, A}k(B,S)
        secret key with A: Kab
        -> A: {Nb}Kab
        <- {Nb, 'less one'}Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- (A, B, Na), {A, N0}k(B,S)
        -> A: {(Na, B, Kab), {Kab, N0, A}k(B,S)}k(A,S)
      holds, typed: injective agreement of key [Needham & Schroeder 1987] the ticket answers a nonce of the responder’s: an old one is refused
        in a=O(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S(), A has lost an earlier Kab
      holds, typed: secrecy of key [Needham & Schroeder 1987] as long as no key is lost
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
