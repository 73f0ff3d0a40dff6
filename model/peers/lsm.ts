/**
 * LSM (Lam, Chung, Gu & Sun 2003): a gateway as the handheld's agent, which opens what comes and
 * encrypts it again for the server.
 *
 * Only the abstract and the paper's section 3.2 were to be had. What they leave open are axes: who
 * signs for the server's eyes, and whether a request is taken once only. The gateway challenges the
 * handheld; the server answers with a signature.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  secretOf,
  signedBy,
  text,
  underShared,
} from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody, stepsIf } from '../script/steps.ts';
import { castOf, type Peer, remembering, withSecondRuns } from './peer.ts';

/** A reading of the source. */
interface LsmReading {
  /** Who signs the request: the gateway, or the handheld's tamper-resistant token. */
  readonly signs: 'gateway' | 'token';
  readonly requests: 'taken again' | 'taken once';
}

const password = secretOf(['H', 'S'], 'password');
const answered = joined(text('done'), atoms('H', 'N'), hashOf(atom('R')));

/** What is asked for, with the password and what is shown besides. */
const content = (secret: Message, ...shown: readonly Message[]): Message =>
  joined(atoms('R', 'N'), atom('H'), secret, ...shown);

function lsm(id: string, { signs, requests }: LsmReading): Protocol {
  const isToken = signs === 'token';
  const signature = signedBy(isToken ? 'H' : 'G', joined(text('request'), atoms('H', 'R', 'N')));
  // The gateway takes password and token's signature as they come.
  const fromHandheld = isToken ? content(password, signature) : content(password);
  const atGateway = isToken ? content(atom('W'), atom('T')) : content(atom('W'));
  const asked = (secret: Message, proof: Message): Message =>
    joined(atom('G'), encryptedTo('S', content(secret)), proof);
  const serves = role('S', {}, [
    receive(asked(password, signature)),
    state('commit', 'request', ['H', 'R', 'N']),
    state('running', 'answer', ['H', 'R', 'N']),
    stateOfAnybody('running', 'receipt', ['H', 'H', 'R', 'N']),
    send('G', joined(answered, signedBy('S', answered))),
  ]);
  return {
    id,
    title: 'LSM',
    source: 'Lam, Chung, Gu & Sun, Computer Communications 26, 2003; section 3.2 of the paper',
    sorts: withSecondRuns(
      {
        NG: 'nonce',
        N: 'nonce',
        R: 'order',
        W: 'password',
        T: 'signature',
        X: 'signature',
      },
      ['G', 'H'],
    ),
    trusted: [],
    beliefs: [
      secrecyOf('request'),
      secrecyOf('password'),
      agreementOf('request'),
      injectiveOf('request'),
      agreementOf('answer'),
      agreementOf('origin'),
      agreementOf('receipt'),
    ],
    roles: [
      role('H', { knows: ['G', 'S'], makes: ['R', 'N'] }, [
        send('G', joined(atom('H'), text('hello'))),
        receive(joined(atom('NG'), text('challenge'))),
        state('secret', 'request', ['S', 'R']),
        state('running', 'request', ['S', 'R', 'N']),
        stateOfAnybody('running', 'origin', ['S', 'R', 'N']),
        send('G', underShared(['H', 'G'], joined(atom('NG'), fromHandheld))),
        receive(underShared(['H', 'G'], joined(answered, signedBy('S', answered)))),
        state('commit', 'answer', ['S', 'R', 'N']),
      ]),
      role('G', { knows: ['S'], makes: ['NG'] }, [
        receive(joined(atom('H'), text('hello'))),
        send('H', joined(atom('NG'), text('challenge'))),
        receive(underShared(['H', 'G'], joined(atom('NG'), atGateway))),
        ...stepsIf(isToken, match('T', signature)),
        send('S', asked(atom('W'), isToken ? atom('T') : signature)),
        receive(joined(answered, atom('X'))),
        match('X', signedBy('S', answered)),
        send('H', underShared(['H', 'G'], joined(answered, atom('X')))),
      ]),
      requests === 'taken once' ? remembering(serves, { from: 0, kept: [], fresh: 'N' }) : serves,
      role('J', { knows: ['G', 'S'] }, [
        receive(joined(atoms('H', 'R', 'N'), signature)),
        stateOfAnybody('commit', 'origin', ['H', 'R', 'N']),
      ]),
      role('Q', { knows: ['S'] }, [
        receive(joined(atom('R'), answered, signedBy('S', answered))),
        stateOfAnybody('commit', 'receipt', ['S', 'H', 'R', 'N']),
      ]),
    ],
  };
}

