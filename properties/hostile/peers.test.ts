import { said } from '../../src/system/testing/said.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { OUTBOX_BATCH_MAX } from '../../src/host/limits.ts';
import type { News } from '../../src/host/phone/phone.ts';
import { openLog, type OpenLog, type ServedLog, serveLog } from '../../src/system/log.ts';
import { type OpenPhone, openPhone } from '../../src/system/phone.ts';
import { knowledgeOf } from './forge.ts';
import { type Proxy, proxy } from './proxy.ts';
import { opened } from '../audit/served.ts';
import { balanceOf, listeningLog, logOn, pay, ready, type Town, town } from './town.ts';
import { bodyOf, envelope, hearPost } from './wire.ts';

let at: Town;
/** Between phone and gateway, and between gateway and bank. */
let [atGateway, atBank]: readonly [Proxy?, Proxy?] = [];
let file: OpenLog;
let behind: ServedLog;
let alice: OpenPhone;
let carol: OpenPhone;

const there = <T>(one: T | undefined): T => one ?? expect.fail('not there');

beforeAll(async () => {
  at = await town(readings.charitable);
  [atGateway, atBank] = [await proxy(at.gateway.phones.url), await proxy(at.ports.wired.url)];
  const log = listeningLog();
  const { reading } = at;
  file = opened(openLog({ path: join(at.folder, 'second.db'), reading, crypto: 'openssl', log }));
  behind = await serveLog(file, { phones: { port: 0 }, bankUrl: atBank.url });
  await ready(at, 'bob-02');
  alice = await at.phone('alice-01', { gatewayUrl: atGateway.url });
  carol = await at.phone('carol-03', { gatewayUrl: behind.phones.url });
  for (const open of [alice, carol]) {
    await open.phone.wants('start');
    await logOn(open);
  }
}, 60_000);

afterAll(async () => {
  await behind.close(0);
  await there(atGateway).close();
  await there(atBank).close();
  file.close();
  await at.close();
});

const big = Number.MAX_SAFE_INTEGER;
const delivery = (changes: Readonly<Record<string, unknown>> = {}) => ({
  ...{ seq: 0, channel: 'wireless', from: 'bank:alice-01', to: 'phone:alice-01', message: '00' },
  ...changes,
});
const many = (times: number, changes: Readonly<Record<string, unknown>> = {}) =>
  Array.from({ length: times }, () => delivery(changes));

/** Answers of no form of ours. */
const formless: readonly (readonly [string, unknown])[] = [
  ['nothing', null],
  ['a list', []],
  ['no deliveries', {}],
  ['deliveries that are none', { deliveries: {} }],
  ['a field too many', { deliveries: [], more: 1 }],
  ['a delivery too many', { deliveries: many(2 * OUTBOX_BATCH_MAX + 1) }],
  ['a delivery with a field too many', { deliveries: [delivery({ id: '' })] }],
  ['a channel of no peer', { deliveries: [delivery({ channel: 'package' })] }],
  ['a number below zero', { deliveries: [delivery({ seq: -1 })] }],
  ['a number that is not whole', { deliveries: [delivery({ seq: 0.5 })] }],
  ['a number past 2^53', { deliveries: [delivery({ seq: 2 ** 53 })] }],
  ['a message that is no hex', { deliveries: [delivery({ message: 'zz' })] }],
  ['an address of two lines', { deliveries: [delivery({ to: 'phone:a\nb' })] }],
  ['a cause that is no text', { deliveries: [], refusal: 1 }],
  ['a cause of 201 characters', { deliveries: [], refusal: 'x'.repeat(201) }],
];

const results = (news: readonly News[]): readonly string[] =>
  news.flatMap((one) => (one.kind === 'result' ? [one.status] : []));

const order = said({ type: 'pay', payee: 'bob-02', amount: '1 CAD' });

