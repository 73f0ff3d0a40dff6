import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { setPeers } from './set-verdicts.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the dual signature left out; the gateway named where it is not.
test('SET, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(setPeers)).toEqual(
    linesOf(`
      set-unsigned: SET, unsigned (Visa & MasterCard 1997; Bella, Massacci & Paulson, JAR 36, 2006)
      sorts: order OD, amount Amt, card PAN, transaction LID, nonce XID, challenge ChC, answer ChM, key KC KM KP, code code, digest HOD HOI HPI HM, signature S, box X1, encryption X2
      believed: secrecy of card, secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of authorisation, agreement of sale, agreement of result, agreement of purchase, agreement of proof
      C knows M, P, B; makes LID, ChC, KC
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        PAN is card(C,B)
        -> M: LID, ChC
        <- (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        HOI is h(LID, XID, ChC, HOD, ChM)
        HPI is h((LID, XID, HOD, Amt, M), C, PAN)
        X1 is {((LID, XID, HOD, Amt, M), HOI), h(C, PAN)}KC
        HM is h((LID, XID, HOD, Amt, M), HOI)
        X2 is {KC, (C, PAN), HM}pk(P)
        secret card with P: PAN
        secret order with M: OD
        running payment with P: M, LID, XID, Amt, HOD
        running purchase whoever asks of P: M, LID, XID, Amt, HOD
        -> M: X1, X2, ChM, HPI
        <- ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
        commit sale with M: LID, XID, Amt
        commit result with P: LID, XID, Amt
      M knows C, P; makes XID, ChM, KM
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        <- LID, ChC
        -> C: (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        <- X1, X2, ChM, HPI
        HOI is h(LID, XID, ChC, HOD, ChM)
        running order with P: LID, XID, HOD
        -> P: M, (X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, (LID, XID, HOI, HOD), h(X1, X2))}KM
        <- code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
        commit authorisation with P: LID, XID, Amt
        running sale with C: LID, XID, Amt
        -> C: ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
      P knows B; makes KP, code; looks up what others share
        <- M, (X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, (LID, XID, HOI, HOD), h(X1, X2))}KM
        X2 is {KC, (C, PAN), HM}pk(P)
        PAN is card(C,B)
        X1 is {((LID, XID, HOD, Amt, M), HOI), h(C, PAN)}KC
        HM is h((LID, XID, HOD, Amt, M), HOI)
        commit payment with C: M, LID, XID, Amt, HOD
        commit order with M: LID, XID, HOD
        running authorisation with M: LID, XID, Amt
        running result with C: LID, XID, Amt
        running proof whoever asks of M: LID, XID, Amt
        -> M: code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
      J knows B; looks up what others share
        <- (C, P, HOI), (LID, XID, HOD, Amt, M), C, PAN
        PAN is card(C,B)
        commit purchase whoever asks of C: M, LID, XID, Amt, HOD
      Q
        <- (P, code), ((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))
        commit proof whoever asks of P: LID, XID, Amt
      B
      set-signed: SET, signed (Visa & MasterCard 1997; Bella, Massacci & Paulson, JAR 36, 2006)
      sorts: order OD, amount Amt, card PAN, transaction LID, nonce XID, challenge ChC, answer ChM, key KC KM KP, code code, digest HOD HOI HPI HM, signature S, box X1, encryption X2
      believed: secrecy of card, secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of authorisation, agreement of sale, agreement of result, agreement of purchase, agreement of proof
      C knows M, P, B; makes LID, ChC, KC
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        PAN is card(C,B)
        -> M: LID, ChC
        <- (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        HOI is h(LID, XID, ChC, HOD, ChM)
        HPI is h((LID, XID, HOD, Amt, M), C, PAN)
        S is sig(C, HPI, HOI)
        X1 is {((LID, XID, HOD, Amt, M), HOI), h(C, PAN)}KC
        X2 is {KC, C, PAN}pk(P)
        secret card with P: PAN
        secret order with M: OD
        running payment with P: M, LID, XID, Amt, HOD
        running purchase whoever asks of P: M, LID, XID, Amt, HOD
        -> M: (X1, X2, ChM, HPI), S
        <- ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
        commit sale with M: LID, XID, Amt
        commit result with P: LID, XID, Amt
      M knows C, P; makes XID, ChM, KM
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        <- LID, ChC
        -> C: (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        <- (X1, X2, ChM, HPI), S
        HOI is h(LID, XID, ChC, HOD, ChM)
        S is sig(C, HPI, HOI)
        running order with P: LID, XID, HOD
        -> P: M, (S, X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, (LID, XID, HOI, HOD), h(S, X1, X2))}KM
        <- code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
        commit authorisation with P: LID, XID, Amt
        running sale with C: LID, XID, Amt
        -> C: ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
      P knows B; makes KP, code; looks up what others share
        <- M, (S, X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, (LID, XID, HOI, HOD), h(S, X1, X2))}KM
        X2 is {KC, C, PAN}pk(P)
        PAN is card(C,B)
        X1 is {((LID, XID, HOD, Amt, M), HOI), h(C, PAN)}KC
        S is sig(C, h((LID, XID, HOD, Amt, M), C, PAN), HOI)
        commit payment with C: M, LID, XID, Amt, HOD
        commit order with M: LID, XID, HOD
        running authorisation with M: LID, XID, Amt
        running result with C: LID, XID, Amt
        running proof whoever asks of M: LID, XID, Amt
        -> M: code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
      J knows B; looks up what others share
        <- ((C, P, HOI), (LID, XID, HOD, Amt, M), C, PAN), sig(C, h((LID, XID, HOD, Amt, M), C, PAN), HOI)
        PAN is card(C,B)
        commit purchase whoever asks of C: M, LID, XID, Amt, HOD
      Q as in set-unsigned
      B as in set-unsigned
      set-signed-request: SET, signed (Visa & MasterCard 1997; Bella, Massacci & Paulson, JAR 36, 2006)
      sorts: order OD, amount Amt, card PAN, transaction LID, nonce XID, challenge ChC, answer ChM, key KC KM KP, code code, digest HOD HOI HPI HM, signature S, box X1, encryption X2
      believed: secrecy of card, secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of authorisation, agreement of sale, agreement of result, agreement of purchase, agreement of proof
      C as in set-signed
      M knows C, P; makes XID, ChM, KM
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        <- LID, ChC
        -> C: (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        <- (X1, X2, ChM, HPI), S
        HOI is h(LID, XID, ChC, HOD, ChM)
        S is sig(C, HPI, HOI)
        running order with P: LID, XID, HOD
        -> P: M, (S, X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, LID, XID, HOI, HOD)}KM
        <- code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
        commit authorisation with P: LID, XID, Amt
        running sale with C: LID, XID, Amt
        -> C: ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
      P knows B; makes KP, code; looks up what others share
        <- M, (S, X1, X2), {KM}pk(P), {(LID, XID, HOI, HOD), sig(M, LID, XID, HOI, HOD)}KM
        X2 is {KC, C, PAN}pk(P)
        PAN is card(C,B)
        X1 is {((LID, XID, HOD, Amt, M), HOI), h(C, PAN)}KC
        S is sig(C, h((LID, XID, HOD, Amt, M), C, PAN), HOI)
        commit payment with C: M, LID, XID, Amt, HOD
        commit order with M: LID, XID, HOD
        running authorisation with M: LID, XID, Amt
        running result with C: LID, XID, Amt
        running proof whoever asks of M: LID, XID, Amt
        -> M: code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
      J as in set-signed
      Q as in set-unsigned
      B as in set-unsigned
      set-named: SET, signed (Visa & MasterCard 1997; Bella, Massacci & Paulson, JAR 36, 2006)
      sorts: order OD, amount Amt, card PAN, transaction LID, nonce XID, challenge ChC, answer ChM, key KC KM KP, code code, digest HOD HOI HPI HM, signature S, box X1, encryption X2
      believed: secrecy of card, secrecy of order, agreement of payment, injective agreement of payment, agreement of order, agreement of authorisation, agreement of sale, agreement of result, agreement of purchase, agreement of proof
      C knows M, P, B; makes LID, ChC, KC
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        PAN is card(C,B)
        -> M: LID, ChC
        <- (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        HOI is h(LID, XID, ChC, HOD, ChM)
        HPI is h(((LID, XID, HOD, Amt, M), P), C, PAN)
        S is sig(C, HPI, HOI)
        X1 is {(((LID, XID, HOD, Amt, M), P), HOI), h(C, PAN)}KC
        X2 is {KC, C, PAN}pk(P)
        secret card with P: PAN
        secret order with M: OD
        running payment with P: M, LID, XID, Amt, HOD
        running purchase whoever asks of P: M, LID, XID, Amt, HOD
        -> M: (X1, X2, ChM, HPI), S
        <- ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
        commit sale with M: LID, XID, Amt
        commit result with P: LID, XID, Amt
      M knows C, P; makes XID, ChM, KM
        OD is order(C,M)
        Amt is amount(C,M)
        HOD is h(OD, Amt)
        <- LID, ChC
        -> C: (LID, XID, ChC, ChM, P), sig(M, LID, XID, ChC, ChM, P)
        <- (X1, X2, ChM, HPI), S
        HOI is h(LID, XID, ChC, HOD, ChM)
        S is sig(C, HPI, HOI)
        running order with P: LID, XID, HOD
        -> P: M, (S, X1, X2), {KM}pk(P), {((LID, XID, HOI, HOD), P), sig(M, ((LID, XID, HOI, HOD), P), h(S, X1, X2))}KM
        <- code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
        commit authorisation with P: LID, XID, Amt
        running sale with C: LID, XID, Amt
        -> C: ((LID, XID, ChC), h(Amt)), sig(M, (LID, XID, ChC), h(Amt))
      P knows B; makes KP, code; looks up what others share
        <- M, (S, X1, X2), {KM}pk(P), {((LID, XID, HOI, HOD), P), sig(M, ((LID, XID, HOI, HOD), P), h(S, X1, X2))}KM
        X2 is {KC, C, PAN}pk(P)
        PAN is card(C,B)
        X1 is {(((LID, XID, HOD, Amt, M), P), HOI), h(C, PAN)}KC
        S is sig(C, h(((LID, XID, HOD, Amt, M), P), C, PAN), HOI)
        commit payment with C: M, LID, XID, Amt, HOD
        commit order with M: LID, XID, HOD
        running authorisation with M: LID, XID, Amt
        running result with C: LID, XID, Amt
        running proof whoever asks of M: LID, XID, Amt
        -> M: code, {KP}pk(M), {((LID, XID, Amt), h(code)), sig(P, (LID, XID, Amt), h(code))}KP
      J knows B; looks up what others share
        <- ((C, P, HOI), ((LID, XID, HOD, Amt, M), P), C, PAN), sig(C, h(((LID, XID, HOD, Amt, M), P), C, PAN), HOI)
        PAN is card(C,B)
        commit purchase whoever asks of C: M, LID, XID, Amt, HOD
      Q as in set-unsigned
      B as in set-unsigned
    `),
  );
});
