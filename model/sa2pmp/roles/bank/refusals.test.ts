/** What the operator's log says of what the bank refuses, and what the regular bank is asked. */
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../core/effect.ts';
import { step } from '../../../core/step.ts';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import {
  accepts,
  bankName,
  claimsIn,
  opened,
  orderFrom,
  pay,
  type Play,
  play,
  statements,
} from '../../testing/play.ts';
import type { BankContext } from './context.ts';

const other = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');
const otherAccount = (p: Play): Term => p.algebra.name('account', 'bob-04712');

/** What the bank says of a message. */
function why(p: Play, message: Term, channel: Channel = 'wired'): readonly string[] {
  return p
    .put(channel, bankName, message)
    .events.flatMap((event) =>
      event.kind === 'refused' && event.party === bankName ? [event.why] : [],
    );
}

describe('the cause of a refusal, for the operator', () => {
  const cases: readonly (readonly [string, Partial<Reading>, (p: Play) => Term, Channel?])[] = [
    ['signature does not verify', {}, (p) => orderFrom(p, { signingKey: other(p) })],
    [
      "another customer's identifier",
      {},
      (p) => orderFrom(p, { clientId: { accid: otherAccount(p) } }),
    ],
    [
      "payer account is not the signer's",
      { A6: 'payer-payee-amount', A33: 'checked' },
      (p) => orderFrom(p, { order: { payer: otherAccount(p) } }),
    ],
    [
      'order for another bank',
      { A5: 'signed' },
      (p) => orderFrom(p, { text: { recipient: p.algebra.name('bank', 'Second Bank') } }),
    ],
    ['no session', { A13b: 'token' }, (p) => orderFrom(p, { order: { token: other(p) } })],
    [
      'no business that the bank offers',
      {},
      (p) => orderFrom(p, { order: { type: p.algebra.constant('refund') } }),
    ],
    [
      "another customer's account",
      { A7: 'challenge' },
      (p) => p.algebra.encode(p.messages.challengeRequest, { accid: otherAccount(p) }),
    ],
    ['no entry of a desk', {}, (p) => orderFrom(p), 'inside'],
    [
      'a posting of another account',
      { R5b: 'names-posting' },
      (p) => p.algebra.encode(p.messages.ledgerEntry, { payer: otherAccount(p), order: other(p) }),
      'inside',
    ],
    ['unexpected channel', {}, (p) => orderFrom(p), 'https'],
    ['malformed order', {}, other],
    [
      'malformed registration',
      { A2: 'in-branch' },
      (p) => p.algebra.encode(p.messages.registration, { binding: other(p) }),
      'branch',
    ],
    ['unexpected channel', { A16: 'https' }, (p) => orderFrom(p)],
  ];

  const all = cases.map(([says, changes, message, channel = 'wired']) => {
    return { says, changes, message, channel };
  });
  test.each(all)('is $says: $changes', ({ says, changes, message, channel }) => {
    const p = opened(changes);
    expect(why(p, message(p), channel)).toEqual([says]);
  });

  test('is that there is no key, or that the order came before', () => {
    const p = play();
    p.want(bankName, 'issue');
    expect(why(p, orderFrom(p))).toEqual(["no key, or not the depository's"]);
    const again = opened({ A7: 'transactions' });
    const frame = orderFrom(again);
    expect([why(again, frame), why(again, frame)]).toEqual([[], ['not fresh']]);
  });

  test('is that nothing is awaited, where a message is known and comes at no time for it', () => {
    const p = opened({}, { unanswered: true });
    pay(p);
    expect(p.bank().job).toBeDefined();
    expect(why(p, orderFrom(p))).toEqual(['not awaited']);
  });
});

test('an order comes over HTTPS where all goes that way (A16)', () => {
  const p = opened({ A16: 'https' });
  expect(accepts(p.put('https', bankName, orderFrom(p)))).toBe(true);
});

describe('an order that the bank takes', () => {
  const taken = (changes: Partial<Reading> = {}) => {
    const p = opened(changes);
    const index = p.system.parties.findIndex(({ name }) => name === bankName);
    const { machine } = p.system.parties[index] ?? expect.fail('no bank');
    const { snapshot } = p.locals()[index] ?? expect.fail('no bank');
    const fresh = p.algebra.name('seed', 'step');
    const frame = { type: 'frame', channel: 'wired', from: 'alice', to: bankName } as const;
    const event = { ...frame, message: orderFrom(p), at: 0, fresh };
    const stepped = step<Term>(machine, snapshot, event);
    return { p, fresh, ...stepped, context: stepped.snapshot.context as BankContext<Term> };
  };

  // §5.2 "interacts with the regular bank". Kills: a regular bank that is not told what to execute.
  test('is put to the regular bank with who pays, and is given a reference of its own', () => {
    const { p, fresh, effects, context } = taken();
    const job = context.job ?? expect.fail('nothing taken');
    const values = { payer: p.bank().customer.accid, order: job.order };
    expect(effects.at(-1)).toEqual({ effect: 'ask', what: 'execute', values });
    expect(job.reference).toBe(p.algebra.derive(fresh, 'reference'));
  });

  // A1 first-use. Kills: a key that is stored with each order, or where the depository has one.
  test('has its key stored where the first use counts, and with the first order alone', () => {
    const p = opened({ A1: 'first-use' });
    const stores = (): boolean => statements(pay(p)).includes('did registered');
    expect([stores(), stores()]).toEqual([true, false]);
    expect(statements(pay(opened())).includes('did registered')).toBe(false);
  });

  test('is answered in the clear where results are, and recorded at the time of the bank', () => {
    const p = opened({ A17: 'clear' });
    const { events } = pay(p, '10 CAD', 5);
    const [frame] = events.flatMap((event) =>
      event.kind === 'sent' && event.note === 'result information' ? [event.message] : [],
    );
    const body = frame && p.algebra.decode(p.messages.answerFrame, frame)?.body;
    expect(body && p.algebra.decode(p.messages.result, body)).toBeDefined();
    const recorded = claimsIn(events).find(({ about }) => about === 'recorded-at');
    expect(recorded?.values[1]).toBe(p.algebra.constant('time 5'));
  });

  test('is stored by a bank that keeps the log, and recorded by nobody else (A19)', () => {
    const kept = (A19: Reading['A19']) => {
      const { events } = pay(opened({ A19, A22: A19 === 'gateway' ? 'ciphertext' : 'signed' }));
      return events.flatMap((event) =>
        event.kind === 'stored' && event.what === 'log'
          ? [`${event.party} ${event.values.length}`]
          : [],
      );
    };
    expect(kept('bank')).toEqual([`${bankName} 1`]);
    expect(kept('bank-pushes')).toEqual(['log 1']);
    expect(kept('gateway')).toEqual(['log 1']);
  });
});
