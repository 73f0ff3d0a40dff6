import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { kslPeers } from './ksl.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: a MAC that leaves a field out.
test('KSL, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(kslPeers)).toEqual(
    linesOf(`
      ksl: KSL (Kungpisdan, Srinivasan & Le, ITCC 2004)
      sorts: order OI OI′, price price price′, transaction TID TID′, digest HO V A HO′ V′ A′, next-key KX KZ KX′ KZ′, agent C′ M′
      believed: secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of answer, agreement of origin, agreement of receipt
      C knows M, B; makes OI, price
        KX is next-key(C,M)
        HO is h(OI)
        -> M: C, 'request'
        <- {TID, M}k(C,M)
        V is h(account-key(C,B), h(account-key(C,B), price, HO, M))
        secret order with M: OI
        running payment with B: M, price, HO
        running origin whoever asks of B: M, price, HO
        -> M: {(OI, price, C, B), V}k(C,M), h(next-key(C,M), h(next-key(C,M), OI, price, C, B))
        <- {h('yes', HO, h(account-key(C,B)))}KX
        commit answer with B: price, HO
      M knows P; makes TID
        <- C, 'request'
        KX is next-key(C,M)
        KZ is next-key(M,P)
        -> C: {TID, M}k(C,M)
        <- {(OI, price, C, B), V}k(C,M), h(next-key(C,M), h(next-key(C,M), OI, price, C, B))
        HO is h(OI)
        running order whoever asks of P: TID, price, HO
        -> P: M, {V, TID, price, HO, C, B}k(M,P), h(next-key(M,P), h(next-key(M,P), V, TID, price, HO, C, B))
        <- {'yes', HO, A}KZ
        -> C: {A}KX
      P knows B
        <- M, {V, TID, price, HO, C, B}k(M,P), h(next-key(M,P), h(next-key(M,P), V, TID, price, HO, C, B))
        KZ is next-key(M,P)
        -> B: 'bank', {V, TID, price, HO, C, M}k(B,P)
        <- {'approved', (TID, HO), A}k(B,P)
        -> M: {'yes', HO, A}KZ
      B knows P
        <- 'bank', {V, TID, price, HO, C, M}k(B,P)
        V is h(account-key(C,B), h(account-key(C,B), price, HO, M))
        commit payment with C: M, price, HO
        commit order whoever asks of M: TID, price, HO
        running answer with C: price, HO
        running receipt whoever asks of P: C, HO
        -> P: {'approved', (TID, HO), h('yes', HO, h(account-key(C,B)))}k(B,P)
      J knows B; looks up what others share
        <- C, (price, HO, M), V
        V is h(account-key(C,B), h(account-key(C,B), price, HO, M))
        commit origin whoever asks of C: M, price, HO
      Q knows B; looks up what others share
        <- (C, HO), A
        A is h('yes', HO, h(account-key(C,B)))
        commit receipt whoever asks of B: C, HO
      ksl-again: KSL (Kungpisdan, Srinivasan & Le, ITCC 2004)
      sorts: order OI OI′, price price price′, transaction TID TID′, digest HO V A HO′ V′ A′, next-key KX KZ KX′ KZ′, agent C′ M′
      believed: secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of answer, agreement of origin, agreement of receipt
      C as in ksl
      M as in ksl
      P as in ksl
      B as in ksl
      J as in ksl
      Q as in ksl
    `),
  );
});
