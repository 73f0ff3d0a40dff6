import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import type { CheckId } from '../../setting.ts';
import { bankName, opened, pay, play, type Play, type Scene } from '../../testing/play.ts';

const refusals = ({ events }: Scene): readonly string[] =>
  events.flatMap((event) => (event.kind === 'refused' ? [event.why] : []));

const notice = (p: Play): Term =>
  p.algebra.encode(p.messages.notice, { accid: p.client().customer.accid });

describe('a notice that the bank did not send (A18, A27)', () => {
  const renews = (p: Play, message: Term): boolean => {
    const before = p.client().signingKey;
    p.put('sms', 'alice', message);
    return p.client().signingKey !== before;
  };

  test('is obeyed where notices are bare, and not where the bank signs them', () => {
    const bare = opened({});
    expect(renews(bare, notice(bare))).toBe(true);
    const forged = (omitted: readonly CheckId[]): boolean => {
      const p = opened({ A18: 'exists' }, { omitted });
      const key = p.algebra.derive(p.algebra.name('seed', 'f'), 'signing-key');
      const signature = p.algebra.sign(key, key, notice(p));
      return renews(p, p.algebra.encode(p.messages.signedNotice, { notice: notice(p), signature }));
    };
    expect([forged([]), forged(['notice-signature'])]).toEqual([false, true]);
  });

  test('is dropped at the next log-on, which does not confirm it', () => {
    const after = (omitted: readonly CheckId[]): boolean => {
      const p = opened({ A27: 'notice-checked' }, { omitted });
      const before = p.client().signingKey;
      expect(renews(p, notice(p))).toBe(false);
      p.want('alice', 'logOn');
      return p.client().signingKey !== before;
    };
    expect([after([]), after(['notice-confirmed'])]).toEqual([false, true]);
  });

  test('of the bank is obeyed at the next log-on and not before', () => {
    const p = opened({ A27: 'notice-checked' });
    const before = p.client().signingKey;
    p.want(bankName, 'expire');
    expect(p.client().signingKey).toBe(before);
    p.want('alice', 'logOn');
    expect(p.client().signingKey).not.toBe(before);
    expect(p.bank().publicKey).toBe(p.algebra.publicKey(p.client().signingKey ?? notice(p)));
  });
});

describe('a package (A10, A10b)', () => {
  const installs = (signer: 'bank' | 'forger', omitted: readonly CheckId[] = []): boolean => {
    const p = play({ A10b: 'signed' }, { omitted });
    const { algebra, messages } = p;
    const { signingKey, packageKey, name } = p.bank();
    const forged = algebra.derive(algebra.name('seed', 'f'), 'signing-key');
    const key = signer === 'bank' ? signingKey : forged;
    const content = algebra.encode(messages.appPackage, {
      bank: name,
      bankPublicKey: algebra.publicKey(key),
      key: packageKey,
    });
    const signature = algebra.sign(key, key, content);
    p.put('package', 'alice', algebra.encode(messages.signedPackage, { content, signature }));
    return p.client().appPackage !== undefined;
  };

  test('is installed with the signature of the bank, and with no other', () => {
    expect([installs('bank'), installs('forger')]).toEqual([true, false]);
    expect(installs('forger', ['package-signature'])).toBe(true);
  });

  test('is taken the way that the reading has it come, and no other', () => {
    for (const A10 of ['over-the-air', 'https', 'in-branch'] as const) {
      const p = play({ A10 });
      const content = p.algebra.encode(p.messages.appPackage, {
        bank: p.bank().name,
        bankPublicKey: p.algebra.publicKey(p.bank().signingKey),
        key: p.bank().packageKey,
      });
      const taken = (['package', 'https', 'branch'] as const).filter((channel) => {
        const scene = p.put(channel, 'alice', content);
        return refusals(scene).length === 0;
      });
      const way = { 'over-the-air': 'package', https: 'https', 'in-branch': 'branch' } as const;
      expect(taken).toEqual([way[A10]]);
    }
  });
});

describe('the signatures of a phone (A24)', () => {
  // Kills: a nonce that the step has a part in; one that is the same for another key.
  test('have one randomness a key where the generator is weak, and one each where it is good', () => {
    const nonces = (changes: Parameters<typeof opened>[0]): number => {
      const p = opened(changes);
      const found = ['10 CAD', '20 CAD'].map((amount) => {
        const frame = pay(p, amount).events.find(
          (event) => event.kind === 'sent' && event.party === 'alice',
        );
        if (frame?.kind !== 'sent') expect.fail('no order');
        const body = p.algebra.decode(p.messages.orderFrame, frame.message)?.body;
        const whole = body && p.algebra.open(p.bank().packageKey, p.messages.signedOrder, body);
        return whole && p.store.args(whole.signature)[2];
      });
      return new Set(found).size;
    };
    expect([nonces({}), nonces({ A24: 'weak-nonce' }), nonces({ A30d: 'rfc6979' })]).toEqual([
      2, 1, 1,
    ]);
  });
});

describe('the link (A16)', () => {
  test('is HTTPS to the bank, to the gateway, or none', () => {
    const sent = (['http', 'https', 'https-to-gateway'] as const).map((A16) => {
      const { events } = pay(opened({ A16 }));
      const ways = events.flatMap((event) =>
        event.kind === 'sent' && event.hop !== 'log' ? [`${event.channel} ${event.hop}`] : [],
      );
      const first = events.find((event) => event.kind === 'sent');
      return [first?.channel, ...ways];
    });
    expect(sent).toEqual([
      ['wireless', `wired ${bankName}`, 'wireless alice'],
      ['https', `https ${bankName}`, 'https alice'],
      ['https', `wired ${bankName}`, 'https alice'],
    ]);
  });
});
