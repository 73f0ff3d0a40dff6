/** What a gateway takes from the bank and remembers of it, and what it tells the bank. */
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import { type Delivery, type Request, requestKey, SILENCE } from '../host/envelope.ts';
import type { Grouped } from '../host/group.ts';
import { type BankLine, gateway } from '../host/log/gateway.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
afterEach(() => {
  at.close();
});

const order = { type: 'pay', payee: 'b', amount: '1 CAD' } as const;

/** A house whose phone is logged on. */
async function opened(reading: Parameters<typeof house>[0]): Promise<void> {
  at = house(reading);
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  at.enrolled('b');
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
}

/** A second gateway on the log's file; what it hands the bank, with which receipts, and how it groups. */
function second(fetch: () => readonly Delivery[] = () => []) {
  const { world, store, signingKey } = at.log;
  const forwarded: Request[] = [];
  const receipts: (readonly number[])[] = [];
  let groups = 0;
  const bank: BankLine = {
    forward: (request, received) => {
      forwarded.push(request);
      receipts.push(received);
      return Promise.resolve(at.bank.bank.take({ ...request, channel: 'wired' }, received));
    },
    fetch: (received) => {
      receipts.push(received);
      return Promise.resolve({ deliveries: fetch() });
    },
  };
  const group: Grouped = (work) => {
    groups += 1;
    return Promise.resolve(store.journal.transaction(work));
  };
  const bankPublicKey = at.bank.publicKey;
  const parts = { world, store, signingKey, bankPublicKey, group, bank, tracing: false };
  return { forwarded, receipts, running: gateway(parts), groups: () => groups };
}

const last = () => held.requests.at(-1) ?? expect.fail('nothing was sent');

/** An order as the phone made it, kept from the bank. */
async function notSent(): Promise<Request> {
  at.weather.wireless = 'cut';
  await held.wants('pay', order);
  at.weather.wireless = 'up';
  return last();
}

// Kills: a receipt for an answer, which has no number; one that is given for ever.
test('the bank is told once of each message that waits, and of no other, that it was taken', async () => {
  await opened(readings.published);
  const { running, receipts } = second(() => at.bank.bank.fetch([]));
  const request = await notSent();
  await running.relay(request);
  const waiting = at.bank.store.journal.pending(9).map(({ seq }) => seq);
  expect(waiting).toHaveLength(1);
  await running.relay({ ...request, to: 'bank:nobody' });
  await running.relay({ ...request, to: 'bank:nobody' });
  expect(receipts).toEqual([[], waiting, []]);
  expect(at.bank.store.journal.pending(9)).toEqual([]);
  await held.phone.resume();
  at.bank.bank.expire('a');
  const notices = at.bank.store.journal.pending(9).map(({ seq }) => seq);
  for (const _ of [1, 2, 3]) await running.fetch();
  expect(receipts.slice(3)).toEqual([[], notices, notices]);
});

// Kills: a commit for each answer with nothing in it.
test('an answer with nothing in it writes nothing', async () => {
  await opened(readings.published);
  const { running, groups } = second();
  await running.relay({ ...last(), to: 'bank:nobody' });
  await running.fetch();
  expect(groups()).toBe(0);
  await running.relay(await notSent());
  expect(groups()).toBe(1);
});

// A19. Kills: a log-on that takes the place of an order in what is remembered.
test('of requests the gateway remembers those that left a record', async () => {
  await opened({ ...readings.published, A19: 'gateway' });
  await held.wants('pay', order);
  const { journal } = at.log.store;
  const remembered = held.requests.map((one) => journal.answered(requestKey(one)) !== undefined);
  expect(remembered).toEqual(held.requests.map((_, index) => index === held.requests.length - 1));
  expect(remembered.length).toBeGreaterThan(2);
});

