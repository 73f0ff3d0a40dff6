/**
 * The Wide-Mouthed Frog (Burrows, Abadi & Needham 1989) and Lowe's repair with a handshake (1997).
 *
 * Timestamps are fresh values: nothing here is too late.
 */
import { atom, atoms, joined, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  agreementOf,
  answer,
  attacked,
  challenge,
  type Classic,
  holding,
  injectiveOf,
  role,
  secrecyOf,
  trio,
  twice,
} from './classic.ts';

const offered = joined(atom('A'), underShared(['A', 'S'], atoms('Ta', 'B', 'Kab')));
const delivered = underShared(['B', 'S'], atoms('Ts', 'A', 'Kab'));

/** The protocol; `shaken`: whether the two shake hands on the key. */
function frog(shaken: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted'> {
  const on = shaken ? ['Kab', 'Nb'] : ['Kab'];
  return {
    sorts: { Ta: 'timestamp', Ts: 'timestamp', Kab: 'key', Nb: 'nonce' },
    trusted: ['S'],
    roles: [
      role('A', { knows: ['B', 'S'], makes: ['Ta', 'Kab'] }, [
        state('secret', 'key', ['B', 'Kab']),
        ...(shaken ? [] : [state('running', 'key', ['B', ...on])]),
        send('S', offered),
        ...(shaken
          ? [receive(challenge), state('running', 'key', ['B', ...on]), send('B', answer)]
          : []),
      ]),
      role('B', { knows: ['S'], makes: shaken ? ['Nb'] : [] }, [
        receive(delivered),
        state('secret', 'key', ['A', 'Kab']),
        ...(shaken ? [send('A', challenge), receive(answer)] : []),
        state('commit', 'key', ['A', ...on]),
      ]),
      role('S', { makes: ['Ts'] }, [receive(offered), send('B', delivered)]),
    ],
  };
}

/** As published. */
const wideMouthedFrog: Protocol = {
  id: 'wide-mouthed-frog',
  title: 'Wide-Mouthed Frog',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989',
  beliefs: [secrecyOf('key'), agreementOf('key'), injectiveOf('key')],
  ...frog(false),
};

/** With a handshake. */
const wideMouthedFrogLowe: Protocol = {
  id: 'wide-mouthed-frog-lowe',
  title: 'Wide-Mouthed Frog, Lowe’s',
  source: 'Lowe, Leicester 1997/5',
  beliefs: [secrecyOf('key'), injectiveOf('key')],
  ...frog(true),
};

/** With what is published about them. */
export const wideMouthedFrogClassics: readonly Classic[] = [
  {
    protocol: wideMouthedFrog,
    verdicts: [
      attacked('injective agreement of key', {
        by: 'Lowe 1997',
        note: 'the server’s message is taken twice',
        seats: twice,
      }),
      holding('agreement of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the initiator has said it',
        seats: trio,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the key is good',
        seats: trio,
      }),
    ],
  },
  {
    protocol: wideMouthedFrogLowe,
    verdicts: [
      holding('injective agreement of key', {
        by: 'Lowe 1997',
        note: 'the handshake ends the multiplicity attack',
        seats: twice,
      }),
      holding('secrecy of key', { by: 'Lowe 1997', note: 'as before', seats: trio }),
    ],
  },
];
