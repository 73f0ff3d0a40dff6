/**
 * The test vectors of the repaired protocol, `docs/protocol/vectors.json`: keys, every message with
 * its fields and octets, and what must be refused, all from one named seed.
 */
import type { AnyShape } from '../../model/core/shape.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { setting } from '../../model/sa2pmp/setting.ts';
import { chainedToken } from '../../model/sa2pmp/tokens.ts';
import { type Bytes, fromBytes, toBytes } from '../../src/bytes.ts';
import { ecdsaOn } from '../../src/crypto/ecdsa.ts';
import { hpkeOn } from '../../src/crypto/hpke.ts';
import { noble } from '../../src/concrete.ts';
import { casesOf } from './cases.ts';
import { honestRun, type Run } from './honest.ts';
import { algebra, cost, customer, keys, name, person, shapes, verifier } from './town.ts';

/** A key pair in hexadecimal. */
export interface Pair {
  readonly private: Bytes;
  readonly public: Bytes;
}

/** A message, and what it is made of. */
export interface Vector {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, Bytes>>;
  readonly octets: Bytes;
}

/** What a request was sealed with. */
export interface Sealing {
  readonly replyKey: Bytes;
  readonly ephemeral: Pair;
}

const CURVE = { curve: 'secp256r1', digest: 'sha-256' } as const;
const ecdsa = ecdsaOn(CURVE.curve, CURVE.digest);
const hpke = hpkeOn(noble(CURVE), 128);

function pairOf(scalar: Uint8Array): Pair {
  return { private: toBytes(scalar), public: toBytes(ecdsa.publicKeyOf(scalar)) };
}

/** The key pair of a seed, as `src/crypto/ecdsa.ts` makes it. */
const signingPair = (seed: Bytes): Pair => pairOf(ecdsa.signingScalar(fromBytes(seed)));

/** What the phone sealed with, by the seed of its step (`model/sa2pmp/confidential.ts`). */
const sealingOf = (fresh: Bytes, replyKey: Bytes): Sealing => ({
  replyKey,
  ephemeral: pairOf(hpke.scalarFrom(fromBytes(algebra.derive(fresh, 'iv')))),
});

function vector(name: string, shape: AnyShape, octets: Bytes): Vector {
  const fields = algebra.decode(shape, octets);
  if (fields === undefined) throw new Error(`vectors: ${name} is no ${shape.name}`);
  return { name, message: shape.name, fields, octets };
}

/** What a box holds, as a vector. */
function boxed(
  name: string,
  shape: typeof shapes.welcome | typeof shapes.toldResult,
  by: readonly [Bytes, Bytes],
): Vector {
  const fields = algebra.open(by[0], shape as typeof shapes.welcome, by[1]);
  if (fields === undefined) throw new Error(`vectors: ${name} does not open`);
  return {
    name,
    message: shape.name,
    fields: fields as Vector['fields'],
    octets: algebra.encode(shape, fields as never),
  };
}

/** The log-on, inside out. */
function logOnVectors({ logOn, logOnKey, welcome }: Run): readonly Vector[] {
  const frame = vector('log-on', shapes.logOnFrame, logOn);
  const inner = algebra.decryptWith(keys.box, shapes.signedLogOn, frame.fields['body'] ?? logOn);
  if (inner === undefined) throw new Error('vectors: no log-on');
  const nonce = algebra.decode(shapes.logOn, inner.text)?.nonce ?? logOn;
  return [
    vector(
      'proof of the password',
      shapes.passwordProof,
      algebra.encode(shapes.passwordProof, { verifier, nonce }),
    ),
    vector('log-on: text', shapes.logOn, inner.text),
    vector('log-on: signed', shapes.signedLogOn, algebra.encode(shapes.signedLogOn, inner)),
    frame,
    boxed('answer to the log-on', shapes.welcome, [logOnKey, welcome]),
  ];
}

