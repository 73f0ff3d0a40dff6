/**
 * The bank's legal department (§4.2 "to protect a bank from repudiation"): sues over the payment
 * posted last, or answers for it when summoned, with the evidence that it really has.
 *
 * The record comes from the log server, unless the bank keeps the log itself (A19); what is said of
 * the key comes from the depository as it then is (A1, A26). Part of searches about evidence alone.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import type { Fields } from '../../../core/shape.ts';
import { did, inCourt } from '../../court/acts.ts';
import { namesPostings, recordForm } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { recordOf } from './business-logic-server.ts';
import {
  type BankContext,
  type Finished,
  keyInForce,
  type Matter,
  type Posting,
  type Proof,
} from './context.ts';

/** What the bank does in court, and what it is then about. */
export interface Pleading<M> {
  /** What it does. */
  readonly effects: readonly Effect<M>[];
  /** What it is in court as, from then on. */
  readonly plea: Matter<M>['plea'];
  /** The ledger then, where it is another (R5b). */
  readonly postings?: readonly Posting<M>[];
}

/** What bears an order out that was executed. */
export function proofOf<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  finished: Finished<M>,
): Proof<M> {
  const { request, publicKey, word } = finished.job;
  return {
    record: recordOf(setting, context, finished),
    publicKey,
    ...(recordForm(setting.reading) === 'commitment' ? { opening: request } : {}),
    ...(word === undefined ? {} : { word }),
  };
}

/** What the bank would go to court with after an order that it executed. */
export function matterOf<M>(
  { algebra }: Setting<M>,
  { matter }: BankContext<M>,
  { order, proof }: { readonly order: M; readonly proof: Proof<M> },
): Matter<M> {
  const { posted: before = [], isRepeated: wasRepeated = false } = matter ?? {};
  const isThere = before.some((other) => algebra.equal(other, order));
  const posted = isThere ? before : [...before, order];
  return { ...proof, order, isRepeated: wasRepeated || isThere, posted, plea: 'none' };
}

/** The key binding that the depository shows (A1, A26): the key then used may be gone (W29). */
function bindingOf<M>(
  { algebra, messages, reading }: Setting<M>,
  { customer, publicKey, token }: BankContext<M>,
  matter: Proof<M>,
): M {
  const isReplaced = reading.A1 === 'depository' && reading.A26 === 'replace';
  return algebra.encode(messages.keyBinding, {
    clientId: algebra.encode(messages.clientId, customer),
    publicKey: (isReplaced ? publicKey : undefined) ?? matter.publicKey,
    token: token ?? algebra.constant('no session'),
  });
}

/** What is shown of a record: by the log server, or by the bank that keeps it. */
export type Shown<M> = Fields<'record', 'previous' | 'time' | 'signature', M>;

/** The evidence, as far as the bank has what the reading's evidence is made of. */
export function evidenceOf<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { matter, shown }: { readonly matter: Proof<M>; readonly shown: Shown<M> },
): M | undefined {
  const { algebra, messages } = setting;
  const all = {
    ...shown,
    binding: bindingOf(setting, context, matter),
    key: keyInForce(context),
    opening: matter.opening,
    recipient: context.name,
  };
  const isComplete = messages.evidence.fields.every(({ name }) => all[name] !== undefined);
  return isComplete ? algebra.encode(messages.evidence, all) : undefined;
}

/** What a ledger says: whether it has an order twice. */
export function ledgerSays<M>({ algebra }: Setting<M>, isRepeated: boolean): M {
  return algebra.constant(isRepeated ? 'one order twice' : 'each order once');
}

/** Shows the judge the log's word, for when the log does not show the record (R7b). */
function showWord<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  matter: Proof<M>,
): readonly Effect<M>[] {
  const { record, word, opening } = matter;
  if (word === undefined || opening === undefined) return [];
  const binding = bindingOf(setting, context, matter);
  const fields = { record, word, opening, binding, recipient: context.name };
  const worded = setting.algebra.encode(setting.messages.wordedEvidence, fields);
  const { bank, judge } = context.addresses;
  return [inCourt(bank, [judge, worded, 'the word of the log that it has the record'])];
}

