import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { fromBytes, toBytes } from '../../src/bytes.ts';
import { passwordCost } from '../../src/host/passwords.ts';
import { openBank, type OpenBank } from '../../src/system/bank.ts';
import { openLog } from '../../src/system/log.ts';
import { granted, notedLog } from '../../src/system/testing/house.ts';
import { type Child, started } from '../cli/system/children.ts';
import { folder } from '../cli/system/testing/process.ts';
import { exchange, phone, type Sent } from './client.mjs';

const { path, remove } = folder();
const reading = readings.repaired;
const settings = (name: string) =>
  ({ path: path(`${name}.db`), reading, crypto: 'openssl', log: notedLog() }) as const;
const octetsOf = (hex: Parameters<typeof fromBytes>[0]): Buffer => Buffer.from(fromBytes(hex));

const log = granted(openLog(settings('log')));
const logPublicKey = log.publicKey;
log.close();
const bank: OpenBank = granted(openBank({ ...settings('bank'), anchors: { logPublicKey } }));
const anchors = { bankKey: octetsOf(bank.publicKey), logKey: octetsOf(logPublicKey) };
const children: Child[] = [];
let gateway = '';

/** Enrols a customer at the counter and gives a stranger's phone the package. */
function enrolled(account: string) {
  const owner = { account, userid: account, sim: '893', phone: '356' };
  const opening = { minor: 10_000, currency: 'CAD' };
  const who = { ...owner, opening, password: `pw of ${account}` };
  const { message } = granted(bank.enrol(who, passwordCost));
  const made = phone({ owner, anchors, gateway, message: octetsOf(message) });
  return { phone: made };
}

/** Hands over what goes to the bank in the branch, as `bank branch` does. */
function handsOver({ messages }: { readonly messages: readonly Sent[] }): void {
  for (const { message, ...sent } of messages.filter(({ to }) => to.startsWith('bank:'))) {
    bank.bank.take({ ...sent, message: toBytes(Buffer.from(message, 'hex')), channel: 'branch' });
  }
}

const balance = (account: string): number => bank.store.account(account)?.balanceMinor ?? NaN;

beforeAll(async () => {
  const wired = ['bank', '--data', path('bank.db'), '--port', '0', '--https-port', '0'];
  const bankChild = await started('bank', wired);
  children.push(bankChild);
  const at = ['--port', '0', '--bank', bankChild.urls[0] ?? '', '--bank-key', bank.publicKey];
  const logChild = await started('log', ['log', '--data', path('log.db'), ...at]);
  children.push(logChild);
  gateway = logChild.urls[0] ?? '';
}, 60_000);

afterAll(async () => {
  await Promise.all(children.map(({ stop }) => stop()));
  bank.close();
  remove();
});

// docs/protocol.md says enough: the client knows the page and nothing of this project.
describe('a phone that was built from the page alone', () => {
  test('registers, logs on and pays the running bank, one order after the other', async () => {
    const alice = enrolled('alice-01');
    enrolled('bob-02');
    handsOver(alice.phone.register());
    expect(await alice.phone.logOn('pw of alice-01')).toMatchObject({ renews: false });
    for (const paid of [1000, 2000]) {
      const result = await alice.phone.pay({ payee: 'bob-02', amount: '1000 CAD' });
      expect(result.status).toBe('executed');
      expect(balance('bob-02')).toBe(10_000 + paid);
    }
    const tooMuch = await alice.phone.pay({ payee: 'bob-02', amount: '999999 CAD' });
    expect(tooMuch.status).toBe('declined');
    const order = { type: 'balance', payee: 'nobody', amount: 'nothing' };
    alice.phone.order(order);
    expect((await alice.phone.send()).reference.toString()).toContain('8000 CAD');
  });

  test('P-NET-1, P-NET-2: has the same answer when it sends an order again, and pays once', async () => {
    const carol = enrolled('carol-03');
    handsOver(carol.phone.register());
    await carol.phone.logOn('pw of carol-03');
    const sent = carol.phone.order({ type: 'pay', payee: 'bob-02', amount: '500 CAD' });
    const before = balance('bob-02');
    const first = await exchange(gateway, sent);
    expect(await exchange(gateway, sent)).toEqual(first);
    expect((await carol.phone.send()).status).toBe('executed');
    expect(balance('bob-02')).toBe(before + 500);
  });

  test('has the log say what became of an order, recorded or aborted', async () => {
    const dave = enrolled('dave-04');
    handsOver(dave.phone.register());
    await dave.phone.logOn('pw of dave-04');
    const paid = dave.phone.order({ type: 'pay', payee: 'bob-02', amount: '100 CAD' });
    await exchange(gateway, paid);
    expect(await dave.phone.resolve()).toBe('recorded');
    await dave.phone.logOn('pw of dave-04');
    const lost = dave.phone.order({ type: 'pay', payee: 'bob-02', amount: '100 CAD' });
    expect(await dave.phone.resolve()).toBe('aborted');
    const before = balance('bob-02');
    expect(await exchange(gateway, lost)).toEqual([]);
    expect(balance('bob-02')).toBe(before);
  });

  test('renews its key pair when the bank asks, and pays with the new one', async () => {
    const erin = enrolled('erin-05');
    handsOver(erin.phone.register());
    await erin.phone.logOn('pw of erin-05');
    bank.bank.expire('erin-05');
    await expect.poll(() => erin.phone.notices()).toHaveLength(1);
    expect(await erin.phone.logOn('pw of erin-05')).toMatchObject({ renews: true });
    handsOver(erin.phone.renew());
    const { status } = await erin.phone.pay({ payee: 'bob-02', amount: '100 CAD' });
    expect(status).toBe('executed');
    expect(bank.store.keysOf('erin-05')).toHaveLength(2);
  });
});

describe('the running system', () => {
  const raw = async (body: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(new URL('/frames', gateway), { method: 'POST', headers, body });
    return `${answer.status} ${await answer.text()}`;
  };
  const framed = (message: string): string =>
    JSON.stringify({
      ...{ id: randomBytes(16).toString('hex'), from: 'phone:alice-01', to: 'bank:alice-01' },
      message,
    });

  test('P-ERR-1, P-LIM-1: has one answer to all that it refuses, frames of 8,193 octets too', async () => {
    const answers = await Promise.all([
      raw(framed('ff05')),
      raw(framed('00'.repeat(8192))),
      raw(framed('00'.repeat(8193))),
      raw('{}'),
      raw('no JSON'),
    ]);
    expect(new Set(answers)).toEqual(new Set(['200 {"deliveries":[]}']));
  });

  test('P-LGN-6: refuses the eleventh log-on in a row without success, the right one too', async () => {
    const frank = enrolled('frank-06');
    handsOver(frank.phone.register());
    // The right password at another cost than the bank's is another verifier, and a wrong one.
    const cheap = { N: 16, r: 1, p: 1 };
    for (let tried = 0; tried < 10; tried += 1) {
      await expect(frank.phone.logOn('pw of frank-06', cheap)).rejects.toThrow('no answer');
    }
    await expect(frank.phone.logOn('pw of frank-06')).rejects.toThrow('no answer');
    bank.store.journal.transaction(() => {
      bank.store.clearAttempts('frank-06');
    });
    await expect(frank.phone.logOn('pw of frank-06')).resolves.toBeDefined();
  });
});
