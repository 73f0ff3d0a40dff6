/**
 * Needham & Schroeder's public-key protocol (CACM 1978), without the server that hands out keys,
 * and Lowe's repair of it (IPL 1995): the responder's name in the second message.
 */
import { atoms, encryptedTo } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import { attacked, type Classic, holding, initiator, responder } from './classic.ts';

const beliefs: Protocol['beliefs'] = [
  { belief: 'secrecy', about: 'Na' },
  { belief: 'secrecy', about: 'Nb' },
  { belief: 'agreement', about: 'responder', injective: true },
  { belief: 'agreement', about: 'initiator', injective: true },
];

/** The protocol; `named`: whether the second message names the responder. */
function publicKeyProtocol(named: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted'> {
  const second = encryptedTo('A', named ? atoms('Na', 'Nb', 'B') : atoms('Na', 'Nb'));
  const first = encryptedTo('B', atoms('Na', 'A'));
  const third = encryptedTo('B', atoms('Nb'));
  return {
    sorts: { Na: 'nonce', Nb: 'nonce' },
    trusted: [],
    roles: [
      {
        name: 'A',
        knows: ['B'],
        makes: ['Na'],
        steps: [
          state('secret', 'Na', ['B', 'Na']),
          send('B', first),
          receive(second),
          state('secret', 'Nb', ['B', 'Nb']),
          state('running', 'initiator', ['B', 'Na', 'Nb']),
          state('commit', 'responder', ['B', 'Na', 'Nb']),
          send('B', third),
        ],
      },
      {
        name: 'B',
        knows: [],
        makes: ['Nb'],
        steps: [
          receive(first),
          state('running', 'responder', ['A', 'Na', 'Nb']),
          send('A', second),
          receive(third),
          state('secret', 'Na', ['A', 'Na']),
          state('secret', 'Nb', ['A', 'Nb']),
          state('commit', 'initiator', ['A', 'Na', 'Nb']),
        ],
      },
    ],
  };
}

/** As published. */
export const needhamSchroeder: Protocol = {
  id: 'nspk',
  title: 'Needham-Schroeder public key',
  source: 'Needham & Schroeder, CACM 21(12), 1978',
  beliefs,
  ...publicKeyProtocol(false),
};

/** As repaired. */
export const needhamSchroederLowe: Protocol = {
  id: 'nsl',
  title: 'Needham-Schroeder-Lowe',
  source: 'Lowe, IPL 56(3), 1995',
  beliefs,
  ...publicKeyProtocol(true),
};

const seats = [initiator('a', 'i'), initiator('a', 'b'), responder('b')];

/** With what is published about them. */
export const publicKeyClassics: readonly Classic[] = [
  {
    protocol: needhamSchroeder,
    verdicts: [
      attacked('injective agreement of initiator', {
        by: 'Lowe 1995',
        note: 'who talks to the insider is passed off as talking to the responder',
        seats,
      }),
      attacked('secrecy of Nb', { by: 'Lowe 1995', note: 'by the same attack', seats }),
      attacked('secrecy of Na', {
        by: 'Lowe 1995',
        note: 'by the same attack: the responder takes the insider’s nonce for a secret',
        seats,
      }),
      holding('injective agreement of responder', {
        by: 'Lowe 1995',
        note: 'the attack deceives the responder alone',
        seats,
      }),
    ],
  },
  {
    protocol: needhamSchroederLowe,
    verdicts: [
      'injective agreement of initiator',
      'injective agreement of responder',
      'secrecy of Na',
      'secrecy of Nb',
    ].map((claim) =>
      holding(claim, { by: 'Lowe 1995', note: 'the responder’s name ends the attack', seats }),
    ),
  },
];
