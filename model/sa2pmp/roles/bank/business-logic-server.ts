/**
 * BLS: has the regular bank execute a legal order, answers, and has it recorded (§5.2).
 */
import type { Effect } from '../../../core/effect.ts';
import { movesMoney } from '../../business.ts';
import { requestDigest } from '../../composition.ts';
import { chainsTokens, impliesRequest, ordersOverHttps, recordsResult } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { nextToken } from '../../tokens.ts';
import { sign } from '../signing.ts';
import type { BankContext, Finished, Job } from './context.ts';
import { reply } from './reply.ts';
import { begun } from './run.ts';

/** What the regular bank said. */
export type Status = 'executed' | 'declined';

/** The result information (§5.2, A17). */
function resultMessage<M>(setting: Setting<M>, job: Job<M>, status: Status): M {
  const { algebra, messages } = setting;
  return algebra.encode(messages.result, {
    status: algebra.constant(status),
    reference: job.reference,
    get request() {
      return requestDigest(setting, { whole: job.request, accid: job.payer });
    },
  });
}

/** As much of a result as is sent: what the phone does not know (R1c). */
function toldOf<M>({ algebra, messages, reading }: Setting<M>, result: M): M {
  const fields = impliesRequest(reading) ? algebra.decode(messages.result, result) : undefined;
  return fields === undefined ? result : algebra.encode(messages.toldResult, fields);
}

/** Asks the regular bank to execute (§5.2 "interacts with the regular bank"). */
export function accept<M>(context: BankContext<M>, job: Job<M>): readonly Effect<M>[] {
  const { payer: account, order, publicKey } = job;
  return [
    { effect: 'claim', claim: 'did', about: 'took-order', account, values: [job.frame] },
    { effect: 'claim', claim: 'did', about: 'used-key', account, values: [publicKey] },
    {
      effect: 'claim',
      claim: 'commit',
      about: 'addressed-order',
      account,
      values: [order, context.name],
    },
    { effect: 'claim', claim: 'commit', about: 'order', account, values: [order] },
    { effect: 'ask', what: 'execute', values: { payer: account, order } },
  ];
}

/** What is recorded of an order (§4.2, A22); of A19 gateway, what the gateway makes of the frame. */
export function recordOf<M>(
  setting: Setting<M>,
  { customer, signingKey }: BankContext<M>,
  { job, status, at }: Finished<M>,
): M {
  const { algebra, messages, reading } = setting;
  const text = {
    content: job.recordable,
    accid: customer.accid,
    result: recordsResult(reading) ? resultMessage(setting, job, status) : undefined,
    time: algebra.constant(`time ${at}`),
  };
  return algebra.encode(messages.record, {
    ...text,
    get signature() {
      // Nothing but the text goes into the nonce: the record is made again to go to court with.
      const fresh = algebra.derive(signingKey, 'records');
      return sign(setting, { key: signingKey, fresh }, algebra.encode(messages.recordText, text));
    },
  });
}

/** Has the order recorded (§4.2 Transaction Log Strategy, A19, A22). */
export function recordOrder<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  finished: Finished<M>,
): readonly Effect<M>[] {
  const { algebra, reading } = setting;
  const { addresses, customer } = context;
  if (reading.A19 === 'gateway') return [];
  const { job, at } = finished;
  const account = customer.accid;
  const time = algebra.constant(`time ${at}`);
  const record = recordOf(setting, context, finished);
  const stated: readonly Effect<M>[] = [
    { effect: 'claim', claim: 'running', about: 'record', account, values: [record] },
    {
      effect: 'claim',
      claim: 'running',
      about: 'recorded-at',
      account,
      values: [job.recordable, time],
    },
  ];
  const recorded: Effect<M> =
    reading.A19 === 'bank'
      ? { effect: 'store', what: 'log', values: [record] }
      : reply(context, { to: addresses.log, message: record, note: 'transaction record' });
  return [...stated, recorded];
}

/** Answers the client with the result (§5.2, A17). */
export function answer<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { job, status, fresh }: { readonly job: Job<M>; readonly status: Status; readonly fresh: M },
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { signingKey } = context;
  const { payer, order } = job;
  const result = resultMessage(setting, job, status);
  const next = nextToken(setting, { ...job, fresh });
  const told = toldOf(setting, result);
  const isTold = next === undefined || chainsTokens(reading);
  const said = isTold ? told : algebra.encode(messages.answer, { result: told, next });
  const body =
    reading.A17 === 'clear' ? said : algebra.seal(job.replyKey, algebra.derive(fresh, 'iv'), said);
  const account = context.customer.accid;
  const given: readonly Effect<M>[] =
    next === undefined
      ? []
      : [
          { effect: 'claim', claim: 'secret', about: 'token', account, values: [next] },
          ...begun(setting, 'answer', account),
        ];
  const posted: readonly Effect<M>[] =
    status === 'executed' && movesMoney(job.business)
      ? [{ effect: 'claim', claim: 'did', about: 'posted', account: payer, values: [order] }]
      : [];
  const message = algebra.encode(messages.answerFrame, {
    body,
    get signature() {
      return sign(setting, { key: signingKey, fresh }, result);
    },
  });
  return [
    ...posted,
    { effect: 'claim', claim: 'running', about: 'result', account: payer, values: [order, result] },
    { effect: 'claim', claim: 'did', about: 'sent-result', account: payer, values: [message] },
    ...given,
    reply(context, {
      to: job.replyTo,
      message,
      note: 'result information',
      https: ordersOverHttps(reading),
    }),
  ];
}
