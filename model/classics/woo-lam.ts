/**
 * Woo & Lam's one-way authentication (Computer 1992) in its five published forms: Π with its
 * parallel-session attack (`with-server.ts`), Π1 to Π3 with reflections, Πf with names everywhere.
 */
import { atom, atoms, joined, type Message, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import {
  agreementOf,
  attacked,
  type Classic,
  holding,
  initiator,
  responder,
  role,
  server,
  trio,
} from './classic.ts';
import { wooLam } from './with-server.ts';

/** What the last three messages hold. */
interface Form {
  readonly answer: Message;
  readonly forwarded: readonly Message[];
  readonly verdict: Message;
}

const names = atoms('A', 'B', 'Nb');
const short = atoms('A', 'Nb');

/** The forms by their published names. */
const forms: Readonly<Record<'1' | '2' | '3' | 'f', Form>> = {
  1: { answer: names, forwarded: [atom('A'), atom('B')], verdict: names },
  2: { answer: short, forwarded: [atom('A')], verdict: short },
  3: { answer: atom('Nb'), forwarded: [atom('A')], verdict: short },
  f: { answer: names, forwarded: [atom('A'), atom('B'), atom('Nb')], verdict: names },
};

/** What goes before, and last what is forwarded. */
function passedOn([first, ...rest]: readonly Message[], last: Message): Message {
  return first === undefined ? last : joined(first, ...rest, last);
}

/** One of the forms as a protocol. */
function wooLamOf(name: keyof typeof forms): Protocol {
  const { answer, forwarded, verdict } = forms[name];
  const answered = underShared(['A', 'S'], answer);
  const said = underShared(['B', 'S'], verdict);
  const forward = (last: Message): Message => underShared(['B', 'S'], passedOn(forwarded, last));
  return {
    id: `woo-lam-${name}`,
    title: `Woo-Lam Π${name}`,
    source: 'Woo & Lam, OSR 28(3), 1994',
    sorts: { Nb: 'nonce', X: 'box' },
    trusted: ['S'],
    beliefs: [agreementOf('initiator')],
    roles: [
      role('A', { knows: ['B', 'S'] }, [
        send('B', atom('A')),
        receive(atom('Nb')),
        state('running', 'initiator', ['B', 'Nb']),
        send('B', answered),
      ]),
      role('B', { knows: ['S'], makes: ['Nb'] }, [
        receive(atom('A')),
        send('A', atom('Nb')),
        receive(atom('X')),
        send('S', forward(atom('X'))),
        receive(said),
        state('commit', 'initiator', ['A', 'Nb']),
      ]),
      role('S', { knows: ['B'] }, [receive(forward(answered)), send('B', said)]),
    ],
  };
}

const claim = 'agreement of initiator';
const serverOfB = { ...server, peers: { B: 'b' } };
const two = [responder('b'), responder('b'), serverOfB];
const session = [initiator('a', 'b'), responder('b'), serverOfB];

/** Π1, Π2 and Π3: what the responder forwards comes back as the server's word. */
function reflected(name: '1' | '2' | '3'): Classic {
  const note =
    'the nonce itself is sent as the answer; what is forwarded comes back as the verdict';
  return {
    protocol: wooLamOf(name),
    verdicts: [
      attacked(claim, {
        typing: 'untyped',
        by: 'Clark & Jacob 1997',
        note,
        seats: [responder('b')],
      }),
      holding(claim, { by: 'Woo & Lam 1994', note: 'on typed messages', seats: session }),
    ],
  };
}

/** With what is published about them. */
export const wooLamClassics: readonly Classic[] = [
  {
    protocol: wooLam,
    verdicts: [
      attacked(claim, {
        by: 'Woo & Lam 1994',
        note: 'a session with the insider yields the verdict on the session with the initiator',
        seats: two,
      }),
      holding(claim, {
        by: 'Woo & Lam 1992',
        note: 'with one session of each and no session in parallel',
        seats: trio.map((seat) => (seat.role === 'S' ? serverOfB : seat)),
      }),
    ],
  },
  reflected('1'),
  reflected('2'),
  reflected('3'),
  {
    protocol: wooLamOf('f'),
    verdicts: [
      holding(claim, { by: 'Woo & Lam 1994', note: 'names in every message', seats: session }),
      holding(claim, {
        typing: 'untyped',
        by: 'Clark & Jacob 1997',
        note: 'no type flaw is known',
        seats: [responder('b'), serverOfB],
      }),
    ],
  },
];