/** Asks the log server for the record, and shows the log's word that it has it where there is one (R7b). */
export function askForRecord<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  matter: Proof<M>,
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const { addresses, customer } = context;
  const { record } = matter;
  const request = algebra.encode(messages.recordRequest, { record });
  return [
    did('asked-record', customer.accid, [record]),
    inCourt(addresses.bank, [addresses.log, request, 'request for the record']),
    ...showWord(setting, context, matter),
  ];
}

/** Shows the judge what it has, as plaintiff or in answer to a summons. */
function show<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { plea, evidence }: { readonly plea: Matter<M>['plea']; readonly evidence: M | undefined },
): Pleading<M> {
  const { algebra, messages } = setting;
  const { accid } = context.customer;
  const { judge } = context.addresses;
  const message = ((): M | undefined => {
    if (plea === 'suit') return evidence;
    const ledger = ledgerSays(setting, context.matter?.isRepeated === true);
    return evidence === undefined
      ? algebra.encode(messages.noPlea, { accid })
      : algebra.encode(messages.plea, { accid, evidence, ledger });
  })();
  const effects =
    message === undefined
      ? []
      : [inCourt(context.addresses.bank, [judge, message, 'evidence of origin'])];
  return { effects, plea: 'none' };
}

/** Gets the record from wherever it is kept. */
function prepare<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { matter, plea }: { readonly matter: Matter<M>; readonly plea: Matter<M>['plea'] },
): Pleading<M> {
  const { record } = matter;
  if (setting.reading.A19 === 'bank') {
    return show(setting, context, {
      plea,
      evidence: evidenceOf(setting, context, { matter, shown: { record } }),
    });
  }
  return { effects: askForRecord(setting, context, matter), plea };
}

/** Sues over the payment posted last; `undefined` when there is none. */
export function sue<M>(setting: Setting<M>, context: BankContext<M>): Pleading<M> | undefined {
  const { matter, customer } = context;
  if (!setting.proceedings.disputes || matter === undefined) return undefined;
  const { effects, plea } = prepare(setting, context, { matter, plea: 'suit' });
  return { effects: [did('sued-order', customer.accid, [matter.order]), ...effects], plea };
}

/** What the log server's answer leads to. */
function onRecord<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { matter, message }: { readonly matter: Matter<M>; readonly message: M },
): Pleading<M> | undefined {
  const { algebra, messages } = setting;
  const { plea } = matter;
  const none = algebra.decode(messages.noTestimony, message);
  if (none !== undefined) return show(setting, context, { plea, evidence: undefined });
  const shown = algebra.decode(messages.testimony, message);
  if (shown === undefined || !algebra.equal(shown.record, matter.record)) return undefined;
  const evidence = evidenceOf(setting, context, { matter, shown });
  const { effects } = show(setting, context, { plea, evidence });
  const got = did('got-record', context.customer.accid, [matter.record]);
  return { effects: [got, ...effects], plea: 'none' };
}

/** What something said in court leads to; `undefined` when the bank has nothing to say to it. */
export function hear<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { channel, message }: FrameStep<M>,
): Pleading<M> | undefined {
  const { algebra, messages, proceedings } = setting;
  if (!proceedings.disputes || channel !== 'court') return undefined;
  const { matter } = context;
  const summons = algebra.decode(messages.summons, message);
  if (summons !== undefined && !namesPostings(setting.reading)) {
    return matter === undefined
      ? show(setting, context, { plea: 'answer', evidence: undefined })
      : prepare(setting, context, { matter, plea: 'answer' });
  }
  if (matter === undefined || matter.plea === 'none') return undefined;
  return onRecord(setting, context, { matter, message });
}
