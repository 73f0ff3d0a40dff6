import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { HAVE_VECTORS } from '../../src/testing/vectors.ts';
import { type Knowledge, knowledgeOf, logOnFrame, orderFrame, registrationFrame } from './forge.ts';
import { amidPayments, type Payer } from './honest.ts';
import { balanceOf, ready, type Town, town } from './town.ts';
import { jsonCases, naughtyStrings } from './vectors.ts';
import { bodyOf, envelope, freshId, type Heard, hearPost, type Target } from './wire.ts';

/** Octets that the heap may have grown by after everything here. */
const HEAP_GROWTH_BYTES_MAX = 32 * 1024 * 1024;

/** Hostile requests after which the heap is looked at. */
const REQUESTS = 5_000;

/** Hostile requests at a time. */
const AT_ONCE = 32;

let at: Town;
let alice: Knowledge;
let payer: Payer;
let ports: readonly [Target, Target];
let sent = 0;
let heapBytes = 0;

beforeAll(async () => {
  at = await town({ ...readings.published, A7: 'signatures' });
  const phone = await ready(at, 'alice-01');
  alice = knowledgeOf(at, phone);
  const accounts = ['alice-01', 'bob-02', 'carol-03'];
  payer = { town: at, phone: await ready(at, 'bob-02'), payee: 'carol-03', accounts };
  await ready(at, 'carol-03');
  ports = [
    { name: 'gateway', port: at.gateway.phones.port },
    { name: 'wired', port: at.ports.wired.port },
  ];
  await send([...Array(200).keys()].map(() => envelope('alice-01', '00')));
  heapBytes = settledHeap();
}, 60_000);

afterAll(() => at.close());

/** What the heap holds once what is not needed is gone. */
function settledHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** Posts to both ports in turn, so many at once; each must be answered, and by nothing but HTTP. */
async function send(bodies: readonly unknown[], path = '/frames'): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  const queue = bodies.entries();
  const work = async (): Promise<void> => {
    for (const [index, body] of queue) {
      const target = ports[index % 2] ?? ports[0];
      heard[index] = await hearPost(target, body, path);
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const { text } of heard) expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
  return heard;
}

const isEmpty = (heard: Heard): boolean => !heard.text.includes('"channel"');
const faults = () => at.told.filter(({ kind }) => kind === 'fault');

/** One change to a frame, as data. */
type Change =
  | { readonly kind: 'flip'; readonly where: number; readonly octet: number }
  | { readonly kind: 'cut'; readonly where: number }
  | { readonly kind: 'insert'; readonly where: number; readonly octets: string }
  | { readonly kind: 'swap'; readonly where: number }
  | { readonly kind: 'join'; readonly other: number };

const where = fc.double({ min: 0, max: 1, noNaN: true });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), where, octet: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), where }),
  fc.record({
    kind: fc.constant('insert' as const),
    where,
    octets: fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((some) => Buffer.from(some).toString('hex')),
  }),
  fc.record({ kind: fc.constant('swap' as const), where }),
  fc.record({ kind: fc.constant('join' as const), other: fc.nat(2) }),
);

function changed(frame: string, by: Change, frames: readonly string[]): string {
  const index =
    'where' in by
      ? 2 * Math.min(Math.floor((by.where * frame.length) / 2), frame.length / 2 - 1)
      : 0;
  const [before, after] = [frame.slice(0, index), frame.slice(index)];
  switch (by.kind) {
    case 'flip': {
      const octet = Number.parseInt(after.slice(0, 2), 16) ^ by.octet;
      return before + octet.toString(16).padStart(2, '0') + after.slice(2);
    }
    case 'cut':
      return before;
    case 'insert':
      return before + by.octets + after;
    case 'swap':
      return after + before;
    case 'join':
      return frame + (frames[by.other % frames.length] ?? '');
  }
}

