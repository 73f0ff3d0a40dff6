import { describe, expect, test } from 'vitest';
import type { Channel, Effect } from '../../core/effect.ts';
import { start, step } from '../../core/step.ts';
import type { Term } from '../../core/term.ts';
import { plainProceedings, type Proceedings, proceedingsOf } from '../proceedings.ts';
import { type Reading, readings } from '../reading.ts';
import { setting } from '../setting.ts';
import { play } from '../testing/play.ts';
import { log, type LogContext, type OperatorInput } from './log.ts';

const inDispute = proceedingsOf({ disputes: true, court: true });
const onSubmission: Proceedings = { ...plainProceedings, hears: ['submission'] };

/** The way of a frame. */
interface Way {
  readonly channel?: Channel;
  readonly from?: string;
  readonly to?: string;
  readonly at?: number;
}

/** A log server by itself, which is given frames one after the other. */
function server(changes: Partial<Reading> = {}, proceedings: Proceedings = plainProceedings) {
  const { algebra } = play();
  const world = setting(algebra, { ...readings.published, ...changes }, { proceedings });
  const { messages: m } = world;
  const machine = log(world);
  const key = algebra.name('signing-key', 'log');
  const account = algebra.name('account', 'alice-04711');
  const input: OperatorInput<Term> = {
    address: 'log',
    signingKey: key,
    subscribers: [
      { account: algebra.name('account', 'bob-04712'), phone: 'bob', bank: 'bank:bob' },
      { account, phone: 'alice', bank: 'bank:alice' },
    ],
  };
  const fresh = algebra.name('seed', 'step');
  let snapshot = start<Term>(machine, input).snapshot;
  /** What it does with a frame: from alice to her bank unless said, or the other way. */
  const takes = (
    message: Term,
    { channel = 'wireless', from = 'alice', to = 'bank:alice', at = 0 }: Way = {},
  ): readonly Effect<Term>[] => {
    const event = { type: 'frame', channel, from, to, message, at, fresh } as const;
    const stepped = step<Term>(machine, snapshot, event);
    snapshot = stepped.snapshot;
    return stepped.effects;
  };
  const pushed = { channel: 'wired', from: 'bank:alice', to: 'log' } as const;
  const back = { channel: 'wired', from: 'bank:alice', to: 'alice' } as const;
  const order = (text: string): Term =>
    algebra.encode(m.orderFrame, { body: algebra.name('box', text), accid: account });
  const record = (text: string): Term =>
    algebra.encode(m.record, { content: algebra.name('order-frame', text), accid: account });
  const memory = (): LogContext<Term> => snapshot.context as LogContext<Term>;
  return { algebra, m, key, account, fresh, takes, pushed, back, order, record, memory };
}

const passed = (message: Term, more: object = {}) => ({
  ...{ effect: 'send', channel: 'wired', hop: 'bank:alice', from: 'alice', to: 'bank:alice' },
  ...{ message, note: 'passed on by the gateway' },
  ...more,
});
const passedBack = (message: Term, channel: Channel = 'wireless') =>
  passed(message, { channel, hop: 'alice', from: 'bank:alice', to: 'alice' });
const did = (about: string, account: Term, value: Term) => ({
  ...{ effect: 'claim', claim: 'did', about, account, values: [value] },
});
const stored = (what: string, ...values: readonly Term[]) => ({ effect: 'store', what, values });

