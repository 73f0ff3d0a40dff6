/**
 * Denning & Sacco's protocol (CACM 1981, `with-server.ts`) with Lowe's handshake (1997), and its
 * descendant Kerberos with an authenticator (Burrows, Abadi & Needham 1989, section 6).
 *
 * Timestamps are fresh values: nothing here is too late. So what a clock would still take is taken.
 */
import { atom, atoms, joined, text, underKey, underShared } from '../script/message.ts';
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
import { denningSacco } from './with-server.ts';

const ticket = underShared(['B', 'S'], atoms('Kab', 'A', 'T'));
const grant = (inside: typeof ticket): typeof ticket =>
  underShared(['A', 'S'], joined(atoms('B', 'Kab', 'T'), inside));

/** With a handshake at the end. */
const denningSaccoLowe: Protocol = {
  id: 'denning-sacco-lowe',
  title: 'Denning-Sacco, Lowe’s',
  source: 'Lowe, Leicester 1997/5',
  sorts: { Kab: 'key', T: 'timestamp', X: 'box', Nb: 'nonce' },
  trusted: ['S'],
  beliefs: [secrecyOf('key'), injectiveOf('key')],
  roles: [
    role('A', { knows: ['B', 'S'] }, [
      send('S', atoms('A', 'B')),
      receive(grant(atom('X'))),
      state('secret', 'key', ['B', 'Kab']),
      send('B', atom('X')),
      receive(challenge),
      state('running', 'key', ['B', 'Kab', 'Nb']),
      send('B', answer),
    ]),
    role('B', { knows: ['S'], makes: ['Nb'] }, [
      receive(ticket),
      state('secret', 'key', ['A', 'Kab']),
      send('A', challenge),
      receive(answer),
      state('commit', 'key', ['A', 'Kab', 'Nb']),
    ]),
    role('S', { makes: ['Kab', 'T'] }, [receive(atoms('A', 'B')), send('A', grant(ticket))]),
  ],
};

const granted = underShared(['B', 'S'], atoms('T', 'L', 'Kab', 'A'));
const reply = (inside: typeof granted): typeof granted =>
  underShared(['A', 'S'], joined(atoms('T', 'L', 'Kab', 'B'), inside));
const authenticator = underKey('Kab', atoms('A', 'Ta'));
const echoed = underKey('Kab', joined(atom('Ta'), text('and one')));

/** Tickets with a lifetime, and an authenticator beside them. */
const kerberos: Protocol = {
  id: 'kerberos',
  title: 'Kerberos, simplified',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989, section 6',
  sorts: { T: 'timestamp', L: 'lifetime', Ta: 'timestamp', Kab: 'key', X: 'box' },
  trusted: ['S'],
  beliefs: [secrecyOf('key'), agreementOf('initiator'), injectiveOf('initiator')],
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['Ta'] }, [
      send('S', atoms('A', 'B')),
      receive(reply(atom('X'))),
      state('secret', 'key', ['B', 'Kab']),
      state('running', 'initiator', ['B', 'Kab', 'Ta']),
      send('B', joined(atom('X'), authenticator)),
      receive(echoed),
    ]),
    role('B', { knows: ['S'] }, [
      receive(joined(granted, authenticator)),
      state('commit', 'initiator', ['A', 'Kab', 'Ta']),
      send('A', echoed),
    ]),
    role('S', { makes: ['T', 'L', 'Kab'] }, [receive(atoms('A', 'B')), send('A', reply(granted))]),
  ],
};

/** With what is published about them. */
export const denningSaccoClassics: readonly Classic[] = [
  {
    protocol: denningSacco,
    verdicts: [
      attacked('injective agreement of key', {
        by: 'Lowe 1997',
        note: 'the responder takes the same ticket twice',
        seats: twice,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the key is good',
        seats: trio,
      }),
    ],
  },
  {
    protocol: denningSaccoLowe,
    verdicts: [
      holding('injective agreement of key', {
        by: 'Lowe 1997',
        note: 'the handshake ends the multiplicity attack',
        seats: twice,
      }),
      holding('secrecy of key', { by: 'Lowe 1997', note: 'as before', seats: trio }),
    ],
  },
  {
    protocol: kerberos,
    verdicts: [
      attacked('injective agreement of initiator', {
        by: 'Bellovin & Merritt 1990',
        note: 'an authenticator is taken again while its timestamp is good',
        seats: twice,
      }),
      holding('agreement of initiator', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the initiator has said it',
        seats: twice,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the key is good',
        seats: trio,
      }),
    ],
  },
];
