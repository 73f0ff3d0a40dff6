/**
 * JASA (Itani & Kayssi 2004): AES alone, under a key that phone and server share, end to end.
 *
 * The source's body was not to be had. What it leaves open here are axes: whose the key is, and
 * whether a request is taken once only. The mode of the cipher is the suite's.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import { atom, atoms, joined, type Message, secretOf, text, underKey } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody } from '../script/steps.ts';
import { castOf, type Peer, remembering, seatOf, withSecondRuns } from './peer.ts';

/** A reading of the source. */
interface JasaReading {
  /** One key for each customer, or one in the application that all have. */
  readonly key: 'user' | 'application';
  /** Whether the server takes a request that it has taken before. */
  readonly requests: 'taken again' | 'taken once';
}

const credential = secretOf(['C', 'S'], 'password');
const sealed = (...parts: readonly [Message, ...Message[]]): Message =>
  underKey('K', joined(...parts));
const logOn = joined(text('log-on'), sealed(atom('C'), credential));
const request = sealed(text('request'), atoms('C', 'R', 'N'));
const response = sealed(text('response'), atoms('A', 'R', 'N'));

function jasa(id: string, { key, requests }: JasaReading): Protocol {
  const shared = secretOf(key === 'user' ? ['C', 'S'] : [], 'key');
  const serves = role('S', { makes: ['A'] }, [
    receive(joined(atom('C'), text('hello'))),
    match('K', shared),
    receive(logOn),
    receive(request),
    state('commit', 'request', ['C', 'R', 'N']),
    state('running', 'response', ['C', 'A', 'R', 'N']),
    send('C', response),
  ]);
  const sorts = { K: 'key', R: 'order', N: 'nonce', A: 'nonce' };
  return {
    id,
    title: 'JASA',
    source: 'Itani & Kayssi, JNCA 27, 2004; section 3.1 of the paper',
    sorts: withSecondRuns(sorts, []),
    trusted: [],
    beliefs: [
      secrecyOf('request'),
      agreementOf('request'),
      injectiveOf('request'),
      agreementOf('response'),
      agreementOf('origin'),
    ],
    roles: [
      role('C', { knows: ['S'], makes: ['R', 'N'] }, [
        match('K', shared),
        send('S', joined(atom('C'), text('hello'))),
        send('S', logOn),
        state('secret', 'request', ['S', 'R']),
        state('running', 'request', ['S', 'R', 'N']),
        stateOfAnybody('running', 'origin', ['S', 'R', 'N']),
        send('S', request),
        receive(response),
        state('commit', 'response', ['S', 'A', 'R', 'N']),
      ]),
      requests === 'taken once'
        ? remembering(serves, { from: 3, kept: ['S', 'C', 'K'], fresh: 'N' })
        : serves,
      // The most that a judge can be shown: the request, and the key, which it finds to be the right one.
      role('J', { knows: ['S'], deposited: true }, [
        receive(joined(atom('C'), text('shown'))),
        match('K', shared),
        receive(request),
        stateOfAnybody('commit', 'origin', ['C', 'R', 'N']),
      ]),
    ],
  };
}

function peerOf(
  id: string,
  reading: JasaReading,
  words: Pick<Peer, 'reading' | 'main' | 'verdicts'>,
): Peer {
  const protocol = jasa(id, reading);
  const without = ['J'];
  const one = jasa(id, { ...reading, requests: 'taken again' });
  const twice = reading.requests === 'taken again' ? ['S'] : [];
  const judged = [seatOf(protocol, 'C', ['S']), seatOf(protocol, 'J', ['S'])];
  return {
    ...words,
    protocol: one,
    system: 'JASA',
    phone: 'C',
    authority: 'S',
    between: undefined,
    logOn: 2,
    ...(reading.requests === 'taken once' ? { takenOnce: { role: 'S', name: 'N' } } : {}),
    trusts: 'the server, in everything; with one key for all, every customer as well',
    casts: {
      network: castOf(one, { without }),
      'network, twice': castOf(protocol, { without, twice }),
      customer: castOf(one, { without, insider: true }),
      'customer, twice': castOf(protocol, { without, twice, insider: true }),
      authority: castOf(one, { without, dishonest: ['S'] }),
      origin: { protocol: one, seats: judged, insider: true },
    },
    promises: {
      secret: 'secrecy of request',
      meant: 'agreement of request',
      once: 'injective agreement of request',
      answer: 'agreement of response',
      origin: 'agreement of origin',
    },
  };
}

/** JASA under its readings. */
export const jasaPeers: readonly Peer[] = [
  peerOf(
    'jasa',
    { key: 'user', requests: 'taken again' },
    {
      reading: 'a key for each customer; a request is taken as often as it comes',
      main: true,
      verdicts: [
        {
          claim: 'secrecy of request',
          under: 'customer',
          says: 'holds',
          by: 'Itani & Kayssi 2004',
          note: 'end-to-end confidentiality: who lacks the key reads nothing',
        },
        {
          claim: 'agreement of request',
          under: 'customer',
          says: 'holds',
          by: 'Itani & Kayssi 2004',
          note: 'client authentication: who lacks the key makes no request',
        },
        {
          claim: 'agreement of origin',
          under: 'origin',
          says: 'attack',
          by: 'Rice & Zhu 2009',
          note: 'the server makes the request itself: it has the same key',
        },
        {
          claim: 'injective agreement of request',
          under: 'network, twice',
          says: 'attack',
          by: 'ours',
          note: 'an overheard request is taken again',
        },
      ],
    },
  ),
  peerOf(
    'jasa-once',
    { key: 'user', requests: 'taken once' },
    {
      reading: 'a key for each customer; the server remembers requests',
      main: false,
      verdicts: [
        {
          claim: 'injective agreement of request',
          under: 'customer, twice',
          says: 'holds',
          by: 'ours',
          note: 'what was taken before is refused',
        },
        {
          claim: 'agreement of origin',
          under: 'origin',
          says: 'attack',
          by: 'Rice & Zhu 2009',
          note: 'the server makes the request itself: it has the same key',
        },
      ],
    },
  ),
  peerOf(
    'jasa-one-key',
    { key: 'application', requests: 'taken once' },
    {
      reading: 'one key in the application, the same for all; the server remembers requests',
      main: false,
      verdicts: [
        {
          claim: 'agreement of request',
          under: 'network',
          says: 'holds',
          by: 'ours',
          note: 'as long as nobody who has the application is dishonest',
        },
        {
          claim: 'secrecy of request',
          under: 'customer',
          says: 'attack',
          by: 'ours',
          note: 'another customer has the key and reads along',
        },
        {
          claim: 'agreement of request',
          under: 'customer',
          says: 'attack',
          by: 'ours',
          note: 'another customer has the key and orders in the payer’s name',
        },
      ],
    },
  ),
];
