import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { setPeers } from './set-verdicts.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('SET, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(setPeers)).toEqual(
    linesOf(`
      set-unsigned, main: SET, unsigned: the merchant signs the instructions too
        C to P by M, log-on 0
        trusts the gateways, all of them: each can charge what was meant for another
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of result, seller = agreement of order, origin = agreement of purchase, receipt = agreement of proof
        network: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        network, twice: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b) p=P(B b)
        customer, insider: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        between, insider: c=C(M i, P p, B b) p=P(B b)
        authority, insider: p=P(B b) c=C(M m, P i, B b) m=M(C c, P i)
        origin, insider: c=C(M i, P i, B b) j=J(B b)
        receipt, insider: p=P(B b) q=Q()
        holds: secrecy of card under between [Bella, Massacci & Paulson 2006] card details stay between cardholder and gateway
        holds: agreement of payment under network [Bella, Massacci & Paulson 2006] whoever knows the card number is taken for its holder
        holds: agreement of payment under customer [AVISPA] with honest gateways no attack was found
        attack: agreement of payment under authority [AVISPA] a dishonest gateway has the payment made to another, since nothing that is signed names the gateway
        attack: agreement of result under between [AVISPA] the merchant’s answer does not show that the gateway has seen the payment
        attack: injective agreement of payment under network, twice [AVISPA] nothing is fresh to the gateway: it has to remember LID and XID
        attack: agreement of purchase under origin [Bella, Massacci & Paulson 2006] we must trust the cardholder: there is no authentication
      set-signed, main: SET, signed: the merchant signs the instructions too
        C to P by M, log-on 0
        trusts the gateways, all of them: each can charge what was meant for another
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of result, seller = agreement of order, origin = agreement of purchase, receipt = agreement of proof
        network: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        network, twice: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b) p=P(B b)
        customer, insider: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        between, insider: c=C(M i, P p, B b) p=P(B b)
        authority, insider: p=P(B b) c=C(M m, P i, B b) m=M(C c, P i)
        origin, insider: c=C(M i, P i, B b) j=J(B b)
        receipt, insider: p=P(B b) q=Q()
        holds: secrecy of card under between [Bella, Massacci & Paulson 2006] card details stay between cardholder and gateway
        holds: agreement of payment under network [Bella, Massacci & Paulson 2006] the dual signature
        holds: agreement of payment under customer [AVISPA] with honest gateways no attack was found
        attack: agreement of payment under authority [AVISPA] a dishonest gateway has the payment made to another, since nothing that is signed names the gateway
        attack: agreement of result under between [AVISPA] the merchant’s answer does not show that the gateway has seen the payment
        attack: injective agreement of payment under network, twice [AVISPA] nothing is fresh to the gateway: it has to remember LID and XID
        holds: agreement of purchase under origin [Bella, Massacci & Paulson 2006] the dual signature is the cardholder’s
      set-signed-request: SET, signed: the merchant signs the request alone
        C to P by M, log-on 0
        trusts the gateways, all of them: each can charge what was meant for another
        meant = agreement of payment, seller = agreement of order
        authority, insider: p=P(B b) c=C(M m, P i, B b) m=M(C c, P i)
        attack: agreement of payment under authority [AVISPA] a dishonest gateway has the payment made to another, since nothing that is signed names the gateway
      set-named, main: SET, signed, repaired: repaired: what is signed names the gateway
        C to P by M, log-on 0
        trusts the gateway that was chosen
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of result, seller = agreement of order, origin = agreement of purchase, receipt = agreement of proof
        network: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        network, twice: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b) p=P(B b)
        customer, insider: c=C(M m, P p, B b) m=M(C c, P p) p=P(B b)
        between, insider: c=C(M i, P p, B b) p=P(B b)
        authority, insider: p=P(B b) c=C(M m, P i, B b) m=M(C c, P i)
        origin, insider: c=C(M i, P i, B b) j=J(B b)
        receipt, insider: p=P(B b) q=Q()
        holds: secrecy of card under between [Bella, Massacci & Paulson 2006] card details stay between cardholder and gateway
        holds: agreement of payment under network [Bella, Massacci & Paulson 2006] the dual signature
        holds: agreement of payment under customer [AVISPA] with honest gateways no attack was found
        holds, refused: agreement of payment under authority [ours] cardholder and merchant sign for which gateway
        attack: agreement of result under between [AVISPA] the merchant’s answer does not show that the gateway has seen the payment
        attack: injective agreement of payment under network, twice [AVISPA] nothing is fresh to the gateway: it has to remember LID and XID
        holds: agreement of purchase under origin [Bella, Massacci & Paulson 2006] the dual signature is the cardholder’s
    `),
  );
});
