/**
 * What everybody knows, and the secrets and who holds them.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Secret } from '../../core/system.ts';
import { type Cast, witnessName } from './cast.ts';
import { encapsulates, provesPassword, type Reading } from '../reading.ts';
import type { ServerKeys } from './parties.ts';
import type { Scenario } from './wanted.ts';
import { memoOf } from './wishes.ts';

/** The free texts of orders: the payee supplies them, and nobody keeps them secret (A6, W22). */
function memosOf<M>(
  algebra: Algebra<M>,
  { bounds, reading }: Pick<Scenario, 'bounds' | 'reading'>,
): Readonly<Record<string, M>> {
  if (reading.A6 !== 'payee-amount-memo') return {};
  const asked = Array.from({ length: bounds.sessions }, (_, payment) => [
    `the memo of payment ${payment + 1}`,
    memoOf(algebra, payment),
  ]);
  const all = [...asked, ["the attacker's memo", algebra.name('memo', 'invoice 666')]];
  return Object.fromEntries(all) as Record<string, M>;
}

/** What everybody knows: identifiers are no secrets (W20), and the attacker has an amount. */
export function publicValuesOf<M>(
  algebra: Algebra<M>,
  casts: readonly Cast<M>[],
  {
    bankName,
    keys,
    scenario,
  }: {
    readonly bankName: M;
    readonly keys: ServerKeys<M>;
    readonly scenario: Pick<Scenario, 'bounds' | 'reading'>;
  },
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
    // R3: whoever has the application has it, and it is no secret.
    ...(encapsulates(scenario.reading)
      ? { "the bank's key to encrypt for": algebra.publicKey(keys.box) }
      : {}),
    "the shop's account": algebra.name('payee', 'shop-0815'),
    "the attacker's account": algebra.name('payee', 'mule-0666'),
    "the attacker's amount": algebra.name('amount', '990000 CAD'),
    ...memosOf(algebra, scenario),
  };
}

/** The secrets and which kinds of party have them from the start. */
export function secretsOf<M>(
  casts: readonly Cast<M>[],
  {
    keys,
    reading,
    corruptWitnesses,
  }: {
    readonly keys: ServerKeys<M>;
    readonly reading: Reading;
    readonly corruptWitnesses: number;
  },
): readonly Secret<M>[] {
  const holders = ['client', 'bank', ...(reading.A39 === 'yes' ? (['log'] as const) : [])] as const;
  const perCustomer = casts.flatMap(({ name, customer, packageKey }): readonly Secret<M>[] => [
    {
      kind: 'password',
      of: name,
      heldBy: provesPassword(reading) ? ['client'] : ['client', 'bank'],
      value: customer.password,
    },
    ...(encapsulates(reading)
      ? []
      : [{ kind: 'package-key', of: name, heldBy: holders, value: packageKey } as const]),
  ]);
  return [
    ...perCustomer,
    { kind: 'signing-key', of: 'the bank', heldBy: ['bank'], value: keys.bank },
    ...(encapsulates(reading)
      ? [{ kind: 'box-key', of: 'the bank', heldBy: ['bank'], value: keys.box } as const]
      : []),
    { kind: 'signing-key', of: 'the log server', heldBy: ['log'], value: keys.log },
    // The keys of honest witnesses are nobody's but theirs, where others are corrupt.
    ...keys.witnesses.map((value, place): Secret<M> => {
      const isHeld = corruptWitnesses === 0 || place >= keys.witnesses.length - corruptWitnesses;
      const heldBy = isHeld ? (['witness'] as const) : [];
      return { kind: 'signing-key', of: witnessName(place), heldBy, value };
    }),
  ];
}
