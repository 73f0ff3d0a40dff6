import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { lsmPeers } from './lsm.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('LSM, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(lsmPeers)).toEqual(
    linesOf(`
      lsm, main: LSM: the gateway signs for the customer; a request is taken as often as it comes
        H to S by G, log-on 0
        trusts the gateway, which reads everything and can order; the server
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of answer, origin = agreement of origin, receipt = agreement of receipt
        network: h=H(G g, S s) g=G(S s) s=S()
        network, twice: h=H(G g, S s) g=G(S s) s=S() s=S()
        customer, insider: h=H(G g, S s) g=G(S s) s=S()
        customer, twice, insider: h=H(G g, S s) g=G(S s) s=S() s=S()
        between, insider: h=H(G i, S s) s=S()
        between, twice, insider: h=H(G i, S s) s=S() s=S()
        authority, insider: h=H(G g, S i) g=G(S i)
        origin, insider: h=H(G i, S i) j=J(G i, S i)
        receipt, insider: s=S() q=Q(S s)
        holds: secrecy of request under customer [Lam et al. 2003] both legs are encrypted, and the gateway is honest
        attack: secrecy of request under between [Rice & Zhu 2009] the gateway decrypts and encrypts again: it reads what passes, as a WAP gateway does
        holds: agreement of request under customer [Lam et al. 2003] the password is known to handheld, gateway and server alone
        attack: agreement of request under between [ours] the gateway has the password and orders what it likes
        attack: agreement of origin under origin [ours] the gateway signs what the handheld never asked for
      lsm-token, main: LSM: the handheld’s token signs each request; the server remembers requests
        H to S by G, log-on 0, S takes N once
        trusts the gateway, which reads everything; the server
        secret = secrecy of request, meant = agreement of request, once = injective agreement of request, answer = agreement of answer, origin = agreement of origin, receipt = agreement of receipt
        network: h=H(G g, S s) g=G(S s) s=S()
        network, twice: h=H(G g, S s) g=G(S s) s=S()
          S
            <- G, {(R, N), H, password(H,S)}pk(S), sig(H, 'request', H, R, N)
            commit request with H: R, N
            running answer with H: R, N
            running receipt whoever asks of H: H, R, N
            -> G: ('done', (H, N), h(R)), sig(S, 'done', (H, N), h(R))
            <- G′, {(R′, N′), H′, password(H′,S)}pk(S), sig(H′, 'request', H′, R′, N′)
            N′ is not N
            commit request with H′: R′, N′
            running answer with H′: R′, N′
            running receipt whoever asks of H′: H′, R′, N′
            -> G: ('done', (H′, N′), h(R′)), sig(S, 'done', (H′, N′), h(R′))
        customer, insider: h=H(G g, S s) g=G(S s) s=S()
        customer, twice, insider: h=H(G g, S s) g=G(S s) s=S()
          S as before
        between, insider: h=H(G i, S s) s=S()
        between, twice, insider: h=H(G i, S s) s=S()
          S as before
        authority, insider: h=H(G g, S i) g=G(S i)
        origin, insider: h=H(G i, S i) j=J(G i, S i)
        receipt, insider: s=S() q=Q(S s)
        holds: secrecy of request under customer [Lam et al. 2003] both legs are encrypted, and the gateway is honest
        attack: secrecy of request under between [Rice & Zhu 2009] the gateway decrypts and encrypts again: it reads what passes, as a WAP gateway does
        holds: agreement of request under customer [Lam et al. 2003] the password is known to handheld, gateway and server alone
        holds: agreement of request under between [ours] the token’s signature names the request, and the gateway cannot make it
        holds: agreement of origin under origin [Lam et al. 2003] the token signs the request itself: non-repudiation by a tamper-resistant device
    `),
  );
});
