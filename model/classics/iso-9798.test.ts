import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { isoClassics } from './iso-9798.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the draft taken for the standard.
test('the passes of ISO/IEC 9798 are as published', () => {
  expect(printed(isoClassics)).toEqual(
    linesOf(`
      iso-9798-2-two: ISO 9798-2, two passes (ISO/IEC 9798-2, 1994; Clark & Jacob 1997, 6.1.2)
      sorts: nonce Rb
      believed: injective agreement of initiator
      B knows A; makes Rb
        -> A: Rb
        <- {Rb, B}k(A,B)
        commit initiator with A: Rb
      A knows B
        <- Rb
        running initiator with B: Rb
        -> B: {Rb, B}k(A,B)
      holds, typed: injective agreement of initiator [Clark & Jacob 1997] 6.1.2: no attack is known
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
      iso-9798-2-three: ISO 9798-2, three passes (ISO/IEC 9798-2, 1994; Clark & Jacob 1997, 6.1.3)
      sorts: nonce Ra Rb
      believed: injective agreement of initiator, injective agreement of responder
      B knows A; makes Rb
        -> A: Rb
        <- {Ra, Rb, B}k(A,B)
        commit initiator with A: Ra, Rb
        running responder with A: Ra, Rb
        -> A: {Rb, Ra}k(A,B)
      A knows B; makes Ra
        <- Rb
        running initiator with B: Ra, Rb
        -> B: {Ra, Rb, B}k(A,B)
        <- {Rb, Ra}k(A,B)
        commit responder with B: Ra, Rb
      holds, typed: injective agreement of initiator [Clark & Jacob 1997] 6.1.3: no attack is known
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
      holds, typed: injective agreement of responder [Clark & Jacob 1997] 6.1.3: no attack is known
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
      iso-9798-3-draft: ISO 9798-3, three passes, a draft (Diffie, van Oorschot & Wiener, DCC 2, 1992)
      sorts: nonce Ra Rb Mb
      believed: agreement of initiator, agreement of responder
      B knows A; makes Rb, Mb
        -> A: Rb
        <- Ra, sig(A, Ra, Rb, B)
        commit initiator with A: Ra
        running responder with A: Ra
        -> A: Mb, sig(B, Mb, Ra, A)
      A knows B; makes Ra
        <- Rb
        running initiator with B: Ra
        -> B: Ra, sig(A, Ra, Rb, B)
        <- Mb, sig(B, Mb, Ra, A)
        commit responder with B: Ra
      attack, typed: agreement of responder [Diffie, van Oorschot & Wiener 1992] the responder signs as an initiator: what it says then ends the other session
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
      holds, typed: agreement of initiator [Gollmann 1996] the second message answers the first
        in a=A(B b, S s) b=B(A a, S s)
      iso-9798-3: ISO 9798-3, three passes (ISO/IEC 9798-3, 1993)
      sorts: nonce Ra Rb Mb
      believed: agreement of initiator, agreement of responder
      B knows A; makes Rb
        -> A: Rb
        <- Ra, sig(A, Ra, Rb, B)
        commit initiator with A: Ra
        running responder with A: Ra
        -> A: sig(B, Rb, Ra, A)
      A knows B; makes Ra
        <- Rb
        running initiator with B: Ra
        -> B: Ra, sig(A, Ra, Rb, B)
        <- sig(B, Rb, Ra, A)
        commit responder with B: Ra
      holds, typed: agreement of initiator [Diffie, van Oorschot & Wiener 1992] the last message answers the first as well
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
      holds, typed: agreement of responder [Diffie, van Oorschot & Wiener 1992] the last message answers the first as well
        in a=A(B b, S s) b=B(A a, S s) b=A(B a, S s)
    `),
  );
});
