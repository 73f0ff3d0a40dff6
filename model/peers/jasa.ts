/**
 * JASA (Itani & Kayssi 2004): AES alone, under a key that phone and server share, end to end.
 *
 * The source's body was not to be had. What it leaves open here are axes: whose the key is,
 * whether a request is taken once only, and the mode of the cipher. Where the reading says no mode a
 * box cannot be changed; where it says one the attacker does to boxes what the mode allows.
 */
import type { Cipher } from '../core/algebra.ts';
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import { atom, atoms, joined, type Message, secretOf, text, underKey } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody } from '../script/steps.ts';
import { type Cast, castOf, type Peer, remembering, seatOf, withSecondRuns } from './peer.ts';

/** A reading of the source. */
interface JasaReading {
  /** One key for each customer, or one in the application that all have. */
  readonly key: 'user' | 'application';
  /** Whether the server takes a request that it has taken before. */
  readonly requests: 'taken again' | 'taken once';
  /** The mode of the cipher; unless said, one that keeps boxes whole. */
  readonly mode?: Cipher;
}

const credential = secretOf(['C', 'S'], 'password');
const sealed = (...parts: readonly [Message, ...Message[]]): Message =>
  underKey('K', joined(...parts));
const logOn = joined(text('log-on'), sealed(atom('C'), credential));
/** A request; with a mode it names whom it is in favour of, which is no secret. */
const requestOf = (mode: Cipher | undefined): Message =>
  sealed(text('request'), mode === undefined ? atoms('C', 'R', 'N') : atoms('C', 'P', 'R', 'N'));
const response = sealed(text('response'), atoms('A', 'R', 'N'));

function jasa(id: string, { key, requests, mode }: JasaReading): Protocol {
  const request = requestOf(mode);
  const meant = mode === undefined ? ['R', 'N'] : ['P', 'R', 'N'];
  const shared = secretOf(key === 'user' ? ['C', 'S'] : [], 'key');
  const serves = role('S', { makes: ['A'] }, [
    receive(joined(atom('C'), text('hello'))),
    match('K', shared),
    receive(logOn),
    receive(request),
    state('commit', 'request', ['C', ...meant]),
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
      role('C', { knows: mode === undefined ? ['S'] : ['S', 'P'], makes: ['R', 'N'] }, [
        match('K', shared),
        send('S', joined(atom('C'), text('hello'))),
        send('S', logOn),
        state('secret', 'request', ['S', 'R']),
        state('running', 'request', ['S', ...meant]),
        stateOfAnybody('running', 'origin', ['S', ...meant]),
        send('S', request),
        receive(response),
        state('commit', 'response', ['S', 'A', 'R', 'N']),
      ]),
      requests === 'taken once'
        ? remembering(serves, { from: 3, kept: ['C', 'K'], fresh: 'N' })
        : serves,
      // The most that a judge can be shown: the request, and the key, which it finds to be the right one.
      role('J', { knows: ['S'], deposited: true }, [
        receive(joined(atom('C'), text('shown'))),
        match('K', shared),
        receive(request),
        stateOfAnybody('commit', 'origin', ['C', ...meant]),
      ]),
      // The payee takes no part: it is named.
      ...(mode === undefined ? [] : [role('P', {}, [])]),
    ],
  };
}

function peerOf(
  id: string,
  reading: JasaReading,
  words: Pick<Peer, 'reading' | 'main' | 'verdicts'>,
): Peer {
  const protocol = jasa(id, reading);
  const { mode } = reading;
  const without = ['J', 'P'];
  const one = jasa(id, { ...reading, requests: 'taken again' });
  const servers = reading.requests === 'taken again' ? ['S'] : [];
  // Boxes are put together of several: customer and server play twice.
  const several = mode === undefined ? [] : ['C', ...servers];
  const both = mode === undefined ? servers : several;
  const cast = (who: Parameters<typeof castOf>[1]): Cast => castOf(one, { ...who, without, mode });
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
    ...(mode === undefined ? {} : { mode }),
    casts: {
      network: cast({ twice: several }),
      'network, twice': { ...cast({ twice: both }), protocol },
      customer: cast({ twice: several, insider: true }),
      'customer, twice': { ...cast({ twice: both, insider: true }), protocol },
      authority: cast({ dishonest: ['S'] }),
      origin: { protocol: one, seats: judged, insider: true, mode },
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

/** JASA under a mode that does not keep boxes whole, as a program has it that calls AES and no more. */
const modePeers: readonly Peer[] = [
  peerOf(
    'jasa-ecb',
    { key: 'user', requests: 'taken again', mode: 'aes-128-ecb' },
    {
      reading:
        'a key for each customer; each block encrypted by itself (ECB); a request names a payee',
      main: false,
      verdicts: [
        {
          claim: 'agreement of request',
          under: 'network',
          says: 'attack',
          by: 'ours',
          note: 'the front of one request and the back of another are an order that nobody gave',
        },
        {
          claim: 'secrecy of request',
          under: 'network',
          says: 'holds',
          by: 'ours',
          note: 'blocks are moved about, and read by nobody',
        },
        {
          claim: 'agreement of response',
          under: 'network',
          says: 'attack',
          by: 'ours',
          note: 'so are the front of one answer and the back of another an answer that nobody gave',
        },
      ],
    },
  ),
  peerOf(
    'jasa-ctr',
    { key: 'user', requests: 'taken again', mode: 'aes-128-ctr' },
    {
      reading:
        'a key for each customer; a stream that is added (counter mode); a request names a payee',
      main: false,
      verdicts: [
        {
          claim: 'agreement of request',
          under: 'network',
          says: 'attack',
          by: 'ours',
          note: 'the payee’s name is turned into another in the box, without the key',
        },
      ],
    },
  ),
  peerOf(
    'jasa-cbc',
    { key: 'user', requests: 'taken again', mode: 'aes-128-cbc' },
    {
      reading: 'a key for each customer; blocks chained (CBC), no check; a request names a payee',
      main: false,
      verdicts: [
        {
          claim: 'agreement of request',
          under: 'network',
          says: 'holds',
          by: 'ours',
          note: 'the vector changes the first block alone, in which nothing stands but the word request',
        },
      ],
    },
  ),
];

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
  ...modePeers,
];
