import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { passkeyPeers } from './passkey.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: payee or amount left out of what is signed.
test('the passkey’s confirmation, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(passkeyPeers)).toEqual(
    linesOf(`
      passkey: Passkey confirmation (W3C, Secure Payment Confirmation; FIDO2)
      sorts: key K, payee payee, amount amount, nonce challenge
      believed: secrecy of order, agreement of payment, injective agreement of payment, agreement of answer, agreement of origin, agreement of receipt
      C knows S; makes payee, amount, K
        -> S: {K}pk(S), {'order', C, payee, amount}K
        secret order with S: amount
        <- {'challenge', challenge}K
        running payment with S: challenge, payee, amount
        running origin whoever asks of S: challenge, payee, amount
        -> S: {sig(C, 'payment', S, challenge, payee, amount)}K
        <- {'answer', sig(S, 'done', C, challenge, payee, amount)}K
        commit answer with S: challenge, payee, amount
      S makes challenge
        <- {K}pk(S), {'order', C, payee, amount}K
        -> C: {'challenge', challenge}K
        <- {sig(C, 'payment', S, challenge, payee, amount)}K
        commit payment with C: challenge, payee, amount
        running answer with C: challenge, payee, amount
        running receipt whoever asks of C: challenge, payee, amount
        -> C: {'answer', sig(S, 'done', C, challenge, payee, amount)}K
      J
        <- (C, S), (challenge, payee, amount), sig(C, 'payment', S, challenge, payee, amount)
        commit origin whoever asks of C: challenge, payee, amount
      Q
        <- S, ('done', C, challenge, payee, amount), sig(S, 'done', C, challenge, payee, amount)
        commit receipt whoever asks of S: challenge, payee, amount
      passkey-bare: Passkey confirmation (W3C, Secure Payment Confirmation; FIDO2)
      sorts: key K, payee payee, amount amount, nonce challenge
      believed: secrecy of order, agreement of payment, injective agreement of payment, agreement of answer, agreement of origin, agreement of receipt
      C knows S; makes payee, amount
        -> S: 'order', C, payee, amount
        secret order with S: amount
        <- 'challenge', challenge
        running payment with S: challenge, payee, amount
        running origin whoever asks of S: challenge, payee, amount
        -> S: sig(C, 'payment', S, challenge, payee, amount)
        <- 'answer', sig(S, 'done', C, challenge, payee, amount)
        commit answer with S: challenge, payee, amount
      S makes challenge
        <- 'order', C, payee, amount
        -> C: 'challenge', challenge
        <- sig(C, 'payment', S, challenge, payee, amount)
        commit payment with C: challenge, payee, amount
        running answer with C: challenge, payee, amount
        running receipt whoever asks of C: challenge, payee, amount
        -> C: 'answer', sig(S, 'done', C, challenge, payee, amount)
      J as in passkey
      Q as in passkey
    `),
  );
});
