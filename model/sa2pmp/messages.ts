/**
 * Every message of SA2pMP, each shape once; a reading decides which optional fields are there.
 *
 * Clear outer frames are tagged as the paths of HTTP requests would be (§4.1). What is sealed or
 * signed has a shape of its own, so that the plaintext of one message never parses as another.
 */
import { type Shape, shape, type Sort } from '../core/shape.ts';
import {
  chainsEntries,
  type Reading,
  recordForm,
  recordKind,
  registersInSession,
  signsEntries,
} from './reading.ts';

/** The shapes of one reading. */
export interface Messages {
  /** The application package: what the paper puts into the JAR besides the program (§4.3). */
  readonly appPackage: Shape<'bank' | 'bankPublicKey' | 'key'>;
  /** ID_C: SIM, PHID, ACCID (§4.2). */
  readonly clientId: Shape<'sim' | 'phid' | 'accid'>;
  /** The transaction message msg (§4.2, A6) with what the reading adds for freshness (A7, A13). */
  readonly order: Shape<
    'type' | 'payee' | 'amount',
    'payer' | 'transaction' | 'time' | 'counter' | 'challenge' | 'token' | 'password'
  >;
  /** What S signs: (msg, ID_C), and the bank's name where A5 puts it under the signature. */
  readonly signedText: Shape<'order' | 'clientId', 'recipient'>;
  /** S(msg, ID_C): the text and the signature on it (A3). */
  readonly signedOrder: Shape<'text' | 'signature'>;
  /** E(S(msg, ID_C)), or S(E(msg, ID_C)) with the account named outside (A31). */
  readonly orderFrame: Shape<'body', 'accid' | 'publicKey' | 'recipient' | 'signature'>;
  /** What a registration says (§4.3, A2). */
  readonly keyBinding: Shape<'clientId' | 'publicKey', 'token'>;
  /** A registration or renewal: the binding and the proofs the reading asks for. */
  readonly registration: Shape<'binding', 'proof' | 'endorsement'>;
  /** A registration under the package key. */
  readonly registrationBox: Shape<'accid' | 'body'>;
  /** userid and password (§5.2, A13). */
  readonly logOn: Shape<'userid' | 'password'>;
  /** A signed log-on. */
  readonly signedLogOn: Shape<'text' | 'signature'>;
  /** A log-on as it travels; the account in the clear tells the bank which key to use. */
  readonly logOnFrame: Shape<'accid' | 'body'>;
  /** The bank's answer to a log-on: the session's token. */
  readonly welcome: Shape<'token'>;
  /** An answer of the bank's as it travels. */
  readonly answerFrame: Shape<'body', 'signature'>;
  /** The result information (§5.2, A17). */
  readonly result: Shape<'status' | 'reference', 'request'>;
  /** Asks for a challenge (A7). */
  readonly challengeRequest: Shape<'accid'>;
  /** The bank's challenge (A7). */
  readonly challenge: Shape<'challenge'>;
  /** The bank's notice to renew the key pair, by SMS (§4.3, A27). */
  readonly notice: Shape<'accid'>;
  /** A transaction record (§5.2, A22). */
  readonly record: Shape<'content', 'accid' | 'result' | 'time'>;
  /** A record as the log keeps it (A20). */
  readonly entry: Shape<'record', 'previous'>;
  /** What is shown to a judge (A20, A22, A22b). */
  readonly evidence: Shape<'record', 'binding' | 'signature' | 'previous' | 'key'>;
}

/** The sort, if the reading has the field. */
const when = (present: boolean, sort: Sort): Sort | undefined => (present ? sort : undefined);

