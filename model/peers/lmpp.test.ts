import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { lmppPeers } from './lmpp.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: an operator that reads what payer and payee share.
test('LMPP, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(lmppPeers)).toEqual(
    linesOf(`
      lmpp: LMPP (Fun et al., ICCCE 2008; AVISPA library, mobile payment)
      sorts: transaction T, amount amount, date date, nonce nonce, other-nonce other, order desc, box X Z
      believed: secrecy of order, agreement of payment, injective agreement of payment, agreement of answer
      R knows E, N; makes T, amount, date, nonce, desc
        secret order with E: desc
        running payment with E: T, amount, date
        -> N: R, {(E, T, amount, date, nonce), h(E, T, amount, date, nonce), {T, desc}k(R,E)}k(R,N)
        <- {'yes', nonce, {'yes', T, amount, date}k(R,E)}k(R,N)
        commit answer with E: T, amount, date
      N knows O
        <- R, {(E, T, amount, date, nonce), h(E, T, amount, date, nonce), X}k(R,N)
        -> O: N, {(R, E, T, amount, date), X}k(O,N)
        <- {'yes', (T, amount, date), Z}k(O,N)
        -> R: {'yes', nonce, Z}k(R,N)
      O knows N; makes other
        <- N, {(R, E, T, amount, date), X}k(O,N)
        -> E: {((R, T, amount, date, other), X), h(R, T, amount, date, other)}k(E,O)
        <- {'yes', other, Z}k(E,O)
        -> N: {'yes', (T, amount, date), Z}k(O,N)
      E knows O
        <- {((R, T, amount, date, other), {T, desc}k(R,E)), h(R, T, amount, date, other)}k(E,O)
        commit payment with R: T, amount, date
        running answer with R: T, amount, date
        -> O: {'yes', other, {'yes', T, amount, date}k(R,E)}k(E,O)
    `),
  );
});
