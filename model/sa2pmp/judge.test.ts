import { describe, expect, test } from 'vitest';
import type { Channel } from '../core/effect.ts';
import type { Term } from '../core/term.ts';
import { type Business, businesses, movesMoney } from './business.ts';
import { proceedingsOf } from './proceedings.ts';
import { axes, contradictions, type Reading, readings, recordForm } from './reading.ts';
import type { CheckId } from './setting.ts';
import { claimsIn, opened, orderFrom, pay, type Play, play } from './testing/play.ts';

/** What evidence differs in from what honest parties would show. */
interface Tampering {
  readonly record?: Readonly<Record<string, Term>>;
  readonly evidence?: Readonly<Record<string, Term>>;
}

/** Alice has paid once; what the log holds and what the bank has on file. */
function paid(changes: Partial<Reading>, omitted: readonly CheckId[] = []): Play {
  const p = opened(changes, { court: true, omitted });
  const claims = claimsIn(pay(p).events);
  expect(claims.some(({ claim, about }) => claim === 'commit' && about === 'order')).toBe(true);
  return p;
}

const bindingOf = (p: Play, signingKey = p.client().signingKey): Term => {
  const { algebra, messages: m } = p;
  const seed = signingKey ?? expect.fail('no key');
  return algebra.encode(m.keyBinding, {
    clientId: algebra.encode(m.clientId, p.client().customer),
    publicKey: algebra.publicKey(seed),
    token: p.bank().token ?? seed,
  });
};

/** S(msg, ID_C) of the order that the bank took last, which is shown of a commitment (A22). */
const openingOf = (p: Play): Term => p.taken().at(-1) ?? expect.fail('no order taken');

/** The evidence for alice's order, but for the tampering. */
function evidence(p: Play, tampering: Tampering = {}): Term {
  const { algebra, messages: m } = p;
  const kept = p.log().at(-1) ?? expect.fail('nothing logged');
  const entry = algebra.decode(m.entry, kept.entry) ?? expect.fail('no entry');
  const record = algebra.decode(m.record, entry.record) ?? expect.fail('no record');
  return algebra.encode(m.evidence, {
    record: algebra.encode(m.record, { ...record, ...tampering.record }),
    binding: bindingOf(p),
    signature: kept.signature,
    previous: entry.previous,
    time: entry.time,
    recipient: p.bank().name,
    key: p.bank().packageKey,
    opening: openingOf(p),
    ...tampering.evidence,
  });
}

/** The order in the last record, in the clear. */
function orderOf(p: Play): Readonly<Record<'payee' | 'amount', Term>> {
  const { algebra, messages: m } = p;
  const kept = p.log().at(-1) ?? expect.fail('nothing logged');
  const entry = algebra.decode(m.entry, kept.entry) ?? expect.fail('no entry');
  const record = algebra.decode(m.record, entry.record) ?? expect.fail('no record');
  return algebra.decode(m.order, record.content) ?? expect.fail('no order');
}

/** Whom the judge blames for what. */
function blamed(p: Play, shown: Term, channel: Channel = 'court'): readonly (readonly Term[])[] {
  return claimsIn(p.put(channel, 'judge', shown).events)
    .filter(({ claim, about }) => claim === 'judged' && about === 'order')
    .map(({ account, values }) => [account, ...values]);
}

const choicesOf = <A extends keyof Reading>(id: A): readonly Reading[A][] =>
  Object.keys(axes[id].choices) as unknown as readonly Reading[A][];

/** Every way in which A2, A20, A22, A22b and A31 go together. */
const courts: readonly Partial<Reading>[] = choicesOf('A22')
  .flatMap((A22) =>
    choicesOf('A22b').flatMap((A22b) =>
      choicesOf('A20').flatMap((A20) =>
        choicesOf('A31').flatMap((A31) =>
          (['bare', 'in-branch'] as const).map((A2) => ({ A2, A20, A22, A22b, A31 })),
        ),
      ),
    ),
  )
  .filter((court) => contradictions({ ...readings.published, ...court }).length === 0);

const offers = Object.keys(businesses) as readonly Business[];
const otherOrder = (p: Play): Term => {
  const { algebra, messages: m } = p;
  const wanted = { type: algebra.constant('pay'), payee: algebra.name('payee', 'thief') };
  return algebra.encode(m.order, { ...wanted, amount: algebra.name('amount', '990000 CAD') });
};
const thief = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

