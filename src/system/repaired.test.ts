import { describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import { textToBytes } from '../bytes.ts';
import { house, type Held, type House } from './testing/house.ts';

/** A house with alice, registered and logged on, and bob. */
async function opened(): Promise<House & { readonly alice: Held }> {
  const all = house(readings.repaired);
  const alice = all.phone('alice-01');
  expect(alice.phone.install(all.enrolled('alice-01'))).toEqual([]);
  all.enrolled('bob-02');
  await alice.wants('start');
  await alice.wants('logOn', { userid: 'alice-01', password: 'pw of alice-01' });
  return { ...all, alice };
}

const bill = { type: 'pay', payee: 'bob-02', amount: '1000 CAD' } as const;
const balance = ({ bank }: House, account: string): number =>
  bank.store.account(account)?.balanceMinor ?? NaN;

describe('the repaired protocol', () => {
  test('registers, logs on and pays, one order after the other', async () => {
    const all = await opened();
    expect(all.alice.phone.state()).toEqual({ keys: 'registered', business: 'ready' });
    for (const paid of [1000, 2000]) {
      const news = await all.alice.wants('pay', bill);
      expect(news.at(-1)).toMatchObject({ kind: 'result', status: 'executed' });
      expect(balance(all, 'bob-02')).toBe(10_000 + paid);
    }
    expect(all.causes).toEqual([]);
    all.close();
  });

  test('keeps a record of each order that nobody can read without the bank', async () => {
    const all = await opened();
    await all.alice.wants('pay', bill);
    const { algebra, reading } = all.log.world;
    const shapes = messages(reading);
    const kept = all.log.store.entry(0);
    const entry = algebra.decode(shapes.entry, kept?.entry ?? textToBytes(''));
    const record = entry && algebra.decode(shapes.record, entry.record);
    expect(all.log.store.size()).toBe(1);
    expect(record?.content).toHaveLength(64);
    const opening = all.bank.store.opening(record?.content ?? textToBytes(''));
    expect(opening?.accid).toBe('alice-01');
    expect(opening && algebra.hash(opening.content)).toBe(record?.content);
    all.close();
  });

  test('declines what the account does not hold, and records that it did', async () => {
    const all = await opened();
    const news = await all.alice.wants('pay', { ...bill, amount: '999999 CAD' });
    expect(news.at(-1)).toMatchObject({ kind: 'result', status: 'declined' });
    expect(all.log.store.size()).toBe(2);
    // Once for what waits, once more for the bank to have the receipts.
    for (const _ of [1, 2]) expect(await all.gateway.fetch()).toBe(true);
    expect(all.bank.bank.fetch([])).toEqual([]);
    expect(all.log.store.size()).toBe(2);
    all.close();
  });

  describe('an order without an answer', () => {
    test('has its result when it is sent again', async () => {
      const all = await opened();
      all.weather.wireless = 'cut-back';
      const cut = await all.alice.wants('pay', bill);
      expect(cut.at(-1)).toMatchObject({ kind: 'unanswered' });
      expect(balance(all, 'bob-02')).toBe(11_000);
      all.weather.wireless = 'up';
      const [news] = await all.alice.phone.resume();
      expect(news).toMatchObject({ kind: 'result', status: 'executed' });
      expect(balance(all, 'bob-02')).toBe(11_000);
      all.close();
    });

    test('that the log has stands, and the log says so', async () => {
      const all = await opened();
      all.weather.wireless = 'cut-back';
      await all.alice.wants('pay', bill);
      all.weather.wireless = 'up';
      expect(await all.alice.phone.giveUp()).toEqual([{ kind: 'resolved', outcome: 'recorded' }]);
      expect(balance(all, 'bob-02')).toBe(11_000);
      expect(all.alice.phone.state().business).toBe('loggedOff');
      expect(all.alice.store.orders().map(({ state }) => state)).toEqual(['recorded']);
      all.close();
    });

    test('that the log has not is given up, and is not executed when it comes late', async () => {
      const all = await opened();
      all.weather.wireless = 'cut';
      await all.alice.wants('pay', bill);
      const order = all.alice.requests.at(-1);
      all.weather.wireless = 'up';
      expect(await all.alice.phone.giveUp()).toEqual([{ kind: 'resolved', outcome: 'aborted' }]);
      expect(all.alice.store.orders().map(({ state }) => state)).toEqual(['given-up']);
      if (order === undefined) return expect.fail('no order was sent');
      expect(await all.gateway.relay(order)).toEqual({ deliveries: [] });
      expect(balance(all, 'bob-02')).toBe(10_000);
      expect(all.log.store.size()).toBe(0);
      // The session is not held up by it.
      await all.alice.wants('logOn', { userid: 'alice-01', password: 'pw of alice-01' });
      expect((await all.alice.wants('pay', bill)).at(-1)).toMatchObject({ status: 'executed' });
      all.close();
    });

    test('is asked about again until the log says something', async () => {
      const all = await opened();
      all.weather.wireless = 'cut';
      await all.alice.wants('pay', bill);
      expect((await all.alice.phone.giveUp()).at(-1)).toMatchObject({ kind: 'unanswered' });
      expect(all.alice.phone.state().business).toBe('resolving');
      expect(await all.alice.wants('pay', bill)).toMatchObject([{ kind: 'refused-here' }]);
      all.weather.wireless = 'up';
      expect(await all.alice.phone.resume()).toEqual([{ kind: 'resolved', outcome: 'aborted' }]);
      all.close();
    });
  });

  test('executes once what the log took, however often bank and gateway miss each other', async () => {
    const all = await opened();
    // The bank has the order and hears nothing more of it.
    all.weather.wired = 'cut-back';
    expect((await all.alice.wants('pay', bill)).at(-1)).toMatchObject({ kind: 'unanswered' });
    expect(balance(all, 'bob-02')).toBe(10_000);
    all.weather.wired = 'up';
    all.weather.doubled = true;
    for (const _ of [1, 2]) expect(await all.gateway.fetch()).toBe(true);
    expect(balance(all, 'bob-02')).toBe(11_000);
    expect(all.bank.bank.fetch([])).toEqual([]);
    all.weather.doubled = false;
    expect(await all.alice.phone.resume()).toMatchObject([{ kind: 'result', status: 'executed' }]);
    expect(balance(all, 'bob-02')).toBe(11_000);
    expect(all.log.store.size()).toBe(1);
    all.close();
  });

  test('renews a key pair when the next log-on confirms the notice', async () => {
    const all = await opened();
    all.bank.bank.expire('alice-01');
    await all.gateway.fetch();
    const { deliveries } = all.gateway.notices('phone:alice-01');
    expect(await all.alice.phone.hears(deliveries)).toEqual([{ kind: 'noticed' }]);
    await all.alice.wants('logOn', { userid: 'alice-01', password: 'pw of alice-01' });
    expect(all.bank.store.keysOf('alice-01')).toHaveLength(2);
    expect((await all.alice.wants('pay', bill)).at(-1)).toMatchObject({ status: 'executed' });
    all.close();
  });

  test('logs on nobody with another password, or with another key', async () => {
    const all = await opened();
    expect(all.bank.store.customer('alice-01')?.verifier).toHaveLength(64);
    all.weather.wireless = 'cut';
    await all.alice.wants('pay', bill);
    all.weather.wireless = 'up';
    await all.alice.phone.giveUp();
    const wrong = { userid: 'alice-01', password: 'wrong' };
    expect((await all.alice.wants('logOn', wrong)).at(-1)).toEqual({ kind: 'silence' });
    expect(all.causes).toContain('wrong userid or password');
    const other = all.phone('alice-01');
    other.phone.install(all.bank.reissue('alice-01')?.message ?? textToBytes(''));
    await other.wants('start');
    const right = { userid: 'alice-01', password: 'pw of alice-01' };
    expect((await other.wants('logOn', right)).at(-1)).toEqual({ kind: 'silence' });
    all.close();
  });
});
