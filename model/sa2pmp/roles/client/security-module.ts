/**
 * SM: signs and encrypts what the phone sends, opens and checks what it receives (§5.1).
 */
import type { FrameStep, IntentStep } from '../../../core/effect.ts';
import { slotMs } from '../../limits.ts';
import type { AppPackage, Customer } from '../../identity.ts';
import { requestDigest, signingInput, textSignedUnder } from '../../composition.ts';
import { sealForBank } from '../../confidential.ts';
import { proofOf } from '../../password.ts';
import { type Outcome, readResolution } from '../../resolution.ts';
import {
  checksNotices,
  linkToGateway,
  logsOnOverHttps,
  ordersOverHttps,
  encapsulates,
  impliesRequest,
  packageChannel,
  provesPassword,
  type Reading,
  reissuesPackage,
  resolves,
  sealsLogOn,
  signsLogOn,
} from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { chainedToken } from '../../tokens.ts';
import { signOnPhone } from '../signing.ts';
import { replyKeyIn, saidIn } from './answers.ts';
import { bankKey, type ClientContext, installed, type PendingOrder, type Wish } from './context.ts';
import { clientId } from './key-management-module.ts';

/** What an arriving frame is to the phone. */
export type ClientReading<M> =
  | { readonly kind: 'package'; readonly appPackage: AppPackage<M> }
  | { readonly kind: 'welcome'; readonly token: M; readonly renews: boolean }
  | { readonly kind: 'challenge'; readonly challenge: M }
  | { readonly kind: 'result'; readonly result: M; readonly next: M | undefined }
  | { readonly kind: 'notice' }
  | { readonly kind: 'resolution'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly why: string };

/** What is logged on with: as the user typed it, else what the phone has on file. */
export function credentials<M>(
  { customer }: Pick<ClientContext<M>, 'customer'>,
  { values }: IntentStep<M>,
): Pick<Customer<M>, 'userid' | 'password'> {
  return {
    userid: values['userid'] ?? customer.userid,
    password: values['password'] ?? customer.password,
  };
}

/** What a log-on says: userid with the password, or with a proof of it (§5.2, A13). */
function logOnText<M>(
  setting: Setting<M>,
  given: Pick<Customer<M>, 'userid' | 'password'>,
  fresh: M,
): M {
  const { algebra, messages, reading } = setting;
  if (!provesPassword(reading)) return algebra.encode(messages.logOn, given);
  const nonce = algebra.derive(fresh, 'nonce');
  // P-LGN-1
  const verifier = setting.verifier(given);
  const proof = proofOf(setting, { verifier, nonce });
  return algebra.encode(messages.logOn, { userid: given.userid, proof, nonce });
}

/** The log-on message, protected as the reading says (§5.2, A13). */
export function logOnFrame<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  event: IntentStep<M>,
): M {
  const { algebra, messages, reading } = setting;
  const { fresh } = event;
  const { customer, signingKey } = context;
  const appPackage = installed(context);
  const text = logOnText(setting, credentials(context, event), fresh);
  const content = (): M => {
    if (!signsLogOn(reading) || signingKey === undefined) return text;
    const signature = signOnPhone(setting, { key: signingKey, fresh }, text);
    return algebra.encode(messages.signedLogOn, { text, signature });
  };
  const body = sealsLogOn(reading)
    ? sealForBank(setting, { appPackage, fresh, kind: 'log-on' }, content()).body
    : text;
  return algebra.encode(messages.logOnFrame, { accid: customer.accid, body });
}

/** An order ready to be sent. */
export interface OrderFrame<M> extends PendingOrder<M> {
  readonly frame: M;
}

/** What an order is made from besides the phone's memory. */
export interface OrderParts<M> {
  readonly signingKey: M;
  readonly wish: Wish<M>;
  readonly challenge: M | undefined;
  readonly at: number;
  readonly fresh: M;
}

/** The transaction message msg (§4.2, A6) with what freshness and session need (A7, A13b). */
function orderMessage<M>(
  { algebra, messages }: Setting<M>,
  { customer, token, counter }: ClientContext<M>,
  { wish, challenge, at, fresh }: OrderParts<M>,
): M {
  return algebra.encode(messages.order, {
    type: wish.type,
    payer: customer.accid,
    payee: wish.payee,
    amount: wish.amount,
    get memo() {
      return wish.memo ?? algebra.constant('no memo');
    },
    transaction: algebra.derive(fresh, 'transaction'),
    time: algebra.constant(`slot ${Math.floor(at / slotMs)}`),
    counter: algebra.constant(`number ${counter + 1}`),
    challenge,
    token,
    password: wish.password ?? customer.password,
  });
}

