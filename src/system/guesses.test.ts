/** What a bank makes of requests before and beside its charts: passwords, repetitions, receipts, digests. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';
import { contentDigest, type Request } from '../host/envelope.ts';
import type { OrderRow } from '../host/bank/store.ts';
import { LOG_ON_ATTEMPTS_MAX } from '../host/limits.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
afterEach(() => {
  at.close();
});

const order = { type: 'pay', payee: 'b', amount: '1000 CAD' } as const;
const logsOn = (password = 'pw of a') => held.wants('logOn', { userid: 'a', password });

/** A house with a phone that has registered, and logged on where told. */
async function opened(reading: Reading, isLoggedOn = true): Promise<void> {
  at = house(reading);
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  at.enrolled('b');
  await held.wants('start');
  if (isLoggedOn) await logsOn();
}

/** The order of a phone whose line is cut, as it would have come to the bank. */
async function notSent(): Promise<Request> {
  at.weather.wireless = 'cut';
  await held.wants('pay', order);
  at.weather.wireless = 'up';
  return { ...(held.requests.at(-1) ?? expect.fail('nothing was sent')), channel: 'wired' };
}

const balance = () => at.bank.store.account('b')?.balanceMinor;
const waiting = () => at.bank.store.journal.pending(9).map(({ seq }) => seq);

// P-LGN-6: such a request is counted before the password in it is compared.
describe('a request brings a password', () => {
  test.each([
    ['published', {}, [false, true, false]],
    ['published', { A13: 'https' }, [false, true, false]],
    ['published', { A13b: 'password' }, [false, true, true]],
  ] as const)(
    '%s with %o: of registration, log-on and order it is %o',
    async (name, changes, guesses) => {
      await opened({ ...readings[name], ...changes });
      await held.wants('pay', { ...order, password: 'pw of a' });
      const isLogOn = ({ channel }: Request) => channel === 'https';
      const toBank = held.requests.map((one) =>
        isLogOn(one) ? one : { ...one, channel: 'wired' as const },
      );
      const found = toBank.map((one) => at.bank.bank.isGuess(one));
      expect([found[0], found.slice(1, -1).includes(true), found.at(-1)]).toEqual(guesses);
      // By the other way it is no log-on, and what is no frame of either form is none at all.
      const logOn = toBank[found.indexOf(true)] ?? expect.fail('no log-on');
      const channel = logOn.channel === 'https' ? 'wired' : 'https';
      expect(at.bank.bank.isGuess({ ...logOn, channel })).toBe(false);
      expect(at.bank.bank.isGuess({ ...logOn, message: '00' as Bytes })).toBe(false);
    },
  );

  test('so often in a row, and then the right one is refused, for a cause that the operator reads', async () => {
    await opened(readings.published, false);
    const fail = async (times: number) => {
      for (let tries = 0; tries < times; tries += 1) await logsOn(`guess ${tries}`);
    };
    await fail(LOG_ON_ATTEMPTS_MAX - 1);
    expect(await logsOn()).toContainEqual({ kind: 'logged-on' });
    at.close();
    await opened(readings.published, false);
    await fail(LOG_ON_ATTEMPTS_MAX);
    expect(at.causes).not.toContain('too many log-ons tried');
    expect(await logsOn()).not.toContainEqual({ kind: 'logged-on' });
    expect(at.causes.at(-1)).toBe('too many log-ons tried');
  });

  test('and the one that is right clears the count, which an order does not', async () => {
    await opened(readings.published);
    const attempts = () => at.bank.store.journal.transaction(() => at.bank.store.countAttempt('a'));
    expect(attempts()).toBe(1);
    await held.wants('pay', order);
    expect(attempts()).toBe(2);
  });
});

