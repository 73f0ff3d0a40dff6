import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { ikpPeers } from './ikp-verdicts.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('iKP, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(ikpPeers)).toEqual(
    linesOf(`
      1kp, main: 1KP: the acquirer takes a payment once, by date and nonce
        C to A by M, log-on 0, A takes HC once
        trusts the acquirer, also in what it says of others
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A()
          A
            <- (M, TID, date, N, HC), HD, slip
            slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
            HC is h((price, M, TID, date, N), h((Rc, C), card(C,A)), HD)
            commit payment with C: M, price, HC
            commit order with M: HC
            running authorisation with M: HC
            running receipt with C: HC
            running proof whoever asks of C: HC
            -> M: 'yes', sig(A, 'yes', HC)
            <- (M′, TID′, date′, N′, HC′), HD′, slip′
            HC′ is not HC
            slip′ is {(price′, HC′, C′), card(C′,A), Rc′, pin(C′,A)}pk(A)
            HC′ is h((price′, M′, TID′, date′, N′), h((Rc′, C′), card(C′,A)), HD′)
            commit payment with C′: M′, price′, HC′
            commit order with M′: HC′
            running authorisation with M′: HC′
            running receipt with C′: HC′
            running proof whoever asks of C′: HC′
            -> M: 'yes', sig(A, 'yes', HC′)
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A()
          A as before
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        attack: agreement of origin under origin [Bellare et al. 1995] A1 is weak: the acquirer knows card number and PIN, and makes the payment itself
        attack: agreement of order under network [Bellare et al. 1995] A2 is no promise of 1KP: the seller has no key
        holds: injective agreement of payment under between, twice [Bellare et al. 1995] the acquirer refuses what it has seen
      2kp, main: 2KP: the acquirer takes a payment once, by date and nonce
        C to A by M, log-on 0, A takes HC once
        trusts the acquirer, also in what it says of others
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, seller = agreement of order, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A()
          A
            <- ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, HV)
            slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
            HC is h(((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV)
            commit payment with C: M, price, HC
            commit order with M: HC
            running authorisation with M: HC
            running receipt with C: HC
            running proof whoever asks of C: HC
            -> M: 'yes', sig(A, 'yes', HC)
            <- ((M′, TID′, date′, N′, HC′), HV′), (HD′, slip′), sig(M′, HC′, HV′)
            HC′ is not HC
            slip′ is {(price′, HC′, C′), card(C′,A), Rc′, pin(C′,A)}pk(A)
            HC′ is h(((price′, M′, TID′, date′, N′), h((Rc′, C′), card(C′,A)), HD′), HV′)
            commit payment with C′: M′, price′, HC′
            commit order with M′: HC′
            running authorisation with M′: HC′
            running receipt with C′: HC′
            running proof whoever asks of C′: HC′
            -> M: 'yes', sig(A, 'yes', HC′)
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A()
          A as before
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        attack: agreement of origin under origin [Bellare et al. 1995] A1 is weak: the acquirer knows card number and PIN, and makes the payment itself
        holds: agreement of invoice under customer [Bellare et al. 1995] C3: the seller’s signature on the invoice
        holds: agreement of delivery under customer [Bellare et al. 1995] C4: the seller opens V when it has been paid
        attack: agreement of order under network [Ogata & Futatsugi 2003] who intercepts the payment asks for its authorisation itself: the seller’s signature is on the invoice only
        holds: injective agreement of payment under between, twice [Bellare et al. 1995] the acquirer refuses what it has seen
      3kp, main: 3KP: the acquirer takes a payment once, by date and nonce
        C to A by M, log-on 0, A takes HC once
        trusts the acquirer for the money
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, seller = agreement of order, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A()
          A
            <- ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, HV), SC
            slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
            HC is h(((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV)
            SC is sig(C, slip, HC)
            commit payment with C: M, price, HC
            commit order with M: HC
            running authorisation with M: HC
            running receipt with C: HC
            running proof whoever asks of C: HC
            -> M: 'yes', sig(A, 'yes', HC)
            <- ((M′, TID′, date′, N′, HC′), HV′), (HD′, slip′), sig(M′, HC′, HV′), SC′
            HC′ is not HC
            slip′ is {(price′, HC′, C′), card(C′,A), Rc′, pin(C′,A)}pk(A)
            HC′ is h(((price′, M′, TID′, date′, N′), h((Rc′, C′), card(C′,A)), HD′), HV′)
            SC′ is sig(C′, slip′, HC′)
            commit payment with C′: M′, price′, HC′
            commit order with M′: HC′
            running authorisation with M′: HC′
            running receipt with C′: HC′
            running proof whoever asks of C′: HC′
            -> M: 'yes', sig(A, 'yes', HC′)
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A()
          A as before
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        holds: agreement of origin under origin [Bellare et al. 1995] A1, M2, strong: the customer’s signature on the payment
        holds: agreement of invoice under customer [Bellare et al. 1995] C3: the seller’s signature on the invoice
        holds: agreement of delivery under customer [Bellare et al. 1995] C4: the seller opens V when it has been paid
        attack: agreement of order under network [Ogata & Futatsugi 2003] who intercepts the payment asks for its authorisation itself: the seller’s signature is on the invoice only
        holds: injective agreement of payment under between, twice [Bellare et al. 1995] the acquirer refuses what it has seen
      2kp-repaired: 2KP, repaired: repaired: the seller signs the payment when it asks for authorisation
        C to A by M, log-on 0, A takes HC once
        trusts the acquirer, also in what it says of others
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, seller = agreement of order, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A()
          A
            <- ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, slip)
            slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
            HC is h(((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV)
            commit payment with C: M, price, HC
            commit order with M: HC
            running authorisation with M: HC
            running receipt with C: HC
            running proof whoever asks of C: HC
            -> M: 'yes', sig(A, 'yes', HC)
            <- ((M′, TID′, date′, N′, HC′), HV′), (HD′, slip′), sig(M′, HC′, slip′)
            HC′ is not HC
            slip′ is {(price′, HC′, C′), card(C′,A), Rc′, pin(C′,A)}pk(A)
            HC′ is h(((price′, M′, TID′, date′, N′), h((Rc′, C′), card(C′,A)), HD′), HV′)
            commit payment with C′: M′, price′, HC′
            commit order with M′: HC′
            running authorisation with M′: HC′
            running receipt with C′: HC′
            running proof whoever asks of C′: HC′
            -> M: 'yes', sig(A, 'yes', HC′)
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A()
          A as before
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        attack: agreement of origin under origin [Bellare et al. 1995] A1 is weak: the acquirer knows card number and PIN, and makes the payment itself
        holds: agreement of invoice under customer [Bellare et al. 1995] C3: the seller’s signature on the invoice
        holds: agreement of delivery under customer [Bellare et al. 1995] C4: the seller opens V when it has been paid
        holds: agreement of order under customer [Ogata & Futatsugi 2003] the seller’s signature is on the payment itself, and it makes it when it asks
        holds: injective agreement of payment under between, twice [Bellare et al. 1995] the acquirer refuses what it has seen
      3kp-repaired, main: 3KP, repaired: repaired: the seller signs the payment when it asks for authorisation
        C to A by M, log-on 0, A takes HC once
        trusts the acquirer for the money
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, seller = agreement of order, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A()
          A
            <- ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, slip), SC
            slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
            HC is h(((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV)
            SC is sig(C, slip, HC)
            commit payment with C: M, price, HC
            commit order with M: HC
            running authorisation with M: HC
            running receipt with C: HC
            running proof whoever asks of C: HC
            -> M: 'yes', sig(A, 'yes', HC)
            <- ((M′, TID′, date′, N′, HC′), HV′), (HD′, slip′), sig(M′, HC′, slip′), SC′
            HC′ is not HC
            slip′ is {(price′, HC′, C′), card(C′,A), Rc′, pin(C′,A)}pk(A)
            HC′ is h(((price′, M′, TID′, date′, N′), h((Rc′, C′), card(C′,A)), HD′), HV′)
            SC′ is sig(C′, slip′, HC′)
            commit payment with C′: M′, price′, HC′
            commit order with M′: HC′
            running authorisation with M′: HC′
            running receipt with C′: HC′
            running proof whoever asks of C′: HC′
            -> M: 'yes', sig(A, 'yes', HC′)
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A()
          A as before
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        holds: agreement of origin under origin [Bellare et al. 1995] A1, M2, strong: the customer’s signature on the payment
        holds: agreement of invoice under customer [Bellare et al. 1995] C3: the seller’s signature on the invoice
        holds: agreement of delivery under customer [Bellare et al. 1995] C4: the seller opens V when it has been paid
        holds: agreement of order under customer [Ogata & Futatsugi 2003] the seller’s signature is on the payment itself, and it makes it when it asks
        holds: injective agreement of payment under between, twice [Bellare et al. 1995] the acquirer refuses what it has seen
      3kp-again: 3KP: the acquirer forgets: a payment is taken as often as it comes
        C to A by M, log-on 0
        trusts the acquirer for the money
        secret = secrecy of card, meant = agreement of payment, once = injective agreement of payment, answer = agreement of receipt, seller = agreement of order, origin = agreement of origin, receipt = agreement of proof
        network: c=C(M m, A a) m=M(A a, C c) a=A()
        network, twice: c=C(M m, A a) m=M(A a, C c) a=A() a=A()
        customer, insider: c=C(M m, A a) a=A() m=M(A a, C i)
        between, insider: c=C(M i, A a) a=A()
        between, twice, insider: c=C(M i, A a) a=A() a=A()
        authority, insider: c=C(M m, A i) m=M(A i, C c)
        origin, insider: c=C(M i, A i) j=J(A i)
        receipt, insider: a=A() q=Q()
        holds: secrecy of card under between [Bellare et al. 1995] the number is under the acquirer’s key, also towards the seller
        holds: agreement of payment under between [Bellare et al. 1995] A1, C1: no payment without the customer, as long as card number and PIN are secret
        holds: agreement of authorisation under customer [Bellare et al. 1995] M1: the acquirer’s signature
        holds: agreement of receipt under between [Bellare et al. 1995] C2: the acquirer’s signature, passed on
        holds: agreement of proof under receipt [Bellare et al. 1995] M1, C2 as proof: nobody else makes the acquirer’s signature
        holds: agreement of origin under origin [Bellare et al. 1995] A1, M2, strong: the customer’s signature on the payment
        holds: agreement of invoice under customer [Bellare et al. 1995] C3: the seller’s signature on the invoice
        holds: agreement of delivery under customer [Bellare et al. 1995] C4: the seller opens V when it has been paid
        attack: agreement of order under network [Ogata & Futatsugi 2003] who intercepts the payment asks for its authorisation itself: the seller’s signature is on the invoice only
        attack: injective agreement of payment under network, twice [ours] the request for authorisation is sent again
    `),
  );
});
