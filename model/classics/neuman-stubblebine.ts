/**
 * Neuman & Stubblebine's key exchange (OSR 1993), without repeated authentication, and the repair of
 * Hwang and others (1995): the request to the server cannot pass for a ticket any more.
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

/** The protocol; `apart`: whether the request differs from a ticket in more than its sort. */
function stubblebine(apart: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const asked = underShared(
    ['B', 'S'],
    apart ? atoms('A', 'Na', 'Tb', 'Nb') : atoms('A', 'Na', 'Tb'),
  );
  const request = apart ? joined(atom('B'), asked) : joined(atoms('B', 'Nb'), asked);
  const forA = underShared(['A', 'S'], atoms('B', 'Na', 'Kab', 'Tb'));
  const ticket = underShared(['B', 'S'], atoms('A', 'Kab', 'Tb'));
  const proof = underKey('Kab', atom('Nb'));
  return {
    sorts: { Na: 'nonce', Nb: 'nonce', Tb: 'timestamp', Kab: 'key', X: 'box' },
    trusted: ['S'],
    beliefs: [secrecyOf('key'), injectiveOf('key')],
    roles: [
      role('A', { knows: ['B', 'S'], makes: ['Na'] }, [
        send('B', atoms('A', 'Na')),
        receive(joined(forA, atom('X'), atom('Nb'))),
        state('secret', 'key', ['B', 'Kab']),
        state('running', 'key', ['B', 'Kab', 'Nb']),
        send('B', joined(atom('X'), proof)),
      ]),
      role('B', { knows: ['S'], makes: ['Nb', 'Tb'] }, [
        receive(atoms('A', 'Na')),
        send('S', request),
        receive(joined(ticket, proof)),
        state('secret', 'key', ['A', 'Kab']),
        state('commit', 'key', ['A', 'Kab', 'Nb']),
      ]),
      role('S', { makes: ['Kab'] }, [
        receive(request),
        send('A', joined(forA, ticket, atom('Nb'))),
      ]),
    ],
  };
}

/** As published. */
const neumanStubblebine: Protocol = {
  id: 'neuman-stubblebine',
  title: 'Neuman-Stubblebine',
  source: 'Neuman & Stubblebine, OSR 27(2), 1993',
  ...stubblebine(false),
};

/** As repaired. */
const neumanStubblebineHwang: Protocol = {
  id: 'neuman-stubblebine-hwang',
  title: 'Neuman-Stubblebine, Hwang’s',
  source: 'Hwang, Lee, Li & Chen, IPL 53(2), 1995',
  ...stubblebine(true),
};

const alone = [responder('b')];

/** With what is published about them. */
export const neumanStubblebineClassics: readonly Classic[] = [
  {
    protocol: neumanStubblebine,
    verdicts: [
      attacked('secrecy of key', {
        typing: 'untyped',
        by: 'Hwang, Lee, Li & Chen 1995',
        note: 'the request passes for the ticket, the initiator’s nonce for the key',
        seats: alone,
      }),
      holding('secrecy of key', {
        by: 'Neuman & Stubblebine 1993',
        note: 'on typed messages',
        seats: trio,
      }),
      holding('injective agreement of key', {
        by: 'Neuman & Stubblebine 1993',
        note: 'on typed messages',
        seats: trio,
      }),
    ],
  },
  {
    protocol: neumanStubblebineHwang,
    verdicts: [
      holding('secrecy of key', {
        typing: 'untyped',
        by: 'Hwang, Lee, Li & Chen 1995',
        note: 'the request is not of the form of a ticket',
        seats: alone,
      }),
      holding('injective agreement of key', {
        by: 'Hwang, Lee, Li & Chen 1995',
        note: 'as before',
        seats: trio,
      }),
    ],
  },
];
