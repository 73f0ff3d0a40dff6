/** What a bank keeps of requests, and what it does not: waiting orders, lists, packages, tries. */
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';
import type { OrderRow } from '../host/bank/store.ts';
import { isFromLog, keyOf, waitingOf } from '../host/bank/resolving.ts';
import { contentDigest, type Request } from '../host/envelope.ts';
import { OUTBOX_CHARACTERS_MAX } from '../host/limits.ts';
import { addressesOf } from '../host/names.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
afterEach(() => {
  at.close();
});

const order = { type: 'pay', payee: 'b', amount: '1000 CAD' } as const;
const logsOn = () => held.wants('logOn', { userid: 'a', password: 'pw of a' });
const bankOf = () => at.bank.store.journal;

/** A house with a phone that is logged on. */
async function opened(reading: Reading): Promise<void> {
  at = house(reading);
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  at.enrolled('b');
  await held.wants('start');
  await logsOn();
}

describe('an order waits for the log', () => {
  // Kills: a log-on, whose answer is no record, that is noted as waiting, and in the order's place.
  test('where that decides (R7), until it has said something, and nothing else does', async () => {
    await opened(readings.repaired);
    expect(waitingOf(bankOf(), 'a')).toBeUndefined();
    at.weather.wired = 'cut-back';
    await held.wants('pay', order);
    expect(waitingOf(bankOf(), 'a')?.records).toHaveLength(1);
    at.weather.wired = 'up';
    await held.phone.resume();
    expect(waitingOf(bankOf(), 'a')).toBeUndefined();
  });

  // Kills: one account's order in another's place; the record of an order that was given up.
  test('each account for its own, whose record stands as received, or is none when it is given up', async () => {
    await opened(readings.repaired);
    const other = at.phone('b');
    other.phone.install(at.bank.reissue('b')?.message ?? expect.fail('no package'));
    await other.wants('start');
    await other.wants('logOn', { userid: 'b', password: 'pw of b' });
    at.weather.wired = 'cut-back';
    await held.wants('pay', order);
    await other.wants('pay', { ...order, payee: 'a' });
    const [own, others] = ['a', 'b'].map((accid) => waitingOf(bankOf(), accid)?.records ?? []);
    expect([
      own?.length,
      others?.length,
      new Set([...(own ?? []), ...(others ?? [])]).size,
    ]).toEqual([...[1, 1, 2]]);
    at.weather.wired = 'up';
    await other.phone.giveUp();
    await held.phone.resume();
    await at.gateway.fetch();
    const states = [own, others].map((one) => bankOf().sent(one?.[0] ?? 0)?.state);
    expect(states).toEqual(['done', undefined]);
    expect(at.bank.store.account('a')?.balanceMinor).toBe(9_000);
    expect(await at.gateway.relay(other.requests.at(-2) ?? expect.fail('no order'))).toEqual({
      deliveries: [],
    });
  });

  test('whose word is the log’s own, by wire, where it decides at all', async () => {
    await opened(readings.repaired);
    const words: Request[] = [];
    const { take } = at.bank.bank;
    Object.assign(at.bank.bank, {
      take: (...[request, received]: Parameters<typeof take>) => {
        words.push(request);
        return take(request, received);
      },
    });
    await held.wants('pay', order);
    const word = words.find(({ from }) => from === 'log') ?? expect.fail('the log said nothing');
    const { algebra, reading } = at.bank.world;
    const by = { algebra, messages: messages(reading), reading };
    expect(isFromLog(by, word)).toBe(true);
    // It may be said again, under another name, and is the same.
    expect(keyOf(by, { ...word, id: 'e'.repeat(32) })).toBe(keyOf(by, word));
    expect(keyOf(by, { ...word, to: 'bank:b' })).not.toBe(keyOf(by, word));
    expect(isFromLog(by, { ...word, from: 'phone:a' })).toBe(false);
    expect(isFromLog(by, { ...word, channel: 'https' })).toBe(false);
    expect(isFromLog(by, { ...word, message: held.requests[0]?.message ?? word.message })).toBe(
      false,
    );
    expect(isFromLog({ ...by, reading: readings.published }, word)).toBe(false);
  });

  test('nowhere else', async () => {
    await opened(readings.published);
    await held.wants('pay', order);
    expect(waitingOf(bankOf(), 'a')).toBeUndefined();
  });
});

