/**
 * What honest customers will want.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { IntentEvent } from '../../core/effect.ts';
import type { Bounds } from './bounds.ts';

/** The payments of one customer: every `customers`-th of all, each of an amount of its own. */
export function paymentsOf<M>(
  algebra: Algebra<M>,
  { sessions, customers }: Bounds,
  index: number,
): readonly IntentEvent<M>[] {
  return Array.from({ length: sessions }, (_, payment) => payment)
    .filter((payment) => payment % customers === index)
    .map((payment) => ({
      type: 'pay',
      values: {
        payee: algebra.name('payee', 'shop-0815'),
        amount: algebra.name('amount', `${1000 + 250 * payment} CAD`),
      },
    }));
}
