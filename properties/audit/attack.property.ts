import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { orderFrame } from '../../model/sa2pmp/roles/client/security-module.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { addressesOf } from '../../src/host/names.ts';
import { liveSetting } from '../../src/host/world.ts';
import { native } from '../../src/native.ts';
import { audit, type Audited, exitCode } from './audit.ts';
import { readFile } from './read.ts';
import { report } from './report.ts';
import { accepted, logOn, pay, type Running, running } from './system.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** Puts a frame in at the gateway as alice's phone would, under a name of its own. */
async function post({ gatewayUrl }: Running, message: Bytes): Promise<unknown> {
  const { phone: from, bank: to } = addressesOf('alice-01');
  const body = JSON.stringify({ id: randomBytes(16).toString('hex'), from, to, message });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${gatewayUrl}/frames`, { method: 'POST', headers, body });
  return answer.json();
}

/** The last order that a phone sent, as anybody on the wireless link saw it. */
function orderSeen(file: string): Bytes {
  const { lines } = accepted(readFile(file));
  const sends = lines.flatMap(({ said }) =>
    'effects' in said
      ? said.effects.filter((one) => one.effect === 'send' && one.note.startsWith('order'))
      : [],
  );
  const last = sends.at(-1);
  if (last?.effect !== 'send') throw new Error('no order was sent');
  return last.message;
}

/** A run in which alice pays once and then somebody does something. */
async function attacked(
  changes: Partial<Reading>,
  attack: (system: Running) => Promise<unknown>,
): Promise<Audited> {
  const system = await running({ ...readings.published, ...changes });
  await system.alice.phone.wants('start');
  await logOn(system.alice);
  await pay(system.alice, 'bob-02', '10 CAD');
  await attack(system);
  await system.fetch();
  const found = accepted(audit(await system.close()));
  system.remove();
  return found;
}

const broken = ({ claims }: Audited): readonly string[] =>
  claims.filter(({ verdict }) => verdict === 'broken').map(({ claim }) => claim);

const replay = async (system: Running): Promise<unknown> =>
  post(system, orderSeen(system.files[2]));

/** K out of bob's application package: the same in all packages of the release (A9). */
function packageKeyIn(file: string): Bytes {
  const saved = accepted(readFile(file)).charts['phone:bob-02'] ?? '';
  const { context } = JSON.parse(saved) as { context: { appPackage: { key: Bytes } } };
  return context.appPackage.key;
}

/** An order in alice's name, made with K of the insider's package and a key of the insider's. */
function forged(reading: Reading, key: Bytes): Bytes {
  const algebra = native(suiteOf(reading));
  const text = textToBytes;
  const [accid, signingKey] = [text('alice-01'), algebra.derive(text('bob'), 'signing-key')];
  const customer = { accid, sim: text('893-alice-01'), phid: text('35-alice-01') };
  const context = {
    customer: { ...customer, userid: accid, password: text('') },
    addresses: addressesOf('alice-01'),
    appPackage: { key, bank: text('First Bank'), bankPublicKey: text('') },
    signingKey,
    token: undefined,
    counter: 0,
    wish: undefined,
    pending: undefined,
  };
  const [type, payee, amount] = [text('pay'), text('bob-02'), text('500 CAD')];
  const wish = { type, payee, amount, password: undefined };
  const parts = { signingKey, wish, challenge: undefined, at: 0, fresh: text('forged') };
  return orderFrame(liveSetting(algebra, reading), context, parts).frame;
}

describe('an attack on a live run', () => {
  // W4. Kills: repetitions not counted, claims judged on one party's lines only.
  test('a replayed order: the model takes it too, and the claims on orders break', async () => {
    const found = await attacked({}, replay);
    expect(found).toMatchObject({ injected: [], repeated: [{ party: 'log' }] });
    expect(broken(found)).toEqual([
      'injective-agreement-order',
      'at-most-once',
      'injective-synchronisation-order',
    ]);
    expect(exitCode(found)).toBe(1);
  });

  // Kills: a count that stops where the claim breaks, one order of many, a replay without a place.
  test('every order is counted to the end, and every replay named', async () => {
    const found = await attacked({}, async (system) => {
      await replay(system);
      await replay(system);
      await pay(system.alice, 'bob-02', '400 CAD');
      await replay(system);
    });
    const orders = [
      'alice-01: pay 0.10 CAD to bob-02: carried out 3 times, ordered once',
      'alice-01: pay 4.00 CAD to bob-02: carried out 2 times, ordered once',
    ];
    const verdict = found.claims.find(({ claim }) => claim === 'at-most-once');
    expect(verdict).toMatchObject({ verdict: 'broken', why: orders.join('; '), orders });
    const [, gateway = '', phone = ''] = found.files.map(({ file }) => file);
    const text = report((_, one) => one, found);
    const again = text.filter((line) => line.includes(' took again over wireless what '));
    expect(again).toHaveLength(3);
    for (const line of again) {
      expect(line.startsWith(`  ${gateway}, line `)).toBe(true);
      expect(line).toContain(`: log took again over wireless what ${phone}, line `);
    }
    expect(text).toContain('3 messages delivered again');
    const told = text.findIndex((line) => /^at-most-once +broken: /u.test(line));
    const [first = '', second = ''] = text.slice(told);
    expect([first, second].map((line) => line.slice(first.indexOf('alice')))).toEqual(orders);
    expect(second.trim()).toBe(orders[1]);
  });

  // A7 signatures refuses it: a replay that comes to nothing is told and breaks nothing.
  test('a replayed order that the bank refuses breaks nothing', async () => {
    const found = await attacked({ A7: 'signatures' }, replay);
    expect(found).toMatchObject({ injected: [], repeated: [{ party: 'log' }] });
    expect(broken(found)).toEqual([]);
    expect(exitCode(found)).toBe(0);
  });

  // W1, A1 in-message. Kills: a message taken for sent because some party might send it.
  test('an order forged with K by an insider was put in, and was never sent', async () => {
    const reading: Partial<Reading> = { A1: 'in-message' };
    const found = await attacked(reading, async (system) => {
      const whole = { ...readings.published, ...reading };
      return post(system, forged(whole, packageKeyIn(system.files[3])));
    });
    expect(found.injected).toMatchObject([{ party: 'log', from: 'phone:alice-01' }]);
    expect(broken(found)).toContain('agreement-order');
    expect(found.claims.find(({ claim }) => claim === 'agreement-order')?.orders).toEqual([
      'alice-01: pay 5.00 CAD to bob-02: carried out once, never ordered',
    ]);
    expect(exitCode(found)).toBe(1);
  });

  test('a forged order that the bank refuses was put in all the same', async () => {
    const found = await attacked({}, async (system) =>
      post(system, forged(readings.published, packageKeyIn(system.files[3]))),
    );
    expect(found.injected).toHaveLength(1);
    expect(broken(found)).toEqual([]);
    expect(exitCode(found)).toBe(1);
  });
});
