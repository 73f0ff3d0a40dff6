/**
 * Enrolment at the counter (§4.3 "when they register for mobile banking services with their
 * bank"): the account with its opening balance, the customer, and the application package.
 */
import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import type { Money } from '../money.ts';
import { provesPassword } from '../../../model/sa2pmp/reading.ts';
import { type PasswordCost, provenVerifier, verifierOf } from '../passwords.ts';
import type { Bank } from './bank.ts';
import { openingAccount } from './regular-bank.ts';
import type { BankStore } from './store.ts';

/** Who is enrolled. */
export interface Enrolment {
  /** ACCID. */
  readonly account: string;
  readonly opening: Money;
  readonly userid: string;
  readonly password: string;
  /** SIM number. */
  readonly sim: string;
  /** Phone serial number. */
  readonly phone: string;
}

/** What enrolling needs. */
export interface Counter {
  readonly world: World;
  readonly store: BankStore;
  readonly bank: Bank;
  /** The bank's name. */
  readonly name: string;
  /** K of the release, the same in every package (A9), or a new one for each user. */
  readonly releaseKey: Bytes;
  readonly cost: PasswordCost;
}

const SALT_BYTES = 16;

/**
 * Enrols a customer.
 *
 * @returns the package's message for the phone to install, or why the customer is not enrolled
 */
export function enrol(
  { world, store, bank, name, releaseKey, cost }: Counter,
  { account, opening, userid, password, sim, phone }: Enrolment,
): { readonly message: Bytes } | { readonly refusal: string } {
  const packageKey =
    world.reading.A9 === 'per-user' ? world.algebra.derive(world.fresh(), 'key') : releaseKey;
  const typed = textToBytes(password);
  const verifier = provesPassword(world.reading)
    ? provenVerifier(typed, { userid: textToBytes(userid), bank: textToBytes(name) }, cost)
    : verifierOf(typed, randomBytes(SALT_BYTES), cost);
  const { currency } = opening;
  const funds = openingAccount(currency);
  return store.journal.transaction(() => {
    if (store.account(account) !== undefined) {
      return { refusal: `there is an account ${account} already` };
    }
    if (store.account(funds) === undefined) {
      store.addAccount({ id: funds, kind: 'opening', currency });
    }
    store.addAccount({ id: account, kind: 'customer', currency });
    store.addCustomer({ accid: account, userid, verifier, sim, phid: phone, packageKey });
    if (opening.minor > 0) {
      const at = world.now();
      store.post({ from: funds, to: account, money: opening, what: 'opening balance', at });
    }
    const [issued] = bank.issue(account);
    if (issued === undefined) throw new Error('enrol: the bank issued no package');
    return { message: issued.message };
  });
}
