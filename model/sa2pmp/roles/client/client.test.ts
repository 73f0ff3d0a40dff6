import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../core/effect.ts';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import { bankName, opened, pay, type Play, play, statements } from '../../testing/play.ts';

/** What an answer differs in from the one that the bank would give. */
interface Changes {
  readonly result?: Readonly<Record<string, Term>>;
  readonly key?: Term;
  readonly signingKey?: Term;
}

const other = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

/** An answer to the order that alice waits for, but for the changes. */
function answer(p: Play, A17: Reading['A17'], changes: Changes = {}): Term {
  const { algebra, messages: m } = p;
  const { packageKey, signingKey } = p.bank();
  const fresh = algebra.name('seed', 'fresh');
  const request = algebra.hash(p.client().pending?.request ?? fresh);
  const status = algebra.constant('executed');
  const reference = algebra.derive(fresh, 'reference');
  const result = algebra.encode(m.result, { status, reference, request, ...changes.result });
  const sealed = algebra.seal(changes.key ?? packageKey, fresh, result);
  return algebra.encode(m.answerFrame, {
    body: A17 === 'clear' ? result : sealed,
    signature: algebra.sign(changes.signingKey ?? signingKey, fresh, result),
  });
}

/** Alice has paid and the order is held up on its way. */
function waiting(A17: Reading['A17'], omitted: readonly CheckId[] = []): Play {
  const p = opened({ A17 }, { omitted, unanswered: true });
  pay(p);
  expect(p.client().pending).toBeDefined();
  return p;
}

const believes = (p: Play, message: Term, channel: Channel = 'wireless'): boolean =>
  statements(p.put(channel, 'alice', message)).includes('commit result');

describe('a result (A17)', () => {
  interface Case {
    readonly says: string;
    readonly A17: Reading['A17'];
    readonly by: (p: Play) => Changes;
    readonly taken: boolean;
    readonly check?: CheckId;
  }
  const choices = ['clear', 'under-key', 'under-key-bound', 'signed'] as const;
  const cases: readonly Case[] = [
    ...choices.map((A17) => ({ says: 'just so', A17, by: () => ({}), taken: true })),
    {
      says: 'under another key',
      A17: 'under-key',
      by: (p) => ({ key: p.algebra.derive(other(p), 'key') }),
      taken: false,
    },
    {
      says: 'of another order',
      A17: 'under-key-bound',
      by: (p) => ({ result: { request: p.algebra.hash(other(p)) } }),
      taken: false,
      check: 'result-request',
    },
    {
      says: 'signed by another',
      A17: 'signed',
      by: (p) => ({ signingKey: other(p) }),
      taken: false,
      check: 'result-signature',
    },
    {
      says: 'of unknown status',
      A17: 'under-key',
      by: (p) => ({ result: { status: p.algebra.constant('perhaps') } }),
      taken: false,
    },
  ];

  // Kills: request not compared, signature not verified, any status taken.
  test.each(cases)('$A17, $says: believed: $taken', ({ A17, by, taken, check }) => {
    const p = waiting(A17);
    expect(believes(p, answer(p, A17, by(p)))).toBe(taken);
    if (check === undefined) return;
    const lax = waiting(A17, [check]);
    expect(believes(lax, answer(lax, A17, by(lax)))).toBe(true);
  });

  test('is believed once, on the wireless link alone, and for an order that was sent', () => {
    for (const channel of ['https', 'sms', 'wired', 'package'] as const) {
      const p = waiting('under-key');
      expect(believes(p, answer(p, 'under-key'), channel)).toBe(false);
    }
    const p = waiting('under-key');
    const message = answer(p, 'under-key');
    expect([believes(p, message), believes(p, message)]).toEqual([true, false]);
    const late = waiting('under-key');
    const kept = answer(late, 'under-key');
    late.want('alice', 'timeout');
    expect(believes(late, kept)).toBe(false);
  });
});

describe('a phone', () => {
  const notice = (p: Play, accid: Term): Term => p.algebra.encode(p.messages.notice, { accid });

  // §4.3. Kills: notices for any account taken, notices taken from any channel.
  test('makes a new key on a notice for its account, by SMS alone', () => {
    const renews = (channel: Channel, omitted: readonly CheckId[], own: boolean): boolean => {
      const p = opened({}, { omitted });
      const before = p.client().signingKey;
      const { accid } = p.client().customer;
      p.put(channel, 'alice', notice(p, own ? accid : p.algebra.name('account', 'other')));
      return p.client().signingKey !== before;
    };
    expect(renews('sms', [], true)).toBe(true);
    expect([renews('wireless', [], true), renews('https', [], true)]).toEqual([false, false]);
    expect([renews('sms', [], false), renews('sms', ['notice-account'], false)]).toEqual([
      false,
      true,
    ]);
  });

  test('does nothing before its application is installed, and installs it once', () => {
    const p = play();
    for (const wish of ['start', 'logOn', 'timeout']) {
      expect(p.want('alice', wish).idle).toBe(true);
    }
    expect(pay(p).idle).toBe(true);
    p.want(bankName, 'issue');
    const installed = p.client().appPackage;
    expect(installed?.key).toBe(p.bank().packageKey);
    p.want(bankName, 'issue');
    expect(p.client().appPackage).toBe(installed);
    expect(p.want('alice', 'start').idle).toBe(false);
  });

  test('makes its key once, however often it is started', () => {
    const p = opened();
    const { signingKey } = p.client();
    expect(signingKey).toBeDefined();
    expect(p.want('alice', 'start').idle).toBe(true);
    expect(p.client().signingKey).toBe(signingKey);
  });
});
