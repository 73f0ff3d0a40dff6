/** What a phone remembers, what it forgets for good, and what it does not do while it is locked. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import type { Delivery } from '../host/envelope.ts';
import { HEARD_KEPT_MAX, NOTICES_KEPT_MAX } from '../host/limits.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
afterEach(() => {
  at.close();
});

const order = { type: 'bill', payee: 'hydro', amount: '100 CAD' } as const;
const logsOn = (words = {}) => held.wants('logOn', { userid: 'a', password: 'pw of a', ...words });

/** A house with a phone that has its package, and its key registered where told. */
async function opened(reading: Reading, isRegistered = true): Promise<void> {
  at = house(reading);
  held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  if (isRegistered) await held.wants('start');
}

test('a phone that is locked says so to whatever is wanted, and does nothing (A14)', async () => {
  await opened(readings.published);
  const { requests, phone } = at.phone('a', { isLocked: true });
  const why = 'the phone is locked: the PIN first';
  for (const news of [
    await phone.wants('logOn', {}),
    await phone.resume(),
    await phone.giveUp(),
    await phone.hears([]),
  ]) {
    expect(news).toEqual([{ kind: 'refused-here', why }]);
  }
  expect(requests).toEqual([]);
});

// The password stands in what was sent. Kills: octets left in the file behind what is forgotten.
test('what was sent to log on is scrubbed once it is answered or given up, and nothing else', async () => {
  await opened(readings.published);
  let scrubbed = 0;
  const { journal } = held.store;
  Object.assign(journal, { scrub: () => void (scrubbed += 1) });
  await logsOn();
  expect([scrubbed, journal.pending(9)]).toEqual([1, []]);
  await held.wants('pay', order);
  expect(scrubbed).toBe(1);
  at.weather.wireless = 'cut';
  await logsOn();
  await held.wants('pay', order);
  expect(scrubbed).toBe(1);
  await held.phone.giveUp();
  expect([scrubbed, journal.pending(9)]).toEqual([2, []]);
});

// Without it the bank would take no order ever again.
test.each([readings.published, readings.repaired])(
  'a key that is on its way is not given up with the rest (A2) %#',
  async (reading) => {
    await opened(reading, false);
    at.weather.wireless = 'cut';
    await held.wants('start');
    const before = held.store.journal.pending(9).length;
    at.weather.wireless = 'up';
    const asked = held.requests.length;
    await held.phone.giveUp();
    expect(held.store.journal.pending(9)).toHaveLength(before);
    expect(held.requests).toHaveLength(asked);
    await held.phone.resume();
    await logsOn();
    expect((await held.wants('pay', order)).at(-1)).toMatchObject({ status: 'executed' });
  },
);

describe('notices', () => {
  const notice = (seq: number): Delivery => ({
    ...{ seq, channel: 'sms', from: 'bank:a', to: 'phone:a' },
    message: textToBytes(`notice ${seq}`),
  });
  const notices = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => notice(from + n));
  const hears = async (deliveries: readonly Delivery[], epoch?: string) =>
    (await held.phone.hears(deliveries, epoch)).length;

  test('are looked at as far as an operator keeps them, the latest', async () => {
    await opened(readings.published, false);
    expect(await hears(notices(1, NOTICES_KEPT_MAX + 1))).toBe(NOTICES_KEPT_MAX);
    expect(await hears([notice(2)])).toBe(0);
    expect(await hears([notice(1)])).toBe(1);
  });

  test('are told apart by the outbox that they are of', async () => {
    await opened(readings.published, false);
    expect([await hears([notice(1)], 'x'), await hears([notice(1)], 'y')]).toEqual([1, 1]);
    expect([await hears([notice(1)], 'y'), await hears([notice(1)], 'x')]).toEqual([0, 0]);
    expect([await hears([notice(1)]), await hears([notice(1)], '')]).toEqual([1, 0]);
  });

  // Kills: what a phone's file says of them called otherwise, so that they are obeyed once more.
  test('that were heard before, by an older release too, are not heard again', async () => {
    await opened(readings.published, false);
    held.store.journal.note('notices heard', '["x/1"]');
    expect([await hears([notice(1)], 'x'), await hears([notice(2)], 'x')]).toEqual([0, 1]);
  });

  // Kills: a list that grows for ever.
  test('are known as long as they are among the last that were heard', async () => {
    await opened(readings.published, false);
    for (let n = 0; n <= HEARD_KEPT_MAX; n += NOTICES_KEPT_MAX) {
      expect(await hears(notices(n + 1, NOTICES_KEPT_MAX))).toBe(NOTICES_KEPT_MAX);
    }
    expect(await hears([notice(NOTICES_KEPT_MAX + 1)])).toBe(0);
    expect(await hears([notice(NOTICES_KEPT_MAX)])).toBe(1);
  });
});

// A10b, A18, R7. Kills: a key that is not told where the reading goes by it.
test.each([
  ['no key where none is gone by', {}, []],
  ['the platform’s, which packages are signed with', { A10b: 'signed' }, ['platformKey']],
  ['the bank’s, which notices are signed with', { A18: 'exists' }, ['bankPublicKey']],
] as const)('a phone is set up with %s, and with no password', (_, changes, told) => {
  at = house({ ...readings.published, ...changes });
  held = at.phone('a', { tracing: true });
  held.phone.install(at.enrolled('a'));
  const [line] = held.store.journal.traced();
  const { input } = JSON.parse(line?.line ?? '{}') as { input: Readonly<Record<string, unknown>> };
  const keys = Object.entries(input).filter(([name]) => name.endsWith('Key'));
  expect(keys).toEqual(told.map((name) => [name, at.bank.publicKey]));
  expect(input['customer']).toMatchObject({ accid: textToBytes('a'), password: '' });
});

test('a trace tells of a key pair that was made, and not the private key', async () => {
  at = house(readings.published);
  held = at.phone('a', { tracing: true });
  held.phone.install(at.enrolled('a'));
  await held.wants('start');
  const state = held.store.journal.chart('phone:a') ?? expect.fail('no chart');
  const { signingKey } = (JSON.parse(state) as { context: { signingKey: Bytes } }).context;
  expect(signingKey).toMatch(/^[0-9a-f]{32,}$/u);
  const lines = held.store.journal.traced().map(({ line }) => line);
  expect(lines.some((line) => line.includes('generated'))).toBe(true);
  expect(lines.filter((line) => line.includes(signingKey))).toEqual([]);
});
