import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import type { News } from '../host/phone/phone.ts';
import { type Held, type House, house } from './testing/house.ts';

const uniform = { ...readings.published, A7: 'signatures', A36: 'uniform' } as const;
const pays = { type: 'pay', payee: 'b', amount: '100 CAD' };
const bill = { type: 'bill', payee: 'hydro', amount: '100 CAD' };
const logsOn = { userid: 'a', password: 'pw of a' };
const kinds = (news: readonly News[]) =>
  news
    .filter(({ kind }) => kind !== 'sent')
    .map((one) => ('status' in one ? one.status : one.kind));

let at: House;
let held: Held;
const begin = (reading: Parameters<typeof house>[0]): void => {
  at = house(reading);
  held = at.phone('a');
};
const balance = () => at.bank.store.account('a')?.balanceMinor;
const states = () => held.store.orders().map(({ state }) => state);
const installed = () => held.phone.install(at.enrolled('a'));

beforeEach(() => {
  begin(uniform);
});
afterEach(() => {
  at.close();
});

describe('what the phone cannot do it says, and does nothing', () => {
  const why = async (wish: Parameters<Held['wants']>[0], words = {}): Promise<string> => {
    const before = held.requests.length;
    const [news, ...more] = await held.wants(wish, words);
    expect([more, held.requests.length]).toEqual([[], before]);
    return news?.kind === 'refused-here' ? news.why : expect.fail(`did it: ${String(news?.kind)}`);
  };

  test('before the package is installed', async () => {
    for (const wish of ['start', 'logOn', 'pay', 'enquire'] as const) {
      expect(await why(wish)).toBe('the application package is not installed');
    }
    expect(held.phone.state()).toEqual({ keys: 'uninstalled', business: 'loggedOff' });
    expect(states()).toEqual([]);
  });

  test('before a key is registered, and again after', async () => {
    expect(installed()).toEqual([]);
    expect(await why('pay', pays)).toBe('log on first');
    await held.wants('logOn', logsOn);
    expect(await why('pay', pays)).toBe('no key is registered yet: register first');
    expect(kinds(await held.wants('start'))).toEqual(['key-made']);
    expect(await why('start')).toBe('the key pair has been made already');
    expect(states()).toEqual([]);
  });

  test('before it has the key that log-ons are signed with (A13 signed)', async () => {
    at.close();
    begin({ ...uniform, A13: 'signed' });
    installed();
    expect(await why('logOn', logsOn)).toBe('no key pair yet: register first');
  });

  test('while an answer is awaited, and a log-on twice', async () => {
    installed();
    await held.wants('start');
    at.weather.wireless = 'cut';
    expect(kinds(await held.wants('logOn', logsOn))).toEqual(['unanswered']);
    expect(await why('logOn', logsOn)).toBe('an answer is still awaited: resume, or give up');
    at.weather.wireless = 'up';
    expect(kinds(await held.phone.resume())).toEqual(['logged-on']);
    expect(await why('logOn', logsOn)).toBe('this phone is logged on already');
  });
});

