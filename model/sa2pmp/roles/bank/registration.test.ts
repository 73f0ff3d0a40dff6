import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../core/effect.ts';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import type { CheckId } from '../../setting.ts';
import {
  accepts,
  bankName,
  opened,
  orderFrom,
  type Play,
  play,
  type Scene,
  statements,
} from '../../testing/play.ts';

/** What a registration differs in from one that the reading wants. */
interface Changes {
  readonly accid?: Term;
  readonly token?: Term;
  readonly proofBy?: Term;
  readonly endorsedBy?: Term;
}

const own = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'own'), 'signing-key');
const other = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

/** The registration of `own` for alice's account, but for the changes. */
function registration(p: Play, changes: Changes = {}): Term {
  const { algebra, messages: m } = p;
  const { customer, token } = p.bank();
  const fresh = algebra.name('seed', 'fresh');
  const clientId = algebra.encode(m.clientId, {
    ...customer,
    accid: changes.accid ?? customer.accid,
  });
  const binding = algebra.encode(m.keyBinding, {
    clientId,
    publicKey: algebra.publicKey(own(p)),
    token: changes.token ?? token ?? algebra.derive(fresh, 'token'),
  });
  return algebra.encode(m.registration, {
    binding,
    proof: algebra.sign(changes.proofBy ?? own(p), fresh, binding),
    endorsement: algebra.sign(changes.endorsedBy ?? own(p), fresh, binding),
  });
}

const boxed = (p: Play, message: Term, key = p.bank().packageKey): Term =>
  p.algebra.encode(p.messages.registrationBox, {
    accid: p.bank().customer.accid,
    body: p.algebra.seal(key, p.algebra.name('seed', 'iv'), message),
  });

const stores = (scene: Scene): boolean => statements(scene).includes('did registered');

/** A customer who has the package and a session, and no key yet. */
function keyless(changes: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
  const p = play(changes, { omitted });
  p.want(bankName, 'issue');
  p.want('alice', 'logOn');
  return p;
}

describe('the first registration of a key (A2)', () => {
  const ways: readonly (readonly [Partial<Reading>, Channel, boolean])[] = [
    [{ A2: 'bare' }, 'wired', false],
    [{ A2: 'under-key' }, 'wired', true],
    [{ A2: 'in-session', A13: 'under-key' }, 'wired', true],
    [{ A2: 'in-session', A13: 'clear' }, 'wired', false],
    [{ A2: 'in-session', A13: 'https' }, 'https', false],
    [{ A2: 'in-session-proof', A13: 'https' }, 'https', false],
    [{ A2: 'self-signed' }, 'wired', false],
    [{ A2: 'in-branch' }, 'branch', false],
  ];

  // Kills: the channel not looked at, the box not required.
  test.each(ways)('%o is taken on the channel %s, and on no other', (reading, channel, inBox) => {
    const channels: readonly Channel[] = ['wired', 'https', 'branch', 'sms'];
    const takenOn = channels.filter((on) => {
      const p = keyless(reading);
      return stores(p.put(on, bankName, inBox ? boxed(p, registration(p)) : registration(p)));
    });
    expect(takenOn).toEqual([channel]);
    const p = keyless(reading);
    const [message] = [inBox ? registration(p) : boxed(p, registration(p))];
    expect(stores(p.put(channel, bankName, message))).toBe(false);
  });

  test.each(ways)('%o takes the key into the depository', (reading, channel, inBox) => {
    const p = keyless(reading);
    p.put(channel, bankName, inBox ? boxed(p, registration(p)) : registration(p));
    expect(p.bank().publicKey).toBe(p.algebra.publicKey(own(p)));
  });

  test('under the package key needs that very key', () => {
    const p = keyless({ A2: 'under-key' });
    const wrong = p.algebra.derive(other(p), 'key');
    expect(stores(p.put('wired', bankName, boxed(p, registration(p), wrong)))).toBe(false);
  });

  const refusals: readonly (readonly [Partial<Reading>, CheckId, (p: Play) => Changes])[] = [
    [{ A2: 'bare' }, 'account', (p) => ({ accid: p.algebra.name('account', 'other') })],
    [
      { A2: 'in-session', A13: 'clear' },
      'registration-session',
      (p) => ({ token: p.algebra.derive(other(p), 'token') }),
    ],
    [{ A2: 'self-signed' }, 'registration-proof', (p) => ({ proofBy: other(p) })],
    [
      { A2: 'in-session-proof', A13: 'clear' },
      'registration-proof',
      (p) => ({ proofBy: other(p) }),
    ],
    [
      { A2: 'in-session-proof', A13: 'clear' },
      'registration-session',
      (p) => ({ token: p.algebra.derive(other(p), 'token') }),
    ],
  ];

  test.each(refusals)('%o refuses what fails the check "%s", and nothing else does', (...row) => {
    const [reading, check, by] = row;
    const arrives = (omitted: readonly CheckId[]): boolean => {
      const p = keyless(reading, omitted);
      return stores(p.put('wired', bankName, registration(p, by(p))));
    };
    expect([arrives([]), arrives([check])]).toEqual([false, true]);
  });

  test('in a session needs a session', () => {
    const p = play({ A2: 'in-session', A13: 'clear' });
    const token = p.algebra.derive(other(p), 'token');
    expect(stores(p.put('wired', bankName, registration(p, { token })))).toBe(false);
    expect(stores(p.put('wired', bankName, registration(p)))).toBe(false);
  });

  test('bare is what anybody says it is (W2)', () => {
    const p = keyless({ A2: 'bare' });
    expect(stores(p.put('wired', bankName, registration(p)))).toBe(true);
    expect(p.bank().publicKey).not.toBe(p.algebra.publicKey(p.client().signingKey ?? other(p)));
  });

  test('is none at all where the first order brings the key (A1)', () => {
    const p = keyless({ A1: 'first-use' });
    expect(p.put('wired', bankName, registration(p)).idle).toBe(true);
  });
});

