/**
 * Who is who in a bounded run: accounts, their owners, what identifies them and what they were
 * given.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Addresses, Customer } from '../identity.ts';
import type { Reading } from '../reading.ts';
import type { Scenario } from './scenario.ts';

/** The attacker's name as a customer. */
export const insiderName = 'mallory';

const honestNames = ['alice', 'bob', 'carol', 'dave'] as const;

/** How many honest customers there may be. */
export const customersMax = honestNames.length;

/** An account's cast: its owner, what identifies it, and what it was given. */
export interface Cast<M> {
  readonly name: string;
  readonly honest: boolean;
  readonly customer: Customer<M>;
  readonly packageKey: M;
  readonly addresses: Addresses;
}

/** The log server's name and address. */
export const logName = 'log';

/** The judge's name and address. */
export const judgeName = 'judge';

/** Identifiers of a customer; plausible in form, made up. */
function customerOf<M>(algebra: Algebra<M>, name: string, index: number): Customer<M> {
  return {
    sim: algebra.name('sim', `8930272040301${7301 + index}`),
    phid: algebra.name('phid', `35693803564${3801 + index}`),
    accid: algebra.name('account', `${name}-0${4711 + index}`),
    userid: algebra.name('userid', `${name}@bank`),
    password: algebra.name('password', `${name}'s password`),
  };
}

/** K, by the reading's scope (A9). */
function packageKeyOf<M>(algebra: Algebra<M>, scope: Reading['A9'], keys: M): (name: string) => M {
  return (name) => {
    const seeds: Readonly<Record<Reading['A9'], string>> = {
      'per-release': 'release 1',
      'per-user': `user ${name}`,
      'per-bank': 'bank',
    };
    return algebra.derive(algebra.derive(keys, seeds[scope]), 'key');
  };
}

export function castOf<M>(algebra: Algebra<M>, scenario: Scenario, keys: M): readonly Cast<M>[] {
  const { bounds, insider, reading } = scenario;
  const packageKey = packageKeyOf(algebra, reading.A9, keys);
  const honest: readonly string[] = honestNames.slice(0, bounds.customers);
  const names = insider ? [...honest, insiderName] : honest;
  return names.map((name, index) => ({
    name,
    honest: name !== insiderName,
    customer: customerOf(algebra, name, index),
    packageKey: packageKey(name),
    addresses: { phone: name, bank: `bank:${name}`, log: logName, judge: judgeName },
  }));
}
