import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { wooLamClassics } from './woo-lam.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a name in a form that has none.
test('Woo & Lam’s one-way authentication in its five forms is as published', () => {
  expect(printed(wooLamClassics)).toEqual(
    linesOf(`
      woo-lam: Woo-Lam one-way (Woo & Lam, Computer 25(1), 1992; Clark & Jacob 1997, 6.3.10)
      sorts: nonce Nb, box X
      trusted: S
      believed: agreement of initiator
      A knows B, S
        -> B: A
        <- Nb
        running initiator with B: Nb
        -> B: {Nb}k(A,S)
      B knows S; makes Nb
        <- A
        -> A: Nb
        <- X
        -> S: {A, X}k(B,S)
        <- {Nb}k(B,S)
        commit initiator with A: Nb
      S knows B
        <- {A, {Nb}k(A,S)}k(B,S)
        -> B: {Nb}k(B,S)
      attack, typed: agreement of initiator [Woo & Lam 1994] a session with the insider yields the verdict on the session with the initiator
        in b=B(A a, S s) b=B(A a, S s) s=S(B b)
      holds, typed: agreement of initiator [Woo & Lam 1992] with one session of each and no session in parallel
        in a=A(B b, S s) b=B(A a, S s) s=S(B b)
      woo-lam-1: Woo-Lam Π1 (Woo & Lam, OSR 28(3), 1994)
      sorts: nonce Nb, box X
      trusted: S
      believed: agreement of initiator
      A knows B, S
        -> B: A
        <- Nb
        running initiator with B: Nb
        -> B: {A, B, Nb}k(A,S)
      B knows S; makes Nb
        <- A
        -> A: Nb
        <- X
        -> S: {A, B, X}k(B,S)
        <- {A, B, Nb}k(B,S)
        commit initiator with A: Nb
      S knows B
        <- {A, B, {A, B, Nb}k(A,S)}k(B,S)
        -> B: {A, B, Nb}k(B,S)
      attack, untyped: agreement of initiator [Clark & Jacob 1997] the nonce itself is sent as the answer; what is forwarded comes back as the verdict
        in b=B(A a, S s)
      holds, typed: agreement of initiator [Woo & Lam 1994] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S(B b)
      woo-lam-2: Woo-Lam Π2 (Woo & Lam, OSR 28(3), 1994)
      sorts: nonce Nb, box X
      trusted: S
      believed: agreement of initiator
      A knows B, S
        -> B: A
        <- Nb
        running initiator with B: Nb
        -> B: {A, Nb}k(A,S)
      B knows S; makes Nb
        <- A
        -> A: Nb
        <- X
        -> S: {A, X}k(B,S)
        <- {A, Nb}k(B,S)
        commit initiator with A: Nb
      S knows B
        <- {A, {A, Nb}k(A,S)}k(B,S)
        -> B: {A, Nb}k(B,S)
      attack, untyped: agreement of initiator [Clark & Jacob 1997] the nonce itself is sent as the answer; what is forwarded comes back as the verdict
        in b=B(A a, S s)
      holds, typed: agreement of initiator [Woo & Lam 1994] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S(B b)
      woo-lam-3: Woo-Lam Π3 (Woo & Lam, OSR 28(3), 1994)
      sorts: nonce Nb, box X
      trusted: S
      believed: agreement of initiator
      A as in woo-lam
      B as in woo-lam-2
      S knows B
        <- {A, {Nb}k(A,S)}k(B,S)
        -> B: {A, Nb}k(B,S)
      attack, untyped: agreement of initiator [Clark & Jacob 1997] the nonce itself is sent as the answer; what is forwarded comes back as the verdict
        in b=B(A a, S s)
      holds, typed: agreement of initiator [Woo & Lam 1994] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S(B b)
      woo-lam-f: Woo-Lam Πf (Woo & Lam, OSR 28(3), 1994)
      sorts: nonce Nb, box X
      trusted: S
      believed: agreement of initiator
      A as in woo-lam-1
      B knows S; makes Nb
        <- A
        -> A: Nb
        <- X
        -> S: {A, B, Nb, X}k(B,S)
        <- {A, B, Nb}k(B,S)
        commit initiator with A: Nb
      S knows B
        <- {A, B, Nb, {A, B, Nb}k(A,S)}k(B,S)
        -> B: {A, B, Nb}k(B,S)
      holds, typed: agreement of initiator [Woo & Lam 1994] names in every message
        in a=A(B b, S s) b=B(A a, S s) s=S(B b)
      holds, untyped: agreement of initiator [Clark & Jacob 1997] no type flaw is known
        in b=B(A a, S s) s=S(B b)
    `),
  );
});
