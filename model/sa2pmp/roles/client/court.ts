/**
 * The customer in court: for a result that the bank gave (W24), for an order that the gateway took
 * (W25), against a payment that the customer never sent.
 *
 * Shows what the phone really has under the reading; where that is nothing, goes to court all the
 * same and fails. Part of searches about evidence alone.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import { did, inCourt } from '../../court/acts.ts';
import { givesReceipts, namesPostings } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { askForStatement, complainOf } from './complaint.ts';
import { type ClientContext, type ClientSuit, installed } from './context.ts';
import { clientId } from './key-management-module.ts';

/** What goes to court, or `undefined` when there is nothing to show. */
export type Acts<M> = readonly Effect<M>[] | undefined;

/** Holds the bank to the result that it gave last: with its signature, where it gives one (A17). */
function proveResult<M>(setting: Setting<M>, context: ClientContext<M>): Acts<M> {
  const { algebra, messages } = setting;
  const { receipt, customer, addresses } = context;
  if (receipt === undefined) return undefined;
  const { order, request, result, signature } = receipt;
  const stated = [
    did('sued-result', customer.accid, [order, result]),
    did('sued-delivery', customer.accid, [order]),
  ];
  if (signature === undefined) return stated;
  const known = { clientId: clientId(setting, context), recipient: installed(context).bank };
  const shown = algebra.encode(messages.receipt, { request, result, signature, ...known });
  return [
    ...stated,
    inCourt(context.addresses.phone, [addresses.judge, shown, 'result signed by the bank']),
  ];
}

/** Proves that the gateway took the order sent last: with its record of the frame (A19 gateway). */
function proveSubmission<M>(
  { algebra, messages, reading }: Setting<M>,
  context: ClientContext<M>,
): Acts<M> {
  const { submitted, customer, addresses } = context;
  if (submitted === undefined) return undefined;
  const { frame } = submitted;
  const stated = did('sued-submission', customer.accid, [frame]);
  if (givesReceipts(reading)) {
    const asked = algebra.encode(messages.receiptRequest, { frame });
    return [
      stated,
      inCourt(context.addresses.phone, [addresses.log, asked, 'request for a receipt']),
    ];
  }
  if (reading.A19 !== 'gateway') return [stated];
  const record = algebra.encode(messages.record, { content: frame });
  const request = algebra.encode(messages.recordRequest, { record });
  return [
    stated,
    inCourt(context.addresses.phone, [addresses.log, request, 'request for the record']),
  ];
}

/** Disputes what was posted on the account; reads the statement first, where postings are named (R5b). */
function dispute<M>(setting: Setting<M>, context: ClientContext<M>): Acts<M> {
  const { algebra, messages, reading } = setting;
  const { customer, addresses } = context;
  const stated = did('disputed', customer.accid, []);
  if (namesPostings(reading)) return [stated, askForStatement(setting, context)];
  const complaint = algebra.encode(messages.complaint, { accid: customer.accid });
  return [
    stated,
    inCourt(context.addresses.phone, [
      addresses.judge,
      complaint,
      'complaint about what was posted',
    ]),
  ];
}

/** What a customer who goes to court does; `undefined` when there is nothing to go for. */
export function goToCourt<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  suit: ClientSuit,
): Acts<M> {
  if (!setting.proceedings.disputes) return undefined;
  switch (suit) {
    case 'proveResult':
      return proveResult(setting, context);
    case 'proveSubmission':
      return proveSubmission(setting, context);
    case 'dispute':
      return dispute(setting, context);
  }
}

/**
 * What is made of what comes back: complaints of a statement of account (R5b), and of what the log server
 * shows a proof for the judge; `undefined` when nothing is.
 */
export function passOn<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { channel, message }: FrameStep<M>,
): Acts<M> {
  const { algebra, messages, proceedings } = setting;
  if (!proceedings.disputes || channel !== 'court') return undefined;
  const complaints = complainOf(setting, context, message);
  if (complaints.length > 0) return complaints;
  const { submitted, customer, addresses } = context;
  if (submitted === undefined) return undefined;
  const { frame } = submitted;
  const receipt = algebra.decode(messages.signedFrameReceipt, message);
  if (receipt !== undefined) {
    const { signature } = receipt;
    const submission = { accid: customer.accid, frame, signature };
    const proof = algebra.encode(messages.frameSubmission, submission);
    return [
      inCourt(addresses.phone, [addresses.judge, proof, "the gateway's receipt for the order"]),
    ];
  }
  if (algebra.decode(messages.testimony, message) === undefined) return undefined;
  const fields = { accid: customer.accid, frame, testimony: message };
  const shown = algebra.encode(messages.submission, fields);
  return [
    inCourt(context.addresses.phone, [addresses.judge, shown, "the gateway's record of the order"]),
  ];
}
