import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { neumanStubblebineClassics } from './neuman-stubblebine.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the repair left out, in the request or in the ticket.
test('Neuman & Stubblebine and the repair are as published', () => {
  expect(printed(neumanStubblebineClassics)).toEqual(
    linesOf(`
      neuman-stubblebine: Neuman-Stubblebine (Neuman & Stubblebine, OSR 27(2), 1993)
      sorts: nonce Na Nb, timestamp Tb, key Kab, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A knows B, S; makes Na
        -> B: A, Na
        <- {B, Na, Kab, Tb}k(A,S), X, Nb
        secret key with B: Kab
        running key with B: Kab, Nb
        -> B: X, {Nb}Kab
      B knows S; makes Nb, Tb
        <- A, Na
        -> S: (B, Nb), {A, Na, Tb}k(B,S)
        <- {A, Kab, Tb}k(B,S), {Nb}Kab
        secret key with A: Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- (B, Nb), {A, Na, Tb}k(B,S)
        -> A: {B, Na, Kab, Tb}k(A,S), {A, Kab, Tb}k(B,S), Nb
      attack, untyped: secrecy of key [Hwang, Lee, Li & Chen 1995] the request passes for the ticket, the initiator’s nonce for the key
        in b=B(A a, S s)
      holds, typed: secrecy of key [Neuman & Stubblebine 1993] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: injective agreement of key [Neuman & Stubblebine 1993] on typed messages
        in a=A(B b, S s) b=B(A a, S s) s=S()
      neuman-stubblebine-hwang: Neuman-Stubblebine, Hwang’s (Hwang, Lee, Li & Chen, IPL 53(2), 1995)
      sorts: nonce Na Nb, timestamp Tb, key Kab, box X
      trusted: S
      believed: secrecy of key, injective agreement of key
      A as in neuman-stubblebine
      B knows S; makes Nb, Tb
        <- A, Na
        -> S: B, {A, Na, Tb, Nb}k(B,S)
        <- {A, Kab, Tb}k(B,S), {Nb}Kab
        secret key with A: Kab
        commit key with A: Kab, Nb
      S makes Kab
        <- B, {A, Na, Tb, Nb}k(B,S)
        -> A: {B, Na, Kab, Tb}k(A,S), {A, Kab, Tb}k(B,S), Nb
      holds, untyped: secrecy of key [Hwang, Lee, Li & Chen 1995] the request is not of the form of a ticket
        in b=B(A a, S s)
      holds, typed: injective agreement of key [Hwang, Lee, Li & Chen 1995] as before
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
