import { afterEach, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { NOTICES_KEPT_MAX } from '../host/limits.ts';
import { fromBytes } from '../bytes.ts';
import { leafHash } from '../log/hash.ts';
import { rootOf } from '../log/tree.ts';
import { type Held, type House, house } from './testing/house.ts';

const pays = { type: 'pay', payee: 'b', amount: '100 CAD' };
let at: House;
let held: Held;

async function open(changes: Partial<Reading> = {}): Promise<void> {
  at = house({ ...readings.published, A7: 'signatures', ...changes });
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  at.enrolled('b');
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
}

afterEach(() => {
  at.close();
});

const status = async (): Promise<string | undefined> => {
  const news = await held.wants('pay', pays);
  return news.flatMap((one) => (one.kind === 'result' ? [one.status] : []))[0];
};
const size = () => at.log.store.size();
const lastRequest = () => held.requests.at(-1) ?? expect.fail('nothing was sent');
const waiting = () => at.bank.store.journal.pending(99).length;

describe('a gateway that is sent records (A19 bank-pushes)', () => {
  test('keeps one for each order, and the bank learns that it has it', async () => {
    await open();
    expect([await status(), await status(), size()]).toEqual(['executed', 'executed', 2]);
    expect(await at.gateway.fetch()).toBe(true);
    expect(waiting()).toBe(0);
  });

  // Kills: `isReceived` not asked or not noted.
  test('keeps a record that comes again once', async () => {
    await open();
    at.weather.doubled = true;
    expect([await status(), size()]).toEqual(['executed', 1]);
    const [record] = at.bank.store.journal.pending(9);
    await at.gateway.fetch();
    await at.gateway.fetch();
    expect([size(), record === undefined || waiting() === 0]).toEqual([1, true]);
  });

  test('has the record later when the answer was lost', async () => {
    await open();
    at.weather.wired = 'cut-back';
    expect([await status(), size(), waiting()]).toEqual([undefined, 0, 1]);
    at.weather.wired = 'up';
    await at.gateway.fetch();
    expect(size()).toBe(1);
    const news = await held.phone.resume();
    expect(news).toMatchObject([{ kind: 'result', status: 'executed' }]);
    await at.gateway.fetch();
    expect([size(), waiting()]).toEqual([1, 0]);
  });
});

describe.each(['gateway', 'both'] as const)('a gateway that records by itself (A19 %s)', (A19) => {
  const recorded = () => {
    const { entries } = at.log.store;
    return A19 === 'gateway' ? entries(0, 99).length : undefined;
  };

  test('records a request once however often it comes', async () => {
    await open({ A19 });
    await status();
    const before = [recorded(), size()];
    const again = await at.gateway.relay(lastRequest());
    expect('unavailable' in again).toBe(false);
    expect([recorded(), size()]).toEqual(before);
  });

  test('records what passes before it knows whether the bank can be had', async () => {
    await open({ A19 });
    const before = size();
    at.weather.wired = 'cut';
    expect(await status()).toBeUndefined();
    at.weather.wired = 'up';
    const news = await held.phone.resume();
    expect(news).toMatchObject([{ kind: 'result', status: 'executed' }]);
    expect(size()).toBe(before + 1);
  });

  test('records another request with the same octets too', async () => {
    await open({ A19: 'gateway' });
    await status();
    const before = size();
    await at.gateway.relay({ ...lastRequest(), id: 'e'.repeat(32) });
    expect(size()).toBe(before + 1);
  });
});

describe('a bank that cannot be had', () => {
  test('is said to be unavailable, and nothing is lost by it', async () => {
    await open();
    at.weather.wired = 'cut';
    const { phone, requests } = held;
    expect((await held.wants('pay', pays)).at(-1)).toEqual({ kind: 'unanswered', why: 'cut' });
    expect(await at.gateway.relay(requests.at(-1) ?? lastRequest())).toEqual({
      unavailable: 'cut',
    });
    expect(await at.gateway.fetch()).toBe(false);
    at.weather.wired = 'up';
    expect(await phone.resume()).toMatchObject([{ status: 'executed' }]);
    expect([size(), at.bank.store.account('b')?.balanceMinor]).toEqual([1, 10_100]);
  });

  test('gets the receipts that it could not be given', async () => {
    await open();
    await status();
    expect(waiting()).toBe(1);
    at.weather.wired = 'cut';
    await at.gateway.fetch();
    at.weather.wired = 'up';
    await at.gateway.fetch();
    expect(waiting()).toBe(0);
  });
});

describe('notices', () => {
  test('are kept for the phone whoever asks, the latest of them', async () => {
    await open();
    const { journal } = at.bank.store;
    const message = lastRequest().message;
    journal.transaction(() => {
      for (let n = 0; n < NOTICES_KEPT_MAX + 2; n += 1) {
        journal.enqueue({
          ...{ id: '', state: 'pending', channel: 'sms', hop: 'phone:a', from: 'bank:a' },
          ...{ to: 'phone:a', message, note: '' },
        });
      }
    });
    await at.gateway.fetch();
    const first = at.gateway.notices('phone:a').deliveries;
    expect(first).toHaveLength(NOTICES_KEPT_MAX);
    expect(first.every(({ channel, seq }) => channel === 'sms' && seq > 0)).toBe(true);
    expect(at.gateway.notices('phone:a').deliveries).toEqual(first);
    expect(at.gateway.notices('phone:b').deliveries).toEqual([]);
    await at.gateway.fetch();
    expect(waiting()).toBe(0);
  });
});

test('what the log refuses is noted with whom it came from and how', async () => {
  await open();
  const noted: unknown[] = [];
  const refused = (...told: readonly unknown[]) => void noted.push(told);
  Object.assign(at.log.world.log, { refused });
  await at.gateway.relay({ ...lastRequest(), to: 'log' });
  expect(noted[0]).toEqual(['not a record', { from: 'phone:a', channel: 'wireless' }]);
});

test('where the log is a tree every record is a leaf of it (A20 merkle)', async () => {
  await open({ A20: 'merkle' });
  for (let n = 0; n < 3; n += 1) await status();
  const leaves = at.log.store.entries(0, 9);
  expect(leaves).toHaveLength(3);
  expect(leaves.map(({ index }) => at.log.store.nodes.get(0, index))).toEqual(
    leaves.map(({ entry }) => leafHash(fromBytes(entry))),
  );
  expect(rootOf(at.log.store.nodes, 3)).toHaveLength(32);
});