describe('a phone that is logged on', () => {
  beforeEach(async () => {
    installed();
    at.enrolled('b');
    await held.wants('start');
    await held.wants('logOn', logsOn);
    expect(held.phone.state()).toEqual({ keys: 'registered', business: 'ready' });
  });

  test('pays, and keeps what became of it', async () => {
    expect(kinds(await held.wants('pay', pays))).toEqual(['executed']);
    expect(kinds(await held.wants('pay', { ...pays, amount: '99999 CAD' }))).toEqual(['declined']);
    expect([balance(), states()]).toEqual([9_900, ['executed', 'declined']]);
    expect(held.store.orders()[0]).toMatchObject({
      business: 'pay',
      payee: 'b',
      amount: '100 CAD',
    });
    expect(held.store.journal.pending(9)).toEqual([]);
  });

  test('remembers an order without a type as a transfer, and octets that are no text as nothing', async () => {
    const { type: _, ...unsaid } = pays;
    await held.wants('pay', unsaid);
    const amount = textToBytes('1 CAD');
    await held.phone.wants('pay', { payee: 'ff' as Bytes, amount });
    await held.wants('enquire', { type: 'balance' });
    expect(held.store.orders()).toMatchObject([
      { business: 'pay', payee: 'b', amount: '100 CAD', state: 'executed' },
      { business: 'pay', payee: '', amount: '1 CAD', state: 'declined' },
      { business: 'balance', payee: '', amount: '', state: 'executed' },
    ]);
  });

  test('is told the answer to an enquiry in words', async () => {
    const news = await held.wants('enquire', { type: 'balance' });
    expect(news.at(-1)).toEqual({ kind: 'result', status: 'executed', information: '10000 CAD' });
  });

  // W25. Kills: another id or other octets when sent again; an order paid twice.
  test.for(['cut', 'cut-back'] as const)(
    'sends again the same octets under the same name when the line was %s, and pays once',
    async (weather) => {
      at.weather.wireless = weather;
      expect(kinds(await held.wants('pay', pays))).toEqual(['unanswered']);
      expect(kinds(await held.phone.resume())).toEqual(['unanswered']);
      expect(states()).toEqual(['sent']);
      at.weather.wireless = 'up';
      expect(kinds(await held.phone.resume())).toEqual(['executed']);
      const [first, ...again] = held.requests.slice(-3);
      expect(again).toEqual([first, first]);
      expect(first?.id).toMatch(/^[0-9a-f]{32}$/u);
      expect([balance(), states(), at.log.store.size()]).toEqual([9_900, ['executed'], 1]);
      expect(await held.phone.resume()).toEqual([]);
    },
  );

  test('names every message differently', async () => {
    await held.wants('pay', pays);
    await held.wants('pay', pays);
    expect(new Set(held.requests.map(({ id }) => id)).size).toBe(held.requests.length);
    expect(balance()).toBe(9_800);
  });

  test('that gives up sends it no more, and may order anew', async () => {
    at.weather.wireless = 'cut';
    await held.wants('pay', pays);
    await held.phone.giveUp();
    expect([states(), held.phone.state().business]).toEqual([['unanswered'], 'ready']);
    at.weather.wireless = 'up';
    const before = held.requests.length;
    expect(await held.phone.resume()).toEqual([]);
    expect([held.requests.length, balance()]).toEqual([before, 10_000]);
    expect(kinds(await held.wants('pay', pays))).toEqual(['executed']);
  });

  test('that gives up what is answered already changes nothing of it', async () => {
    await held.wants('pay', pays);
    const before = held.phone.state();
    await held.phone.giveUp();
    expect([states(), held.phone.state()]).toEqual([['executed'], before]);
  });

  test('renews its key when the bank asks by SMS, once however often it looks', async () => {
    at.bank.bank.expire('a');
    expect(await at.gateway.fetch()).toBe(true);
    const { deliveries } = at.gateway.notices('phone:a');
    expect(deliveries).toHaveLength(1);
    expect(kinds(await held.phone.hears(deliveries))).toEqual(['key-made']);
    expect(await held.phone.hears(deliveries)).toEqual([]);
    expect(at.bank.store.keysOf('a')).toHaveLength(2);
    expect(kinds(await held.wants('pay', pays))).toEqual(['executed']);
  });
});

test('silence is an end: the order stays unanswered, and the next may come', async () => {
  at.close();
  begin({ ...uniform, A13b: 'password' });
  installed();
  await held.wants('start');
  await held.wants('logOn', logsOn);
  const order = { type: 'bill', payee: 'hydro', amount: '100 CAD' };
  expect(kinds(await held.wants('pay', { ...order, password: 'guess' }))).toEqual(['silence']);
  expect([states(), held.phone.state().business]).toEqual([['unanswered'], 'ready']);
  const { password } = logsOn;
  expect(kinds(await held.wants('pay', { ...order, password }))).toEqual(['executed']);
  expect([states(), balance()]).toEqual([['unanswered', 'executed'], 9_900]);
});

test('a peer that names the cause is quoted, and the order is over (A36 distinct)', async () => {
  at.close();
  begin({ ...uniform, A36: 'distinct' });
  installed();
  await held.wants('start');
  const news = await held.wants('logOn', { ...logsOn, password: 'guess' });
  expect(news).toContainEqual({ kind: 'refused', why: 'wrong userid or password' });
  expect(held.phone.state().business).toBe('loggedOff');
});

// A16, §5.2 TLS. Kills: an answer with all that the bank sends, the records of other eyes included.
test('a phone that is connected with the bank itself is handed its own answers alone (A16)', async () => {
  at.close();
  begin({ ...uniform, A16: 'https' });
  installed();
  await held.wants('start');
  await held.wants('logOn', logsOn);
  expect(kinds(await held.wants('pay', bill))).toEqual(['executed']);
  expect(at.log.store.size()).toBe(0);
  expect(await at.gateway.fetch()).toBe(true);
  expect(at.log.store.size()).toBe(1);
});

// Kills: a notice obeyed at once, a notice forgotten, a log-on that the phone does not allow.
test('a notice is followed when the next log-on confirms it, and not before (A27)', async () => {
  at.close();
  begin({ ...uniform, A27: 'notice-checked' });
  installed();
  await held.wants('start');
  await held.wants('logOn', logsOn);
  at.bank.bank.expire('a');
  await at.gateway.fetch();
  const { deliveries } = at.gateway.notices('phone:a');
  expect(kinds(await held.phone.hears(deliveries))).toEqual(['noticed']);
  expect(at.bank.store.keysOf('a')).toHaveLength(1);
  expect(kinds(await held.phone.hears(deliveries, 'shown again'))).not.toContain('noticed');
  expect(kinds(await held.wants('logOn', logsOn))).toEqual(['logged-on', 'key-made']);
  expect(at.bank.store.keysOf('a')).toHaveLength(2);
  expect(kinds(await held.wants('pay', bill))).toEqual(['executed']);
});

test('a package of octets that hold none is refused here', () => {
  const [news] = held.phone.install('00' as ReturnType<House['enrolled']>);
  expect(news?.kind).toBe('refused-here');
  expect(held.phone.state().keys).toBe('uninstalled');
});
