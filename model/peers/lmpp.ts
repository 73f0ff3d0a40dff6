/**
 * The payment through two operators of Fun, Leau, Likoh & Roslan (2008), as AVISPA's library has it:
 * payer and payee each share a key with their operator and one with each other.
 *
 * Refuses the time-stamp centre, which stamps digests that the operators send it and is asked nothing
 * by payer or payee; keys do not move on, as in the library's model.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import { atom, atoms, hashOf, joined, type Message, text, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';
import { castOf, type Peer } from './peer.ts';

const order = atoms('E', 'T', 'amount', 'date', 'nonce');
const described = underShared(['R', 'E'], atoms('T', 'desc'));
const asked = (inside: Message): Message =>
  joined(atom('R'), underShared(['R', 'N'], joined(order, hashOf(order), inside)));
const between = joined(atoms('R', 'E', 'T', 'amount', 'date'), atom('X'));
const offered = (inside: Message): Message => {
  const parts = joined(atoms('R', 'T', 'amount', 'date', 'other'), inside);
  return underShared(['E', 'O'], joined(parts, hashOf(atoms('R', 'T', 'amount', 'date', 'other'))));
};
const agreed = underShared(['R', 'E'], joined(text('yes'), atoms('T', 'amount', 'date')));
const accepted = (inside: Message): Message =>
  underShared(['E', 'O'], joined(text('yes'), atom('other'), inside));
const passedOn = underShared(
  ['O', 'N'],
  joined(text('yes'), atoms('T', 'amount', 'date'), atom('Z')),
);
const answered = (inside: Message): Message =>
  underShared(['R', 'N'], joined(text('yes'), atom('nonce'), inside));

const lmpp: Protocol = {
  id: 'lmpp',
  title: 'LMPP',
  source: 'Fun et al., ICCCE 2008; AVISPA library, mobile payment',
  sorts: {
    ...{ T: 'transaction', amount: 'amount', date: 'date', nonce: 'nonce', other: 'other-nonce' },
    ...{ desc: 'order', X: 'box', Z: 'box' },
  },
  trusted: [],
  beliefs: [
    secrecyOf('order'),
    agreementOf('payment'),
    injectiveOf('payment'),
    agreementOf('answer'),
  ],
  roles: [
    role('R', { knows: ['E', 'N'], makes: ['T', 'amount', 'date', 'nonce', 'desc'] }, [
      state('secret', 'order', ['E', 'desc']),
      state('running', 'payment', ['E', 'T', 'amount', 'date']),
      send('N', asked(described)),
      receive(answered(agreed)),
      state('commit', 'answer', ['E', 'T', 'amount', 'date']),
    ]),
    role('N', { knows: ['O'] }, [
      receive(asked(atom('X'))),
      send('O', joined(atom('N'), underShared(['O', 'N'], between))),
      receive(passedOn),
      send('R', answered(atom('Z'))),
    ]),
    role('O', { knows: ['N'], makes: ['other'] }, [
      receive(joined(atom('N'), underShared(['O', 'N'], between))),
      send('E', offered(atom('X'))),
      receive(accepted(atom('Z'))),
      send('N', passedOn),
    ]),
    role('E', { knows: ['O'] }, [
      receive(offered(described)),
      state('commit', 'payment', ['R', 'T', 'amount', 'date']),
      state('running', 'answer', ['R', 'T', 'amount', 'date']),
      send('O', accepted(agreed)),
    ]),
  ],
};

/** The protocol with what AVISPA found. */
export const lmppPeers: readonly Peer[] = [
  {
    protocol: lmpp,
    system: 'LMPP',
    reading: 'as AVISPA’s library has it, without the time-stamp centre',
    main: true,
    phone: 'R',
    authority: 'E',
    between: 'N',
    logOn: 0,
    trusts: 'both operators',
    casts: {
      network: castOf(lmpp, {}),
      'network, twice': castOf(lmpp, { twice: ['E'] }),
      between: castOf(lmpp, { dishonest: ['N', 'O'] }),
      'between, twice': castOf(lmpp, { dishonest: ['N', 'O'], twice: ['E'] }),
      authority: castOf(lmpp, { dishonest: ['E'] }),
    },
    promises: {
      secret: 'secrecy of order',
      meant: 'agreement of payment',
      once: 'injective agreement of payment',
      answer: 'agreement of answer',
    },
    verdicts: [
      {
        claim: 'secrecy of order',
        under: 'network',
        says: 'holds',
        by: 'AVISPA',
        note: 'what is bought is under the key of payer and payee',
      },
      {
        claim: 'agreement of payment',
        under: 'network',
        says: 'holds',
        by: 'AVISPA',
        note: 'weak authentication passes',
      },
      {
        claim: 'agreement of answer',
        under: 'network',
        says: 'holds',
        by: 'AVISPA',
        note: 'weak authentication passes',
      },
      {
        claim: 'injective agreement of payment',
        under: 'network, twice',
        says: 'attack',
        by: 'AVISPA',
        note: 'strong authentication fails: what the payee was told is told it again',
      },
    ],
  },
];
