/**
 * BLS: has the regular bank execute a legal order, answers, and has it recorded (§5.2).
 */
import type { Effect } from '../../../core/effect.ts';
import { movesMoney } from '../../business.ts';
import type { Setting } from '../../setting.ts';
import type { BankContext, Job } from './context.ts';
import { reply } from './reply.ts';

/** What the regular bank said. */
export type Status = 'executed' | 'declined';

/** The result information (§5.2, A17). */
function resultMessage<M>({ algebra, messages }: Setting<M>, job: Job<M>, status: Status): M {
  return algebra.encode(messages.result, {
    status: algebra.constant(status),
    reference: job.reference,
    get request() {
      return algebra.hash(job.request);
    },
  });
}

/** Asks the regular bank to execute (§5.2 "interacts with the regular bank"). */
export function accept<M>(context: BankContext<M>, job: Job<M>): readonly Effect<M>[] {
  const { payer, order } = job;
  return [
    { effect: 'claim', claim: 'commit', about: 'order', account: payer, values: [order] },
    { effect: 'ask', what: 'execute', values: { payer, order } },
  ];
}

/** Has the order recorded (§4.2 Transaction Log Strategy, A19, A22). */
export function recordOrder<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { job, status, at }: { readonly job: Job<M>; readonly status: Status; readonly at: number },
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { addresses, customer } = context;
  if (reading.A19 === 'gateway') return [];
  const record = algebra.encode(messages.record, {
    content: job.recordable,
    accid: customer.accid,
    get result() {
      return resultMessage(setting, job, status);
    },
    get time() {
      return algebra.constant(`time ${at}`);
    },
  });
  if (reading.A19 === 'bank') return [{ effect: 'store', what: 'log', values: [record] }];
  return [reply(context, { to: addresses.log, message: record, note: 'transaction record' })];
}

/** Answers the client with the result (§5.2, A17). */
export function answer<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { job, status, fresh }: { readonly job: Job<M>; readonly status: Status; readonly fresh: M },
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { packageKey, signingKey } = context;
  const { payer, order } = job;
  const result = resultMessage(setting, job, status);
  const body =
    reading.A17 === 'clear'
      ? result
      : algebra.seal(packageKey, algebra.derive(fresh, 'iv'), result);
  const posted: readonly Effect<M>[] =
    status === 'executed' && movesMoney(job.business)
      ? [{ effect: 'claim', claim: 'did', about: 'posted', account: payer, values: [order] }]
      : [];
  return [
    ...posted,
    { effect: 'claim', claim: 'running', about: 'result', account: payer, values: [order, result] },
    reply(context, {
      to: job.replyTo,
      message: algebra.encode(messages.answerFrame, {
        body,
        get signature() {
          return algebra.sign(signingKey, algebra.derive(fresh, 'randomness'), result);
        },
      }),
      note: 'result information',
    }),
  ];
}
