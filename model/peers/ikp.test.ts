import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { ikpPeers } from './ikp-verdicts.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a digest that a family member does not have; the repair left out.
test('iKP, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(ikpPeers)).toEqual(
    linesOf(`
      1kp: 1KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof
      C knows M, A; makes price, salt, Rc
        CID is h((Rc, C), card(C,A))
        -> M: 'goods', C, price, salt, CID
        <- M, TID, date, N, HC
        HC is h((price, M, TID, date, N), CID, h('goods', salt))
        CAN is card(C,A)
        secret card with A: CAN
        slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
        running payment with A: M, price, HC
        running origin whoever asks of A: M, price, HC
        -> M: slip
        <- 'yes', sig(A, 'yes', HC)
        commit receipt with A: HC
      M knows A, C; makes TID, date, N
        <- 'goods', C, price, salt, CID
        HC is h((price, M, TID, date, N), CID, h('goods', salt))
        -> C: M, TID, date, N, HC
        <- slip
        HD is h('goods', salt)
        running order with A: HC
        -> A: (M, TID, date, N, HC), HD, slip
        <- 'yes', SA
        SA is sig(A, 'yes', HC)
        commit authorisation with A: HC
        -> C: 'yes', SA
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
      J knows A; looks up what others share
        <- ((price, HC, C), card(C,A), Rc, pin(C,A)), (price, M, TID, date, N), h((Rc, C), card(C,A)), HD
        HC is h((price, M, TID, date, N), h((Rc, C), card(C,A)), HD)
        commit origin whoever asks of C: M, price, HC
      Q
        <- (A, HC), 'yes', sig(A, 'yes', HC)
        commit proof whoever asks of A: HC
      2kp: 2KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof, agreement of invoice, agreement of delivery
      C knows M, A; makes price, salt, Rc
        CID is h((Rc, C), card(C,A))
        -> M: 'goods', C, price, salt, CID
        <- ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        commit invoice whoever asks of M: HC
        CAN is card(C,A)
        secret card with A: CAN
        slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
        running payment with A: M, price, HC
        running origin whoever asks of A: M, price, HC
        -> M: slip
        <- ('yes', sig(A, 'yes', HC)), V
        HV is h(V)
        commit receipt with A: HC
        commit delivery whoever asks of M: HC
      M knows A, C; makes TID, date, N, V
        <- 'goods', C, price, salt, CID
        HV is h(V)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        running invoice whoever asks of C: HC
        -> C: ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        <- slip
        HD is h('goods', salt)
        running order with A: HC
        -> A: ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, HV)
        <- 'yes', SA
        SA is sig(A, 'yes', HC)
        commit authorisation with A: HC
        running delivery whoever asks of C: HC
        -> C: ('yes', SA), V
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
      J knows A; looks up what others share
        <- ((price, HC, C), card(C,A), Rc, pin(C,A)), ((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV
        HC is h(((price, M, TID, date, N), h((Rc, C), card(C,A)), HD), HV)
        commit origin whoever asks of C: M, price, HC
      Q as in 1kp
      3kp: 3KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof, agreement of invoice, agreement of delivery
      C knows M, A; makes price, salt, Rc
        CID is h((Rc, C), card(C,A))
        -> M: 'goods', C, price, salt, CID
        <- ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        commit invoice whoever asks of M: HC
        CAN is card(C,A)
        secret card with A: CAN
        slip is {(price, HC, C), card(C,A), Rc, pin(C,A)}pk(A)
        SC is sig(C, slip, HC)
        running payment with A: M, price, HC
        running origin whoever asks of A: M, price, HC
        -> M: slip, SC
        <- ('yes', sig(A, 'yes', HC)), V
        HV is h(V)
        commit receipt with A: HC
        commit delivery whoever asks of M: HC
      M knows A, C; makes TID, date, N, V
        <- 'goods', C, price, salt, CID
        HV is h(V)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        running invoice whoever asks of C: HC
        -> C: ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        <- slip, SC
        SC is sig(C, slip, HC)
        HD is h('goods', salt)
        running order with A: HC
        -> A: ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, HV), SC
        <- 'yes', SA
        SA is sig(A, 'yes', HC)
        commit authorisation with A: HC
        running delivery whoever asks of C: HC
        -> C: ('yes', SA), V
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
      J knows A; looks up what others share
        <- (C, slip, HC), sig(C, slip, HC), ((price, M, TID, date, N), CID, HD), HV
        HC is h(((price, M, TID, date, N), CID, HD), HV)
        commit origin whoever asks of C: M, price, HC
      Q as in 1kp
      2kp-repaired: 2KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof, agreement of invoice, agreement of delivery
      C as in 2kp
      M knows A, C; makes TID, date, N, V
        <- 'goods', C, price, salt, CID
        HV is h(V)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        running invoice whoever asks of C: HC
        -> C: ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        <- slip
        HD is h('goods', salt)
        running order with A: HC
        -> A: ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, slip)
        <- 'yes', SA
        SA is sig(A, 'yes', HC)
        commit authorisation with A: HC
        running delivery whoever asks of C: HC
        -> C: ('yes', SA), V
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
      J as in 2kp
      Q as in 1kp
      3kp-repaired: 3KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof, agreement of invoice, agreement of delivery
      C as in 3kp
      M knows A, C; makes TID, date, N, V
        <- 'goods', C, price, salt, CID
        HV is h(V)
        HC is h(((price, M, TID, date, N), CID, h('goods', salt)), HV)
        running invoice whoever asks of C: HC
        -> C: ((M, TID, date, N, HC), HV), sig(M, HC, HV)
        <- slip, SC
        SC is sig(C, slip, HC)
        HD is h('goods', salt)
        running order with A: HC
        -> A: ((M, TID, date, N, HC), HV), (HD, slip), sig(M, HC, slip), SC
        <- 'yes', SA
        SA is sig(A, 'yes', HC)
        commit authorisation with A: HC
        running delivery whoever asks of C: HC
        -> C: ('yes', SA), V
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
      J as in 3kp
      Q as in 1kp
      3kp-again: 3KP (Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000)
      sorts: price price price′, salt salt salt′, blinding Rc Rc′, transaction TID TID′, nonce N N′, date date date′, opening V V′, digest HV HC HD CID HV′ HC′ HD′ CID′, card CAN CAN′, encryption slip slip′, signature SC SA SC′ SA′, agent C′ M′
      believed: secrecy of card, agreement of payment, injective agreement of payment, agreement of receipt, agreement of order, agreement of authorisation, agreement of origin, agreement of proof, agreement of invoice, agreement of delivery
      C as in 3kp
      M as in 3kp
      A as in 3kp
      J as in 3kp
      Q as in 1kp
    `),
  );
});
