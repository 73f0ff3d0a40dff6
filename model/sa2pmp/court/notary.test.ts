import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/effect.ts';
import { bankName, opened, type Play } from '../testing/play.ts';
import { attest, attestationIn } from './notary.ts';
import type { Known } from './context.ts';

/** A notary who knows bob and then alice, and what alice hands over. */
function branch() {
  const p: Play = opened({ A2: 'in-branch' });
  const { algebra, messages: m } = p;
  const { customer } = p.client();
  const bobs = { ...customer, accid: algebra.name('account', 'bob-04712') };
  const known: readonly Known<typeof customer.accid>[] = [
    { customer: bobs, phone: 'bob', bank: 'bank:bob' },
    { customer, phone: 'alice', bank: bankName },
  ];
  const publicKey = p.bank().publicKey ?? expect.fail('no key');
  const binding = algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, customer),
    publicKey,
  });
  const message = algebra.encode(m.registration, { binding });
  const frame = (from: string, to: string, channel: Channel = 'branch') => ({
    ...({ type: 'frame', channel, from, to, message, at: 0 } as const),
    fresh: algebra.name('seed', 'judge'),
  });
  return { p, known, binding, customer, message, frame };
}

describe('the notary', () => {
  // W9, W10. Kills: whoever stands there taken for somebody known, whatever comes for what is handed over.
  test('attests a key for who is known and stands in the branch, and for nobody else', () => {
    const { p, known, binding, customer, frame } = branch();
    const attested = (from: string, channel: Channel = 'branch') =>
      attestationIn(p.setting, { known }, frame(from, bankName, channel));
    expect(attested('alice')?.binding).toBe(binding);
    expect(attested('alice')?.person.customer).toBe(customer);
    for (const from of ['bob', 'mallory']) expect(attested(from)).toBeUndefined();
    for (const channel of ['court', 'wired', 'https'] as const) {
      expect(attested('alice', channel)).toBeUndefined();
    }
  });

  test('says so, and passes on to the bank what is for it alone', () => {
    const { p, known, customer, message, frame } = branch();
    const done = (to: string) => {
      const event = frame('alice', to);
      const found = attestationIn(p.setting, { known }, event) ?? expect.fail('not attested');
      return attest(found, event);
    };
    const stated = {
      ...{ effect: 'claim', claim: 'did', about: 'attested' },
      ...{ account: customer.accid, values: [] },
    };
    expect(done('judge')).toEqual([stated]);
    expect(done('bank:bob')).toEqual([stated]);
    expect(done(bankName)).toEqual([
      stated,
      {
        ...{ effect: 'send', channel: 'branch', hop: bankName, from: 'alice', to: bankName },
        ...{ message, note: 'public key, attested in the branch' },
      },
    ]);
  });
});