describe('a request that comes again', () => {
  test('as it is, is answered as it was, and nothing is done twice', async () => {
    for (const reading of [readings.published, readings.repaired]) {
      await opened(reading);
      const request = await notSent();
      const answers = () =>
        at.bank.bank.take(request).deliveries.map(({ seq, to, message }) => ({ seq, to, message }));
      const first = answers();
      expect(first.length).toBeGreaterThan(0);
      expect(answers()).toEqual(first);
      if (reading === readings.published) {
        at.bank.bank.fetch(waiting());
        expect(answers()).toEqual(first);
        expect(balance()).toBe(11_000);
        at.close();
      }
    }
  });

  // A7. Kills: what was seen not kept, or not asked for.
  test('under another name is known by what is fresh in it, where the bank remembers that', async () => {
    for (const [A7, times] of [
      ['none', 2],
      ['signatures', 1],
    ] as const) {
      await opened({ ...readings.published, A7 });
      const request = await notSent();
      at.bank.bank.take(request);
      at.bank.bank.take({ ...request, id: 'e'.repeat(32) });
      expect(balance()).toBe(10_000 + times * 1000);
      if (A7 === 'none') at.close();
    }
  });

  test('brings receipts, which are taken with it', async () => {
    await opened(readings.published);
    at.bank.bank.expire('a');
    const notice = waiting();
    expect(notice).toHaveLength(1);
    at.bank.bank.take(await notSent(), notice);
    expect(waiting()).not.toContain(notice[0]);
    const record = waiting();
    expect(record).toHaveLength(1);
    at.bank.bank.take(held.requests.at(-1) ?? expect.fail('no order'), record);
    at.bank.bank.take({ ...(await notSent()), to: 'bank:nobody' }, record);
    expect(waiting()).toEqual([]);
  });
});

// A19: the record that the bank sends, the frame that passed, the record that it keeps itself.
describe('the bank notes of an order the digest of what the log is to hold of it', () => {
  /** What was noted of an order, and what could have been. */
  async function noted(reading: Reading) {
    await opened(reading);
    const digests: (string | undefined)[] = [];
    const records: Bytes[] = [];
    const addOrder = (row: OrderRow) => void digests.push(row.record);
    const addRecord = (record: Bytes) => void records.push(record);
    Object.assign(at.bank.store, { addOrder, addRecord });
    const request = await notSent();
    const sent = at.bank.bank.take(request).deliveries;
    return { request, digests, records, pushed: sent.filter(({ to }) => to === 'log') };
  }

  test('which is the record that it sends', async () => {
    const { digests, pushed, records } = await noted(readings.published);
    expect(digests).toEqual(pushed.map(({ message }) => contentDigest(message)));
    expect([pushed.length, records]).toEqual([1, []]);
  });

  test('which is the frame that passed, where the gateway records by itself', async () => {
    const { digests, pushed, request } = await noted({ ...readings.published, A19: 'gateway' });
    expect([digests, pushed]).toEqual([[contentDigest(request.message)], []]);
  });

  test('which is the record that it keeps itself', async () => {
    const { digests, pushed, records } = await noted({ ...readings.published, A19: 'bank' });
    expect([digests, pushed]).toEqual([records.map(contentDigest), []]);
    expect(records).toHaveLength(1);
  });

  test('which is the record that waited for the log, where that decides (R7)', async () => {
    const { digests, pushed } = await noted(readings.repaired);
    expect([digests, pushed.length]).toEqual([[], 1]);
    await held.phone.resume();
    expect(digests).toEqual(pushed.map(({ message }) => contentDigest(message)));
  });
});

test('what is refused is noted with whom it was for and how it came', async () => {
  await opened(readings.published);
  const details: unknown[] = [];
  const refused = (...[, detail]: readonly unknown[]) => void details.push(detail);
  Object.assign(at.bank.world.log, { refused });
  at.bank.bank.take({ ...(await notSent()), to: 'bank:nobody', channel: 'wired' });
  expect(details).toEqual([{ to: 'bank:nobody', channel: 'wired' }]);
});
