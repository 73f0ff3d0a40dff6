import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { lsmPeers } from './lsm.ts';
import { scriptsPrinted } from './testing/printed.ts';

// Message by message after the sources that are named in it. Kills: the token’s signature left to the gateway.
test('LSM, reading by reading: who sends, believes and knows what', () => {
  expect(scriptsPrinted(lsmPeers)).toEqual(
    linesOf(`
      lsm: LSM (Lam, Chung, Gu & Sun, Computer Communications 26, 2003; section 3.2 of the paper)
      sorts: nonce NG N NG′ N′, order R R′, password W W′, signature T X T′ X′, agent G′ H′
      believed: secrecy of request, secrecy of password, agreement of request, injective agreement of request, agreement of answer, agreement of origin, agreement of receipt
      H knows G, S; makes R, N
        -> G: H, 'hello'
        <- NG, 'challenge'
        secret request with S: R
        running request with S: R, N
        running origin whoever asks of S: R, N
        -> G: {NG, (R, N), H, password(H,S)}k(H,G)
        <- {('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))}k(H,G)
        commit answer with S: R, N
      G knows S; makes NG
        <- H, 'hello'
        -> H: NG, 'challenge'
        <- {NG, (R, N), H, W}k(H,G)
        -> S: G, {(R, N), H, W}pk(S), sig(G, 'request', H, R, N)
        <- ('done', (H, N), h(R)), X
        X is sig(S, 'done', (H, N), h(R))
        -> H: {('done', (H, N), h(R)), X}k(H,G)
      S
        <- G, {(R, N), H, password(H,S)}pk(S), sig(G, 'request', H, R, N)
        commit request with H: R, N
        running answer with H: R, N
        running receipt whoever asks of H: H, R, N
        -> G: ('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))
      J knows G, S
        <- (H, R, N), sig(G, 'request', H, R, N)
        commit origin whoever asks of H: R, N
      Q knows S
        <- R, ('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))
        commit receipt whoever asks of S: H, R, N
      lsm-token: LSM (Lam, Chung, Gu & Sun, Computer Communications 26, 2003; section 3.2 of the paper)
      sorts: nonce NG N NG′ N′, order R R′, password W W′, signature T X T′ X′, agent G′ H′
      believed: secrecy of request, secrecy of password, agreement of request, injective agreement of request, agreement of answer, agreement of origin, agreement of receipt
      H knows G, S; makes R, N
        -> G: H, 'hello'
        <- NG, 'challenge'
        secret request with S: R
        running request with S: R, N
        running origin whoever asks of S: R, N
        -> G: {NG, (R, N), H, password(H,S), sig(H, 'request', H, R, N)}k(H,G)
        <- {('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))}k(H,G)
        commit answer with S: R, N
      G knows S; makes NG
        <- H, 'hello'
        -> H: NG, 'challenge'
        <- {NG, (R, N), H, W, T}k(H,G)
        T is sig(H, 'request', H, R, N)
        -> S: G, {(R, N), H, W}pk(S), T
        <- ('done', (H, N), h(R)), X
        X is sig(S, 'done', (H, N), h(R))
        -> H: {('done', (H, N), h(R)), X}k(H,G)
      S
        <- G, {(R, N), H, password(H,S)}pk(S), sig(H, 'request', H, R, N)
        commit request with H: R, N
        running answer with H: R, N
        running receipt whoever asks of H: H, R, N
        -> G: ('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))
      J knows G, S
        <- (H, R, N), sig(H, 'request', H, R, N)
        commit origin whoever asks of H: R, N
      Q as in lsm
    `),
  );
});
