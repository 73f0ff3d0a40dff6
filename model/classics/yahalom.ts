/**
 * Yahalom (`with-server.ts`), Burrows, Abadi & Needham's simplification of it, whose nonce in the
 * clear lets a type flaw in (Syverson 1994), and Carlsen's protocol with the server in the middle.
 */
import { atom, atoms, joined, underKey, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  attacked,
  type Classic,
  holding,
  injectiveOf,
  responder,
  role,
  secrecyOf,
  trio,
} from './classic.ts';
import { yahalom } from './with-server.ts';

const asked = underShared(['B', 'S'], atoms('A', 'Na'));
const forA = underShared(['A', 'S'], atoms('B', 'Kab', 'Na'));
const forB = underShared(['B', 'S'], atoms('A', 'Kab', 'Nb'));
const beliefs = [secrecyOf('key'), injectiveOf('key')];

/** The responder's nonce goes in the clear. */
const yahalomBan: Protocol = {
  id: 'yahalom-ban',
  title: 'Yahalom, BAN simplified',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989',
  sorts: { Na: 'nonce', Nb: 'nonce', Kab: 'key', X: 'box' },
  trusted: ['S'],
  beliefs,
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['Na'] }, [
      send('B', atoms('A', 'Na')),
      receive(joined(atom('Nb'), forA, atom('X'))),
      state('secret', 'key', ['B', 'Kab']),
      state('running', 'key', ['B', 'Kab', 'Nb']),
      send('B', joined(atom('X'), underKey('Kab', atom('Nb')))),
    ]),
    role('B', { knows: ['S'], makes: ['Nb'] }, [
      receive(atoms('A', 'Na')),
      send('S', joined(atoms('B', 'Nb'), asked)),
      receive(joined(forB, underKey('Kab', atom('Nb')))),
      state('secret', 'key', ['A', 'Kab']),
      state('commit', 'key', ['A', 'Kab', 'Nb']),
    ]),
    role('S', { makes: ['Kab'] }, [
      receive(joined(atoms('B', 'Nb'), asked)),
      send('A', joined(atom('Nb'), forA, forB)),
    ]),
  ],
};

const toA = underShared(['A', 'S'], atoms('Na', 'B', 'Kab'));
const toB = underShared(['B', 'S'], atoms('Kab', 'Nb', 'A'));

/** Carlsen's secret-key initiator protocol. */
const carlsen: Protocol = {
  id: 'carlsen',
  title: 'Carlsen’s secret key initiator',
  source: 'Carlsen, OSR 28(3), 1994',
  sorts: { Na: 'nonce', Nb: 'nonce', Mb: 'nonce', Kab: 'key', X: 'box' },
  trusted: ['S'],
  beliefs,
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['Na'] }, [
      send('B', atoms('A', 'Na')),
      receive(joined(toA, underKey('Kab', atom('Na')), atom('Mb'))),
      state('secret', 'key', ['B', 'Kab']),
      state('running', 'key', ['B', 'Kab', 'Mb']),
      send('B', underKey('Kab', atom('Mb'))),
    ]),
    role('B', { knows: ['S'], makes: ['Nb', 'Mb'] }, [
      receive(atoms('A', 'Na')),
      send('S', atoms('A', 'Na', 'B', 'Nb')),
      receive(joined(toB, atom('X'))),
      state('secret', 'key', ['A', 'Kab']),
      send('A', joined(atom('X'), underKey('Kab', atom('Na')), atom('Mb'))),
      receive(underKey('Kab', atom('Mb'))),
      state('commit', 'key', ['A', 'Kab', 'Mb']),
    ]),
    role('S', { makes: ['Kab'] }, [
      receive(atoms('A', 'Na', 'B', 'Nb')),
      send('B', joined(toB, toA)),
    ]),
  ],
};

/** With what is published about them. */
export const yahalomClassics: readonly Classic[] = [
  {
    protocol: yahalom,
    verdicts: [
      holding('secrecy of key', { by: 'Paulson 2001', note: 'proved inductively', seats: trio }),
      holding('injective agreement of key', {
        by: 'Paulson 2001',
        note: 'the responder authenticates the initiator by its secret nonce',
        seats: trio,
      }),
    ],
  },
  {
    protocol: yahalomBan,
    verdicts: [
      attacked('secrecy of key', {
        typing: 'untyped',
        by: 'Syverson 1994',
        note: 'a nonce made up of a key and the responder’s nonce passes for the ticket',
        seats: [responder('b'), responder('b')],
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'on typed messages',
        seats: trio,
      }),
      holding('injective agreement of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'on typed messages, no key lost',
        seats: trio,
      }),
    ],
  },
  {
    protocol: carlsen,
    verdicts: [
      holding('secrecy of key', { by: 'SPORE', note: 'no attack is known', seats: trio }),
      holding('injective agreement of key', {
        by: 'SPORE',
        note: 'no attack is known',
        seats: trio,
      }),
    ],
  },
];