describe('what the log says of an order (R7)', () => {
  /** Records of so many orders, as a bank shows them that signs none. */
  function recorded(times: number): readonly Delivery[] {
    at = house({ ...readings.repaired, R5: 'none', A22: 'commitment' });
    const { algebra, reading } = at.log.world;
    const shapes = messages(reading);
    return Array.from({ length: times }, (_, n) => ({
      ...{ seq: n + 1, channel: 'wired', from: 'bank:a', to: 'log' },
      message: algebra.encode(shapes.record, {
        content: algebra.hash(textToBytes(`order ${n}`)),
        accid: textToBytes('a'),
      }),
    }));
  }

  // Kills: a memory of it that grows for ever, or that is none.
  test('is told the bank once as long as it is among the last 64', async () => {
    const all = recorded(65);
    let shown = all;
    const { running, forwarded } = second(() => shown);
    const told = async (which: readonly Delivery[]) => {
      shown = which;
      const before = forwarded.length;
      expect(await running.fetch()).toBe(true);
      return forwarded.length - before;
    };
    expect(await told(all)).toBe(65);
    expect(await told(all.slice(1))).toBe(0);
    expect(await told(all.slice(0, 1))).toBe(1);
    expect(await told(all.slice(2))).toBe(0);
    expect(await told(all.slice(1, 2))).toBe(1);
    for (const { id, channel, from } of forwarded) {
      expect([id, channel, from]).toEqual([
        expect.stringMatching(/^[0-9a-f]{32}$/u),
        'wired',
        'log',
      ]);
    }
    expect(new Set(forwarded.map(({ id }) => id)).size).toBe(65);
  });

  test('is the same however often the record comes, which is kept once', async () => {
    const all = recorded(2);
    const one = second(() => all);
    const other = second(() => all);
    for (const { running } of [one, other]) await running.fetch();
    expect(other.forwarded).toEqual(one.forwarded);
    expect([at.log.store.size(), one.forwarded.length]).toEqual([2, 2]);
  });

  // Kills: a list of all orders that is saved with every step; a word that is made anew each time.
  test('is kept beside the chart, and in the outbox as an answer', async () => {
    const [record] = recorded(1);
    const { running } = second(() => (record === undefined ? [] : [record]));
    const { journal } = at.log.store;
    for (const _ of [1, 2]) await running.fetch();
    expect(JSON.parse(journal.chart('log') ?? '')).toMatchObject({ context: { resolved: [] } });
    expect(journal.sent(1)).toMatchObject({ from: 'log', state: 'reply', id: '' });
    expect(journal.sent(2)).toBeUndefined();
  });

  // Kills: records of one order that are each told the bank, or asked for again for ever.
  test('is said for the record that decided it, and not for one that it was declined', async () => {
    await opened(readings.repaired);
    await held.wants('pay', { ...order, amount: '99999 CAD' });
    const [declined, ...more] = at.bank.bank.fetch([]).filter(({ to }) => to === 'log');
    if (declined === undefined) return expect.fail('no record');
    let shown: readonly Delivery[] = [{ ...declined, seq: 77 }];
    const { running, forwarded, receipts } = second(() => shown);
    await running.fetch();
    shown = [];
    await running.fetch();
    expect([more, forwarded, receipts]).toEqual([[], [], [[], [77]]]);
  });

  test('is remembered of what it takes, and of what it refuses nothing is', async () => {
    await opened(readings.repaired);
    let remembered = 0;
    Object.assign(at.log.store.journal, { remember: () => void (remembered += 1) });
    const [record] = at.bank.bank
      .take({ ...(await notSent()), channel: 'wired' })
      .deliveries.filter(({ to }) => to === 'log');
    if (record === undefined) return expect.fail('no record');
    const { algebra, reading } = at.log.world;
    const shape = messages(reading).record;
    const fields = algebra.decode(shape, record.message) ?? expect.fail('no record');
    const signature = `${fields.signature?.slice(0, -2) ?? ''}00` as Bytes;
    const forged = algebra.encode(shape, { ...fields, signature });
    await second(() => [{ ...record, message: forged }]).running.fetch();
    expect([remembered, at.log.store.size()]).toEqual([0, 0]);
    await second(() => [record]).running.fetch();
    expect([remembered, at.log.store.size()]).toEqual([1, 1]);
  });

  test('is told nobody who says to be the bank', async () => {
    await opened(readings.repaired);
    const request = await notSent();
    const answer = at.bank.bank.take({ ...request, channel: 'wired' });
    const { world, store, signingKey } = at.log;
    const answers = [answer, SILENCE];
    const bank: BankLine = {
      forward: () => Promise.resolve(answers.shift() ?? SILENCE),
      fetch: () => Promise.resolve(SILENCE),
    };
    const group: Grouped = (work) => Promise.resolve(store.journal.transaction(work));
    const parts = { world, store, signingKey, bankPublicKey: at.bank.publicKey, group, bank };
    const running = gateway({ ...parts, tracing: false });
    expect(await running.relay({ ...request, from: 'bank:a' })).toEqual(SILENCE);
    expect([store.size(), answers]).toEqual([1, []]);
  });
});

