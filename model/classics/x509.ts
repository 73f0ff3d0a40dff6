/**
 * CCITT X.509 authentication (1987): three messages without checked timestamps, as published and as
 * repaired by Burrows, Abadi & Needham (1989, section 10).
 *
 * Certificates and user data are left out; signatures travel beside what they are on.
 */
import { atom, atoms, joined, type Message, signedBy } from '../script/message.ts';
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
} from './classic.ts';

/** A message and its signature. */
const signed = (by: string, of: Message): Message => joined(of, signedBy(by, of));

/** Three messages; `named`: whether the last one names the responder. */
function threeMessages(named: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const first = joined(atom('A'), signed('A', atoms('Ta', 'Na', 'B')));
  const second = signed('B', atoms('Tb', 'Nb', 'A', 'Na'));
  const third = signed('A', named ? atoms('B', 'Nb') : atom('Nb'));
  return {
    sorts: { Na: 'nonce', Nb: 'nonce', Ta: 'timestamp', Tb: 'timestamp' },
    trusted: [],
    beliefs: [agreementOf('initiator'), agreementOf('responder')],
    roles: [
      role('A', { knows: ['B'], makes: ['Na', 'Ta'] }, [
        send('B', first),
        receive(second),
        state('commit', 'responder', ['B', 'Na', 'Nb']),
        state('running', 'initiator', ['B', 'Nb']),
        send('B', third),
      ]),
      role('B', { makes: ['Nb', 'Tb'] }, [
        receive(first),
        state('running', 'responder', ['A', 'Na', 'Nb']),
        send('A', second),
        receive(third),
        state('commit', 'initiator', ['A', 'Nb']),
      ]),
    ],
  };
}

/** Three messages, as published. */
const x509Three: Protocol = {
  id: 'x509-3',
  title: 'CCITT X.509, three messages',
  source: 'CCITT recommendation X.509, 1987',
  ...threeMessages(false),
};

/** Three messages, repaired. */
const x509ThreeBan: Protocol = {
  id: 'x509-3-ban',
  title: 'CCITT X.509, three messages, BAN’s',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989',
  ...threeMessages(true),
};

const claim = 'agreement of initiator';
const both = [initiator('a', 'i'), initiator('a', 'b'), responder('b')];

/** With what is published about them. */
export const x509Classics: readonly Classic[] = [
  {
    protocol: x509Three,
    verdicts: [
      attacked(claim, {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'a first message is sent again; the last one is had from a session with the insider',
        seats: both,
      }),
      holding('agreement of responder', {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the second message names the initiator and its nonce',
        seats: both,
      }),
    ],
  },
  {
    protocol: x509ThreeBan,
    verdicts: [claim, 'agreement of responder'].map((each) =>
      holding(each, {
        by: 'Burrows, Abadi & Needham 1989',
        note: 'the responder’s name in the last message',
        seats: both,
      }),
    ),
  },
];
