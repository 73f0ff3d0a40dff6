/** When the depository takes a key, and when it lets one expire (§4.3). */
import { describe, expect, test } from 'vitest';
import { bankName, opened, play, type Play, statements } from '../../testing/play.ts';

const registered = { KMS: 'registered' };

/** The states that the bank is in. */
const statesOf = (p: Play): unknown => {
  const index = p.system.parties.findIndex(({ name }) => name === bankName);
  return (p.locals()[index]?.snapshot as { readonly value?: unknown } | undefined)?.value;
};

describe('the depository', () => {
  // W11. Kills: a key that is written in and leaves the servers waiting for one.
  test('has a key once one was written into it, and takes no other by registration', () => {
    const p = play();
    expect(p.want(bankName, 'expire').idle).toBe(true);
    const { algebra, messages: m } = p;
    const clientId = algebra.encode(m.clientId, p.bank().customer);
    const publicKey = algebra.publicKey(algebra.name('signing-key', 'clerk'));
    p.put('inside', bankName, algebra.encode(m.depositoryEntry, { clientId, publicKey }));
    expect(statesOf(p)).toMatchObject({ KMS: 'registered' });
    const binding = algebra.encode(m.keyBinding, { clientId, publicKey });
    const registration = algebra.encode(m.registration, { binding });
    expect(statements(p.put('wired', bankName, registration))).toEqual([]);
    expect(statements(p.want(bankName, 'expire'))).toContain('did expired');
  });

  // §4.3 "This will only take place once unless a renewed key pair is requested".
  test('waits for another key once one has expired, takes one, and is as before', () => {
    const holds: { sms?: 'full' } = {};
    const p = opened({}, { holds });
    const { algebra, messages: m } = p;
    expect([p.bank().renewing, statesOf(p)]).toEqual([false, expect.objectContaining(registered)]);
    holds.sms = 'full';
    p.want(bankName, 'expire');
    expect(statesOf(p)).toMatchObject({ KMS: 'renewing' });
    expect(p.want(bankName, 'expire').idle).toBe(true);
    const registers = (from: string): boolean => {
      const clientId = algebra.encode(m.clientId, p.bank().customer);
      const publicKey = algebra.publicKey(algebra.derive(algebra.name('seed', from), 'key'));
      const binding = algebra.encode(m.keyBinding, { clientId, publicKey });
      const message = algebra.encode(m.registration, { binding });
      return statements(p.put('wired', bankName, message)).includes('did registered');
    };
    expect([registers('one'), registers('another')]).toEqual([true, false]);
    expect(statesOf(p)).toMatchObject(registered);
  });
});
