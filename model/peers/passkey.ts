/**
 * A payment confirmed with a passkey, after W3C's Secure Payment Confirmation: the bank challenges, the
 * authenticator signs challenge, payee and amount. Bare, or inside a session that is encrypted to the bank.
 *
 * The session stands for TLS and does its half: a key encrypted to the bank's public key. Refuses
 * enrolment: the bank has the public key.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import {
  atom,
  atoms,
  encryptedTo,
  joined,
  type Message,
  signedBy,
  text,
  underKey,
} from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state, stateOfAnybody } from '../script/steps.ts';
import { castOf, type Peer } from './peer.ts';

/** What carries it. */
type Carrier = 'bare' | 'session';

function passkey(id: string, carrier: Carrier): Protocol {
  const isSession = carrier === 'session';
  const inside = (of: Message): Message => (isSession ? underKey('K', of) : of);
  const ordered = joined(text('order'), atoms('C', 'payee', 'amount'));
  const confirmed = joined(text('payment'), atoms('S', 'challenge', 'payee', 'amount'));
  const done = joined(text('done'), atoms('C', 'challenge', 'payee', 'amount'));
  const opening = isSession ? joined(encryptedTo('S', atom('K')), inside(ordered)) : ordered;
  return {
    id,
    title: 'Passkey confirmation',
    source: 'W3C, Secure Payment Confirmation; FIDO2',
    sorts: { K: 'key', payee: 'payee', amount: 'amount', challenge: 'nonce' },
    trusted: [],
    beliefs: [
      secrecyOf('order'),
      agreementOf('payment'),
      injectiveOf('payment'),
      agreementOf('answer'),
      agreementOf('origin'),
      agreementOf('receipt'),
    ],
    roles: [
      role('C', { knows: ['S'], makes: ['payee', 'amount', ...(isSession ? ['K'] : [])] }, [
        send('S', opening),
        state('secret', 'order', ['S', 'amount']),
        receive(inside(joined(text('challenge'), atom('challenge')))),
        state('running', 'payment', ['S', 'challenge', 'payee', 'amount']),
        stateOfAnybody('running', 'origin', ['S', 'challenge', 'payee', 'amount']),
        send('S', inside(signedBy('C', confirmed))),
        receive(inside(joined(text('answer'), signedBy('S', done)))),
        state('commit', 'answer', ['S', 'challenge', 'payee', 'amount']),
      ]),
      role('S', { makes: ['challenge'] }, [
        receive(opening),
        send('C', inside(joined(text('challenge'), atom('challenge')))),
        receive(inside(signedBy('C', confirmed))),
        state('commit', 'payment', ['C', 'challenge', 'payee', 'amount']),
        state('running', 'answer', ['C', 'challenge', 'payee', 'amount']),
        stateOfAnybody('running', 'receipt', ['C', 'challenge', 'payee', 'amount']),
        send('C', inside(joined(text('answer'), signedBy('S', done)))),
      ]),
      role('J', {}, [
        receive(
          joined(atoms('C', 'S'), atoms('challenge', 'payee', 'amount'), signedBy('C', confirmed)),
        ),
        stateOfAnybody('commit', 'origin', ['C', 'challenge', 'payee', 'amount']),
      ]),
      role('Q', {}, [
        receive(joined(atom('S'), done, signedBy('S', done))),
        stateOfAnybody('commit', 'receipt', ['S', 'challenge', 'payee', 'amount']),
      ]),
    ],
  };
}

function peerOf(id: string, carrier: Carrier, words: Pick<Peer, 'reading' | 'main'>): Peer {
  const protocol = passkey(id, carrier);
  const without = ['J', 'Q'];
  return {
    ...words,
    protocol,
    system: 'Passkey',
    phone: 'C',
    authority: 'S',
    between: undefined,
    logOn: 0,
    trusts: 'the bank with the money; nobody with the evidence',
    casts: {
      network: castOf(protocol, { without }),
      'network, twice': castOf(protocol, { without, twice: ['S'] }),
      customer: castOf(protocol, { without, insider: true }),
      'customer, twice': castOf(protocol, { without, twice: ['S'], insider: true }),
      authority: castOf(protocol, { without, dishonest: ['S'] }),
      origin: castOf(protocol, { without: ['Q'], dishonest: ['S'] }),
      receipt: castOf(protocol, { without: ['J'], dishonest: ['C'] }),
    },
    promises: {
      secret: 'secrecy of order',
      meant: 'agreement of payment',
      once: 'injective agreement of payment',
      answer: 'agreement of answer',
      origin: 'agreement of origin',
      receipt: 'agreement of receipt',
    },
    verdicts: [
      {
        claim: 'injective agreement of payment',
        under: 'network, twice',
        says: 'holds',
        by: 'W3C SPC',
        note: 'the challenge is the bank’s and new each time',
      },
      {
        claim: 'agreement of payment',
        under: 'customer',
        says: 'holds',
        by: 'W3C SPC',
        note: 'payee and amount are signed: dynamic linking',
      },
      {
        claim: 'agreement of origin',
        under: 'origin',
        says: 'holds',
        by: 'ours',
        note: 'nobody else makes the authenticator’s signature, as long as the passkey is in one hand',
      },
    ],
  };
}

/** Passkey confirmation, bare and in a session. */
export const passkeyPeers: readonly Peer[] = [
  peerOf('passkey', 'session', { reading: 'in a session encrypted to the bank', main: true }),
  peerOf('passkey-bare', 'bare', { reading: 'without any session around it', main: false }),
];
