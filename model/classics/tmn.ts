/**
 * Tatebayashi, Matsuzaki & Newman's key distribution (CRYPTO 1989): the server says nothing of who
 * asked. Of its cipher only what every cipher does is modelled: no sums, no small exponents.
 */
import { atom, atoms, encryptedTo, joined, underKey } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  attacked,
  type Classic,
  couple,
  initiator,
  injectiveOf,
  responder,
  role,
  secrecyOf,
  server,
} from './classic.ts';

const forA = encryptedTo('S', atom('Ka'));
const forB = encryptedTo('S', atom('Kb'));
const answer = underKey('Ka', atom('Kb'));

/** As published. */
const tmn: Protocol = {
  id: 'tmn',
  title: 'TMN',
  source: 'Tatebayashi, Matsuzaki & Newman, CRYPTO 1989',
  sorts: { Ka: 'key', Kb: 'key' },
  trusted: ['S'],
  beliefs: [secrecyOf('Ka'), secrecyOf('Kb'), injectiveOf('key')],
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['Ka'] }, [
      send('S', joined(atoms('A', 'B'), forA)),
      state('secret', 'Ka', ['B', 'Ka']),
      receive(joined(atom('B'), answer)),
      state('commit', 'key', ['B', 'Kb']),
    ]),
    role('B', { knows: ['S'], makes: ['Kb'] }, [
      receive(atoms('S', 'A')),
      state('secret', 'Kb', ['A', 'Kb']),
      state('running', 'key', ['A', 'Kb']),
      send('S', joined(atoms('B', 'A'), forB)),
    ]),
    role('S', {}, [
      receive(joined(atoms('A', 'B'), forA)),
      send('B', atoms('S', 'A')),
      receive(joined(atoms('B', 'A'), forB)),
      send('A', joined(atom('B'), answer)),
    ]),
  ],
};

/** With what is published about it. */
export const tmnClassics: readonly Classic[] = [
  {
    protocol: tmn,
    verdicts: [
      attacked('secrecy of Kb', {
        by: 'Lowe & Roscoe 1997',
        note: 'the attacker asks in the initiator’s name, with a key of its own',
        seats: [responder('b'), server],
      }),
      attacked('injective agreement of key', {
        by: 'Lowe & Roscoe 1997',
        note: 'the attacker answers in the responder’s name',
        seats: [initiator('a', 'b'), server],
      }),
      attacked('secrecy of Ka', {
        by: 'Simmons 1994',
        note: 'what the initiator sent is sent again as the insider’s answer in another session',
        seats: [...couple, server],
      }),
    ],
  },
];
