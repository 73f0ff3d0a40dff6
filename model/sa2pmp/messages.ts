/**
 * Every message of SA2pMP, each shape once; a reading decides which optional fields are there.
 *
 * Clear outer frames are tagged as the paths of HTTP requests would be (§4.1). What is sealed or
 * signed has a shape of its own, so that the plaintext of one message never parses as another.
 */
import { outermost, plain, shape, type Sort } from '../core/shape.ts';
import { courtShapes } from './court/messages.ts';
import {
  checksNotices,
  encapsulates,
  endorsesKeys,
  identifierPlace,
  impliesRecipient,
  impliesRequest,
  namesRecipient,
  provesPossession,
  publicKeyPlace,
  type Reading,
  registersInSession,
  signsOwner,
} from './reading.ts';
import type { Messages } from './shapes/form.ts';
import { logShapes } from './shapes/log.ts';
import { sealedShapes } from './shapes/sealed.ts';
import { when } from './shapes/when.ts';

export type { Messages } from './shapes/form.ts';
import { withoutTags } from './untagged.ts';

/** What an order or a registration is sealed as: under a shared key, or for a public one (R3). */
function sealedSort(reading: Reading): Sort {
  return encapsulates(reading) ? 'encryption' : 'box';
}

/** The fields that a reading adds to the transaction message (A6, A7, A13b). */
function orderExtras(reading: Reading) {
  const { A6, A7, A13b } = reading;
  const dated = A6 === 'payee-amount-dated';
  return {
    payer: when(A6 === 'payer-payee-amount', 'account'),
    memo: when(A6 === 'payee-amount-memo', 'memo'),
    transaction: when(dated || A7 === 'transactions', 'transaction'),
    time: when(dated || A7 === 'clock-window', 'constant'),
    counter: when(dated || A7 === 'counter', 'constant'),
    challenge: when(A7 === 'challenge', 'challenge'),
    token: when(A13b === 'token', 'token'),
    password: when(A13b === 'password', 'password'),
  };
}

type OrderShapes = Pick<
  Messages,
  'order' | 'signedText' | 'signingInput' | 'plainText' | 'signedOrder' | 'orderFrame'
>;

function orderShapes(reading: Reading): OrderShapes {
  const signsOutside = reading.A31 === 'encrypt-then-sign';
  const identifier = identifierPlace(reading);
  const publicKey = publicKeyPlace(reading);
  const recipient = when(namesRecipient(reading), 'bank');
  const keyInside = when(publicKey === 'inside', 'public-key');
  const bare = { type: 'constant', payee: 'payee', amount: 'amount' };
  const client = { sim: 'sim', phid: 'phid', accid: 'account' };
  const extras = orderExtras(reading);
  const signer = when(signsOwner(reading), 'public-key');
  return {
    order: shape(['order', 2], bare, extras),
    signedText: shape(
      ['signed-text', 3],
      { order: 'order' },
      {
        clientId: when(identifier === 'inside', 'client-id'),
        recipient: impliesRecipient(reading) ? undefined : recipient,
        publicKey: signsOutside ? keyInside : undefined,
      },
    ),
    signingInput: shape(
      ['signing-input', 23],
      { order: 'order', clientId: 'client-id' },
      { recipient, signer },
    ),
    plainText: plain(
      shape(['plain-text', 24], { ...bare, ...client }, { ...extras, recipient, signer }),
    ),
    signedOrder: shape(
      ['signed-order', 4],
      { text: 'signed-text', signature: 'signature' },
      { publicKey: keyInside },
    ),
    orderFrame: shape(
      ['order-frame', 5],
      { body: sealedSort(reading) },
      {
        accid: when(
          signsOutside || (reading.A9 === 'per-user' && !encapsulates(reading)),
          'account',
        ),
        clientId: when(identifier === 'outside', 'client-id'),
        publicKey: when(publicKey === 'outside', 'public-key'),
        recipient: when(reading.A5 === 'outside', 'bank'),
        signature: when(signsOutside, 'signature'),
      },
    ),
  };
}

