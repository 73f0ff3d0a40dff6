/**
 * Messages that no honest phone, bank or log sends: each part as said, the rest as it should be. What
 * the negative vectors are made of.
 */
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { algebra, keys, name, person, seedOf, shapes, verifier } from './town.ts';

const NO_NONCE = textToBytes('');

/** A signature as the protocol has them. */
export const signed = (key: Bytes, message: Bytes): Bytes => algebra.sign(key, NO_NONCE, message);

/** Something for the bank. */
function sealedFor({
  content,
  boxKey = keys.box,
}: {
  readonly content: Bytes;
  readonly boxKey?: Bytes | undefined;
}): Bytes {
  return algebra.encryptFor(algebra.publicKey(boxKey), seedOf(`sealed ${content}`), content);
}

/** What an order is made of. */
export interface OrderParts {
  readonly key: Bytes;
  readonly token: Bytes;
  readonly type?: string;
  readonly accid?: string;
  readonly recipient?: string;
  /** The key that the signature is on. */
  readonly signer?: Bytes;
  readonly boxKey?: Bytes;
  /** What is done to the signature. */
  readonly spoil?: (signature: Bytes) => Bytes;
}

/** S(msg, ID_C). */
export function signedOrder({
  key,
  token,
  type = 'pay',
  spoil = (s) => s,
  ...rest
}: OrderParts): Bytes {
  const clientId = algebra.encode(shapes.clientId, {
    ...person,
    ...(rest.accid === undefined ? {} : { accid: textToBytes(rest.accid) }),
  });
  const recipient = rest.recipient === undefined ? name : textToBytes(rest.recipient);
  const order = algebra.encode(shapes.order, {
    type: textToBytes(type),
    payee: textToBytes('bob-02'),
    amount: textToBytes('1000 CAD'),
    token,
  });
  const signer = rest.signer ?? algebra.publicKey(key);
  const input = algebra.encode(shapes.signingInput, { order, clientId, recipient, signer });
  const text = algebra.encode(shapes.signedText, { order });
  return algebra.encode(shapes.signedOrder, { text, signature: spoil(signed(key, input)) });
}

/** An order frame. */
export function orderFrame(parts: OrderParts): Bytes {
  const body = sealedFor({ ...parts, content: signedOrder(parts) });
  return algebra.encode(shapes.orderFrame, { body });
}

/** What a log-on is made of. */
export interface LogOnParts {
  readonly key: Bytes;
  readonly userid?: string;
  readonly verifier?: Bytes;
}

/** A log-on frame. */
export function logOnFrame({
  key,
  userid = 'alice',
  verifier: known = verifier,
}: LogOnParts): Bytes {
  const nonce = algebra.derive(seedOf('crafted'), 'nonce');
  const proof = algebra.hash(algebra.encode(shapes.passwordProof, { verifier: known, nonce }));
  const text = algebra.encode(shapes.logOn, { userid: textToBytes(userid), proof, nonce });
  const content = algebra.encode(shapes.signedLogOn, { text, signature: signed(key, text) });
  const body = sealedFor({ content });
  return algebra.encode(shapes.logOnFrame, { accid: person.accid, body });
}

/** What a registration is made of. */
export interface RegistrationParts {
  readonly key: Bytes;
  readonly accid?: string;
  readonly publicKey?: Bytes;
  /** Who signs the proof, and who the endorsement. */
  readonly prover?: Bytes;
  readonly endorser?: Bytes;
}

/** A registration. */
export function registration({ key, accid = 'alice-01', ...rest }: RegistrationParts): Bytes {
  const { publicKey = algebra.publicKey(key), prover = key, endorser = key } = rest;
  const clientId = algebra.encode(shapes.clientId, { ...person, accid: textToBytes(accid) });
  const binding = algebra.encode(shapes.keyBinding, { clientId, publicKey });
  const [proof, endorsement] = [prover, endorser].map((by) => signed(by, binding));
  if (proof === undefined || endorsement === undefined) throw new Error('two signatures');
  return algebra.encode(shapes.registration, { binding, proof, endorsement });
}

/** What an answer is made of. */
export interface AnswerParts {
  readonly replyKey: Bytes;
  /** The commitment of the order that it answers. */
  readonly request: Bytes;
  readonly key?: Bytes;
  readonly status?: string;
}

/** The bank's answer to an order. */
export function answerFrame({
  replyKey: under,
  request: commitment,
  key = keys.bank,
  ...rest
}: AnswerParts): Bytes {
  const status = textToBytes(rest.status ?? 'executed');
  const reference = algebra.derive(seedOf('crafted'), 'reference');
  const { accid } = person;
  const request = algebra.hash(algebra.encode(shapes.requestOf, { commitment, accid }));
  const result = algebra.encode(shapes.result, { status, reference, request });
  const said = algebra.encode(shapes.toldResult, { status, reference });
  const body = algebra.seal(under, seedOf(`answer ${said}`), said);
  return algebra.encode(shapes.answerFrame, { body, signature: signed(key, result) });
}

/** What the log says of an order. */
export function resolution(commitment: Bytes, outcome: string, key = keys.log): Bytes {
  const said = algebra.encode(shapes.resolution, { commitment, outcome: textToBytes(outcome) });
  return algebra.encode(shapes.signedResolution, {
    resolution: said,
    signature: signed(key, said),
  });
}

/** A notice to renew. */
export function notice(accid: string, key = keys.bank): Bytes {
  const said = algebra.encode(shapes.notice, { accid: textToBytes(accid) });
  return algebra.encode(shapes.signedNotice, { notice: said, signature: signed(key, said) });
}

/** A message with its last octet changed. */
export const changed = (message: Bytes): Bytes =>
  `${message.slice(0, -2)}${message.endsWith('00') ? '01' : '00'}` as Bytes;

/** A message decoded, some of its fields changed, and encoded again. */
export function withFields<R extends string, O extends string>(
  shape: Parameters<typeof algebra.decode<R, O>>[0],
  message: Bytes,
  fields: Readonly<Partial<Record<R | O, Bytes>>>,
): Bytes {
  const before = algebra.decode(shape, message);
  if (before === undefined) throw new Error(`no ${shape.name}`);
  return algebra.encode(shape, { ...before, ...fields });
}
