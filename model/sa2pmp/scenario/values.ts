/**
 * What everybody knows, and the secrets and who holds them.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Secret } from '../../core/system.ts';
import type { Cast } from './cast.ts';
import type { ServerKeys } from './parties.ts';

/** What everybody knows: identifiers are no secrets (W20), and the attacker has an amount. */
export function publicValuesOf<M>(
  algebra: Algebra<M>,
  casts: readonly Cast<M>[],
  bankName: M,
): Readonly<Record<string, M>> {
  const identifiers = casts.flatMap(({ name, customer }) => [
    [`${name}'s SIM`, customer.sim],
    [`${name}'s PHID`, customer.phid],
    [`${name}'s account`, customer.accid],
    [`${name}'s userid`, customer.userid],
  ]);
  return {
    ...(Object.fromEntries(identifiers) as Record<string, M>),
    "the bank's name": bankName,
    "the shop's account": algebra.name('payee', 'shop-0815'),
    "the attacker's account": algebra.name('payee', 'mule-0666'),
    "the attacker's amount": algebra.name('amount', '990000 CAD'),
  };
}

export function secretsOf<M>(casts: readonly Cast<M>[], keys: ServerKeys<M>): readonly Secret<M>[] {
  const perCustomer = casts.flatMap(({ name, customer, packageKey }): readonly Secret<M>[] => [
    { kind: 'password', of: name, heldBy: ['client', 'bank'], value: customer.password },
    { kind: 'package-key', of: name, heldBy: ['client', 'bank'], value: packageKey },
  ]);
  return [
    ...perCustomer,
    { kind: 'signing-key', of: 'the bank', heldBy: ['bank'], value: keys.bank },
    { kind: 'signing-key', of: 'the log server', heldBy: ['log'], value: keys.log },
  ];
}