describe('evidence of an order', () => {
  // Kills: blame for an enquiry, for business that the bank does not offer, or for 'pay' alone.
  test('convinces where the order moves money', () => {
    const blames = (A22: Reading['A22'], type: Business): boolean => {
      const p = opened({ A22 }, { court: true, offers });
      const { algebra } = p;
      const payee = algebra.name('payee', 'shop-0815');
      const values = { type: algebra.constant(type), payee, amount: algebra.name('amount', '1') };
      p.want('alice', movesMoney(type) ? 'pay' : 'enquire', { values });
      return blamed(p, evidence(p)).length === 1;
    };
    for (const A22 of ['plaintext', 'signed'] as const) {
      expect(offers.filter((type) => blames(A22, type))).toEqual(['pay', 'bill']);
    }
  });

  test('of a business that is not offered convinces nobody', () => {
    const p = paid({ A22: 'plaintext' });
    const { algebra, messages: m } = p;
    const content = algebra.encode(m.order, { ...orderOf(p), type: algebra.constant('bill') });
    expect(blamed(p, evidence(p, { record: { content } }))).toEqual([]);
  });
});

describe('evidence that was tampered with', () => {
  // The signature is right and the customer's. Kills: a signed text taken for an order as it is.
  test('blames nobody for having signed something that is no order', () => {
    for (const order of ['note', 'gift'] as const) {
      const p = paid({ A22: 'signed' });
      const { algebra, messages: m } = p;
      const key = p.client().signingKey ?? expect.fail('no key');
      const note = algebra.name('order', 'see you at the shop');
      const gift = algebra.encode(m.order, {
        type: algebra.constant('gift'),
        payee: algebra.name('payee', 'shop-0815'),
        amount: algebra.name('amount', '1000 CAD'),
      });
      const text = algebra.encode(m.signedText, {
        order: order === 'note' ? note : gift,
        clientId: algebra.encode(m.clientId, p.client().customer),
      });
      const signature = algebra.sign(key, algebra.name('seed', 'y'), text);
      const content = algebra.encode(m.signedOrder, { text, signature });
      expect(blamed(p, evidence(p, { record: { content } }))).toEqual([]);
    }
  });

  const signed: readonly Partial<Reading>[] = [
    { A22: 'signed' },
    { A22: 'signed-result' },
    { A22: 'signed', A31: 'encrypt-then-sign', A22b: 'package-key' },
    { A22: 'ciphertext', A22b: 'package-key' },
  ];

  /** The record of an order that the thief signed in alice's name. */
  const forged = (p: Play, court: Partial<Reading>): Term => {
    const frame = orderFrom(p, { signingKey: thief(p), fresh: 'x' });
    if (recordForm({ ...readings.published, ...court }) === 'order-frame') return frame;
    const { algebra, messages: m } = p;
    const { body } = algebra.decode(m.orderFrame, frame) ?? expect.fail('no frame');
    const whole = algebra.open(p.bank().packageKey, m.signedOrder, body);
    return algebra.encode(m.signedOrder, whole ?? expect.fail('no order'));
  };

  // Kills: the signature not verified, verified on another text, under another key.
  test.each(signed)('%o: without the signature of the accused convinces nobody', (court) => {
    const arrives = (omitted: readonly CheckId[]): number => {
      const p = paid(court, omitted);
      return blamed(p, evidence(p, { record: { content: forged(p, court) } })).length;
    };
    expect([arrives([]), arrives(['evidence-signature'])]).toEqual([0, 1]);
  });

  // W2, W5: what comes with the evidence is not attested by anybody.
  test.each(signed)(
    '%o: with a key of the forger’s convinces, unless keys are attested',
    (court) => {
      const arrives = (A2: Reading['A2'], omitted: readonly CheckId[] = []): number => {
        const p = paid({ ...court, A2 }, omitted);
        const record = { content: forged(p, court) };
        const binding = bindingOf(p, thief(p));
        return blamed(p, evidence(p, { record, evidence: { binding } })).length;
      };
      expect([arrives('bare'), arrives('in-branch')]).toEqual([1, 0]);
      expect(arrives('in-branch', ['evidence-binding'])).toBe(1);
    },
  );

  test('in the clear convinces, unless the log server signs (A20)', () => {
    const arrives = (A20: Reading['A20'], omitted: readonly CheckId[] = []): number => {
      const p = paid({ A22: 'plaintext', A20 }, omitted);
      return blamed(p, evidence(p, { record: { content: otherOrder(p) } })).length;
    };
    expect(choicesOf('A20').map((A20) => [A20, arrives(A20)])).toEqual([
      ['mutable', 1],
      ['append-only', 1],
      ['hash-chain', 1],
      ['signed', 0],
      ['merkle', 0],
    ]);
    expect(arrives('signed', ['evidence-log'])).toBe(1);
    expect(arrives('merkle', ['evidence-log'])).toBe(1);
  });

  // A20. Kills: the entry before left out of what the log signs, or of what the judge verifies.
  test('with another place in the log convinces nobody where the tree is signed', () => {
    const arrives = (A20: Reading['A20']): number => {
      const p = paid({ A22: 'plaintext', A20 });
      pay(p, '20 CAD');
      const previous = p.algebra.hash(thief(p));
      expect(blamed(p, evidence(p))).toHaveLength(1);
      return blamed(p, evidence(p, { evidence: { previous } })).length;
    };
    expect(choicesOf('A20').map(arrives)).toEqual([1, 1, 1, 1, 0]);
  });

  test('under another AES key convinces nobody', () => {
    const p = paid({ A22: 'ciphertext', A22b: 'package-key' });
    const key = p.algebra.derive(thief(p), 'key');
    expect(blamed(p, evidence(p, { evidence: { key } }))).toEqual([]);
  });

  test('with the binding of another customer convinces nobody', () => {
    const p = paid({ A22: 'signed' });
    const { algebra, messages: m } = p;
    const accid = algebra.name('account', 'other');
    const binding = algebra.encode(m.keyBinding, {
      clientId: algebra.encode(m.clientId, { ...p.client().customer, accid }),
      publicKey: p.bank().publicKey ?? expect.fail('no key'),
    });
    expect(blamed(p, evidence(p, { evidence: { binding } }))).toEqual([]);
  });

  test('that is no evidence is refused', () => {
    const p = play({}, { court: true });
    expect(p.put('court', 'judge', otherOrder(p)).idle).toBe(true);
  });
});