function orderShapes(reading: Reading): Pick<Messages, 'order' | 'signedText' | 'orderFrame'> {
  const signsOutside = reading.A31 === 'encrypt-then-sign';
  return {
    order: shape(
      ['order', 2],
      { type: 'constant', payee: 'payee', amount: 'amount' },
      {
        payer: when(reading.A6 === 'payer-payee-amount', 'account'),
        transaction: when(reading.A7 === 'transactions', 'transaction'),
        time: when(reading.A7 === 'clock-window', 'constant'),
        counter: when(reading.A7 === 'counter', 'constant'),
        challenge: when(reading.A7 === 'challenge', 'challenge'),
        token: when(reading.A13b === 'token', 'token'),
        password: when(reading.A13b === 'password', 'password'),
      },
    ),
    signedText: shape(
      ['signed-text', 3],
      { order: 'order', clientId: 'client-id' },
      { recipient: when(reading.A5 === 'signed', 'bank') },
    ),
    orderFrame: shape(
      ['order-frame', 5],
      { body: 'box' },
      {
        accid: when(signsOutside || reading.A9 === 'per-user', 'account'),
        publicKey: when(reading.A1 !== 'depository', 'public-key'),
        recipient: when(reading.A5 === 'outside', 'bank'),
        signature: when(signsOutside, 'signature'),
      },
    ),
  };
}

function keyShapes(
  reading: Reading,
): Pick<Messages, 'keyBinding' | 'registration' | 'registrationBox'> {
  const proves = reading.A2 === 'self-signed' || reading.A2 === 'in-session-proof';
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
        proof: when(proves, 'signature'),
        endorsement: when(reading.A27 === 'signed-by-old', 'signature'),
      },
    ),
    registrationBox: shape(['registration-box', 8], { accid: 'account', body: 'box' }),
  };
}

function answerShapes(reading: Reading): Pick<Messages, 'welcome' | 'answerFrame' | 'result'> {
  const bound = reading.A17 === 'under-key-bound' || reading.A17 === 'signed';
  return {
    welcome: shape(['welcome', 12], { token: 'token' }),
    answerFrame: shape(
      ['answer-frame', 13],
      { body: 'any' },
      { signature: when(reading.A17 === 'signed', 'signature') },
    ),
    result: shape(
      ['result', 14],
      { status: 'constant', reference: 'reference' },
      { request: when(bound, 'digest') },
    ),
  };
}

function logShapes(reading: Reading): Pick<Messages, 'record' | 'entry' | 'evidence'> {
  const kind = recordKind(reading);
  const plain = kind === 'plaintext';
  const withResult = kind === 'signed-result';
  return {
    record: shape(
      ['record', 18],
      { content: recordForm(reading) },
      {
        accid: when(plain, 'account'),
        result: when(withResult, 'result'),
        time: when(withResult, 'constant'),
      },
    ),
    entry: shape(
      ['entry', 19],
      { record: 'record' },
      { previous: when(chainsEntries(reading), 'digest') },
    ),
    evidence: shape(
      ['evidence', 20],
      { record: 'record' },
      {
        binding: when(!plain, 'key-binding'),
        signature: when(signsEntries(reading), 'signature'),
        previous: when(reading.A20 === 'merkle', 'digest'),
        key: when(reading.A22b === 'package-key', 'key'),
      },
    ),
  };
}

/** The shapes in force under a reading. */
export function messages(reading: Reading): Messages {
  return {
    appPackage: shape(['app-package', 0], {
      bank: 'bank',
      bankPublicKey: 'public-key',
      key: 'key',
    }),
    clientId: shape(['client-id', 1], { sim: 'sim', phid: 'phid', accid: 'account' }),
    ...orderShapes(reading),
    signedOrder: shape(['signed-order', 4], { text: 'signed-text', signature: 'signature' }),
    ...keyShapes(reading),
    logOn: shape(['log-on', 9], { userid: 'userid', password: 'password' }),
    signedLogOn: shape(['signed-log-on', 10], { text: 'log-on', signature: 'signature' }),
    logOnFrame: shape(['log-on-frame', 11], { accid: 'account', body: 'any' }),
    ...answerShapes(reading),
    challengeRequest: shape(['challenge-request', 15], { accid: 'account' }),
    challenge: shape(['bank-challenge', 16], { challenge: 'challenge' }),
    notice: shape(['notice', 17], { accid: 'account' }),
    ...logShapes(reading),
  };
}
