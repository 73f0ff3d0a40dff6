/**
 * Evidence of origin: what a record says about who ordered what (§4.2, A20, A22, A22b).
 *
 * A customer is blamed for an order when the record supports it by the reading's standard. Refuses
 * evidence that does not bear the blame out, and orders that move no money.
 */
import type { Effect } from '../../core/effect.ts';
import type { Fields } from '../../core/shape.ts';
import { businessNamed, movesMoney } from '../business.ts';
import {
  type Implied,
  isSignedBy,
  type OpenedOrder,
  openOrder,
  openSigned,
} from '../composition.ts';
import { openUnder } from '../confidential.ts';
import { recordForm } from '../reading.ts';
import { isSignedRecord } from '../record.ts';
import type { Setting } from '../setting.ts';
import type { JudgeContext } from './context.ts';

/** A verdict: this account's owner ordered this, by this evidence. */
export interface Blame<M> {
  /** The account. */
  readonly account: M;
  /** The order. */
  readonly order: M;
  /** The signature that bears it out, where the record holds one. */
  readonly signature: M | undefined;
}

/** What is shown to a judge, by field. */
export type Evidence<M> = Fields<
  'record',
  'binding' | 'signature' | 'previous' | 'time' | 'key' | 'opening' | 'recipient',
  M
>;

/** The key binding that counts: attested by the notary, or as shown. */
function acceptedBinding<M>(
  { algebra, reading, check }: Setting<M>,
  { attested }: JudgeContext<M>,
  shown: M | undefined,
): M | undefined {
  if (shown === undefined || reading.A2 !== 'in-branch') return shown;
  const isAttested = (): boolean => attested.some((binding) => algebra.equal(binding, shown));
  // P-EVI-4
  return check('evidence-binding', isAttested) ? shown : undefined;
}

/**
 * The signed text that a record holds (A22, A31); `undefined` when it holds none. ID_C is the
 * accused's where the order does not bring it (A3, A38), the bank's name the one that the evidence
 * gives (R1c): a wrong one fits no signature.
 */
function signedIn<M>(
  setting: Setting<M>,
  content: M,
  { key, ...implied }: Implied<M> & { readonly key: M | undefined },
): OpenedOrder<M> | undefined {
  const { algebra, messages, reading } = setting;
  if (recordForm(reading) !== 'order-frame') return openSigned(setting, content, implied);
  const frame = algebra.decode(messages.orderFrame, content);
  if (frame === undefined || key === undefined) return undefined;
  return openOrder(setting, { open: openUnder(setting, key), ...implied }, frame);
}

/** What a record holds: itself, or what is shown of what it commits to (A22 commitment). */
function contentOf<M>(
  { algebra, reading, check }: Setting<M>,
  { opening }: Evidence<M>,
  content: M,
): M | undefined {
  if (recordForm(reading) !== 'commitment') return content;
  const isIt = (): boolean =>
    opening !== undefined && algebra.equal(content, algebra.hash(opening));
  // P-EVI-3
  return check('evidence-commitment', isIt) ? opening : undefined;
}

/**
 * Whether a message is an order that moves money, of a business that the bank offers: nobody is
 * blamed for an enquiry, or for having signed something else.
 */
function isOrder<M>({ algebra, messages, offers }: Setting<M>, message: M): boolean {
  const order = algebra.decode(messages.order, message);
  if (order === undefined) return false;
  return businessNamed(algebra, offers.filter(movesMoney), order.type) !== undefined;
}

/** The blame that a signed record bears out. */
function blameBySignature<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { evidence, content }: { readonly evidence: Evidence<M>; readonly content: M },
): Blame<M> | undefined {
  const { algebra, messages, check } = setting;
  const shown = acceptedBinding(setting, context, evidence.binding);
  const binding = shown === undefined ? undefined : algebra.decode(messages.keyBinding, shown);
  if (binding === undefined) return undefined;
  const { key, recipient } = evidence;
  const signed = signedIn(setting, content, { key, clientId: binding.clientId, recipient });
  if (signed === undefined) return undefined;
  const verifies = (): boolean =>
    algebra.equal(signed.clientId, binding.clientId) &&
    isSignedBy(setting, signed, binding.publicKey);
  // P-EVI-5
  if (!check('evidence-signature', verifies)) return undefined;
  const { recipient: named } = signed;
  const isFor = ({ bank }: JudgeContext<M>): boolean =>
    named === undefined || (bank !== undefined && algebra.equal(named, bank));
  // P-EVI-11
  if (!check('evidence-recipient', () => isFor(context))) return undefined;
  const accused = algebra.decode(messages.clientId, signed.clientId);
  // P-EVI-6
  if (accused === undefined || !isOrder(setting, signed.order)) return undefined;
  return { account: accused.accid, order: signed.order, signature: signed.signature };
}

