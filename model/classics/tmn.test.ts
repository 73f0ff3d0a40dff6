import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { tmnClassics } from './tmn.ts';
import { printed } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a message that says who asked.
test('TMN is as published', () => {
  expect(printed(tmnClassics)).toEqual(
    linesOf(`
      tmn: TMN (Tatebayashi, Matsuzaki & Newman, CRYPTO 1989)
      sorts: key Ka Kb
      trusted: S
      believed: secrecy of Ka, secrecy of Kb, injective agreement of key
      A knows B, S; makes Ka
        -> S: (A, B), {Ka}pk(S)
        secret Ka with B: Ka
        <- B, {Kb}Ka
        commit key with B: Kb
      B knows S; makes Kb
        <- S, A
        secret Kb with A: Kb
        running key with A: Kb
        -> S: (B, A), {Kb}pk(S)
      S
        <- (A, B), {Ka}pk(S)
        -> B: S, A
        <- (B, A), {Kb}pk(S)
        -> A: B, {Kb}Ka
      attack, typed: secrecy of Kb [Lowe & Roscoe 1997] the attacker asks in the initiator’s name, with a key of its own
        in b=B(A a, S s) s=S()
      attack, typed: injective agreement of key [Lowe & Roscoe 1997] the attacker answers in the responder’s name
        in a=A(B b, S s) s=S()
      attack, typed: secrecy of Ka [Simmons 1994] what the initiator sent is sent again as the insider’s answer in another session
        in a=A(B b, S s) b=B(A a, S s) s=S()
    `),
  );
});
