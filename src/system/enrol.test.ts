import { describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import { isPassword } from '../host/passwords.ts';
import { textToBytes } from '../bytes.ts';
import { type House, house } from './testing/house.ts';

const keysIn = (at: House, reading: Reading, accounts: readonly string[]) =>
  accounts.map((account) => {
    const { algebra } = at.bank.world;
    return algebra.decode(messagesOf(reading).appPackage, at.enrolled(account))?.key;
  });

describe('enrolment', () => {
  // §4.3, A9. Kills: one key for all where each has their own, and the other way round.
  test.for([
    ['per-user', 3],
    ['per-release', 1],
    ['per-bank', 1],
  ] as const)('%s: three packages hold %s keys, those that the bank keeps', ([A9, keys]) => {
    const reading = { ...readings.published, A9 };
    const at = house(reading);
    const accounts = ['a', 'b', 'c'];
    const held = keysIn(at, reading, accounts);
    expect(new Set(held).size).toBe(keys);
    expect(held).toEqual(accounts.map((account) => at.bank.store.customer(account)?.packageKey));
    at.close();
  });

  test('keeps a verifier, no password, salted for each', () => {
    const at = house(readings.published);
    for (const account of ['a', 'b']) at.enrolled(account);
    const verifiers = at.bank.store.customers().map(({ verifier }) => verifier);
    expect(new Set(verifiers).size).toBe(2);
    expect(isPassword(textToBytes('pw of a'), verifiers[0] ?? textToBytes(''))).toBe(true);
    expect(isPassword(textToBytes('pw of a'), verifiers[1] ?? textToBytes(''))).toBe(false);
    at.close();
  });

  test('puts the opening balance into the account, out of the one of its currency', () => {
    const at = house(readings.published);
    for (const account of ['a', 'b']) at.enrolled(account);
    expect(at.bank.store.account('a')).toMatchObject({ balanceMinor: 10_000, kind: 'customer' });
    expect(at.bank.store.account('opening:CAD')?.balanceMinor).toBe(-20_000);
    expect(at.bank.store.statement('a', 9)).toMatchObject([
      { amountMinor: 10_000, other: 'opening:CAD', what: 'opening balance' },
    ]);
    at.close();
  });

  test('of nothing moves nothing: no statement begins with it', () => {
    const at = house(readings.published);
    const who = { account: 'c', userid: 'c', password: 'p', sim: '1', phone: '2' };
    const opening = { minor: 0, currency: 'CAD' };
    expect('message' in at.bank.enrol({ ...who, opening }, { N: 16, r: 1, p: 1 })).toBe(true);
    expect(at.bank.store.statement('c', 9)).toEqual([]);
    at.close();
  });

  test('of an account that is there is refused and changes nothing', () => {
    const at = house(readings.published);
    at.enrolled('a');
    const before = at.bank.store.customer('a');
    expect(() => at.enrolled('a')).toThrow('there is an account a already');
    expect(at.bank.store.customer('a')).toEqual(before);
    expect(at.bank.store.account('a')?.balanceMinor).toBe(10_000);
    at.close();
  });
});
