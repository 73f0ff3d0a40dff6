/**
 * AS: log-on, verification of the signature, decryption (§5.2 AS items 1 to 3).
 *
 * Turns an arriving frame into a legal business message, or refuses it.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import type { Fields } from '../../../core/shape.ts';
import { businessNamed } from '../../business.ts';
import { type OpenedOrder, openOrder } from '../../composition.ts';
import {
  checksNotices,
  logsOnOverHttps,
  ordersOverHttps,
  recordForm,
  sealsWelcome,
} from '../../reading.ts';
import { sessionMaxMs } from '../../limits.ts';
import type { CheckId, Setting } from '../../setting.ts';
import { type BankContext, type BankReading, keyInForce } from './context.ts';
import { isFresh, type OrderFields } from './freshness.ts';
import { readRegistration } from './key-management-server.ts';
import { reply } from './reply.ts';
import { begun } from './run.ts';

const refused = <M>(why: string): BankReading<M> => ({ kind: 'refused', why });

/** Whether a session is open that keeps others out (A37). */
function isSessionOpen<M>(
  { reading }: Setting<M>,
  { loggedOnAt }: BankContext<M>,
  at: number,
): boolean {
  return reading.A37 === 'one' && loggedOnAt !== undefined && at - loggedOnAt < sessionMaxMs;
}

/** What who sits inside the bank enters, past its servers (W11); `undefined` when it is neither. */
function readInside<M>({ algebra, messages }: Setting<M>, message: M): BankReading<M> | undefined {
  const entered = algebra.decode(messages.depositoryEntry, message);
  if (entered !== undefined) return { kind: 'depository-entry', publicKey: entered.publicKey };
  const posted = algebra.decode(messages.ledgerEntry, message);
  return posted && { kind: 'ledger-entry', payer: posted.payer, order: posted.order };
}

/** The log-on that a frame holds (§5.2 AS item 1, A13); `undefined` when it is none. */
function readLogOn<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { channel, message, at }: FrameStep<M>,
): BankReading<M> | undefined {
  const { algebra, messages, reading, check, isPassword } = setting;
  const { customer, publicKey } = context;
  const packageKey = keyInForce(context);
  if (channel !== (logsOnOverHttps(reading) ? 'https' : 'wired')) return undefined;
  const outer = algebra.decode(messages.logOnFrame, message);
  if (outer === undefined) return undefined;
  const open = () => {
    if (reading.A13 === 'under-key') return algebra.open(packageKey, messages.logOn, outer.body);
    if (reading.A13 !== 'signed') return algebra.decode(messages.logOn, outer.body);
    const signed = algebra.open(packageKey, messages.signedLogOn, outer.body);
    if (signed === undefined || publicKey === undefined) return undefined;
    const verifies = check('log-on-signature', () =>
      algebra.verify(publicKey, signed.text, signed.signature),
    );
    return verifies ? algebra.decode(messages.logOn, signed.text) : undefined;
  };
  const logOn = open();
  if (logOn === undefined) return refused('malformed log-on');
  if (isSessionOpen(setting, context, at)) return refused('a session is open');
  const right = (): boolean =>
    algebra.equal(logOn.userid, customer.userid) && isPassword(logOn.password, customer.password);
  return check('credentials', right) ? { kind: 'log-on' } : refused('wrong userid or password');
}

/** The keys that may verify (A1, A26); none when there is none. */
function verificationKeys<M>(
  { algebra, reading, check }: Setting<M>,
  { publicKey, archived }: BankContext<M>,
  inMessage: M | undefined,
): readonly M[] {
  const known = (key: M | undefined): readonly M[] => (key === undefined ? [] : [key]);
  if (reading.A1 === 'in-message') return known(inMessage);
  if (reading.A1 === 'first-use') return known(publicKey ?? inMessage);
  const late = reading.A26 === 'archive-late' ? archived : [];
  const kept = [...known(publicKey), ...late];
  if (inMessage === undefined) return kept;
  return kept.filter((key) => check('key-in-message', () => algebra.equal(key, inMessage)));
}

/** Whether the order belongs to a session (A13b). */
function inSession<M>(
  { algebra, reading, isPassword }: Setting<M>,
  { token, customer }: BankContext<M>,
  order: OrderFields<M>,
): boolean {
  switch (reading.A13b) {
    case 'none':
      return true;
    case 'logged-on':
      return token !== undefined;
    case 'token':
      return token !== undefined && order.token !== undefined && algebra.equal(token, order.token);
    case 'password':
      return order.password !== undefined && isPassword(order.password, customer.password);
  }
}

/** Whether ID_C is this customer's (§4.2, A4). */
function isCustomer<M>(
  { algebra, messages, reading }: Setting<M>,
  { customer }: BankContext<M>,
  clientId: M,
): boolean {
  if (reading.A4 === 'none') return true;
  const named = algebra.decode(messages.clientId, clientId);
  if (named === undefined || !algebra.equal(named.accid, customer.accid)) return false;
  return (
    reading.A4 === 'account' ||
    (algebra.equal(named.sim, customer.sim) && algebra.equal(named.phid, customer.phid))
  );
}

/** An order frame taken apart, and the key that is to verify it. */
interface Presented<M> {
  readonly outer: Fields<'body', 'clientId' | 'publicKey' | 'recipient' | 'signature', M>;
  readonly opened: OpenedOrder<M>;
  readonly order: OrderFields<M>;
}

/** Takes an order frame apart down to msg; `undefined` when it is not one (§5.2 AS item 3). */
function present<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  message: M,
): Presented<M> | undefined {
  const { algebra, messages } = setting;
  const outer = algebra.decode(messages.orderFrame, message);
  if (outer === undefined) return undefined;
  const clientId = algebra.encode(messages.clientId, context.customer);
  const opened = openOrder(setting, { key: keyInForce(context), clientId }, outer);
  const order = opened && algebra.decode(messages.order, opened.order);
  return opened && order && { outer, opened, order };
}