function keyShapes(
  reading: Reading,
): Pick<Messages, 'keyBinding' | 'registration' | 'registrationBox'> {
  return {
    keyBinding: shape(
      ['key-binding', 6],
      { clientId: 'client-id', publicKey: 'public-key' },
      { token: when(registersInSession(reading), 'token') },
    ),
    registration: shape(
      ['registration', 7],
      { binding: 'key-binding' },
      {
        proof: when(provesPossession(reading), 'signature'),
        endorsement: when(endorsesKeys(reading), 'signature'),
      },
    ),
    registrationBox: shape(['registration-box', 8], {
      accid: 'account',
      body: sealedSort(reading),
    }),
  };
}

function answerShapes(
  reading: Reading,
): Pick<
  Messages,
  'welcome' | 'answerFrame' | 'answer' | 'tokenSource' | 'result' | 'toldResult' | 'requestOf'
> {
  const bound = reading.A17 === 'under-key-bound' || reading.A17 === 'signed';
  return {
    welcome: shape(
      ['welcome', 12],
      { token: 'token' },
      { renew: when(checksNotices(reading), 'constant') },
    ),
    answerFrame: shape(
      ['answer-frame', 13],
      { body: 'any' },
      { signature: when(reading.A17 === 'signed', 'signature') },
    ),
    answer: shape(['answer', 39], {
      result: impliesRequest(reading) ? 'told-result' : 'result',
      next: 'token',
    }),
    tokenSource: shape(['token-source', 64], { key: 'key', token: 'token' }),
    requestOf: shape(['request-of', 65], { commitment: 'digest', accid: 'account' }),
    toldResult: shape(['told-result', 63], { status: 'constant', reference: 'reference' }),
    result: shape(
      ['result', 14],
      { status: 'constant', reference: 'reference' },
      { request: when(bound, 'digest') },
    ),
  };
}

/** The shapes in force under a reading. */
export function messages(reading: Reading): Messages {
  // P-ENC-5
  const all = travelling(taggedMessages(reading), reading);
  return reading.A3b === 'untagged' ? withoutTags(reading, all) : all;
}

/** The messages, those that travel by themselves marked as the outermost of what is sent. */
function travelling(all: Messages, { A10b, A18 }: Reading): Messages {
  return {
    ...all,
    ...(A10b === 'signed'
      ? { signedPackage: outermost(all.signedPackage) }
      : { appPackage: outermost(all.appPackage) }),
    ...(A18 === 'exists'
      ? { signedNotice: outermost(all.signedNotice) }
      : { notice: outermost(all.notice) }),
    orderFrame: outermost(all.orderFrame),
    registrationBox: outermost(all.registrationBox),
    logOnFrame: outermost(all.logOnFrame),
    answerFrame: outermost(all.answerFrame),
    challengeRequest: outermost(all.challengeRequest),
    challenge: outermost(all.challenge),
    record: outermost(all.record),
    abortRequest: outermost(all.abortRequest),
    signedResolution: outermost(all.signedResolution),
  };
}

function taggedMessages(reading: Reading): Messages {
  return {
    appPackage: shape(
      ['app-package', 0],
      { bank: 'bank', bankPublicKey: 'public-key' },
      {
        key: when(!encapsulates(reading), 'key'),
        boxKey: when(encapsulates(reading), 'public-key'),
        signingKey: when(reading.A25 === 'jar', 'signing-key'),
      },
    ),
    signedPackage: shape(['signed-package', 25], {
      content: 'app-package',
      signature: 'signature',
    }),
    clientId: shape(['client-id', 1], { sim: 'sim', phid: 'phid', accid: 'account' }),
    ...orderShapes(reading),
    ...keyShapes(reading),
    ...sealedShapes(reading),
    signedLogOn: shape(['signed-log-on', 10], { text: 'log-on', signature: 'signature' }),
    logOnFrame: shape(['log-on-frame', 11], { accid: 'account', body: 'any' }),
    ...answerShapes(reading),
    challengeRequest: shape(['challenge-request', 15], { accid: 'account' }),
    challenge: shape(['bank-challenge', 16], { challenge: 'challenge' }),
    notice: shape(['notice', 17], { accid: 'account' }),
    signedNotice: shape(['signed-notice', 26], { notice: 'notice', signature: 'signature' }),
    ...logShapes(reading),
    ...courtShapes(reading),
    depositoryEntry: shape(['depository-entry', 21], {
      clientId: 'client-id',
      publicKey: 'public-key',
    }),
    ledgerEntry: shape(['ledger-entry', 22], { payer: 'account', order: 'order' }),
  };
}
