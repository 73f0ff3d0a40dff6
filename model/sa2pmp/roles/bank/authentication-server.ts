/**
 * AS: verification of the signature, decryption (§5.2 AS items 2 and 3); log-on is in `log-on.ts`.
 *
 * Turns an arriving frame into a legal business message, or refuses it.
 */
import type { FrameStep } from '../../../core/effect.ts';
import type { Fields } from '../../../core/shape.ts';
import { businessNamed } from '../../business.ts';
import { isSignedBy, openOrder, type Received } from '../../composition.ts';
import { openAtBank } from '../../confidential.ts';
import {
  encapsulates,
  namesPostings,
  ordersOverHttps,
  recordForm,
  resolves,
} from '../../reading.ts';
import { readResolution } from '../../resolution.ts';
import type { CheckId, Setting } from '../../setting.ts';
import { type BankContext, type BankReading, bankKeys, keyInForce } from './context.ts';
import { isFresh, type OrderFields } from './freshness.ts';
import { isAttested, readRegistration } from './key-management-server.ts';
import { readLogOn } from './log-on.ts';

const refused = <M>(why: string): BankReading<M> => ({ kind: 'refused', why });

/**
 * What who sits inside the bank enters, past its servers (W11); `undefined` when it is neither. Where its
 * owner is shown the ledger (R5b), that of an account has postings of this account alone.
 */
function readInside<M>(
  { algebra, messages, reading }: Setting<M>,
  { customer }: BankContext<M>,
  message: M,
): BankReading<M> | undefined {
  const entered = algebra.decode(messages.depositoryEntry, message);
  if (entered !== undefined) return { kind: 'depository-entry', publicKey: entered.publicKey };
  const posted = algebra.decode(messages.ledgerEntry, message);
  if (posted === undefined) return undefined;
  const isElsewhere = namesPostings(reading) && !algebra.equal(posted.payer, customer.accid);
  return isElsewhere
    ? refused('a posting of another account')
    : { kind: 'ledger-entry', payer: posted.payer, order: posted.order };
}

/** The keys that may verify (A1, A26); none when there is none. */
function verificationKeys<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  inMessage: M | undefined,
): readonly M[] {
  const { algebra, reading, check } = setting;
  const { publicKey, archived } = context;
  const known = (key: M | undefined): readonly M[] => (key === undefined ? [] : [key]);
  if (reading.A1 === 'in-message') return known(inMessage);
  if (reading.A1 === 'first-use') return known(publicKey ?? inMessage);
  const late = reading.A26 === 'archive-late' ? archived : [];
  const kept = [...known(publicKey), ...late].filter((key) => isAttested(setting, context, key));
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
  readonly opened: Received<M>;
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
  const open = openAtBank(setting, bankKeys(context), 'order');
  const opened = openOrder(setting, { open, clientId, recipient: context.name }, outer);
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
  const isBox = outer !== undefined && reading.A36 === 'distinct' && !encapsulates(reading);
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
    // P-ORD-3
    [
      'signature',
      'signature does not verify',
      () => keys.some((key) => isSignedBy(setting, opened, key)),
    ],
    // P-ORD-4
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
    // P-ORD-5
    [
      'recipient',
      'order for another bank',
      () => recipient === undefined || algebra.equal(recipient, context.name),
    ],
    // P-ORD-6
    ['session', 'no session', () => inSession(setting, context, order)],
  ];
  return inTurn.find(([id, , passes]) => !check(id, passes))?.[1];
}

/** What is recorded of an order (A22). */
function recordableOf<M>({ algebra, reading }: Setting<M>, opened: Received<M>, frame: M): M {
  switch (recordForm(reading)) {
    case 'order':
      return opened.order;
    case 'signed-order':
      return opened.whole;
    case 'order-frame':
      return frame;
    case 'commitment':
      // P-REC-2
      return algebra.hash(opened.whole);
  }
}

/** What the log says has become of the order under way (R7); `undefined` when it says nothing of it. */
function resolutionIn<M>(
  setting: Setting<M>,
  { job, logPublicKey }: BankContext<M>,
  { channel, message }: FrameStep<M>,
): BankReading<M> | undefined {
  const { algebra, reading, check } = setting;
  if (!resolves(reading) || job === undefined || channel !== 'wired') return undefined;
  const said = readResolution(setting, logPublicKey, message);
  if (said === undefined) return undefined;
  const isOurs = (): boolean => algebra.equal(said.commitment, job.recordable);
  // P-ABT-3
  return check('resolution-job', isOurs)
    ? { kind: 'resolution', outcome: said.outcome }
    : undefined;
}

/** The order that a frame holds, authenticated (§5.2 AS items 2 and 3). */
function readOrder<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { message, at }: FrameStep<M>,
): BankReading<M> {
  const { algebra } = setting;
  const presented = present(setting, context, message);
  if (presented === undefined) return refused(causeOf(setting, context, message));
  const { outer, opened, order } = presented;
  const business = businessNamed(algebra, setting.offers, order.type);
  // P-ORD-2
  if (business === undefined) return refused('no business that the bank offers');
  const keys = verificationKeys(setting, context, opened.publicKey ?? outer.publicKey);
  const [current] = keys;
  if (current === undefined) return refused("no key, or not the depository's");
  const why = objection(setting, context, { presented, keys });
  if (why !== undefined) return refused(why);
  const { signature } = opened;
  const freshness = isFresh(setting, context, { order, ciphertext: outer.body, signature, at });
  if (freshness === undefined) return refused('not fresh');
  const verifies = (key: M): boolean => isSignedBy(setting, opened, key);
  return {
    kind: 'order',
    order: {
      order: opened.order,
      business,
      payer: order.payer ?? context.customer.accid,
      request: opened.whole,
      recordable: recordableOf(setting, opened, message),
      replyKey: opened.replyKey,
      publicKey: keys.length === 1 ? current : (keys.find(verifies) ?? current),
      ...freshness,
    },
  };
}

/** A request for a challenge (A7); `undefined` when it is none. */
function readChallengeRequest<M>(
  { algebra, messages, reading }: Setting<M>,
  { customer }: BankContext<M>,
  { message }: FrameStep<M>,
): BankReading<M> | undefined {
  if (reading.A7 !== 'challenge') return undefined;
  const request = algebra.decode(messages.challengeRequest, message);
  if (request === undefined) return undefined;
  return algebra.equal(request.accid, customer.accid)
    ? { kind: 'challenge-request' }
    : refused("another customer's account");
}

/** What an arriving frame is to the bank. */
export function readAtBank<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  event: FrameStep<M>,
): BankReading<M> {
  const { reading } = setting;
  if (event.channel === 'inside') {
    return readInside(setting, context, event.message) ?? refused('no entry of a desk');
  }
  if (context.blocked) return refused('account blocked');
  const known =
    readRegistration(setting, context, event) ??
    readLogOn(setting, context, event) ??
    resolutionIn(setting, context, event);
  if (known !== undefined) return known;
  if (event.channel !== (ordersOverHttps(reading) ? 'https' : 'wired'))
    return refused('unexpected channel');
  return readChallengeRequest(setting, context, event) ?? readOrder(setting, context, event);
}
