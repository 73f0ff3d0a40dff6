/**
 * Who is who in a bounded run: accounts, their owners, what identifies them and what they were
 * given.
 */
import type { Algebra } from '../../core/algebra.ts';
import type { Addresses, Customer } from '../identity.ts';
import type { Reading } from '../reading.ts';
import type { Scenario } from './wanted.ts';

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
  /** The seed of the AES keys of later releases, shared as the first is (A9, A11). */
  readonly releases: M;
  readonly addresses: Addresses;
  /** The phone's first key pair, where another app on the same phone signs with it too (W12). */
  readonly sharedKey: M | undefined;
}

/** The log server's name and address. */
export const logName = 'log';

/** The name and address of a witness, by its place. */
export function witnessName(place: number): string {
  return `witness ${place + 1}`;
}

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

/** The seed of K, by the reading's scope (A9). */
function keySeedOf<M>(algebra: Algebra<M>, scope: Reading['A9'], keys: M): (name: string) => M {
  return (name) => {
    const seeds: Readonly<Record<Reading['A9'], string>> = {
      'per-release': 'release 1',
      'per-user': `user ${name}`,
      'per-bank': 'bank',
    };
    return algebra.derive(keys, seeds[scope]);
  };
}

/** The key pair that both apps of a phone sign with, where there is a second bank (W12). */
function sharedKeyOf<M>(algebra: Algebra<M>, keys: M, name: string): M {
  return algebra.derive(algebra.derive(keys, `phone of ${name}`), 'signing-key');
}

/** Everybody with an account, and what each was given. */
export function castOf<M>(algebra: Algebra<M>, scenario: Scenario, keys: M): readonly Cast<M>[] {
  const { bounds, insider, reading, corrupt } = scenario;
  const keySeed = keySeedOf(algebra, reading.A9, keys);
  const honest: readonly string[] = honestNames.slice(0, bounds.customers);
  const names = insider ? [...honest, insiderName] : honest;
  return names.map((name, index) => ({
    name,
    honest: name !== insiderName,
    customer: customerOf(algebra, name, index),
    packageKey: algebra.derive(keySeed(name), 'key'),
    releases: keySeed(name),
    sharedKey:
      scenario.secondBank === true && !corrupt.includes('client') && name !== insiderName
        ? sharedKeyOf(algebra, keys, name)
        : undefined,
    addresses: { phone: name, bank: `bank:${name}`, log: logName, judge: judgeName },
  }));
}