/** The order, inside out. */
function orderVectors({ order, opening, replyKey, answer, phoneKey }: Run): readonly Vector[] {
  const whole = algebra.decode(shapes.signedOrder, opening);
  const text = whole && algebra.decode(shapes.signedText, whole.text);
  if (whole === undefined || text === undefined) throw new Error('vectors: no order');
  const signer = algebra.publicKey(phoneKey);
  const clientId = algebra.encode(shapes.clientId, person);
  const said = vector('answer', shapes.answerFrame, answer);
  const by = [replyKey, said.fields['body'] ?? answer] as const;
  const inner = boxed('answer: opened', shapes.toldResult, by);
  const request = algebra.hash(opening);
  const result = algebra.encode(shapes.result, { ...inner.fields, request } as never);
  const { token = opening } = algebra.decode(shapes.order, text.order) ?? {};
  const source = algebra.encode(shapes.tokenSource, { key: replyKey, token });
  return [
    vector('order: msg', shapes.order, text.order),
    vector('order: text', shapes.signedText, whole.text),
    vector(
      'order: signed',
      shapes.signingInput,
      algebra.encode(shapes.signingInput, { ...text, clientId, recipient: name, signer }),
    ),
    vector('order: S(msg, ID_C)', shapes.signedOrder, opening),
    vector('order', shapes.orderFrame, order),
    vector('answer: result', shapes.result, result),
    inner,
    said,
    vector('next token: source', shapes.tokenSource, source),
  ];
}

function setUpVectors(run: Run): readonly Vector[] {
  const content = algebra.decode(shapes.signedPackage, run.package)?.content ?? run.package;
  const binding = algebra.decode(shapes.registration, run.registration)?.binding ?? run.package;
  const clientId = algebra.decode(shapes.keyBinding, binding)?.clientId ?? run.package;
  return [
    vector('package: content', shapes.appPackage, content),
    vector('package', shapes.signedPackage, run.package),
    vector('ID_C', shapes.clientId, clientId),
    vector('registration: binding', shapes.keyBinding, binding),
    vector('registration', shapes.registration, run.registration),
  ];
}

function laterVectors(run: Run): readonly Vector[] {
  const { record, entry, recorded, abort, aborted, notice, renewal, evidence } = run;
  const text = algebra.decode(shapes.record, record);
  const resolution = algebra.decode(shapes.signedResolution, recorded)?.resolution ?? recorded;
  return [
    vector('record: signed', shapes.recordText, algebra.encode(shapes.recordText, text as never)),
    vector('record', shapes.record, record),
    vector('entry', shapes.entry, entry),
    vector('recorded: text', shapes.resolution, resolution),
    vector('recorded', shapes.signedResolution, recorded),
    vector('abort', shapes.abortRequest, abort),
    vector('aborted', shapes.signedResolution, aborted),
    vector('notice', shapes.signedNotice, notice),
    boxed('answer to the next log-on', shapes.welcome, [run.logOnAgainKey, run.welcomeAgain]),
    vector('renewal', shapes.registration, renewal),
    vector('evidence', shapes.evidence, evidence),
  ];
}

/** The token that the answer to the first log-on brings. */
export function firstToken({ logOnKey, welcome }: Run): Bytes {
  const token = algebra.open(logOnKey, shapes.welcome, welcome)?.token;
  if (token === undefined) throw new Error('vectors: no token');
  return token;
}

/** The token for the order after the first, made on both sides. */
function secondToken({ opening, replyKey }: Run): Bytes {
  const text = algebra.decode(shapes.signedOrder, opening)?.text;
  const order = text && algebra.decode(shapes.signedText, text)?.order;
  const next = order && chainedToken(setting(algebra, readings.repaired), { order, replyKey });
  if (next === undefined) throw new Error('vectors: no next token');
  return next;
}

/** All of it, as the file has it. */
export function vectors() {
  const run = honestRun();
  return {
    format: 'sa2pmp-vectors',
    version: 1,
    seed: 'sa2pmp protocol vectors 1',
    customer,
    password: { cost, verifier },
    keys: {
      bank: signingPair(keys.bank),
      bankBox: signingPair(keys.box),
      log: signingPair(keys.log),
      phone: signingPair(run.phoneKey),
      phoneRenewed: signingPair(run.renewedKey),
    },
    sealing: {
      logOn: sealingOf(run.logOnSeed, run.logOnKey),
      order: sealingOf(run.orderSeed, run.replyKey),
      logOnAgain: { replyKey: run.logOnAgainKey },
    },
    boxes: { welcome: run.welcome, welcomeAgain: run.welcomeAgain },
    entrySignature: run.entrySignature,
    nextToken: secondToken(run),
    lostOrder: run.lostOpening,
    messages: [
      ...setUpVectors(run),
      ...logOnVectors(run),
      ...orderVectors(run),
      ...laterVectors(run),
    ],
    refused: casesOf(run, firstToken(run)),
  };
}

/** What the file holds. */
export type Vectors = ReturnType<typeof vectors>;

/** Where the file is, from the root of the project. */
export const vectorsPath = 'docs/protocol/vectors.json';