describe('what passes the gateway', () => {
  test('goes on over the other link as it came, both ways (A16)', () => {
    for (const A16 of ['http', 'https-to-gateway'] as const) {
      const { takes, order, back } = server({ A16 });
      const channel = A16 === 'http' ? 'wireless' : 'https';
      expect(takes(order('one'), { channel })).toEqual([passed(order('one'))]);
      expect(takes(order('one'), back)).toEqual([passedBack(order('one'), channel)]);
    }
  });

  // A19 both. Kills: an answer kept for an order, an order that is not kept.
  test('is kept beside the records where it is an order and both keep it, and nothing else is', () => {
    const { takes, order, record, back } = server({ A19: 'both' });
    expect(takes(order('one'))).toEqual([stored('frames', order('one')), passed(order('one'))]);
    expect(takes(record('one'))).toEqual([passed(record('one'))]);
    expect(takes(order('one'), back)).toEqual([passedBack(order('one'))]);
  });

  // A19 gateway. Kills: an order recorded and not passed on, an answer recorded.
  test('is recorded where it is an order and the gateway writes the log, and passed on', () => {
    const { algebra, m, takes, order, record, back } = server({
      A19: 'gateway',
      A22: 'ciphertext',
    });
    const kept = algebra.encode(m.record, { content: order('one') });
    const entry = algebra.encode(m.entry, { record: kept });
    expect(takes(order('one'))).toEqual([stored('log', entry), passed(order('one'))]);
    expect(takes(record('one'))).toEqual([passed(record('one'))]);
    expect(takes(order('one'), back)).toEqual([passedBack(order('one'))]);
  });

  // W25. Kills: an order that is stated to be somebody else's, or to be one where it is none.
  test('is stated to be accepted of who it is, where a court may ask', () => {
    for (const proceedings of [inDispute, onSubmission]) {
      const { takes, account, order, record, back } = server({}, proceedings);
      const accepted = did('accepted', account, order('one'));
      expect(takes(order('one'))).toEqual([accepted, passed(order('one'))]);
      expect(takes(record('one'))).toEqual([passed(record('one'))]);
      expect(takes(order('one'), back)).toEqual([passedBack(order('one'))]);
      expect(takes(order('one'), { to: 'bank:carol' })).toHaveLength(1);
    }
  });

  test('is stated to be accepted and recorded where the gateway records it', () => {
    const { algebra, m, takes, account, order, memory } = server(
      { A19: 'gateway', A22: 'ciphertext' },
      inDispute,
    );
    const kept = algebra.encode(m.record, { content: order('one') });
    const entry = algebra.encode(m.entry, { record: kept });
    expect(takes(order('one'))).toEqual([
      stored('log', entry),
      did('kept-record', account, kept),
      did('accepted', account, order('one')),
      passed(order('one')),
    ]);
    expect(memory().kept).toEqual([{ entry, signature: undefined }]);
  });

  // A20 signed, R6. Kills: memory of what no receipt is given for, or of one frame twice.
  test('is remembered once where receipts are given in court, and nowhere else', () => {
    const receipts: Partial<Reading> = { A19: 'both', A20: 'signed' };
    const remembered = (changes: Partial<Reading>, proceedings: Proceedings) => {
      const { takes, order, record, back, memory } = server(changes, proceedings);
      for (const message of [order('one'), order('one'), order('two'), record('one')]) {
        takes(message);
      }
      takes(order('three'), back);
      const { taken } = memory();
      return taken?.map((frame) => [order('one'), order('two')].indexOf(frame));
    };
    expect(remembered(receipts, inDispute)).toEqual([0, 1]);
    expect(remembered(receipts, onSubmission)).toEqual([0, 1]);
    expect(remembered(receipts, plainProceedings)).toBeUndefined();
    expect(remembered({ A19: 'both' }, inDispute)).toBeUndefined();
  });
});