describe('a further registration', () => {
  // §4.3 "This will only take place once unless a renewed key pair is requested".
  // Kills: registrations taken in every state.
  test.each(['bare', 'self-signed', 'in-session', 'in-branch'] as const)(
    '%s is refused unless the bank has asked for a new key, and then taken once',
    (A2) => {
      const p = opened({ A2, A13: 'clear' });
      const channel = A2 === 'in-branch' ? 'branch' : 'wired';
      const first = p.bank().publicKey;
      expect(first).toBeDefined();
      expect(p.put(channel, bankName, registration(p)).idle).toBe(true);
      expect(p.bank().publicKey).toBe(first);
      // The phone's own answer to the notice is the one registration that is taken.
      const renewed = p.want(bankName, 'expire');
      expect(stores(renewed)).toBe(true);
      expect(p.bank().publicKey).not.toBe(first);
      expect(p.put(channel, bankName, registration(p)).idle).toBe(true);
    },
  );

  /** The bank awaits a new key; its notice does not reach the phone. */
  function renewing(reading: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
    const p = opened(reading, { omitted, holds: { sms: 'full' } });
    expect(statements(p.want(bankName, 'expire'))).toEqual(['did expired']);
    return p;
  }

  test('bare, once asked for, is what anybody says it is', () => {
    const p = renewing({ A27: 'bare' });
    expect(stores(p.put('wired', bankName, registration(p)))).toBe(true);
    expect(p.bank().publicKey).toBe(p.algebra.publicKey(own(p)));
  });

  // A27. Kills: the endorsement verified with the new key, or not at all.
  test('under signed-by-old is endorsed with the old key', () => {
    const arrives = (by: 'old' | 'new', omitted: readonly CheckId[] = []): boolean => {
      const p = renewing({ A27: 'signed-by-old' }, omitted);
      const endorsedBy = by === 'old' ? (p.client().signingKey ?? other(p)) : own(p);
      return stores(p.put('wired', bankName, registration(p, { endorsedBy })));
    };
    expect([arrives('old'), arrives('new')]).toEqual([true, false]);
    expect(arrives('new', ['registration-endorsement'])).toBe(true);
  });

  // A26: the old key stays in force until the new one arrives.
  test('awaited leaves the old key in force until then', () => {
    const p = renewing({});
    expect(accepts(p.put('wired', bankName, orderFrom(p)))).toBe(true);
    p.put('wired', bankName, registration(p));
    expect(accepts(p.put('wired', bankName, orderFrom(p, { fresh: 'g' })))).toBe(false);
    const signingKey = own(p);
    expect(accepts(p.put('wired', bankName, orderFrom(p, { signingKey, fresh: 'h' })))).toBe(true);
  });
});

