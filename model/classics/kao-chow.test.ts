import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { kaoChowClassics } from './kao-chow.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the key of the handshake used for the session, or left out.
test('Kao & Chow in two versions are as published', () => {
  expect(printed(kaoChowClassics)).toEqual(
    linesOf(`
      kao-chow-1: Kao-Chow, version 1 (Kao & Chow, OSR 29(3), 1995)
      sorts: nonce Na Nb, key Kab Kt, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> S: A, B, Na
        <- {A, B, Na, Kab}k(A,S), {Na}Kab, Nb
        secret key with B: Kab
        running key with B: Kab, Nb
        -> B: {Nb}Kab
      B knows S; makes Nb
        <- {A, B, Na, Kab}k(B,S), X
        -> A: X, {Na}Kab, Nb
        <- {Nb}Kab
        secret key with A: Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- A, B, Na
        -> B: {A, B, Na, Kab}k(B,S), {A, B, Na, Kab}k(A,S)
      attack, typed: injective agreement of key [Clark & Jacob 1997] 6.5.4: the server’s message of a session whose key is lost is sent again
        in a=O(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S(), A has lost an earlier Kab
      holds, typed: secrecy of key [Kao & Chow 1995] no key lost
        in a=A(B b, S s) b=B(A a, S s) s=S()
      kao-chow-2: Kao-Chow, version 2 (Kao & Chow, OSR 29(3), 1995)
      sorts: nonce Na Nb, key Kab Kt, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> S: A, B, Na
        <- {A, B, Na, Kab, Kt}k(A,S), {Na, Kab}Kt, Nb
        secret key with B: Kab
        running key with B: Kab, Nb
        -> B: {Nb, Kab}Kt
      B knows S; makes Nb
        <- {A, B, Na, Kab, Kt}k(B,S), X
        -> A: X, {Na, Kab}Kt, Nb
        <- {Nb, Kab}Kt
        secret key with A: Kab
        commit key with A: Kab, Nb
      S makes Kab, Kt
        <- A, B, Na
        -> B: {A, B, Na, Kab, Kt}k(B,S), {A, B, Na, Kab, Kt}k(A,S)
      holds, typed: injective agreement of key [Kao & Chow 1995] the key of the handshake is not the key that is lost
        in a=O(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S(), A has lost an earlier Kab
      holds, typed: secrecy of key [Kao & Chow 1995] no key lost
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