// Kills: an answer believed that is of no form, an order given up or sent as a second one.
describe('a hostile gateway against a phone:', () => {
  test.each(formless)('%s is no answer, and the order is paid once in the end', async (_, body) => {
    const before = balanceOf(at, 'alice-01');
    there(atGateway).answers(body);
    expect(await alice.phone.wants('pay', order)).toMatchObject([
      { kind: 'sent' },
      { kind: 'unanswered' },
    ]);
    expect(balanceOf(at, 'alice-01')).toBe(before);
    there(atGateway).answers();
    expect(results(await alice.phone.resume())).toEqual(['executed']);
    expect(balanceOf(at, 'alice-01')).toBe(before - 1);
  });

  /** Messages that a phone takes in some state, on some channel. */
  function tempting(): readonly Bytes[] {
    const { algebra, reading } = at.bank.world;
    const shapes = messages(reading);
    const key = textToBytes('the key of a stranger');
    const { key: k } = knowledgeOf(at, carol);
    const status = textToBytes('executed');
    const reference = textToBytes('forged');
    const forged = algebra.encode(shapes.result, { status, reference, request: textToBytes('x') });
    const sealed = (by: Bytes) =>
      algebra.encode(shapes.answerFrame, {
        body: algebra.seal(by, algebra.derive(key, 'iv'), forged),
        signature: key,
      });
    const bankPublicKey = algebra.publicKey(key);
    return [
      algebra.encode(shapes.appPackage, { bank: key, bankPublicKey, key }),
      algebra.encode(shapes.welcome, { token: key }),
      algebra.encode(shapes.notice, { accid: textToBytes('alice-01') }),
      ...[sealed(key), sealed(k), forged],
    ];
  }

  // `host/phone` answers arrive on the channel on which was asked, whatever they say. Kills: the
  // channel of the delivery taken; a package installed twice; a result for another order.
  test.each(['wireless', 'wired', 'https', 'sms', 'branch'] as const)(
    'nothing on channel %s moves a phone that awaits a result',
    async (channel) => {
      const before = knowledgeOf(at, alice);
      const paid = balanceOf(at, 'alice-01');
      for (const message of tempting()) {
        there(atGateway).answers({ deliveries: many(3, { channel, message, seq: big }) });
        const news = await alice.phone.wants('pay', order);
        expect(results(news)).toEqual([]);
        expect(news.at(-1)?.kind).toBe('silence');
      }
      expect(known(knowledgeOf(at, alice))).toEqual(known(before));
      expect(balanceOf(at, 'alice-01')).toBe(paid);
      there(atGateway).answers();
      expect(await pay(alice, 'bob-02', '1 CAD')).toEqual(['executed']);
    },
  );

  const known = ({ key, signingKey, token, bankName }: ReturnType<typeof knowledgeOf>) => ({
    ...{ key, signingKey, token, bankName },
  });

  test('the result of an earlier order is not believed of a later one (A17)', async () => {
    let kept: unknown;
    there(atGateway).changes((body) => {
      kept ??= body;
      return kept;
    });
    expect(await pay(alice, 'bob-02', '1 CAD')).toEqual(['executed']);
    expect(results(await alice.phone.wants('pay', order))).toEqual([]);
    there(atGateway).answers();
    expect(await pay(alice, 'bob-02', '1 CAD')).toEqual(['executed']);
  });

  test('two hundred deliveries are heard out', async () => {
    there(atGateway).answers({ deliveries: many(2 * OUTBOX_BATCH_MAX) });
    expect(results(await alice.phone.wants('pay', order))).toEqual([]);
    there(atGateway).answers();
    expect(await pay(alice, 'bob-02', '1 CAD')).toEqual(['executed']);
  });
});

