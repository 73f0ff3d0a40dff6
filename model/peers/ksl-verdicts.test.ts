import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { kslPeers } from './ksl.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('KSL, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(kslPeers)).toEqual(
    linesOf(`
      ksl, main: KSL: keys move on: the issuer takes what was made under one once
        C to B by M, log-on 0, B takes V once
        trusts the issuer, in everything; the gateway for what merchants ask
        secret = secrecy of order, meant = agreement of payment, once = injective agreement of payment, answer = agreement of answer, seller = agreement of order, origin = agreement of origin, receipt = agreement of receipt
        network: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p)
        network, twice: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p)
          B knows P
            <- 'bank', {V, TID, price, HO, C, M}k(B,P)
            V is h(account-key(C,B), h(account-key(C,B), price, HO, M))
            commit payment with C: M, price, HO
            commit order whoever asks of M: TID, price, HO
            running answer with C: price, HO
            running receipt whoever asks of P: C, HO
            -> P: {'approved', (TID, HO), h('yes', HO, h(account-key(C,B)))}k(B,P)
            <- 'bank', {V′, TID′, price′, HO′, C′, M′}k(B,P)
            V′ is not V
            V′ is h(account-key(C′,B), h(account-key(C′,B), price′, HO′, M′))
            commit payment with C′: M′, price′, HO′
            commit order whoever asks of M′: TID′, price′, HO′
            running answer with C′: price′, HO′
            running receipt whoever asks of P: C′, HO′
            -> P: {'approved', (TID′, HO′), h('yes', HO′, h(account-key(C′,B)))}k(B,P)
        customer, insider: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p)
        between, insider: c=C(M i, B b) p=P(B b) b=B(P p)
        between, twice, insider: c=C(M i, B b) p=P(B b) b=B(P p)
          B as before
        authority, insider: c=C(M m, B i) m=M(P p) p=P(B i)
        origin, insider: c=C(M i, B i) j=J(B i)
        receipt, insider: b=B(P i) q=Q(B b)
        holds: secrecy of order under authority [ours] the issuer is given a digest of the order
        holds: agreement of payment under between [Kungpisdan, Srinivasan & Le 2004] who lacks the key of client and issuer asks for no payment
        attack: agreement of origin under origin [ours] the issuer makes the request itself: it has the same key
        attack: agreement of receipt under receipt [ours] the client makes the answer itself: it has the same key
        holds: injective agreement of payment under between, twice [ours] a key is never the same again
      ksl-again: KSL: keys stay as they are
        C to B by M, log-on 0
        trusts the issuer, in everything; the gateway for what merchants ask
        secret = secrecy of order, meant = agreement of payment, once = injective agreement of payment, answer = agreement of answer, seller = agreement of order, origin = agreement of origin, receipt = agreement of receipt
        network: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p)
        network, twice: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p) b=B(P p)
        customer, insider: c=C(M m, B b) m=M(P p) p=P(B b) b=B(P p)
        between, insider: c=C(M i, B b) p=P(B b) b=B(P p)
        between, twice, insider: c=C(M i, B b) p=P(B b) b=B(P p) b=B(P p)
        authority, insider: c=C(M m, B i) m=M(P p) p=P(B i)
        origin, insider: c=C(M i, B i) j=J(B i)
        receipt, insider: b=B(P i) q=Q(B b)
        holds: secrecy of order under authority [ours] the issuer is given a digest of the order
        holds: agreement of payment under between [Kungpisdan, Srinivasan & Le 2004] who lacks the key of client and issuer asks for no payment
        attack: agreement of origin under origin [ours] the issuer makes the request itself: it has the same key
        attack: agreement of receipt under receipt [ours] the client makes the answer itself: it has the same key
        attack: injective agreement of payment under network, twice [ours] nothing in the request but the key is new
    `),
  );
});