/** The cause told of an order whose padding is wrong, where causes are told (A36, W13). */
export const undecryptable = 'order cannot be decrypted';

/** Why a frame is no order, as far as the reading tells causes apart (A36, W13). */
function causeOf<M>(
  { algebra, messages, reading }: Setting<M>,
  context: BankContext<M>,
  message: M,
): string {
  const outer = algebra.decode(messages.orderFrame, message);
  const isBox = outer !== undefined && reading.A36 === 'distinct';
  return isBox && !algebra.opens(keyInForce(context), outer.body)
    ? undecryptable
    : 'malformed order';
}

/** The first check that an order fails, as a cause for the operator's log (§5.2, A4, A5, A13b). */
function objection<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { presented, keys }: { readonly presented: Presented<M>; readonly keys: readonly M[] },
): string | undefined {
  const { algebra, reading, check } = setting;
  const { outer, opened, order } = presented;
  const { accid } = context.customer;
  const payer = order.payer ?? accid;
  const recipient = opened.recipient ?? outer.recipient;
  const inTurn: readonly (readonly [CheckId, string, () => boolean])[] = [
    [
      'signature',
      'signature does not verify',
      () => keys.some((key) => algebra.verify(key, opened.signed, opened.signature)),
    ],
    [
      'account',
      "another customer's identifier",
      () => isCustomer(setting, context, opened.clientId),
    ],
    [
      'payer',
      "payer account is not the signer's",
      () => reading.A33 === 'unchecked' || algebra.equal(payer, accid),
    ],
    [
      'recipient',
      'order for another bank',
      () => recipient === undefined || algebra.equal(recipient, context.name),
    ],
    ['session', 'no session', () => inSession(setting, context, order)],
  ];
  return inTurn.find(([id, , passes]) => !check(id, passes))?.[1];
}

/** The order that a frame holds, authenticated (§5.2 AS items 2 and 3). */
function readOrder<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { message, at }: FrameStep<M>,
): BankReading<M> {
  const { algebra, reading } = setting;
  const presented = present(setting, context, message);
  if (presented === undefined) return refused(causeOf(setting, context, message));
  const { outer, opened, order } = presented;
  const business = businessNamed(algebra, setting.offers, order.type);
  if (business === undefined) return refused('no business that the bank offers');
  const keys = verificationKeys(setting, context, opened.publicKey ?? outer.publicKey);
  const [current] = keys;
  if (current === undefined) return refused("no key, or not the depository's");
  const why = objection(setting, context, { presented, keys });
  if (why !== undefined) return refused(why);
  const { signature } = opened;
  const freshness = isFresh(setting, context, { order, ciphertext: outer.body, signature, at });
  if (freshness === undefined) return refused('not fresh');
  const verifies = (key: M): boolean => algebra.verify(key, opened.signed, opened.signature);
  const recordable = {
    order: opened.order,
    'signed-order': opened.whole,
    'order-frame': message,
  }[recordForm(reading)];
  return {
    kind: 'order',
    order: {
      order: opened.order,
      business,
      payer: order.payer ?? context.customer.accid,
      request: opened.whole,
      recordable,
      publicKey: keys.length === 1 ? current : (keys.find(verifies) ?? current),
      ...freshness,
    },
  };
}

/** What an arriving frame is to the bank. */
export function readAtBank<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  event: FrameStep<M>,
): BankReading<M> {
  const { algebra, messages, reading } = setting;
  if (event.channel === 'inside') {
    return readInside(setting, event.message) ?? refused('no entry of a desk');
  }
  if (context.blocked) return refused('account blocked');
  const known = readRegistration(setting, context, event) ?? readLogOn(setting, context, event);
  if (known !== undefined) return known;
  if (event.channel !== (ordersOverHttps(reading) ? 'https' : 'wired'))
    return refused('unexpected channel');
  if (reading.A7 === 'challenge') {
    const request = algebra.decode(messages.challengeRequest, event.message);
    if (request !== undefined) {
      return algebra.equal(request.accid, context.customer.accid)
        ? { kind: 'challenge-request' }
        : refused("another customer's account");
    }
  }
  return readOrder(setting, context, event);
}

/** The answer to a log-on: the session's token, protected as the log-on was (A13). */
export function welcome<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { fresh, from }: FrameStep<M>,
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { customer } = context;
  const packageKey = keyInForce(context);
  const token = sessionToken({ algebra }, fresh);
  const renew = checksNotices(reading)
    ? algebra.constant(context.renewing ? 'renew' : 'keep')
    : undefined;
  const answer = algebra.encode(messages.welcome, { token, renew });
  const sealed = sealsWelcome(reading);
  return [
    { effect: 'claim', claim: 'did', about: 'logged-on', account: customer.accid, values: [] },
    ...begun(setting, 'log-on', customer.accid),
    { effect: 'claim', claim: 'secret', about: 'token', account: customer.accid, values: [token] },
    {
      effect: 'claim',
      claim: 'running',
      about: 'session',
      account: customer.accid,
      values: [token],
    },
    reply(context, {
      to: from,
      message: sealed ? algebra.seal(packageKey, algebra.derive(fresh, 'iv'), answer) : answer,
      note: 'log-on accepted',
      https: logsOnOverHttps(reading),
    }),
  ];
}

/** The token of a session, from the seed of the log-on step (A13). */
export function sessionToken<M>({ algebra }: Pick<Setting<M>, 'algebra'>, fresh: M): M {
  return algebra.derive(fresh, 'token');
}