const evidence: Readonly<Record<LsmReading['signs'], Peer['verdicts'][number]>> = {
  gateway: {
    claim: 'agreement of origin',
    under: 'origin',
    says: 'attack',
    by: 'ours',
    note: 'the gateway signs what the handheld never asked for',
  },
  token: {
    claim: 'agreement of origin',
    under: 'origin',
    says: 'holds',
    by: 'Lam et al. 2003',
    note: 'the token signs the request itself: non-repudiation by a tamper-resistant device',
  },
};

function peerOf(id: string, reading: LsmReading, words: Pick<Peer, 'reading' | 'main'>): Peer {
  const protocol = lsm(id, reading);
  const one = lsm(id, { ...reading, requests: 'taken again' });
  const twice = reading.requests === 'taken again' ? ['S'] : [];
  const without = ['J', 'Q'];
  const dishonest = ['G', 'S'];
  const isToken = reading.signs === 'token';
  return {
    ...words,
    protocol: one,
    system: 'LSM',
    phone: 'H',
    authority: 'S',
    between: 'G',
    logOn: 0,
    ...(reading.requests === 'taken once' ? { takenOnce: { role: 'S', name: 'N' } } : {}),
    trusts: isToken
      ? 'the gateway, which reads everything; the server'
      : 'the gateway, which reads everything and can order; the server',
    casts: {
      network: castOf(one, { without }),
      'network, twice': castOf(protocol, { without, twice }),
      customer: castOf(one, { without, insider: true }),
      'customer, twice': castOf(protocol, { without, twice, insider: true }),
      between: castOf(one, { without, dishonest: ['G'] }),
      'between, twice': castOf(protocol, { without, twice, dishonest: ['G'] }),
      authority: castOf(one, { without, dishonest: ['S'] }),
      origin: castOf(one, { without: ['Q'], dishonest }),
      receipt: castOf(one, { without: ['J'], dishonest: ['G', 'H'] }),
    },
    promises: {
      secret: 'secrecy of request',
      meant: 'agreement of request',
      once: 'injective agreement of request',
      answer: 'agreement of answer',
      origin: 'agreement of origin',
      receipt: 'agreement of receipt',
    },
    verdicts: [
      {
        claim: 'secrecy of request',
        under: 'customer',
        says: 'holds',
        by: 'Lam et al. 2003',
        note: 'both legs are encrypted, and the gateway is honest',
      },
      {
        claim: 'secrecy of request',
        under: 'between',
        says: 'attack',
        by: 'Rice & Zhu 2009',
        note: 'the gateway decrypts and encrypts again: it reads what passes, as a WAP gateway does',
      },
      {
        claim: 'agreement of request',
        under: 'customer',
        says: 'holds',
        by: 'Lam et al. 2003',
        note: 'the password is known to handheld, gateway and server alone',
      },
      {
        claim: 'agreement of request',
        under: 'between',
        says: isToken ? 'holds' : 'attack',
        by: 'ours',
        note: isToken
          ? 'the token’s signature names the request, and the gateway cannot make it'
          : 'the gateway has the password and orders what it likes',
      },
      evidence[reading.signs],
    ],
  };
}

/** LSM under its readings. */
export const lsmPeers: readonly Peer[] = [
  peerOf(
    'lsm',
    { signs: 'gateway', requests: 'taken again' },
    {
      reading: 'the gateway signs for the customer; a request is taken as often as it comes',
      main: true,
    },
  ),
  peerOf(
    'lsm-token',
    { signs: 'token', requests: 'taken once' },
    {
      reading: 'the handheld’s token signs each request; the server remembers requests',
      main: true,
    },
  ),
];
