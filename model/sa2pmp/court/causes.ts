/**
 * Cases beside that of origin: what a bank's signed result proves (receipt, delivery; A17 signed), and
 * what the gateway's signed entry proves (submission; A19 gateway, A20 signed, merkle).
 *
 * The paper has neither: where the reading gives no signature, the judge is never convinced (W24).
 */
import type { Effect } from '../../core/effect.ts';
import { openSigned, requestDigest } from '../composition.ts';
import { givesReceipts } from '../reading.ts';
import type { Setting } from '../setting.ts';
import type { JudgeContext } from './context.ts';

/** The statements of a judge who is convinced, or `undefined`. */
export type Verdict<M> = readonly Effect<M>[] | undefined;

const judged = <M>(about: string, account: M, values: readonly M[]): Effect<M> => ({
  effect: 'claim',
  claim: 'judged',
  about,
  account,
  values,
});

/** That the bank took an order and gave a result for it: its signature on a result that names it. */
export function judgeReceipt<M>(
  setting: Setting<M>,
  { bankPublicKey }: JudgeContext<M>,
  message: M,
): Verdict<M> {
  const { algebra, messages, reading, check } = setting;
  if (reading.A17 !== 'signed' || bankPublicKey === undefined) return undefined;
  const receipt = algebra.decode(messages.receipt, message);
  const result = receipt && algebra.decode(messages.result, receipt.result);
  if (receipt === undefined || result === undefined) return undefined;
  const { request, clientId, recipient, signature } = receipt;
  const signed = (): boolean => algebra.verify(bankPublicKey, receipt.result, signature);
  if (!check('evidence-receipt', signed)) return undefined;
  const opened = openSigned(setting, request, { clientId, recipient });
  const client = opened && algebra.decode(messages.clientId, opened.clientId);
  if (opened === undefined || client === undefined) return undefined;
  const account = client.accid;
  const named = (): M => requestDigest(setting, { whole: request, accid: account });
  const names = (): boolean =>
    result.request !== undefined && algebra.equal(result.request, named());
  if (!check('evidence-request', names)) return undefined;
  return [
    judged('result', account, [opened.order, receipt.result]),
    judged('delivery', account, [opened.order]),
  ];
}

/** That the gateway took an order frame: its signature on a receipt for it. */
function judgeReceipted<M>(
  { algebra, messages, check }: Setting<M>,
  { logPublicKey }: JudgeContext<M>,
  message: M,
): Verdict<M> {
  const shown = algebra.decode(messages.frameSubmission, message);
  if (shown === undefined) return undefined;
  const { accid, frame, signature } = shown;
  const receipt = algebra.encode(messages.frameReceipt, { frame: algebra.hash(frame) });
  const signed = (): boolean => algebra.verify(logPublicKey, receipt, signature);
  if (!check('evidence-log', signed)) return undefined;
  return [judged('submission', accid, [frame])];
}

/** That the gateway took an order frame: its signature on the entry that holds it, or a receipt. */
export function judgeSubmission<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  message: M,
): Verdict<M> {
  const { algebra, messages, reading, check } = setting;
  const { logPublicKey } = context;
  if (givesReceipts(reading)) return judgeReceipted(setting, context, message);
  const submission = algebra.decode(messages.submission, message);
  const testimony = submission && algebra.decode(messages.testimony, submission.testimony);
  if (submission === undefined || testimony?.signature === undefined) return undefined;
  const { record, previous, time, signature } = testimony;
  const content = algebra.decode(messages.record, record)?.content;
  if (content === undefined || !algebra.equal(content, submission.frame)) return undefined;
  const entry = algebra.encode(messages.entry, { record, previous, time });
  const signed = (): boolean => algebra.verify(logPublicKey, entry, signature);
  if (!check('evidence-log', signed)) return undefined;
  return [judged('submission', submission.accid, [submission.frame])];
}