// Kills: the answer to one phone shown to another.
test('a phone is handed what is for it, and what is for others it is not', async () => {
  await opened(readings.published);
  const { running } = second();
  const request = await notSent();
  const { take } = at.bank.bank;
  Object.assign(at.bank.bank, {
    take: (...given: Parameters<typeof take>) => {
      const answer = take(...given);
      const others = answer.deliveries.map((one) => ({ ...one, seq: 0, to: 'phone:b' }));
      return { ...answer, deliveries: [...answer.deliveries, ...others] };
    },
  });
  const answer = await running.relay(request);
  const receivers = 'deliveries' in answer ? answer.deliveries.map(({ to }) => to) : [];
  expect(receivers).toEqual(['phone:a']);
  expect(at.log.store.journal.sent(1)).toBeUndefined();
});

test('the bank is told on asking too of what was taken, once', async () => {
  await opened(readings.published);
  at.bank.bank.expire('a');
  let shown = at.bank.bank.fetch([]);
  const { running, receipts } = second(() => shown);
  await running.fetch();
  shown = [];
  await running.fetch();
  await running.fetch();
  expect(receipts.map(({ length }) => length)).toEqual([0, 1, 0]);
});

describe('a bank whose outbox is another', () => {
  const notice = (text: string): Delivery => ({
    ...{ seq: 1, channel: 'sms', from: 'bank:a', to: 'phone:a' },
    message: textToBytes(text),
  });

  // Kills: messages of a restored bank taken for those that came before.
  test('is heard anew, which the operator reads, and the outbox is known after a restart', async () => {
    at = house(readings.published);
    const { world, store, signingKey } = at.log;
    const told: unknown[] = [];
    Object.assign(world.log, { info: (...words: readonly unknown[]) => void told.push(words) });
    const fetches = async (text: string, epoch?: string): Promise<number> => {
      const reply = { deliveries: [notice(text)], ...(epoch === undefined ? {} : { epoch }) };
      const bank: BankLine = {
        forward: () => Promise.resolve(reply),
        fetch: () => Promise.resolve(reply),
      };
      const group: Grouped = (work) => Promise.resolve(store.journal.transaction(work));
      const running = gateway({ world, store, signingKey, group, bank, tracing: false });
      await running.fetch();
      return running.notices('phone:a').deliveries.length;
    };
    expect([await fetches('one', 'x'), await fetches('one', 'x')]).toEqual([1, 1]);
    expect([store.journal.about('bank outbox'), told]).toEqual(['x', []]);
    expect([await fetches('two', 'y'), await fetches('two', 'y')]).toEqual([2, 2]);
    expect(told).toEqual([['the bank counts its messages anew', { before: 'x', epoch: 'y' }]]);
    expect(await fetches('three')).toBe(2);
  });
});

// A19, A20. Kills: frames that are not kept; a tree that nobody asked for.
test('frames are kept where they are recorded beside records, and a tree where the log is one', async () => {
  for (const [A19, A20, frames] of [
    ['both', 'signed', 1],
    ['bank-pushes', 'merkle', 0],
  ] as const) {
    await opened({ ...readings.published, A19, A20 });
    const kept: unknown[] = [];
    Object.assign(at.log.store, { addFrame: (frame: unknown) => void kept.push(frame) });
    await held.wants('pay', order);
    expect(kept).toEqual(frames === 1 ? [last().message] : []);
    expect(at.log.store.nodes.get(0, 0) !== undefined).toBe(A20 === 'merkle');
    if (A20 === 'signed') at.close();
  }
});
