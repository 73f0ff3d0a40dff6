/** Which keys of the depository the bank's servers use (R2b): those that the notary attests, and no other (W11). */
import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { readings } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import {
  accepts,
  bankName,
  opened,
  orderFrom,
  pay,
  type Play,
  statements,
} from '../../testing/play.ts';

const asked = { A2: 'in-branch', R2b: 'attested' } as const;
const lax: readonly CheckId[] = ['depository-attestation'];

/** Somebody writes a key of their own into the depository: the entry's private key. */
function written(p: Play, from = 'another'): Term {
  const { algebra, messages } = p;
  const own = algebra.derive(algebra.name('seed', from), 'signing-key');
  enter(p, algebra.publicKey(own));
  return own;

  function enter({ put }: Play, publicKey: Term): void {
    const clientId = algebra.encode(messages.clientId, p.bank().customer);
    const entry = algebra.encode(messages.depositoryEntry, { clientId, publicKey });
    expect(statements(put('inside', bankName, entry))).toEqual(['did registered']);
  }
}

describe('a key that somebody wrote into the depository', () => {
  // nro-completeness. Kills: a bank that executes under whatever key the depository has.
  test('has no order executed, where the notary is asked', () => {
    const pays = (changes: Parameters<typeof opened>[0], omitted: readonly CheckId[] = []) => {
      const p = opened(changes, { omitted });
      const signingKey = written(p);
      return accepts(p.put('wired', bankName, orderFrom(p, { signingKey })));
    };
    expect([pays({ A2: 'in-branch' }), pays(asked), pays(asked, lax)]).toEqual([true, false, true]);
  });

  // multi-factor-password. Kills: a second factor that who writes the depository chooses.
  test('logs nobody on', () => {
    const logsOn = (omitted: readonly CheckId[]) => {
      const p = opened({ ...asked, A13: 'signed' }, { omitted });
      const { algebra, messages: m } = p;
      const { customer, packageKey } = p.bank();
      const seed = algebra.name('seed', 'f');
      const text = algebra.encode(m.logOn, customer);
      const signature = algebra.sign(written(p), seed, text);
      const signed = algebra.encode(m.signedLogOn, { text, signature });
      const body = algebra.seal(packageKey, seed, signed);
      const frame = algebra.encode(m.logOnFrame, { accid: customer.accid, body });
      return statements(p.put('wired', bankName, frame)).includes('did logged-on');
    };
    expect([logsOn([]), logsOn(lax)]).toEqual([false, true]);
  });

  test('endorses no other', () => {
    const registers = (omitted: readonly CheckId[]) => {
      const p = opened({ ...asked, A27: 'signed-by-old' }, { omitted });
      const { algebra, messages: m } = p;
      const old = written(p);
      p.want(bankName, 'expire');
      const seed = algebra.name('seed', 'new');
      const binding = algebra.encode(m.keyBinding, {
        clientId: algebra.encode(m.clientId, p.bank().customer),
        publicKey: algebra.publicKey(algebra.derive(seed, 'signing-key')),
      });
      const endorsement = algebra.sign(old, seed, binding);
      const message = algebra.encode(m.registration, { binding, endorsement });
      return statements(p.put('branch', bankName, message)).includes('did registered');
    };
    expect([registers([]), registers(lax)]).toEqual([false, true]);
  });
});

describe('a key that was handed over in the branch', () => {
  test('is used, and the one that takes its place after it', () => {
    const p = opened(asked);
    expect(accepts(pay(p))).toBe(true);
    p.want(bankName, 'expire');
    expect(p.bank().attested).toHaveLength(2);
    expect(accepts(pay(p))).toBe(true);
  });

  // Kills: an old key that comes back by being written into the depository again.
  test('is not used once another was, though somebody writes it back', () => {
    const p = opened({ ...asked, A26: 'archive' });
    const { signingKey } = p.client();
    const { publicKey, customer } = p.bank();
    if (signingKey === undefined || publicKey === undefined) expect.fail('no key');
    p.want(bankName, 'expire');
    const { algebra, messages: m } = p;
    const clientId = algebra.encode(m.clientId, customer);
    p.put('inside', bankName, algebra.encode(m.depositoryEntry, { clientId, publicKey }));
    expect(p.bank().publicKey).toBe(publicKey);
    expect(accepts(p.put('wired', bankName, orderFrom(p, { signingKey })))).toBe(false);
  });

  // Kills: a late order refused for the key that it was rightly made under, a stranger's taken for late.
  test('verifies a late order, where the bank takes them (A26), and one written since does not', () => {
    const late = (isWritten: boolean) => {
      const p = opened({ ...asked, A26: 'archive-late' });
      const own = p.client().signingKey;
      const signingKey = isWritten ? written(p) : own;
      if (isWritten) written(p, 'a third');
      p.want(bankName, 'expire');
      expect(p.bank().archived).toHaveLength(isWritten ? 3 : 1);
      return accepts(p.put('wired', bankName, orderFrom(p, signingKey ? { signingKey } : {})));
    };
    expect([late(false), late(true)]).toEqual([true, false]);
  });

  test('is kept with its binding where the notary is asked, and nowhere else', () => {
    expect(opened(asked).bank().attested).toHaveLength(1);
    expect(opened({ A2: 'in-branch' }).bank()).not.toHaveProperty('attested');
    expect([readings.published.R2b, readings.charitable.R2b]).toEqual(['any', 'any']);
    expect([readings.minimal.R2b, readings.repaired.R2b]).toEqual(['attested', 'attested']);
  });
});
