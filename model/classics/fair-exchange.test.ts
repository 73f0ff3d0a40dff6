import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { fairExchangeClassics } from './fair-exchange.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: evidence that does not name the other side; the repair left out.
test('exchanges of evidence and of contracts are as published', () => {
  expect(printed(fairExchangeClassics)).toEqual(
    linesOf(`
      zhou-gollmann: Zhou-Gollmann non-repudiation (Zhou & Gollmann, IEEE S&P, 1996)
      sorts: nonce L M, key K, box C
      trusted: S
      believed: agreement of origin, agreement of receipt
      A knows B, S; makes L, K, M
        C is {M}K
        running origin with B: L, C, K
        -> B: 'NRO', (A, B, L, C), sig(A, 'NRO', B, L, C)
        <- 'NRR', sig(B, 'NRR', A, L, C)
        -> S: 'SUB', (A, B, L, K), sig(A, 'SUB', B, L, K)
        <- 'CON', (A, B, L, K), sig(S, 'CON', A, B, L, K)
        commit receipt with B: L, C
      B knows S
        <- 'NRO', (A, B, L, C), sig(A, 'NRO', B, L, C)
        running receipt with A: L, C
        -> A: 'NRR', sig(B, 'NRR', A, L, C)
        <- 'CON', (A, B, L, K), sig(S, 'CON', A, B, L, K)
        C is {M}K
        commit origin with A: L, C, K
      S
        <- 'SUB', (A, B, L, K), sig(A, 'SUB', B, L, K)
        -> A: 'CON', (A, B, L, K), sig(S, 'CON', A, B, L, K)
        -> B: 'CON', (A, B, L, K), sig(S, 'CON', A, B, L, K)
      holds, typed: agreement of origin [Schneider 1998] who holds evidence of origin holds what was sent
        in a=A(B b, S s) b=B(A a, S s) s=S()
      holds, typed: agreement of receipt [Schneider 1998] who holds evidence of receipt has been received
        in a=A(B b, S s) b=B(A a, S s) s=S()
      asw: ASW contract signing, no third party (Asokan, Shoup & Waidner, IEEE S&P, 1998)
      sorts: nonce T Na Nb, digest Ha Hb
      believed: agreement of contract, injective agreement of contract
      A knows B; makes T, Na
        Ha is h(Na)
        running contract with B: T, Ha
        -> B: (A, B), (T, Ha), sig(A, B, T, Ha)
        <- Hb, sig(B, A, T, Ha, Hb)
        -> B: Na
        <- Nb
        Hb is h(Nb)
      B makes Nb
        <- (A, B), (T, Ha), sig(A, B, T, Ha)
        Hb is h(Nb)
        -> A: Hb, sig(B, A, T, Ha, Hb)
        <- Na
        Ha is h(Na)
        commit contract with A: T, Ha
        -> A: Nb
      attack, typed: injective agreement of contract [Shmatikov & Mitchell 2002] an exchange that was overheard is played to the responder once more
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s)
      holds, typed: agreement of contract [Shmatikov & Mitchell 2002] the initiator has signed it once
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s)
      asw-bound: ASW contract signing, repaired (Shmatikov & Mitchell, TCS 283(2), 2002)
      sorts: nonce T Na Nb, digest Ha Hb
      believed: agreement of contract, injective agreement of contract
      A knows B; makes T, Na
        Ha is h(Na)
        running contract with B: T, Ha
        -> B: (A, B), (T, Ha), sig(A, B, T, Ha)
        <- Hb, sig(B, A, T, Ha, Hb)
        -> B: Na, sig(A, Na, Hb)
        <- Nb
        Hb is h(Nb)
      B makes Nb
        <- (A, B), (T, Ha), sig(A, B, T, Ha)
        Hb is h(Nb)
        -> A: Hb, sig(B, A, T, Ha, Hb)
        <- Na, sig(A, Na, Hb)
        Ha is h(Na)
        commit contract with A: T, Ha
        -> A: Nb
      holds, typed: agreement of contract [Shmatikov & Mitchell 2002] the initiator signs the responder’s half as well
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s)
      holds, typed: injective agreement of contract [Shmatikov & Mitchell 2002] the initiator signs the responder’s half as well
        in a=A(B b, S s) b=B(A a, S s) b=B(A a, S s)
    `),
  );
});