const inDispute = proceedingsOf({ disputes: true, court: true });
/** Alice has paid once, and whoever disputes goes to court. */
function litigious(changes: Partial<Reading>): Play {
  const p = opened(changes, { court: true, proceedings: inDispute });
  pay(p);
  return p;
}

describe('a judge', () => {
  // Kills: a judge whom anything convinces, of nothing.
  test('refuses what convinces nobody, and says so', () => {
    const p = paid({ A22: 'signed' });
    const refused = (message: Term, channel: Channel = 'court') =>
      p
        .put(channel, 'judge', message)
        .events.flatMap((event) => (event.kind === 'refused' ? [event.why] : []));
    expect(refused(otherOrder(p))).toEqual(['not convinced']);
    expect(refused(evidence(p), 'wired')).toEqual(['not convinced']);
    expect(refused(evidence(p))).not.toContain('not convinced');
  });

  // W24. Kills: a cause that is not heard.
  test('hears of a result that the bank signed, where parties go to court by themselves', () => {
    const held = (changes: Partial<Reading>) =>
      claimsIn(litigious(changes).want('alice', 'proveResult').events).flatMap(
        ({ claim, about }) => (claim === 'judged' ? [about] : []),
      );
    expect(held({ A17: 'signed' })).toEqual(['result', 'delivery']);
    expect(held({})).toEqual([]);
  });

  test('summons the bank of the account that is complained of, and no other', () => {
    const p = litigious({});
    const { algebra, messages: m } = p;
    const sent = (accid: Term) =>
      p
        .put('court', 'judge', algebra.encode(m.complaint, { accid }))
        .events.filter((event) => event.kind === 'sent' && event.party === 'judge')
        .map((event) => event.kind === 'sent' && [event.to, event.note]);
    const summons = ['bank:alice', 'summons to answer for what was posted'];
    expect(sent(p.client().customer.accid)).toEqual([summons]);
    expect(sent(algebra.name('account', 'somebody'))).toEqual([]);
  });

  // R7b. Kills: memory that tells two states apart where nothing hangs on it.
  test('remembers terms where the word counts and there are disputes, and nowhere else', () => {
    const remembers = (p: Play): boolean => {
      pay(p);
      p.put('court', 'judge', evidence(p));
      return 'terms' in (p.locals().at(-1)?.snapshot.context as object);
    };
    const { repaired } = readings;
    expect(remembers(opened(repaired, { court: true }))).toBe(false);
    expect(remembers(litigious({ ...repaired, R7b: 'none' }))).toBe(false);
    expect(remembers(litigious(repaired))).toBe(true);
  });
});

describe('honest evidence', () => {
  test('convinces in court alone', () => {
    for (const channel of ['wireless', 'wired', 'https', 'sms', 'branch'] as const) {
      const p = paid({ A22: 'signed' });
      expect(blamed(p, evidence(p), channel)).toEqual([]);
    }
  });

  test('leaves the judge as it was', () => {
    const p = paid({ A22: 'signed' });
    const before = p.locals().at(-1);
    expect(blamed(p, evidence(p))).toHaveLength(1);
    expect(p.locals().at(-1)).toBe(before);
  });

  // §4.2, A22, A22b. Kills: the key of the evidence not used, A31 not told apart.
  test('convinces unless the order is under a key that the judge does not see', () => {
    for (const court of courts) {
      const p = paid(court);
      const reading = { ...readings.published, ...court };
      const readable = recordForm(reading) !== 'order-frame' || court.A22b === 'package-key';
      const [verdict] = blamed(p, evidence(p));
      expect(verdict?.[0], JSON.stringify(court)).toBe(
        readable ? p.client().customer.accid : undefined,
      );
      const order = p.algebra.decode(p.messages.order, verdict?.[1] ?? thief(p));
      expect(order !== undefined, JSON.stringify(court)).toBe(readable);
    }
  });
});
