/**
 * KSL (Kungpisdan, Srinivasan & Le 2004): an account-based payment over symmetric operations alone, from
 * client to merchant to payment gateway to issuer, under keys of pairs that are never the same again.
 *
 * The source's body was not to be had; its messages are those told of it. That keys move on is an axis:
 * they are of the pair here, and the issuer takes what was made under one once only, or forgets. The
 * private banking network is a key of gateway and issuer; the issuer is B, the bank.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import {
  atom,
  atoms,
  hashOf,
  joined,
  macOf,
  type Message,
  secretOf,
  text,
  underKey,
  underShared,
} from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody } from '../script/steps.ts';
import { castOf, type Peer, remembering, withSecondRuns } from './peer.ts';

/** Whether the issuer takes again what it has taken before. */
type Keys = 'stay' | 'move on';

const accountKey = secretOf(['C', 'B'], 'account-key');
/** The next keys of client and merchant, and of merchant and gateway. */
const nextOfClient = secretOf(['C', 'M'], 'next-key');
const nextOfGateway = secretOf(['M', 'P'], 'next-key');

const orderHash = hashOf(atom('OI'));
/** What the client asks the issuer for. */
const request = macOf(accountKey, atoms('price', 'HO', 'M'));
const asked = atoms('OI', 'price', 'C', 'B');
const submitted = joined(atom('V'), atoms('TID', 'price', 'HO', 'C', 'B'));
const forwarded = joined(atom('V'), atoms('TID', 'price', 'HO', 'C', 'M'));
/** What shows the client that the issuer answered. */
const shown = hashOf(joined(text('yes'), atom('HO'), hashOf(accountKey)));
const banked = (of: Message): Message => underShared(['B', 'P'], of);
const approved = (answer: Message): Message =>
  banked(joined(text('approved'), atoms('TID', 'HO'), answer));
const passedOn = underKey('KZ', joined(text('yes'), atom('HO'), atom('A')));

function ksl(id: string, keys: Keys): Protocol {
  const issues = role('B', { knows: ['P'] }, [
    receive(joined(text('bank'), banked(forwarded))),
    match('V', request),
    state('commit', 'payment', ['C', 'M', 'price', 'HO']),
    stateOfAnybody('commit', 'order', ['M', 'TID', 'price', 'HO']),
    state('running', 'answer', ['C', 'price', 'HO']),
    stateOfAnybody('running', 'receipt', ['P', 'C', 'HO']),
    send('P', approved(shown)),
  ]);
  const sorts = {
    ...{ OI: 'order', price: 'price', TID: 'transaction', HO: 'digest', V: 'digest', A: 'digest' },
    ...{ KX: 'next-key', KZ: 'next-key' },
  };
  return {
    id,
    title: 'KSL',
    source: 'Kungpisdan, Srinivasan & Le, ITCC 2004',
    sorts: withSecondRuns(sorts, ['C', 'M']),
    trusted: [],
    beliefs: [
      secrecyOf('order'),
      agreementOf('payment'),
      injectiveOf('payment'),
      agreementOf('order'),
      agreementOf('answer'),
      agreementOf('origin'),
      agreementOf('receipt'),
    ],
    roles: [
      role('C', { knows: ['M', 'B'], makes: ['OI', 'price'] }, [
        match('KX', nextOfClient),
        match('HO', orderHash),
        send('M', joined(atom('C'), text('request'))),
        receive(underShared(['C', 'M'], atoms('TID', 'M'))),
        match('V', request),
        state('secret', 'order', ['M', 'OI']),
        state('running', 'payment', ['B', 'M', 'price', 'HO']),
        stateOfAnybody('running', 'origin', ['B', 'M', 'price', 'HO']),
        send(
          'M',
          joined(underShared(['C', 'M'], joined(asked, atom('V'))), macOf(nextOfClient, asked)),
        ),
        receive(underKey('KX', shown)),
        state('commit', 'answer', ['B', 'price', 'HO']),
      ]),
      role('M', { knows: ['P'], makes: ['TID'] }, [
        receive(joined(atom('C'), text('request'))),
        match('KX', nextOfClient),
        match('KZ', nextOfGateway),
        send('C', underShared(['C', 'M'], atoms('TID', 'M'))),
        receive(
          joined(underShared(['C', 'M'], joined(asked, atom('V'))), macOf(nextOfClient, asked)),
        ),
        match('HO', orderHash),
        stateOfAnybody('running', 'order', ['P', 'TID', 'price', 'HO']),
        send(
          'P',
          joined(atom('M'), underShared(['M', 'P'], submitted), macOf(nextOfGateway, submitted)),
        ),
        receive(passedOn),
        send('C', underKey('KX', atom('A'))),
      ]),
      role('P', { knows: ['B'] }, [
        receive(
          joined(atom('M'), underShared(['M', 'P'], submitted), macOf(nextOfGateway, submitted)),
        ),
        match('KZ', nextOfGateway),
        send('B', joined(text('bank'), banked(forwarded))),
        receive(approved(atom('A'))),
        send('M', passedOn),
      ]),
      keys === 'move on' ? remembering(issues, { from: 0, kept: ['P'], fresh: 'V' }) : issues,
      // The most that a judge can be shown: what was asked for, and the key of client and issuer.
      role('J', { knows: ['B'], deposited: true }, [
        receive(joined(atom('C'), atoms('price', 'HO', 'M'), atom('V'))),
        match('V', request),
        stateOfAnybody('commit', 'origin', ['C', 'M', 'price', 'HO']),
      ]),
      role('Q', { knows: ['B'], deposited: true }, [
        receive(joined(atoms('C', 'HO'), atom('A'))),
        match('A', shown),
        stateOfAnybody('commit', 'receipt', ['B', 'C', 'HO']),
      ]),
    ],
  };
}