// Design section 5. Kills: a reader that throws, a handler that hangs, a frame taken for another,
// an order executed twice.
describe('frames that no phone sends hurt nobody:', () => {
  test('random octets', async () => {
    const octets = fc
      .uint8Array({ maxLength: 400 })
      .map((some) => envelope('alice-01', Buffer.from(some).toString('hex')));
    const bodies = fc.sample(octets, 300);
    const heard = await amidPayments(payer, () => send(bodies));
    expect(heard.every(isEmpty)).toBe(true);
  });

  test('honest frames with one change or more', async () => {
    const frames = [orderFrame(alice), logOnFrame(alice, 'guess'), registrationFrame(alice)];
    const mutated = fc
      .tuple(fc.nat(frames.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }))
      .map(([index, changes]) =>
        changes.reduce(
          (frame, by) => (frame === '' ? '' : changed(frame, by, frames)),
          String(frames[index]),
        ),
      )
      .filter((frame) => frame !== frames[0]);
    const bodies = fc.sample(mutated, 600).map((frame) => envelope('alice-01', frame));
    const heard = await amidPayments(payer, () => send(bodies));
    expect(heard.every(isEmpty)).toBe(true);
    expect(faults()).toEqual([]);
  });

  test('honest frames again and again, in any order, at both ports: each is paid once', async () => {
    const orders = Array.from({ length: 4 }, () => envelope('alice-01', orderFrame(alice)));
    const before = ['alice-01', 'bob-02'].map((account) => balanceOf(at, account));
    const [schedule = []] = fc.sample(
      fc.array(fc.nat(orders.length - 1), { minLength: 60, maxLength: 60 }),
      1,
    );
    const some = [...schedule, 0, 1, 2, 3];
    const heard = await send(some.map((index) => orders[index]));
    const renamed = await send(orders.map((order) => ({ ...order, id: freshId() })));
    expect(balanceOf(at, 'alice-01')).toBe((before[0] ?? 0) - orders.length);
    expect(balanceOf(at, 'bob-02')).toBe((before[1] ?? 0) + orders.length);
    const answers = (index: number) =>
      new Set(some.flatMap((one, n) => (one === index ? [resultIn(heard[n])] : [])));
    for (const index of orders.keys()) expect(answers(index).size).toBe(1);
    expect(renamed.every(isEmpty)).toBe(true);
    // Paid back at the counter, so that the next test starts even.
    const money = { minor: orders.length, currency: 'CAD' };
    const { store } = at.bank;
    store.journal.transaction(() => {
      store.post({ from: 'bob-02', to: 'alice-01', money, what: 'paid back', at: 0 });
    });
  });

  function resultIn(heard: Heard | undefined): string {
    const { deliveries } = bodyOf(heard ?? { text: '', packets: 0 }) as {
      readonly deliveries: readonly { readonly to: string; readonly message: string }[];
    };
    return deliveries.find(({ to }) => to === 'phone:alice-01')?.message ?? '';
  }
});

/** Every request of ours, and its fields. */
const requests: readonly (readonly [string, () => Readonly<Record<string, unknown>>])[] = [
  ['/frames', () => ({ ...envelope('alice-01', '00'), received: [] })],
  ['/outbox', () => ({ received: [] })],
  ['/notices', () => ({ phone: 'phone:alice-01' })],
];

/** Each value in one field of one request, every field in turn, and in all fields at once. */
async function inEveryField(values: readonly unknown[]): Promise<void> {
  const fields = requests.flatMap(([path, request]) =>
    Object.keys(request()).map((field) => ({ path, request, field })),
  );
  for (const [turn, { path, request, field }] of fields.entries()) {
    const own = values.filter((_, index) => index % fields.length === turn);
    await send(
      own.map((value) => ({ ...request(), [field]: value })),
      path,
    );
  }
  await send(values.map((value) => ({ id: value, from: value, to: value, message: value })));
}

describe('JSON that no party sends hurts nobody:', () => {
  test.skipIf(!HAVE_VECTORS)('JSONTestSuite as bodies (../shared/vectors/hostile)', async () => {
    const bodies = jsonCases.map(({ bytes }) => bytes);
    await amidPayments(payer, () => send(bodies));
    expect(faults()).toEqual([]);
  });

  test.skipIf(!HAVE_VECTORS)('JSONTestSuite as values (../shared/vectors/hostile)', async () => {
    const values = jsonCases.flatMap(({ bytes, expect: taken }): readonly unknown[] =>
      taken === 'accept' ? [JSON.parse(bytes.toString('utf8'))] : [],
    );
    await amidPayments(payer, () => inEveryField(values));
    expect(faults()).toEqual([]);
  });

  test.skipIf(!HAVE_VECTORS)('naughty strings (../shared/vectors/hostile)', async () => {
    await amidPayments(payer, () => inEveryField(naughtyStrings));
    expect(faults()).toEqual([]);
  });

  test('keys twice, keys of Object.prototype, deep nesting, huge numbers', async () => {
    const good = JSON.stringify(envelope('alice-01', '00'));
    const more = (text: string) => `${good.slice(0, -1)},${text}}`;
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const bodies = [
      ...['"__proto__":{"received":[1]}', '"constructor":{"prototype":{"polluted":1}}'].map(more),
      ...['"to":"bank:bob-02"', '"toString":1', '"received":[1e400]', `"received":${deep}`].map(
        more,
      ),
      ...[`{"__proto__":${good}}`, deep, '1e400', `[${good}]`, `{"deliveries":[]}`],
    ];
    await amidPayments(payer, () => send(bodies));
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).toBeUndefined();
    expect(faults()).toEqual([]);
  });
});

// Kills: an answer, a frame or a name kept for each request refused.
test('the heap is no larger for 5,000 hostile requests', async () => {
  const bodies = Array.from({ length: Math.max(REQUESTS - sent, 0) }, (_, index) =>
    envelope(index % 2 === 0 ? 'alice-01' : `nobody-${index}`, '53320105'.repeat(200)),
  );
  await amidPayments(payer, () => send(bodies));
  expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  expect(settledHeap() - heapBytes).toBeLessThan(HEAP_GROWTH_BYTES_MAX);
});