describe('a record that the bank pushes', () => {
  // A20, A40. Kills: an entry that names no entry before, or another; a time that is not the log's.
  test('is kept in an entry, chained, dated and signed as the reading has it', () => {
    const { algebra, m, key, fresh, takes, record, pushed, memory } = server({
      ...{ A20: 'merkle', A22: 'signed', A40: 'operator' },
    });
    const entry = (text: string, previous: Term, time: string): Term =>
      algebra.encode(m.entry, { record: record(text), previous, time: algebra.constant(time) });
    const signed = (one: Term): Term => algebra.sign(key, algebra.derive(fresh, 'randomness'), one);
    const first = entry('one', algebra.constant('first'), 'time 7');
    const second = entry('two', algebra.hash(first), 'time 8');
    expect(takes(record('one'), { ...pushed, at: 7 })).toEqual([
      stored('log', first, signed(first)),
    ]);
    expect(memory().head).toBe(algebra.hash(first));
    expect(takes(record('two'), { ...pushed, at: 8 })).toEqual([
      stored('log', second, signed(second)),
    ]);
  });

  test('is recorded over the wire and for the log alone', () => {
    const { algebra, m, takes, record, pushed, back } = server();
    const entry = algebra.encode(m.entry, { record: record('one') });
    expect(takes(record('one'), pushed)).toEqual([stored('log', entry)]);
    expect(takes(record('one'), back)).toEqual([passedBack(record('one'))]);
    expect(takes(record('one'), { to: 'log' })).toEqual([
      { effect: 'refuse', why: 'not a record' },
    ]);
  });

  test('is none that has not its form, and then refused', () => {
    const { takes, order, pushed, memory } = server();
    const before = memory();
    expect(takes(order('one'), pushed)).toEqual([{ effect: 'refuse', why: 'not a record' }]);
    expect(memory()).toBe(before);
  });

  // Kills: memory that tells two states apart where nothing hangs on it.
  test('leaves the head of the log behind where it is protected and somebody is shown it', () => {
    const head = (A20: Reading['A20'], isShown: boolean): boolean => {
      const { takes, record, pushed, memory } = server(
        { A20 },
        { ...plainProceedings, shown: isShown },
      );
      takes(record('one'), pushed);
      return memory().head !== undefined;
    };
    expect([head('hash-chain', true), head('hash-chain', false)]).toEqual([true, false]);
    expect([head('mutable', true), head('signed', true)]).toEqual([false, false]);
  });

  test('is stated to be kept of whose bank sent it, where there are disputes', () => {
    const { algebra, m, account, takes, record, pushed } = server({}, inDispute);
    const entry = algebra.encode(m.entry, { record: record('one') });
    expect(takes(record('one'), pushed)).toEqual([
      stored('log', entry),
      did('kept-record', account, record('one')),
    ]);
    expect(takes(record('one'), { ...pushed, from: 'bank:carol' })).toEqual([stored('log', entry)]);
  });
});

describe('the log in court', () => {
  const inCourt = { channel: 'court', from: 'judge', to: 'log' } as const;
  const answer = (message: Term, note: string) => ({
    ...{ effect: 'send', channel: 'court', hop: 'judge', from: 'log', to: 'judge' },
    ...{ message, note },
  });

  // §4.2 "can provide the transaction records as proof". Kills: an answer outside court.
  test('shows the record that it is asked for, or that it has none, in court alone', () => {
    const { algebra, m, takes, record, pushed } = server({}, inDispute);
    const asked = (text: string): Term => algebra.encode(m.recordRequest, { record: record(text) });
    const proof = 'transaction record as proof';
    takes(record('one'), pushed);
    takes(record('two'), pushed);
    for (const text of ['one', 'two']) {
      const testimony = algebra.encode(m.testimony, { record: record(text) });
      expect(takes(asked(text), inCourt)).toEqual([answer(testimony, proof)]);
    }
    const none = algebra.encode(m.noTestimony, { record: record('three') });
    expect(takes(asked('three'), inCourt)).toEqual([answer(none, proof)]);
    const refused = [{ effect: 'refuse', why: 'not a record' }];
    expect(takes(asked('one'), { ...inCourt, channel: 'wired' })).toEqual(refused);
    expect(takes(record('one'), inCourt)).toEqual(refused);
  });

  // W25, R6. Kills: a receipt outside court, one that is signed with the randomness of something else.
  test('signs a receipt for a frame that it took, in court alone', () => {
    const { algebra, m, key, fresh, takes, order } = server(
      { A19: 'both', A20: 'signed' },
      onSubmission,
    );
    const asked = (text: string): Term => algebra.encode(m.receiptRequest, { frame: order(text) });
    takes(order('one'));
    const receipt = algebra.encode(m.frameReceipt, { frame: algebra.hash(order('one')) });
    const signature = algebra.sign(key, algebra.derive(fresh, 'receipt'), receipt);
    const shown = algebra.encode(m.signedFrameReceipt, { receipt, signature });
    expect(takes(asked('one'), inCourt)).toEqual([
      answer(shown, 'receipt for an order that the gateway took'),
    ]);
    const refused = [{ effect: 'refuse', why: 'not a record' }];
    expect(takes(asked('two'), inCourt)).toEqual(refused);
    expect(takes(asked('one'), { ...inCourt, channel: 'wired' })).toEqual(refused);
  });
});
