/** Kao & Chow's protocol (OSR 1995): version 1, whose old keys are taken again, and version 2. */
import { atom, atoms, joined, type Message, underKey, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  attacked,
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

/** The protocol; `covered`: whether the handshake is under a key of its own that goes along. */
function kaoChow(covered: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const keys = covered ? ['Kab', 'Kt'] : ['Kab'];
  const grant = (who: 'A' | 'B'): Message =>
    underShared([who, 'S'], atoms('A', 'B', 'Na', ...keys));
  const proof = (name: string): Message => {
    const once = covered ? atoms(name, 'Kab') : atom(name);
    return underKey(covered ? 'Kt' : 'Kab', once);
  };
  return {
    sorts: { Na: 'nonce', Nb: 'nonce', Kab: 'key', Kt: 'key', X: 'box' },
    trusted: ['S'],
    beliefs: [secrecyOf('key'), injectiveOf('key')],
    roles: [
      role('A', { knows: ['B', 'S'], makes: ['Na'] }, [
        send('S', atoms('A', 'B', 'Na')),
        receive(joined(grant('A'), proof('Na'), atom('Nb'))),
        state('secret', 'key', ['B', 'Kab']),
        state('running', 'key', ['B', 'Kab', 'Nb']),
        send('B', proof('Nb')),
      ]),
      role('B', { knows: ['S'], makes: ['Nb'] }, [
        receive(joined(grant('B'), atom('X'))),
        send('A', joined(atom('X'), proof('Na'), atom('Nb'))),
        receive(proof('Nb')),
        state('secret', 'key', ['A', 'Kab']),
        state('commit', 'key', ['A', 'Kab', 'Nb']),
      ]),
      role('S', { makes: keys }, [
        receive(atoms('A', 'B', 'Na')),
        send('B', joined(grant('B'), grant('A'))),
      ]),
    ],
  };
}

/** Version 1. */
const kaoChow1: Protocol = {
  id: 'kao-chow-1',
  title: 'Kao-Chow, version 1',
  source: 'Kao & Chow, OSR 29(3), 1995',
  ...kaoChow(false),
};

/** Version 2, with a key for the handshake alone. */
const kaoChow2: Protocol = {
  id: 'kao-chow-2',
  title: 'Kao-Chow, version 2',
  source: 'Kao & Chow, OSR 29(3), 1995',
  ...kaoChow(true),
};

const pastAndNow = [earlier('a', 'b'), responder('b'), responder('b'), server];
const lost = { role: 'A', key: 'Kab' } as const;

/** With what is published about them. */
export const kaoChowClassics: readonly Classic[] = [
  {
    protocol: kaoChow1,
    verdicts: [
      attacked('injective agreement of key', {
        by: 'Clark & Jacob 1997',
        note: '6.5.4: the server’s message of a session whose key is lost is sent again',
        seats: pastAndNow,
        lost,
      }),
      holding('secrecy of key', { by: 'Kao & Chow 1995', note: 'no key lost', seats: trio }),
    ],
  },
  {
    protocol: kaoChow2,
    verdicts: [
      holding('injective agreement of key', {
        by: 'Kao & Chow 1995',
        note: 'the key of the handshake is not the key that is lost',
        seats: pastAndNow,
        lost,
      }),
      holding('secrecy of key', { by: 'Kao & Chow 1995', note: 'no key lost', seats: trio }),
    ],
  },
];
