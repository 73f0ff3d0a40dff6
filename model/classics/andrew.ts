/**
 * The Andrew secure RPC handshake (Satyanarayanan 1989), Burrows, Abadi & Needham's concrete repair
 * of it, and Lowe's repair of that (1996).
 */
import {
  atom,
  atoms,
  joined,
  type Message,
  text,
  underKey,
  underShared,
} from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  agreementOf,
  attacked,
  type Classic,
  couple,
  holding,
  initiator,
  injectiveOf,
  responder,
  role,
  secrecyOf,
} from './classic.ts';

const under = (of: Message): Message => underShared(['A', 'B'], of);
const more = (name: string): Message => joined(atom(name), text('and one'));
const opening = joined(atom('A'), under(atom('Na')));
const challenge = under(joined(more('Na'), atom('Nb')));
const response = under(more('Nb'));
const granted = under(atoms('K', 'Mb'));

/** As published: nothing in the last message is fresh to the client. */
const andrew: Protocol = {
  id: 'andrew',
  title: 'Andrew secure RPC',
  source: 'Satyanarayanan, TOCS 7(3), 1989',
  sorts: { Na: 'nonce', Nb: 'nonce', Mb: 'nonce', K: 'key' },
  trusted: [],
  beliefs: [secrecyOf('key'), injectiveOf('key')],
  roles: [
    role('A', { knows: ['B'], makes: ['Na'] }, [
      send('B', opening),
      receive(challenge),
      send('B', response),
      receive(granted),
      state('secret', 'key', ['B', 'K']),
      state('commit', 'key', ['B', 'K']),
    ]),
    role('B', { makes: ['Nb', 'Mb', 'K'] }, [
      receive(opening),
      send('A', challenge),
      receive(response),
      state('secret', 'key', ['A', 'K']),
      state('running', 'key', ['A', 'K']),
      send('A', granted),
    ]),
  ],
};

/** The concrete repair; `named`: whether the second message names the responder. */
function concrete(named: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const second = under(named ? atoms('Na', 'K', 'B') : atoms('Na', 'K'));
  const third = underKey('K', atom('Na'));
  return {
    sorts: { Na: 'nonce', Nb: 'nonce', K: 'key' },
    trusted: [],
    beliefs: [secrecyOf('key'), agreementOf('key')],
    roles: [
      role('A', { knows: ['B'], makes: ['Na'] }, [
        send('B', atoms('A', 'Na')),
        receive(second),
        state('secret', 'key', ['B', 'K']),
        state('commit', 'key', ['B', 'Na', 'K']),
        send('B', third),
        receive(atom('Nb')),
      ]),
      role('B', { makes: ['Nb', 'K'] }, [
        receive(atoms('A', 'Na')),
        state('secret', 'key', ['A', 'K']),
        state('running', 'key', ['A', 'Na', 'K']),
        send('A', second),
        receive(third),
        send('A', atom('Nb')),
      ]),
    ],
  };
}

/** The repair of Burrows, Abadi & Needham. */
const andrewBan: Protocol = {
  id: 'andrew-ban',
  title: 'Andrew secure RPC, BAN concrete',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989',
  ...concrete(false),
};

/** Lowe's repair of the repair. */
const andrewLowe: Protocol = {
  id: 'andrew-lowe',
  title: 'Andrew secure RPC, Lowe’s',
  source: 'Lowe, CSFW 9, 1996',
  ...concrete(true),
};

const mirrored = [initiator('a', 'b'), responder('a', 'b')];

/** With what is published about them. */
export const andrewClassics: readonly Classic[] = [
  {
    protocol: andrew,
    verdicts: [
      attacked('injective agreement of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the last message of an earlier session is taken again',
        seats: [initiator('a', 'b'), initiator('a', 'b'), responder('b'), responder('b')],
      }),
      attacked('injective agreement of key', {
        typing: 'untyped',
        by: 'Clark & Jacob 1997',
        note: '6.1.4: the second message is taken for the fourth, a nonce for the key',
        seats: couple,
      }),
      holding('secrecy of key', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the key stays between the two',
        seats: couple,
      }),
    ],
  },
  {
    protocol: andrewBan,
    verdicts: [
      attacked('agreement of key', {
        by: 'Lowe 1996',
        note: 'the client answers itself in a session that the attacker begins',
        seats: mirrored,
      }),
      holding('secrecy of key', { by: 'Lowe 1996', note: 'in the attack too', seats: mirrored }),
    ],
  },
  {
    protocol: andrewLowe,
    verdicts: [
      holding('agreement of key', {
        by: 'Lowe 1996',
        note: 'the responder’s name ends the reflection',
        seats: mirrored,
      }),
      holding('secrecy of key', { by: 'Lowe 1996', note: 'as before', seats: mirrored }),
    ],
  },
];