// Kills: a list that is saved with every step, and grows with every order.
test('what was seen is kept beside the chart and not in it (A7)', async () => {
  await opened({ ...readings.published, A7: 'signatures' });
  const sizes: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    await held.wants('pay', order);
    const state = bankOf().chart(addressesOf('a').bank) ?? expect.fail('no chart');
    expect(JSON.parse(state)).toMatchObject({ context: { seen: [] } });
    sizes.push(state.length);
  }
  expect(new Set(sizes).size).toBe(1);
});

// A22. Kills: orders kept in the clear where no record commits to them.
test.each([
  ['plaintext', 0],
  ['commitment', 1],
] as const)('of an order whose record is %s the bank keeps %i openings', async (A22, count) => {
  await opened({ ...readings.published, A22 });
  let kept = 0;
  Object.assign(at.bank.store, { addOpening: () => void (kept += 1) });
  await held.wants('pay', order);
  expect(kept).toBe(count);
});

// It holds the AES key (§4.3).
test('a package that is issued is handed over, and stays in no outbox', () => {
  at = house(readings.published);
  at.enrolled('a');
  expect(Array.from({ length: 9 }, (_, seq) => bankOf().sent(seq))).toEqual(
    Array(9).fill(undefined),
  );
});

// P-LGN-6.
describe('where every order brings the password (A13b)', () => {
  const attempts = () => bankOf().transaction(() => at.bank.store.countAttempt('a'));

  test('one that is right clears the count of tries, and nothing else does', async () => {
    await opened({ ...readings.published, A13b: 'password' });
    const guess = () => held.wants('pay', { ...order, password: 'guess' });
    await guess();
    await guess();
    expect(attempts()).toBe(3);
    at.bank.bank.expire('a');
    await at.gateway.fetch();
    await held.phone.hears(at.gateway.notices('phone:a').deliveries);
    expect(at.bank.store.keysOf('a')).toHaveLength(2);
    expect(attempts()).toBe(4);
    await held.wants('pay', { ...order, password: 'pw of a' });
    expect(attempts()).toBe(1);
  });
});

// A1, A19. Kills: what the depository is handed taken for the record.
test('of an order that brings its key the log’s digest is that of the frame that passed', async () => {
  await opened({ ...readings.published, A1: 'first-use', A19: 'gateway' });
  const digests: (string | undefined)[] = [];
  Object.assign(at.bank.store, {
    addOrder: ({ record }: OrderRow) => void digests.push(record),
  });
  await held.wants('pay', order);
  expect(at.bank.store.keysOf('a')).toHaveLength(1);
  const frame = held.requests.at(-1)?.message ?? expect.fail('nothing was sent');
  expect(digests).toEqual([contentDigest(frame)]);
});

test('as many messages are handed over as fill an answer to its last digit', () => {
  at = house(readings.published);
  const row = {
    channel: 'wired',
    from: 'bank:a',
    to: 'log',
    hop: 'log',
    note: '',
    id: '',
  } as const;
  const message = 'ab'.repeat(8 * 1024) as Bytes;
  bankOf().transaction(() => {
    for (let n = 0; n < 40; n += 1) bankOf().enqueue({ ...row, message, state: 'pending' });
  });
  expect(at.bank.bank.fetch([])).toHaveLength(OUTBOX_CHARACTERS_MAX / message.length);
});

// For tests that must notice it. Kills: a bank that makes every check whatever it is told.
test.each([[[]], [['credentials'] as const]])(
  'a bank leaves out the checks %o alone',
  async (omitted) => {
    at = house(readings.published, omitted);
    held = at.phone('a');
    held.phone.install(at.enrolled('a'));
    const news = await held.wants('logOn', { userid: 'a', password: 'guess' });
    expect(news.some(({ kind }) => kind === 'logged-on')).toBe(omitted.length > 0);
  },
);
