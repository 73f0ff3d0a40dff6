/**
 * Needham & Schroeder's shared-key protocol (CACM 1978), which trusts an old session key for ever
 * (Denning & Sacco 1981), and the amended one (OSR 1987), in which the responder speaks first.
 */
import { atom, atoms, joined, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  answer,
  attacked,
  challenge,
  type Classic,
  earlier,
  holding,
  injectiveOf,
  responder,
  role,
  secrecyOf,
  server,
  trio,
} from './classic.ts';

/** The two protocols; `amended`: whether the ticket holds a nonce of the responder's. */
function sharedKeyProtocol(amended: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted'> {
  const first = underShared(['B', 'S'], atoms('A', 'N0'));
  const ticket = underShared(['B', 'S'], amended ? atoms('Kab', 'N0', 'A') : atoms('Kab', 'A'));
  const grant = (inside: typeof ticket): typeof ticket =>
    underShared(['A', 'S'], joined(atoms('Na', 'B', 'Kab'), inside));
  const asks = (of: typeof ticket): typeof ticket =>
    amended ? joined(atoms('A', 'B', 'Na'), of) : atoms('A', 'B', 'Na');
  return {
    sorts: { Na: 'nonce', Nb: 'nonce', N0: 'nonce', Kab: 'key', X: 'box', Y: 'box' },
    trusted: ['S'],
    roles: [
      role('A', { knows: ['B', 'S'], makes: ['Na'] }, [
        ...(amended ? [send('B', atom('A')), receive(atom('Y'))] : []),
        send('S', asks(atom('Y'))),
        receive(grant(atom('X'))),
        state('secret', 'key', ['B', 'Kab']),
        send('B', atom('X')),
        receive(challenge),
        state('running', 'key', ['B', 'Kab', 'Nb']),
        send('B', answer),
      ]),
      role('B', { knows: ['S'], makes: amended ? ['N0', 'Nb'] : ['Nb'] }, [
        ...(amended ? [receive(atom('A')), send('A', first)] : []),
        receive(ticket),
        state('secret', 'key', ['A', 'Kab']),
        send('A', challenge),
        receive(answer),
        state('commit', 'key', ['A', 'Kab', 'Nb']),
      ]),
      role('S', { makes: ['Kab'] }, [receive(asks(first)), send('A', grant(ticket))]),
    ],
  };
}

const beliefs = [secrecyOf('key'), injectiveOf('key')];

/** As published. */
const needhamSchroederShared: Protocol = {
  id: 'nssk',
  title: 'Needham-Schroeder shared key',
  source: 'Needham & Schroeder, CACM 21(12), 1978',
  beliefs,
  ...sharedKeyProtocol(false),
};

/** As amended. */
const needhamSchroederAmended: Protocol = {
  id: 'nssk-amended',
  title: 'Needham-Schroeder shared key, amended',
  source: 'Needham & Schroeder, OSR 21(1), 1987',
  beliefs,
  ...sharedKeyProtocol(true),
};

const lost = { role: 'A', key: 'Kab' } as const;
const pastAndNow = [earlier('a', 'b'), responder('b'), responder('b'), server];

/** With what is published about them. */
export const needhamSchroederClassics: readonly Classic[] = [
  {
    protocol: needhamSchroederShared,
    verdicts: [
      attacked('injective agreement of key', {
        by: 'Denning & Sacco 1981',
        note: 'the ticket of a session whose key is lost is sent again',
        seats: pastAndNow,
        lost,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'as long as no key is lost',
        seats: trio,
      }),
    ],
  },
  {
    protocol: needhamSchroederAmended,
    verdicts: [
      holding('injective agreement of key', {
        by: 'Needham & Schroeder 1987',
        note: 'the ticket answers a nonce of the responder’s: an old one is refused',
        seats: pastAndNow,
        lost,
      }),
      holding('secrecy of key', {
        by: 'Needham & Schroeder 1987',
        note: 'as long as no key is lost',
        seats: trio,
      }),
    ],
  },
];
