/** What a gateway takes from the bank and remembers of it, and what it tells the bank. */
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../bytes.ts';
import { type Delivery, type Request, requestKey } from '../host/envelope.ts';
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
});
