/**
 * The limits of a scenario as bounds on what parties state.
 */
import { type Bounds, limitsOf } from './bounds.ts';
import { type Cast, judgeName } from './cast.ts';

/** The limits as bounds on what parties state. */
export function budgetOf<M>(
  casts: readonly Cast<M>[],
  bounds: Bounds,
): Readonly<Record<string, number>> {
  const limits = limitsOf(bounds);
  const perCustomer = casts.flatMap(({ honest, name, addresses: { bank: account } }) => {
    const { registrations, logOns, challenges, orders } = limits[honest ? 'honest' : 'insider'];
    return [
      [`${account} did registered`, registrations],
      [`${account} did logged-on`, logOns],
      [`${account} did challenged`, challenges],
      [`${account} commit order`, orders],
      [`${name} did generated`, limits.keys],
    ];
  });
  return {
    ...(Object.fromEntries(perCustomer) as Record<string, number>),
    [`${judgeName} judged order`]: limits.verdicts,
  };
}
