import { expect, test } from 'vitest';
import { linesOf } from '../script/testing/notation.ts';
import { lmppPeers } from './lmpp.ts';
import { peersPrinted } from './testing/printed.ts';

// Kills: somebody honest who is accused, a role that plays once where it is to play twice, a verdict turned round.
test('LMPP, reading by reading: who takes part, what is promised and what is published of it', () => {
  expect(peersPrinted(lmppPeers)).toEqual(
    linesOf(`
      lmpp, main: LMPP: as AVISPA’s library has it, without the time-stamp centre
        R to E by N, log-on 0
        trusts both operators
        secret = secrecy of order, meant = agreement of payment, once = injective agreement of payment, answer = agreement of answer
        network: r=R(E e, N n) n=N(O o) o=O(N n) e=E(O o)
        network, twice: r=R(E e, N n) n=N(O o) o=O(N n) e=E(O o) e=E(O o)
        between, insider: r=R(E e, N i) e=E(O i)
        between, twice, insider: r=R(E e, N i) e=E(O i) e=E(O i)
        authority, insider: r=R(E i, N n) n=N(O o) o=O(N n)
        holds: secrecy of order under network [AVISPA] what is bought is under the key of payer and payee
        holds: agreement of payment under network [AVISPA] weak authentication passes
        holds: agreement of answer under network [AVISPA] weak authentication passes
        attack: injective agreement of payment under network, twice [AVISPA] strong authentication fails: what the payee was told is told it again
    `),
  );
});
