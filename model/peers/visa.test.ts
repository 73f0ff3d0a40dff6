import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { visaPeers } from './visa.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a field put into the signature of a mode that leaves it out.
test('Visa’s contactless flow, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(visaPeers)).toEqual(
    linesOf(`
      visa-emv: Visa contactless (EMV book C-3; Basin, Sasse & Toro-Pozo, IEEE S&P, 2021)
      sorts: amount amount, nonce UN, counter ATC, qualifiers CTQ, issuer-part IAD, digest AC, card-nonce NC, card PAN
      believed: secrecy of number, agreement of terminal, agreement of cryptogram, agreement of bank, injective agreement of bank, agreement of bank with qualifiers, agreement of authorisation, agreement of origin
      C knows B; makes ATC, CTQ, IAD, NC
        <- amount, UN
        PAN is card(C,B)
        AC is h(h(master(C,B), ATC), h(h(master(C,B), ATC), (amount, UN), ATC, IAD))
        running terminal whoever asks of B: amount, UN, CTQ
        running cryptogram whoever asks of B: AC
        running bank whoever asks of B: amount, UN, ATC
        running bank with qualifiers whoever asks of B: amount, UN, ATC, CTQ
        running origin whoever asks of B: amount, UN, ATC
        secret number with B: PAN
        -> T: PAN, (C, ATC, CTQ, IAD), AC
      T knows B; makes amount, UN
        -> C: amount, UN
        <- PAN, (C, ATC, CTQ, IAD), AC
        commit terminal whoever asks of C: amount, UN, CTQ
        commit cryptogram whoever asks of C: AC
        -> B: T, {(C, amount, UN, ATC, CTQ), IAD, AC}k(T,B)
        <- {'approved', UN, AC}k(T,B)
        commit authorisation whoever asks of B: UN, AC
      B
        <- T, {(C, amount, UN, ATC, CTQ), IAD, AC}k(T,B)
        AC is h(h(master(C,B), ATC), h(h(master(C,B), ATC), (amount, UN), ATC, IAD))
        commit bank whoever asks of C: amount, UN, ATC
        commit bank with qualifiers whoever asks of C: amount, UN, ATC, CTQ
        running authorisation whoever asks of T: UN, AC
        -> T: {'approved', UN, AC}k(T,B)
      J knows B; looks up what others share
        <- (C, amount, UN, ATC, CTQ), IAD, AC
        AC is h(h(master(C,B), ATC), h(h(master(C,B), ATC), (amount, UN), ATC, IAD))
        commit origin whoever asks of C: amount, UN, ATC
      visa-dda: Visa contactless (EMV book C-3; Basin, Sasse & Toro-Pozo, IEEE S&P, 2021)
      sorts: amount amount, nonce UN, counter ATC, qualifiers CTQ, issuer-part IAD, digest AC, card-nonce NC, card PAN
      believed: secrecy of number, agreement of terminal, agreement of cryptogram, agreement of bank, injective agreement of bank, agreement of bank with qualifiers, agreement of authorisation, agreement of origin
      C knows B; makes ATC, CTQ, IAD, NC
        <- amount, UN
        PAN is card(C,B)
        AC is h(h(master(C,B), ATC), h(h(master(C,B), ATC), (amount, UN), ATC, IAD))
        running terminal whoever asks of B: amount, UN, CTQ
        running cryptogram whoever asks of B: AC
        running bank whoever asks of B: amount, UN, ATC
        running bank with qualifiers whoever asks of B: amount, UN, ATC, CTQ
        running origin whoever asks of B: amount, UN, ATC
        secret number with B: PAN
        -> T: PAN, ((C, ATC, CTQ, IAD), AC), NC, sig(C, ATC, UN, amount, NC, CTQ)
      T knows B; makes amount, UN
        -> C: amount, UN
        <- PAN, ((C, ATC, CTQ, IAD), AC), NC, sig(C, ATC, UN, amount, NC, CTQ)
        commit terminal whoever asks of C: amount, UN, CTQ
        commit cryptogram whoever asks of C: AC
        -> B: T, {(C, amount, UN, ATC, CTQ), IAD, AC}k(T,B)
        <- {'approved', UN, AC}k(T,B)
        commit authorisation whoever asks of B: UN, AC
      B as in visa-emv
      J as in visa-emv
      visa-dda-repaired: Visa contactless (EMV book C-3; Basin, Sasse & Toro-Pozo, IEEE S&P, 2021)
      sorts: amount amount, nonce UN, counter ATC, qualifiers CTQ, issuer-part IAD, digest AC, card-nonce NC, card PAN
      believed: secrecy of number, agreement of terminal, agreement of cryptogram, agreement of bank, injective agreement of bank, agreement of bank with qualifiers, agreement of authorisation, agreement of origin
      C knows B; makes ATC, CTQ, IAD, NC
        <- amount, UN
        PAN is card(C,B)
        AC is h(h(master(C,B), ATC), h(h(master(C,B), ATC), (amount, UN), ATC, IAD))
        running terminal whoever asks of B: amount, UN, CTQ
        running cryptogram whoever asks of B: AC
        running bank whoever asks of B: amount, UN, ATC
        running bank with qualifiers whoever asks of B: amount, UN, ATC, CTQ
        running origin whoever asks of B: amount, UN, ATC
        secret number with B: PAN
        -> T: PAN, ((C, ATC, CTQ, IAD), AC), NC, sig(C, ATC, UN, amount, NC, CTQ, IAD, AC)
      T knows B; makes amount, UN
        -> C: amount, UN
        <- PAN, ((C, ATC, CTQ, IAD), AC), NC, sig(C, ATC, UN, amount, NC, CTQ, IAD, AC)
        commit terminal whoever asks of C: amount, UN, CTQ
        commit cryptogram whoever asks of C: AC
        -> B: T, {(C, amount, UN, ATC, CTQ), IAD, AC}k(T,B)
        <- {'approved', UN, AC}k(T,B)
        commit authorisation whoever asks of B: UN, AC
      B as in visa-emv
      J as in visa-emv
    `),
  );
});
