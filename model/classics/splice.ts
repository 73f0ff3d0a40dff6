/**
 * The exchange between client and server of SPLICE/AS, its certificates taken for granted: a
 * signature outside of what is encrypted can be replaced by another one (Clark & Jacob 1997, 6.8.1,
 * after Lowe), and a form that names the sender inside.
 *
 * Refuses the attacks on its certificates (Hwang & Chen 1995): a script takes public keys from a
 * directory and sends none.
 */
import { atom, atoms, encryptedTo, joined, signedBy, text } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state } from '../script/steps.ts';
import { attacked, type Classic, couple, holding, initiator, role, secrecyOf } from './classic.ts';

/** The exchange; `inside`: whether the sender is named in what is encrypted. */
function splice(inside: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const challenge = encryptedTo('B', inside ? atoms('N', 'A') : atom('N'));
  const signature = signedBy('A', atoms('A', 'T', 'X'));
  const first = joined(atoms('A', 'B', 'T', 'X'), signature);
  const answer = encryptedTo('A', joined(atoms('B', 'N'), text('and one')));
  return {
    sorts: { T: 'timestamp', N: 'nonce', X: 'encryption' },
    trusted: [],
    beliefs: [secrecyOf('nonce')],
    roles: [
      role('A', { knows: ['B'], makes: ['T', 'N'] }, [
        match('X', challenge),
        state('secret', 'nonce', ['B', 'N']),
        send('B', first),
        receive(joined(atoms('B', 'A'), answer)),
      ]),
      role('B', {}, [
        receive(first),
        match('X', challenge),
        send('A', joined(atoms('B', 'A'), answer)),
      ]),
    ],
  };
}

/** As published, after the certificates have come. */
const spliceAs: Protocol = {
  id: 'splice',
  title: 'SPLICE/AS, the exchange',
  source: 'Yamaguchi, Okayama & Miyahara, 1990; Clark & Jacob 1997, 6.8.1',
  ...splice(false),
};

/** With the sender's name encrypted. */
const spliceNamed: Protocol = {
  id: 'splice-named',
  title: 'SPLICE/AS, the sender named inside',
  source: 'Clark & Jacob 1997, 6.8.3',
  ...splice(true),
};

const seats = [...couple, initiator('a', 'i')];

/** With what is published about them. */
export const spliceClassics: readonly Classic[] = [
  {
    protocol: spliceAs,
    verdicts: [
      attacked('secrecy of nonce', {
        by: 'Clark & Jacob 1997',
        note: 'the insider signs what the client has encrypted, and is answered',
        seats,
      }),
    ],
  },
  {
    protocol: spliceNamed,
    verdicts: [
      holding('secrecy of nonce', {
        by: 'Clark & Jacob 1997',
        note: 'what is encrypted says whose it is',
        seats,
      }),
    ],
  },
];
