/**
 * What the log server does for a court (§4.2 "can provide the transaction records as proof"): it
 * states what it took and kept, and shows what it keeps of a record, or that it keeps none.
 *
 * Part of searches about evidence alone; the running system's log answers over HTTP.
 */
import type { Effect, FrameStep } from '../../core/effect.ts';
import { linkToGateway } from '../reading.ts';
import type { Setting } from '../setting.ts';
import { sign } from './signing.ts';

/** A customer of the operator's. */
export interface Subscriber<M> {
  /** The bank account: named in statements, to tell whose a frame is. */
  readonly account: M;
  /** The address of the phone. */
  readonly phone: string;
  /** The address of the bank's service for the account. */
  readonly bank: string;
}

/** What the log server knows that a court may ask for. */
export interface Archive<M> {
  /** Its own address. */
  readonly address: string;
  /** Whose accounts are at which addresses: operators know their subscribers. */
  readonly subscribers?: readonly Subscriber<M>[];
  /** The entries, oldest first, with the log's signatures (A20 signed, merkle). */
  readonly kept?: readonly { readonly entry: M; readonly signature: M | undefined }[];
  /** The order frames that the gateway took, where it gives receipts for them. */
  readonly taken?: readonly M[];
  /** Its signing key. */
  readonly signingKey: M;
}

/** Whose account a frame is about, by the addresses on it. */
function accountOf<M>({ subscribers = [] }: Archive<M>, { from, to }: FrameStep<M>): M | undefined {
  return subscribers.find(({ bank }) => bank === from || bank === to)?.account;
}

const did = <M>(about: string, account: M, value: M): Effect<M> => ({
  effect: 'claim',
  claim: 'did',
  about,
  account,
  values: [value],
});

/** That the gateway took an order to pass on. */
export function statedAccepted<M>(
  { algebra, messages, reading }: Setting<M>,
  context: Archive<M>,
  event: FrameStep<M>,
): readonly Effect<M>[] {
  const account = accountOf(context, event);
  const isOrder =
    event.channel === linkToGateway(reading) &&
    algebra.decode(messages.orderFrame, event.message) !== undefined;
  return isOrder && account !== undefined ? [did('accepted', account, event.message)] : [];
}

/** That the log has kept a record. */
export function statedKept<M>(
  { algebra, messages }: Setting<M>,
  context: Archive<M>,
  { entry, event }: { readonly entry: M; readonly event: FrameStep<M> },
): readonly Effect<M>[] {
  const account = accountOf(context, event);
  const record = algebra.decode(messages.entry, entry)?.record;
  return account === undefined || record === undefined ? [] : [did('kept-record', account, record)];
}

/**
 * The gateway's receipt for an order frame, where the reading has it give such; `undefined` when it is asked
 * for none, or took none.
 */
export function giveReceipt<M>(
  setting: Setting<M>,
  { address, taken = [], signingKey: key }: Archive<M>,
  { channel, from: to, fresh, message }: FrameStep<M>,
): readonly Effect<M>[] | undefined {
  const { algebra, messages } = setting;
  if (channel !== 'court') return undefined;
  const request = algebra.decode(messages.receiptRequest, message);
  const frame = request && taken.find((other) => algebra.equal(other, request.frame));
  if (frame === undefined) return undefined;
  const receipt = algebra.encode(messages.frameReceipt, { frame: algebra.hash(frame) });
  const signature = sign(setting, { key, fresh, label: 'receipt' }, receipt);
  const shown = algebra.encode(messages.signedFrameReceipt, { receipt, signature });
  const note = 'receipt for an order that the gateway took';
  return [{ effect: 'send', channel: 'court', hop: to, from: address, to, message: shown, note }];
}

/** What the log shows of the record that it is asked for; `undefined` when it is asked for none. */
export function testify<M>(
  { algebra, messages }: Setting<M>,
  { address, kept = [] }: Archive<M>,
  { channel, from: to, message }: FrameStep<M>,
): readonly Effect<M>[] | undefined {
  if (channel !== 'court') return undefined;
  const request = algebra.decode(messages.recordRequest, message);
  const ordered = algebra.decode(messages.orderedShown, message);
  const isIt = (record: M): boolean => {
    if (request !== undefined) return algebra.equal(record, request.record);
    const content = algebra.decode(messages.record, record)?.content;
    return (
      ordered !== undefined && content !== undefined && algebra.equal(content, ordered.content)
    );
  };
  const [shown] = kept.flatMap(({ entry, signature }) => {
    const fields = algebra.decode(messages.entry, entry);
    return fields !== undefined && isIt(fields.record)
      ? [algebra.encode(messages.testimony, { ...fields, signature })]
      : [];
  });
  const testimony = shown ?? (request && algebra.encode(messages.noTestimony, request));
  if (testimony === undefined) return undefined;
  return [
    {
      effect: 'send',
      channel: 'court',
      hop: to,
      from: address,
      to,
      message: testimony,
      note: 'transaction record as proof',
    },
  ];
}
