/** Laws that the system once broke, each with the shortest way in which it did. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { FRAME_TAKEN_BYTES_MAX } from '../../src/host/limits.ts';
import { packageSchema } from '../../src/host/package.ts';
import { openPhone } from '../../src/system/phone.ts';
import { fileIn } from '../cli/system/files.ts';
import { knowledgeOf, orderFrame } from './forge.ts';
import { proxy } from './proxy.ts';
import { listeningLog, logOn, ready, type Town, town } from './town.ts';
import { envelope, hearPost, type Target, targetsOf } from './wire.ts';

const cleanUp: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

async function started(reading: Reading): Promise<Town> {
  const at = await town(reading);
  cleanUp.push(at.close);
  return at;
}

async function target(at: Town, name: Target['name']): Promise<Target> {
  const targets = await targetsOf(at);
  return targets.find((one) => one.name === name) ?? expect.fail(`no port ${name}`);
}

const mallory = { userid: 'mallory', sim: '1', phone: '2' };

test('the operator reads of an envelope that was none', async () => {
  const at = await started(readings.published);
  await hearPost(await target(at, 'gateway'), { id: 'x' });
  await hearPost(await target(at, 'wired'), { id: 'x' });
  expect(at.told).toHaveLength(2);
});

// Receipts were once taken on every port; the one for customers is not the gateway's.
test('only the gateway says what the gateway has received', async () => {
  const at = await started(readings.charitable);
  await at.gateway.close(0);
  const { journal } = at.bank.store;
  const row = { id: '', state: 'pending', channel: 'wired', hop: 'log', from: 'bank:x' } as const;
  const record = { ...row, to: 'log', message: textToBytes('a record'), note: '' };
  const seq = journal.transaction(() => journal.enqueue(record));
  await hearPost(await target(at, 'https'), { ...envelope('x', ''), received: [seq] });
  expect(journal.sent(seq)?.state).toBe('pending');
});

// The record of an order near the limit was over it: no gateway could take the bank's batch again.
test('one long order does not cut the gateway off from the bank', async () => {
  const at = await started({ ...readings.charitable, A36: 'distinct' });
  const alice = knowledgeOf(at, await ready(at, 'alice-01'));
  const long = orderFrame(alice, { payee: 'x'.repeat(16_150) });
  await hearPost(await target(at, 'gateway'), envelope('alice-01', long));
  expect(await at.gateway.gateway.fetch()).toBe(true);
});

// A frame of the longest kind that is taken still makes an entry that is read.
test('whatever the log keeps can be shown to a judge', async () => {
  const at = await started(readings.charitable);
  const alice = knowledgeOf(at, await ready(at, 'alice-01'));
  const longest = (payee: number): Bytes => orderFrame(alice, { payee: 'x'.repeat(payee) });
  const spare = FRAME_TAKEN_BYTES_MAX - longest(0).length / 2;
  const frames = [spare + 16, spare, spare - 16].map(longest);
  for (const frame of frames)
    await hearPost(await target(at, 'gateway'), envelope('alice-01', frame));
  const kept = at.log.store.entries(0, 9);
  const { algebra, reading } = at.log.world;
  expect(kept.length).toBeGreaterThan(0);
  for (const { entry } of kept) {
    expect(algebra.decode(messages(reading).entry, entry)).toBeDefined();
  }
});

// Who says to be the log would have the answer take the record's place at the bank (A19).
test('an order whose answer would go to no phone is refused', async () => {
  const at = await started({ ...readings.published, A23: 'before' });
  const alice = knowledgeOf(at, await ready(at, 'alice-01'));
  await at.phone('bob-02');
  const posed = { ...envelope('alice-01', orderFrame(alice)), from: 'log' };
  await hearPost(await target(at, 'gateway'), posed);
  const db = new DatabaseSync(join(at.folder, 'bank.db'), { readOnly: true });
  const executed = db.prepare('SELECT count(*) AS n FROM executed_order').get()?.['n'];
  db.close();
  expect(executed).toBe(0);
});

// The phone once stepped its chart on the channel that the operator named.
test('what the operator has for notices is not believed as if it came over HTTPS', async () => {
  const at = await started(readings.charitable);
  const middle = await proxy(at.gateway.phones.url);
  cleanUp.push(middle.close);
  const away = { gatewayUrl: middle.url, httpsUrl: 'https://127.0.0.1:1' };
  const alice = await at.phone('alice-01', away);
  await alice.phone.wants('start');
  await logOn(alice);
  const { algebra, reading } = at.bank.world;
  const message = algebra.encode(messages(reading).welcome, { token: textToBytes('forged') });
  const forged = {
    seq: 1,
    channel: 'https',
    from: 'bank:alice-01',
    to: 'phone:alice-01',
    message,
  };
  middle.answers({ deliveries: [forged] });
  await alice.fetchNotices();
  expect(alice.phone.state().business).toBe('loggingOn');
});

// One answer with the largest number, and no later notice was heard.
test('a gateway that lied once about a number does not keep notices away for ever', async () => {
  const at = await started(readings.published);
  const middle = await proxy(at.gateway.phones.url);
  cleanUp.push(middle.close);
  const alice = await at.phone('alice-01', { gatewayUrl: middle.url });
  await alice.phone.wants('start');
  const lie = { seq: Number.MAX_SAFE_INTEGER, channel: 'sms', from: 'x', to: 'y', message: '00' };
  middle.answers({ deliveries: [lie] });
  await alice.fetchNotices();
  middle.answers();
  at.bank.bank.expire('alice-01');
  await at.gateway.gateway.fetch();
  expect(await alice.fetchNotices()).toContainEqual(expect.objectContaining({ kind: 'sent' }));
});

test('a package that names no HTTP address is refused, and bricks no phone', async () => {
  const at = await started(readings.published);
  await at.phone('alice-01');
  const from = { ...at.packageOf('alice-01'), gateway: 'ftp://127.0.0.1/' };
  const path = join(at.folder, 'mallory.db');
  const open = () =>
    openPhone({ path, log: listeningLog(), install: { from, owner: mallory }, crypto: 'openssl' });
  expect(open()).toHaveProperty('refusal');
  expect(open()).toHaveProperty('refusal');
});

test('a package without the message of one is not installed', async () => {
  const at = await started(readings.published);
  await at.phone('alice-01');
  const from = { ...at.packageOf('alice-01'), message: textToBytes('no package') };
  const path = join(at.folder, 'mallory.db');
  const open = openPhone({ path, log: listeningLog(), install: { from, owner: mallory } });
  if (!('refusal' in open)) cleanUp.push(open.close);
  expect(open).toHaveProperty('refusal');
});

test.each([
  ['a value', '{"format":"x\\n\\u001b[2Jy"}'],
  ['a file that is no JSON', '{"key":\n\u001b[2J}'],
])('%s of control characters is told in one line without them', async (_, content) => {
  const at = await started(readings.published);
  const path = join(at.folder, 'package.json');
  writeFileSync(path, content);
  const tell = () => fileIn(packageSchema, path);
  expect(tell).toThrow(/^[ -~]+$/u);
});

// A13b password: whoever has the phone may guess with orders, too.
test('a password guessed with orders is counted as one guessed at log-on', async () => {
  const at = await started({ ...readings.published, A13b: 'password' });
  const phone = await ready(at, 'alice-01');
  await at.phone('bob-02');
  const tries = async (password: string) => {
    const values = { payee: 'bob-02', amount: '1 CAD', password };
    const bytes = Object.entries(values).map(([name, text]) => [name, textToBytes(text)]);
    const news = await phone.phone.wants('pay', Object.fromEntries(bytes) as never);
    return news.some(({ kind }) => kind === 'result');
  };
  for (let n = 0; n < 20; n += 1) await tries(`guess ${n}`);
  expect(await tries('pw of alice-01')).toBe(false);
});