/** E(S(msg, ID_C)), Equation (1), or S(E(msg, ID_C)) (A31). */
export function orderFrame<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  parts: OrderParts<M>,
): OrderFrame<M> {
  const { algebra, messages, reading } = setting;
  const { customer } = context;
  const appPackage = installed(context);
  const order = orderMessage(setting, context, parts);
  const { signingKey: key, fresh } = parts;
  const content = { order, clientId: clientId(setting, context), recipient: appPackage.bank };
  const seal = (m: M) => sealForBank(setting, { appPackage, fresh, kind: 'order' }, m);
  const kept = (replyKey: M): Pick<PendingOrder<M>, 'replyKey'> =>
    encapsulates(reading) ? { replyKey } : {};
  const sign = (m: M): M => signOnPhone(setting, { key, fresh }, m);
  // Getters, so that the key is computed only where the reading sends it (A1, A32).
  const text = algebra.encode(messages.signedText, {
    ...content,
    get publicKey() {
      return algebra.publicKey(key);
    },
  });
  const enclose = (body: M, signature?: M): M =>
    algebra.encode(messages.orderFrame, {
      accid: customer.accid,
      clientId: content.clientId,
      get publicKey() {
        return algebra.publicKey(key);
      },
      recipient: appPackage.bank,
      body,
      signature,
    });
  if (reading.A31 === 'encrypt-then-sign') {
    const { body, replyKey } = seal(text);
    return { order, request: body, frame: enclose(body, sign(body)), ...kept(replyKey) };
  }
  const input = signingInput(setting, content);
  if (input === undefined) throw new Error('client: an order of its own has no values');
  const whole = algebra.encode(messages.signedOrder, {
    text,
    signature: sign(textSignedUnder(input, algebra.publicKey(key))),
    get publicKey() {
      return algebra.publicKey(key);
    },
  });
  const { body, replyKey } = seal(whole);
  return { order, request: whole, frame: enclose(body), ...kept(replyKey) };
}

/** The result of the pending order, if the frame is one (§5.2, A17). */
function readResult<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { message }: FrameStep<M>,
): ClientReading<M> {
  const { algebra, messages, reading, check } = setting;
  const { pending } = context;
  if (pending === undefined) return { kind: 'refused', why: 'no order is pending' };
  const answer = algebra.decode(messages.answerFrame, message);
  // P-RES-1
  const key = replyKeyIn(setting, context, pending.replyKey);
  const { accid } = context.customer;
  const awaited = (): M => requestDigest(setting, { whole: pending.request, accid });
  const implied = impliesRequest(reading) ? awaited() : undefined;
  const said = answer && saidIn(setting, { key, request: implied }, answer.body);
  if (answer === undefined || said === undefined) return { kind: 'refused', why: 'no result' };
  const { fields } = said;
  const result = algebra.encode(messages.result, fields);
  const named = (): boolean =>
    implied !== undefined ||
    fields.request === undefined ||
    algebra.equal(fields.request, awaited());
  // P-RES-2
  if (!check('result-request', named)) return { kind: 'refused', why: 'result of another order' };
  const { signature } = answer;
  const signed = (): boolean =>
    signature === undefined || algebra.verify(bankKey(context), result, signature);
  // P-RES-3
  if (!check('result-signature', signed)) return { kind: 'refused', why: 'bank did not sign' };
  const legal = ['executed', 'declined'].some((status) =>
    algebra.equal(fields.status, algebra.constant(status)),
  );
  // P-RES-4
  const next = said.next ?? (key && chainedToken(setting, { order: pending.order, replyKey: key }));
  return legal ? { kind: 'result', result, next } : { kind: 'refused', why: 'unknown status' };
}

/** The session's token, if the frame is the answer to a log-on (A13, A27). */
function readWelcome<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { message }: FrameStep<M>,
): ClientReading<M> | undefined {
  const { algebra, messages, reading, check } = setting;
  const sealed = sealsLogOn(reading);
  const key = sealed ? replyKeyIn(setting, context, context.logOnKey) : undefined;
  const welcome = sealed
    ? key && algebra.open(key, messages.welcome, message)
    : algebra.decode(messages.welcome, message);
  if (welcome === undefined) return undefined;
  const { token, renew } = welcome;
  const says = (): boolean =>
    renew !== undefined && algebra.equal(renew, algebra.constant('renew'));
  const renews = checksNotices(reading) && check('notice-confirmed', says);
  return { kind: 'welcome', token, renews };
}