/** What is published, and what follows from the construction. */
function verdictsOf(keys: Keys): Peer['verdicts'] {
  return [
    {
      claim: 'secrecy of order',
      under: 'authority',
      says: 'holds',
      by: 'ours',
      note: 'the issuer is given a digest of the order',
    },
    {
      claim: 'agreement of payment',
      under: 'between',
      says: 'holds',
      by: 'Kungpisdan, Srinivasan & Le 2004',
      note: 'who lacks the key of client and issuer asks for no payment',
    },
    {
      claim: 'agreement of origin',
      under: 'origin',
      says: 'attack',
      by: 'ours',
      note: 'the issuer makes the request itself: it has the same key',
    },
    {
      claim: 'agreement of receipt',
      under: 'receipt',
      says: 'attack',
      by: 'ours',
      note: 'the client makes the answer itself: it has the same key',
    },
    keys === 'move on'
      ? {
          claim: 'injective agreement of payment',
          under: 'between, twice',
          says: 'holds',
          by: 'ours',
          note: 'a key is never the same again',
        }
      : {
          claim: 'injective agreement of payment',
          under: 'network, twice',
          says: 'attack',
          by: 'ours',
          note: 'nothing in the request but the key is new',
        },
  ];
}

function peerOf(id: string, keys: Keys, words: Pick<Peer, 'reading' | 'main'>): Peer {
  const protocol = ksl(id, keys);
  const one = ksl(id, 'stay');
  const twice = keys === 'stay' ? ['B'] : [];
  const without = ['J', 'Q'];
  return {
    ...words,
    protocol: one,
    system: 'KSL',
    phone: 'C',
    authority: 'B',
    between: 'M',
    logOn: 0,
    ...(keys === 'move on' ? { takenOnce: { role: 'B', name: 'V' } } : {}),
    trusts: 'the issuer, in everything; the gateway for what merchants ask',
    casts: {
      network: castOf(one, { without }),
      'network, twice': castOf(protocol, { without, twice }),
      customer: castOf(one, { without, insider: true }),
      between: castOf(one, { without, dishonest: ['M'] }),
      'between, twice': castOf(protocol, { without, twice, dishonest: ['M'] }),
      authority: castOf(one, { without, dishonest: ['B'] }),
      origin: castOf(one, { without: ['Q'], dishonest: ['M', 'P', 'B'] }),
      receipt: castOf(one, { without: ['J'], dishonest: ['C', 'M', 'P'] }),
    },
    promises: {
      secret: 'secrecy of order',
      meant: 'agreement of payment',
      once: 'injective agreement of payment',
      answer: 'agreement of answer',
      seller: 'agreement of order',
      origin: 'agreement of origin',
      receipt: 'agreement of receipt',
    },
    verdicts: verdictsOf(keys),
  };
}

/** KSL under its readings. */
export const kslPeers: readonly Peer[] = [
  peerOf('ksl', 'move on', {
    reading: 'keys move on: the issuer takes what was made under one once',
    main: true,
  }),
  peerOf('ksl-again', 'stay', { reading: 'keys stay as they are', main: false }),
];