/** Whether the log server vouches for the record, where it signs (A20) and its signature is shown. */
export function logVouches<M>(
  { algebra, messages, check }: Setting<M>,
  { logPublicKey }: JudgeContext<M>,
  evidence: Evidence<M>,
): boolean {
  const { record, previous, time, signature } = evidence;
  if (signature === undefined) return true;
  const entry = algebra.encode(messages.entry, { record, previous, time });
  // P-EVI-1
  return check('evidence-log', () => algebra.verify(logPublicKey, entry, signature));
}

/** The head of the log that an entry is: its digest, and that of the entry before. */
export interface Head<M> {
  /** The entry. */
  readonly entry: M;
  /** The entry's digest. */
  readonly digest: M;
  /** The digest of the entry before. */
  readonly previous: M;
  /** Both as the message that a witness signs. */
  readonly head: M;
}

/** The head that the entry of a record is; `undefined` where entries name none before (A20). */
export function headOf<M>(
  { algebra, messages }: Pick<Setting<M>, 'algebra' | 'messages'>,
  { record, previous, time }: Pick<Evidence<M>, 'record' | 'previous' | 'time'>,
): Head<M> | undefined {
  if (previous === undefined) return undefined;
  const entry = algebra.encode(messages.entry, { record, previous, time });
  const digest = algebra.hash(entry);
  return { entry, digest, previous, head: algebra.encode(messages.head, { digest, previous }) };
}

/** A verdict with what it rests on. */
export interface Convinced<M> extends Blame<M> {
  /** The evidence. */
  readonly evidence: Evidence<M>;
}

/**
 * The verdict on evidence of origin, but for what witnesses of the log say; `undefined` when it
 * convinces nobody.
 */
export function judgeEvidence<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  message: M,
): Convinced<M> | undefined {
  const evidence = setting.algebra.decode(setting.messages.evidence, message);
  const blame = evidence && blameFor(setting, context, evidence);
  return evidence && blame && { ...blame, evidence };
}

/** Whom the evidence blames, for what. */
export function blameFor<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  evidence: Evidence<M>,
): Blame<M> | undefined {
  const { algebra, messages, reading } = setting;
  const record = algebra.decode(messages.record, evidence.record);
  if (record === undefined) return undefined;
  if (!logVouches(setting, context, evidence)) return undefined;
  const isBanks = (): boolean => isSignedRecord(setting, context.bankPublicKey, record);
  // P-EVI-2
  if (!setting.check('evidence-bank', isBanks)) return undefined;
  if (recordForm(reading) !== 'order') {
    const content = contentOf(setting, evidence, record.content);
    return content && blameBySignature(setting, context, { evidence, content });
  }
  const { accid, content } = record;
  if (accid === undefined || !isOrder(setting, content)) return undefined;
  return { account: accid, order: content, signature: undefined };
}

/** What a judge who is convinced states: the blame, and what of the evidence the log answers for. */
export function statedOf<M>(
  setting: Setting<M>,
  { account, order, signature, evidence }: Convinced<M>,
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const judged = (about: string, values: readonly M[]): Effect<M> => ({
    effect: 'claim',
    claim: 'judged',
    about,
    account,
    values,
  });
  const record = algebra.decode(messages.record, evidence.record);
  const head = headOf(setting, evidence);
  return [
    judged('order', [order]),
    judged('record', [evidence.record]),
    ...(signature === undefined ? [] : [judged('signature', [order, signature])]),
    ...(record?.time === undefined ? [] : [judged('recorded-at', [record.content, record.time])]),
    ...(head === undefined ? [] : [judged('place', [evidence.record, head.digest, head.previous])]),
  ];
}
