import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { visaPeers } from './visa.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('Visa’s contactless flow, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(visaPeers)).toEqual(
    linesOf(`
      visa-emv, main: Visa contactless: EMV mode: the terminal asks the bank
        C to B by T, log-on 0
        trusts the bank, which can make each cryptogram; the terminal
        secret = secrecy of number, meant = agreement of bank with qualifiers, once = injective agreement of bank, origin = agreement of origin
        network: c=C(B b) t=T(B b) b=B()
        network, twice: c=C(B b) t=T(B b) b=B() b=B()
        customer, insider: c=C(B b) t=T(B b) b=B()
        between, insider: c=C(B b) b=B()
        between, twice, insider: c=C(B b) b=B() b=B()
        authority, insider: c=C(B i) t=T(B i)
        origin, insider: c=C(B i) j=J(B i)
        attack: agreement of terminal under network [Basin, Sasse & Toro-Pozo 2021] the word on who checks the cardholder is changed on its way: a PIN is not asked for
        attack: agreement of cryptogram under network [Basin, Sasse & Toro-Pozo 2021] a cryptogram that the bank will refuse is put in the place of the card’s: a terminal that is off-line hands the goods over
        holds: agreement of bank under network [Basin, Sasse & Toro-Pozo 2021] what the cryptogram is over, the card has said
        attack: secrecy of number under network [Basin, Sasse & Toro-Pozo 2021] the number is sent in the clear
      visa-dda: Visa contactless: DDA mode: the card signs some fields
        C to B by T, log-on 0
        trusts the bank, which can make each cryptogram; the terminal
        secret = secrecy of number, meant = agreement of bank with qualifiers, once = injective agreement of bank, origin = agreement of origin
        network: c=C(B b) t=T(B b) b=B()
        network, twice: c=C(B b) t=T(B b) b=B() b=B()
        customer, insider: c=C(B b) t=T(B b) b=B()
        between, insider: c=C(B b) b=B()
        between, twice, insider: c=C(B b) b=B() b=B()
        authority, insider: c=C(B i) t=T(B i)
        origin, insider: c=C(B i) j=J(B i)
        holds: agreement of terminal under network [ours] the word on who checks the cardholder is changed on its way: a PIN is not asked for
        attack: agreement of cryptogram under network [Basin, Sasse & Toro-Pozo 2021] a cryptogram that the bank will refuse is put in the place of the card’s: a terminal that is off-line hands the goods over
        holds: agreement of bank under network [Basin, Sasse & Toro-Pozo 2021] what the cryptogram is over, the card has said
        attack: secrecy of number under network [Basin, Sasse & Toro-Pozo 2021] the number is sent in the clear
      visa-dda-repaired, main: Visa contactless, repaired: repaired: the card signs all fields
        C to B by T, log-on 0
        trusts the bank, which can make each cryptogram; the terminal
        secret = secrecy of number, meant = agreement of bank with qualifiers, once = injective agreement of bank, origin = agreement of origin
        network: c=C(B b) t=T(B b) b=B()
        network, twice: c=C(B b) t=T(B b) b=B() b=B()
        customer, insider: c=C(B b) t=T(B b) b=B()
        between, insider: c=C(B b) b=B()
        between, twice, insider: c=C(B b) b=B() b=B()
        authority, insider: c=C(B i) t=T(B i)
        origin, insider: c=C(B i) j=J(B i)
        holds: agreement of terminal under network [Basin, Sasse & Toro-Pozo 2021] the word on who checks the cardholder is changed on its way: a PIN is not asked for
        holds: agreement of cryptogram under network [Basin, Sasse & Toro-Pozo 2021] a cryptogram that the bank will refuse is put in the place of the card’s: a terminal that is off-line hands the goods over
        holds: agreement of bank under network [Basin, Sasse & Toro-Pozo 2021] what the cryptogram is over, the card has said
        attack: secrecy of number under network [Basin, Sasse & Toro-Pozo 2021] the number is sent in the clear
    `),
  );
});
