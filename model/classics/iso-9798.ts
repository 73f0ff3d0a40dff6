/**
 * Entity authentication of ISO/IEC 9798: two passes and three with a shared key (part 2), and the
 * three signed passes of a draft (part 3), which the attack called Canadian breaks, and of the
 * standard.
 */
import { atom, atoms, joined, type Message, signedBy, underShared } from '../script/message.ts';
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
} from './classic.ts';

const token = underShared(['A', 'B'], atoms('Rb', 'B'));

/** Part 2, two passes: the responder asks. */
const isoTwoPass: Protocol = {
  id: 'iso-9798-2-two',
  title: 'ISO 9798-2, two passes',
  source: 'ISO/IEC 9798-2, 1994; Clark & Jacob 1997, 6.1.2',
  sorts: { Rb: 'nonce' },
  trusted: [],
  beliefs: [injectiveOf('initiator')],
  roles: [
    role('B', { knows: ['A'], makes: ['Rb'] }, [
      send('A', atom('Rb')),
      receive(token),
      state('commit', 'initiator', ['A', 'Rb']),
    ]),
    role('A', { knows: ['B'] }, [
      receive(atom('Rb')),
      state('running', 'initiator', ['B', 'Rb']),
      send('B', token),
    ]),
  ],
};

const opened = underShared(['A', 'B'], atoms('Ra', 'Rb', 'B'));
const closed = underShared(['A', 'B'], atoms('Rb', 'Ra'));

/** Part 2, three passes. */
const isoThreePass: Protocol = {
  id: 'iso-9798-2-three',
  title: 'ISO 9798-2, three passes',
  source: 'ISO/IEC 9798-2, 1994; Clark & Jacob 1997, 6.1.3',
  sorts: { Ra: 'nonce', Rb: 'nonce' },
  trusted: [],
  beliefs: [injectiveOf('initiator'), injectiveOf('responder')],
  roles: [
    role('B', { knows: ['A'], makes: ['Rb'] }, [
      send('A', atom('Rb')),
      receive(opened),
      state('commit', 'initiator', ['A', 'Ra', 'Rb']),
      state('running', 'responder', ['A', 'Ra', 'Rb']),
      send('A', closed),
    ]),
    role('A', { knows: ['B'], makes: ['Ra'] }, [
      receive(atom('Rb')),
      state('running', 'initiator', ['B', 'Ra', 'Rb']),
      send('B', opened),
      receive(closed),
      state('commit', 'responder', ['B', 'Ra', 'Rb']),
    ]),
  ],
};

/** Part 3, three passes; `own`: whether the last one signs the nonce of the first. */
function signedPasses(own: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const second = joined(atom('Ra'), signedBy('A', atoms('Ra', 'Rb', 'B')));
  const last: Message = own
    ? signedBy('B', atoms('Rb', 'Ra', 'A'))
    : joined(atom('Mb'), signedBy('B', atoms('Mb', 'Ra', 'A')));
  return {
    sorts: { Ra: 'nonce', Rb: 'nonce', Mb: 'nonce' },
    trusted: [],
    beliefs: [agreementOf('initiator'), agreementOf('responder')],
    roles: [
      role('B', { knows: ['A'], makes: own ? ['Rb'] : ['Rb', 'Mb'] }, [
        send('A', atom('Rb')),
        receive(second),
        state('commit', 'initiator', ['A', 'Ra']),
        state('running', 'responder', ['A', 'Ra']),
        send('A', last),
      ]),
      role('A', { knows: ['B'], makes: ['Ra'] }, [
        receive(atom('Rb')),
        state('running', 'initiator', ['B', 'Ra']),
        send('B', second),
        receive(last),
        state('commit', 'responder', ['B', 'Ra']),
      ]),
    ],
  };
}

/** Part 3, as in a draft. */
const isoDraft: Protocol = {
  id: 'iso-9798-3-draft',
  title: 'ISO 9798-3, three passes, a draft',
  source: 'Diffie, van Oorschot & Wiener, DCC 2, 1992',
  ...signedPasses(false),
};

/** Part 3, as in the standard. */
const isoSigned: Protocol = {
  id: 'iso-9798-3',
  title: 'ISO 9798-3, three passes',
  source: 'ISO/IEC 9798-3, 1993',
  ...signedPasses(true),
};

const crossed = [initiator('a', 'b'), responder('b'), initiator('b', 'a')];

/** With what is published about them. */
export const isoClassics: readonly Classic[] = [
  {
    protocol: isoTwoPass,
    verdicts: [
      holding('injective agreement of initiator', {
        by: 'Clark & Jacob 1997',
        note: '6.1.2: no attack is known',
        seats: crossed,
      }),
    ],
  },
  {
    protocol: isoThreePass,
    verdicts: ['injective agreement of initiator', 'injective agreement of responder'].map(
      (claim) =>
        holding(claim, {
          by: 'Clark & Jacob 1997',
          note: '6.1.3: no attack is known',
          seats: crossed,
        }),
    ),
  },
  {
    protocol: isoDraft,
    verdicts: [
      attacked('agreement of responder', {
        by: 'Diffie, van Oorschot & Wiener 1992',
        note: 'the responder signs as an initiator: what it says then ends the other session',
        seats: crossed,
      }),
      holding('agreement of initiator', {
        by: 'Gollmann 1996',
        note: 'the second message answers the first',
        seats: couple,
      }),
    ],
  },
  {
    protocol: isoSigned,
    verdicts: ['agreement of initiator', 'agreement of responder'].map((claim) =>
      holding(claim, {
        by: 'Diffie, van Oorschot & Wiener 1992',
        note: 'the last message answers the first as well',
        seats: crossed,
      }),
    ),
  },
];
