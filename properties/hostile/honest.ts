/** Honest payments while something hostile goes on, and the ledger that must show nothing else. */
import { expect } from 'vitest';
import type { OpenPhone } from '../../src/system/phone.ts';
import { balanceOf, OPENING_MINOR, pay, type Town } from './town.ts';

/** Somebody who pays one minor unit at a time. */
export interface Payer {
  readonly town: Town;
  readonly phone: OpenPhone;
  readonly payee: string;
  /** Everybody whose account is looked at. */
  readonly accounts: readonly string[];
}

const held = ({ town, accounts }: Payer): readonly number[] =>
  accounts.map((account) => balanceOf(town, account));

/**
 * Carries hostile work out, an honest payer paying meanwhile and once afterwards.
 *
 * Every honest payment must succeed, and the ledger change by these payments alone.
 */
export async function amidPayments<R>(payer: Payer, hostile: () => Promise<R>): Promise<R> {
  const { phone, payee, accounts } = payer;
  const before = held(payer);
  let paid = 0;
  let isOver = false;
  const payOne = async (): Promise<void> => {
    expect(await pay(phone, payee, '1 CAD')).toEqual(['executed']);
    paid += 1;
  };
  const paying = async (): Promise<void> => {
    do await payOne();
    while (!isOver);
  };
  const [result] = await Promise.all([
    hostile().finally(() => {
      isOver = true;
    }),
    paying(),
  ]);
  await payOne();
  const after = before.map((minor, index) => {
    if (accounts[index] === phone.accid) return minor - paid;
    return accounts[index] === payee ? minor + paid : minor;
  });
  expect(held(payer)).toEqual(after);
  expect(before.reduce((sum, minor) => sum + minor, 0)).toBe(OPENING_MINOR * accounts.length);
  return result;
}