describe('a log-on (A13)', () => {
  /** A log-on with these credentials, protected as the reading wants. */
  function logOn(p: Play, A13: Reading['A13'], changes: Readonly<Record<string, Term>> = {}): Term {
    const { algebra, messages: m } = p;
    const { customer, packageKey } = p.bank();
    const text = algebra.encode(m.logOn, { ...customer, ...changes });
    const iv = algebra.name('seed', 'iv');
    const signer = changes['signer'] ?? p.client().signingKey ?? other(p);
    const signature = algebra.sign(signer, iv, text);
    const key = changes['key'] ?? packageKey;
    const body = {
      clear: () => text,
      https: () => text,
      'under-key': () => algebra.seal(key, iv, text),
      signed: () => algebra.seal(key, iv, algebra.encode(m.signedLogOn, { text, signature })),
      verifier: () => algebra.seal(key, iv, text),
    }[A13]();
    return algebra.encode(m.logOnFrame, { accid: customer.accid, body });
  }

  const welcomed = (scene: Scene): boolean => statements(scene).includes('did logged-on');
  const ways = [
    ['clear', 'wired'],
    ['under-key', 'wired'],
    ['https', 'https'],
    ['signed', 'wired'],
  ] as const;

  test.each(ways)('%s with the right credentials starts a session, on %s alone', (A13, channel) => {
    for (const on of ['wired', 'https', 'branch', 'sms'] as const) {
      const p = opened({ A13 });
      const before = p.bank().token;
      expect(welcomed(p.put(on, bankName, logOn(p, A13)))).toBe(on === channel);
      expect(p.bank().token !== before).toBe(on === channel);
    }
  });

  // §5.2 AS item 1. Kills: userid not compared, password not compared.
  test.each(ways)('%s with a wrong userid or password starts none', (A13, channel) => {
    for (const sort of ['userid', 'password']) {
      const arrives = (omitted: readonly CheckId[]): boolean => {
        const p = opened({ A13 }, { omitted });
        return welcomed(
          p.put(channel, bankName, logOn(p, A13, { [sort]: p.algebra.name(sort, 'guess') })),
        );
      };
      expect([arrives([]), arrives(['credentials'])]).toEqual([false, true]);
    }
  });

  test('protected in another way than the reading says starts none', () => {
    for (const [A13, channel] of ways) {
      for (const [form] of ways.filter(([way]) => way !== A13)) {
        const p = opened({ A13 });
        const alike = [A13, form].every((way) => way === 'clear' || way === 'https');
        expect(welcomed(p.put(channel, bankName, logOn(p, form)))).toBe(alike);
      }
    }
  });

  test('under the package key needs that very key, and signed the registered one', () => {
    const p = opened({ A13: 'under-key' });
    const key = p.algebra.derive(other(p), 'key');
    expect(welcomed(p.put('wired', bankName, logOn(p, 'under-key', { key })))).toBe(false);
    const arrives = (omitted: readonly CheckId[]): boolean => {
      const q = opened({ A13: 'signed' }, { omitted });
      return welcomed(q.put('wired', bankName, logOn(q, 'signed', { signer: other(q) })));
    };
    expect([arrives([]), arrives(['log-on-signature'])]).toEqual([false, true]);
  });

  test('makes a token that the phone and the bank share and that no log-on had before', () => {
    const p = opened();
    const first = p.bank().token;
    expect(first).toBe(p.client().token);
    p.want('alice', 'timeout');
    p.put('wired', bankName, logOn(p, 'under-key'));
    expect(p.bank().token).not.toBe(first);
  });
});
