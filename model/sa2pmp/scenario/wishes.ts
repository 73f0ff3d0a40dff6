/**
 * What honest customers will want.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { IntentEvent } from '../../core/effect.ts';
import type { Proceedings } from '../proceedings.ts';
import { checksNotices, type Reading, rotatesTokens } from '../reading.ts';
import type { ClientSuit } from '../roles/client/context.ts';
import type { Scenario } from './wanted.ts';

/** The free text that the payee asks for with a payment (A6, W22); public. */
export function memoOf<M>(algebra: Algebra<M>, payment: number): M {
  return algebra.name('memo', `invoice ${2001 + payment}`);
}

/** What may happen to a phone at any time. */
export function phoneEvents<M>(
  reading: Reading,
  { disputes }: Pick<Proceedings, 'disputes'>,
): readonly IntentEvent<M>[] {
  const suits = ['proveResult', 'proveSubmission', 'dispute'] satisfies ClientSuit[];
  const logsOnAgain = checksNotices(reading) || rotatesTokens(reading);
  return [
    { type: 'timeout', values: {} },
    ...(logsOnAgain ? [{ type: 'logOn', values: {} }] : []),
    ...(disputes ? suits : []).map((type) => ({ type, values: {} })),
  ];
}

/** What may happen to an account at any time: the customer calls (A28), records go out (A23). */
export function accountEvents<M>(
  { A23, A28 }: Reading,
  { disputes }: Pick<Proceedings, 'disputes'>,
): readonly IntentEvent<M>[] {
  return [
    ...(A28 === 'block-by-call' ? [{ type: 'block', values: {} }] : []),
    ...(A23 === 'asynchronous' ? [{ type: 'report', values: {} }] : []),
    ...(disputes ? [{ type: 'sue', values: {} }] : []),
  ];
}

/** The payments of one customer: every `customers`-th of all, each of an amount of its own. */
export function paymentsOf<M>(
  algebra: Algebra<M>,
  { bounds: { sessions, customers }, reading }: Pick<Scenario, 'bounds' | 'reading'>,
  index: number,
): readonly IntentEvent<M>[] {
  return Array.from({ length: sessions }, (_, payment) => payment)
    .filter((payment) => payment % customers === index)
    .map((payment) => ({
      type: 'pay',
      values: {
        payee: algebra.name('payee', 'shop-0815'),
        amount: algebra.name('amount', `${1000 + 250 * payment} CAD`),
        ...(reading.A6 === 'payee-amount-memo' ? { memo: memoOf(algebra, payment) } : {}),
      },
    }));
}