/** The notice itself, out of the bank's signature where there is one (A18). */
function noticeIn<M>(
  { algebra, messages, reading, check }: Setting<M>,
  context: ClientContext<M>,
  message: M,
): M | undefined {
  if (reading.A18 === 'none') return message;
  const signed = algebra.decode(messages.signedNotice, message);
  if (signed === undefined) return undefined;
  const { notice, signature } = signed;
  const verifies = (): boolean => algebra.verify(bankKey(context), notice, signature);
  // P-RNW-1
  return check('notice-signature', verifies) ? notice : undefined;
}

/** The renewal notice, if the frame is one (§4.3, A27). */
function readNotice<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { message }: FrameStep<M>,
): ClientReading<M> {
  const { algebra, messages, check } = setting;
  const said = noticeIn(setting, context, message);
  const notice = said === undefined ? undefined : algebra.decode(messages.notice, said);
  if (notice === undefined) return { kind: 'refused', why: 'no notice' };
  // P-RNW-2
  return check('notice-account', () => algebra.equal(notice.accid, context.customer.accid))
    ? { kind: 'notice' }
    : { kind: 'refused', why: 'notice for another account' };
}

/** The package itself, out of the bank's signature where there is one (A10b). */
function contentOf<M>(
  { algebra, messages, reading, check }: Setting<M>,
  { platformKey }: ClientContext<M>,
  message: M,
): M | undefined {
  if (reading.A10b === 'unsigned') return message;
  const signed = algebra.decode(messages.signedPackage, message);
  if (signed === undefined) return undefined;
  const verifies = (): boolean =>
    platformKey === undefined || algebra.verify(platformKey, signed.content, signed.signature);
  // P-PKG-1
  return check('package-signature', verifies) ? signed.content : undefined;
}

/** The application package, if it arrives and is wanted (§4.3, A10, A11). */
function readPackage<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { channel, message }: FrameStep<M>,
): ClientReading<M> {
  const { algebra, messages, reading } = setting;
  const isWanted = context.appPackage === undefined || reissuesPackage(reading);
  if (channel !== packageChannel(reading) || !isWanted) {
    return { kind: 'refused', why: 'not installed, or installed already' };
  }
  const content = contentOf(setting, context, message);
  const fields = content === undefined ? undefined : algebra.decode(messages.appPackage, content);
  return fields === undefined
    ? { kind: 'refused', why: 'no application package' }
    : { kind: 'package', appPackage: fields };
}

/** Whether a frame comes the way of the application package, and as nothing else (A10). */
function isPackageOnly(reading: Reading, { channel }: FrameStep<unknown>): boolean {
  return channel === packageChannel(reading) && channel !== 'https';
}

/** What an arriving frame is to the phone (CM hands it to SM, §5.1). */
export function readAtClient<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  event: FrameStep<M>,
): ClientReading<M> {
  const { reading } = setting;
  if (context.appPackage === undefined || isPackageOnly(reading, event)) {
    return readPackage(setting, context, event);
  }
  if (event.channel === 'https' && reissuesPackage(reading)) {
    const found = readPackage(setting, context, event);
    if (found.kind === 'package') return found;
  }
  if (event.channel === 'sms') return readNotice(setting, context, event);
  return readAnswer(setting, context, event);
}

/** What the log says has become of the pending order (R7); `undefined` when it says nothing of it. */
function resolutionIn<M>(
  setting: Setting<M>,
  { logPublicKey, pending }: ClientContext<M>,
  { message }: FrameStep<M>,
): ClientReading<M> | undefined {
  const { algebra, check } = setting;
  const said = readResolution(setting, logPublicKey, message);
  if (said === undefined || pending === undefined) return undefined;
  const isOurs = (): boolean => algebra.equal(said.commitment, algebra.hash(pending.request));
  // P-ABT-3
  return check('resolution-order', isOurs)
    ? { kind: 'resolution', outcome: said.outcome }
    : undefined;
}

/** What an answer of the bank's is to the phone, by the link on which it comes (A13, A16). */
function readAnswer<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  event: FrameStep<M>,
): ClientReading<M> {
  const { algebra, messages, reading } = setting;
  const logOnChannel = logsOnOverHttps(reading) ? 'https' : linkToGateway(reading);
  if (event.channel === logOnChannel) {
    const welcome = readWelcome(setting, context, event);
    if (welcome !== undefined) return welcome;
  }
  const orderChannel = ordersOverHttps(reading) ? 'https' : linkToGateway(reading);
  if (event.channel !== orderChannel) return { kind: 'refused', why: 'unexpected channel' };
  const resolution = resolves(reading) ? resolutionIn(setting, context, event) : undefined;
  if (resolution !== undefined) return resolution;
  if (reading.A7 === 'challenge') {
    const challenge = algebra.decode(messages.challenge, event.message);
    if (challenge !== undefined) return { kind: 'challenge', challenge: challenge.challenge };
  }
  return readResult(setting, context, event);
}