// Kills: a record taken twice, one that is none kept, a message passed to another phone.
describe('a hostile bank against the gateway:', () => {
  // The other gateway stops, and this one takes what was left for both.
  beforeAll(async () => {
    await at.gateway.close(0);
    while ((await behind.gateway.fetch()) && at.bank.store.journal.pending(1).length > 0);
  });

  const gateway = () => ({ name: 'gateway', port: behind.phones.port }) as const;
  const relayed = async () => bodyOf(await hearPost(gateway(), envelope('carol-03', '00')));

  /** The gateway still works: a payment of carol's succeeds and is in the log, once. */
  async function works(): Promise<void> {
    there(atBank).answers();
    const before = file.store.size();
    expect(await pay(carol, 'bob-02', '1 CAD')).toEqual(['executed']);
    expect(await behind.gateway.fetch()).toBe(true);
    await behind.gateway.fetch();
    expect(file.store.size()).toBe(before + 1);
  }

  test.each(formless)('%s is no answer', async (_, body) => {
    const before = file.store.size();
    there(atBank).answers(body);
    expect(await relayed()).toEqual({ unavailable: true });
    expect(await behind.gateway.fetch()).toBe(false);
    expect(file.store.size()).toBe(before);
    await works();
  });

  const toPhone = { from: 'bank:carol-03', to: 'phone:carol-03' };

  test.each([
    ['for another phone', { to: 'phone:alice-01' }],
    ['for no phone', { to: 'bank:carol-03' }],
    ['for the log, and no record', { to: 'log' }],
    ['for the log, over HTTPS', { to: 'log', channel: 'https', message: '5332011200000000' }],
    ['with a number before', { ...toPhone, seq: big }],
  ])('messages %s are not passed on, and nothing is recorded', async (_, changes) => {
    const before = file.store.size();
    there(atBank).answers({ deliveries: many(2 * OUTBOX_BATCH_MAX, changes) });
    await behind.gateway.fetch();
    expect(await relayed()).toEqual({ deliveries: [] });
    expect(file.store.size()).toBe(before);
    await works();
  });

  test.each(['wireless', 'wired', 'https', 'branch'] as const)(
    'a message on channel %s reaches the phone that asked on the wireless link',
    async (channel) => {
      there(atBank).answers({ deliveries: [delivery({ ...toPhone, channel })] });
      expect(await relayed()).toEqual({
        deliveries: [delivery({ ...toPhone, channel: 'wireless' })],
      });
      await works();
    },
  );

  test('a record given many times under one number is recorded once', async () => {
    const records: unknown[] = [];
    there(atBank).changes((body) => {
      const { deliveries } = body as { readonly deliveries: readonly { readonly to: string }[] };
      records.push(...deliveries.filter(({ to }) => to === 'log'));
      return { deliveries: deliveries.flatMap((one) => [one, one, one]) };
    });
    const before = file.store.size();
    const [first, ...repeated] = await pay(carol, 'bob-02', '1 CAD');
    expect([first, new Set(repeated)]).toEqual(['executed', new Set(['refused-here'])]);
    expect(file.store.size()).toBe(before + 1);
    there(atBank).answers({ deliveries: [...records, ...records] });
    await behind.gateway.fetch();
    await relayed();
    expect(file.store.size()).toBe(before + 1);
    await works();
  });

  test('numbers without end are received, and the line still works', async () => {
    for (let round = 0; round < 10; round += 1) {
      const deliveries = many(2 * OUTBOX_BATCH_MAX, { to: 'log' }).map((one, index) => ({
        ...one,
        seq: big - 1 - round * 1000 - index,
      }));
      there(atBank).answers({ deliveries });
      expect(await behind.gateway.fetch()).toBe(true);
    }
    await works();
  });
});

test('a package is for the phone that has none: later ones are refused with a reason', () => {
  const open = openPhone({
    path: join(at.folder, 'alice-01.db'),
    crypto: 'openssl',
    log: listeningLog(),
    install: {
      from: at.packageOf('alice-01'),
      owner: { userid: 'mallory', sim: 'x', phone: 'y' },
    },
  });
  expect(open).toEqual({ refusal: expect.stringMatching(/is installed already$/) });
});
