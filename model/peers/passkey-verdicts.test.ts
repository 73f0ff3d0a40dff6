import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { passkeyPeers } from './passkey.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('the passkey’s confirmation, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(passkeyPeers)).toEqual(
    linesOf(`
      passkey, main: Passkey: in a session encrypted to the bank
        C to S by nobody, log-on 0
        trusts the bank with the money; nobody with the evidence
        secret = secrecy of order, meant = agreement of payment, once = injective agreement of payment, answer = agreement of answer, origin = agreement of origin, receipt = agreement of receipt
        network: c=C(S s) s=S()
        network, twice: c=C(S s) s=S() s=S()
        customer, insider: c=C(S s) s=S()
        customer, twice, insider: c=C(S s) s=S() s=S()
        authority, insider: c=C(S i)
        origin, insider: c=C(S i) j=J()
        receipt, insider: s=S() q=Q()
        holds: injective agreement of payment under network, twice [W3C SPC] the challenge is the bank’s and new each time
        holds: agreement of payment under customer [W3C SPC] payee and amount are signed: dynamic linking
        holds: agreement of origin under origin [ours] nobody else makes the authenticator’s signature, as long as the passkey is in one hand
      passkey-bare: Passkey: without any session around it
        C to S by nobody, log-on 0
        trusts the bank with the money; nobody with the evidence
        secret = secrecy of order, meant = agreement of payment, once = injective agreement of payment, answer = agreement of answer, origin = agreement of origin, receipt = agreement of receipt
        network: c=C(S s) s=S()
        network, twice: c=C(S s) s=S() s=S()
        customer, insider: c=C(S s) s=S()
        customer, twice, insider: c=C(S s) s=S() s=S()
        authority, insider: c=C(S i)
        origin, insider: c=C(S i) j=J()
        receipt, insider: s=S() q=Q()
        holds: injective agreement of payment under network, twice [W3C SPC] the challenge is the bank’s and new each time
        holds: agreement of payment under customer [W3C SPC] payee and amount are signed: dynamic linking
        holds: agreement of origin under origin [ours] nobody else makes the authenticator’s signature, as long as the passkey is in one hand
    `),
  );
});
