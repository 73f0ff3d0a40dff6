import { said } from '../../src/system/testing/said.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../src/bytes.ts';
import {
  AMOUNT_MINOR_MAX,
  ANSWERS_KEPT_MAX,
  FRAME_TAKEN_BYTES_MAX,
  NAME_LENGTH_MAX,
  NOTICES_KEPT_MAX,
  OUTBOX_BATCH_MAX,
  STATEMENT_LINES_MAX,
} from '../../src/host/limits.ts';
import type { OutboxRow } from '../../src/host/journal.ts';
import { addressesOf } from '../../src/host/names.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { type Knowledge, knowledgeOf, orderFrame } from './forge.ts';
import { balanceOf, pay, ready, type Town, town } from './town.ts';
import { bodyOf, envelope, hearPost, type Target } from './wire.ts';

let at: Town;
let alice: Knowledge;
let phone: OpenPhone;
let gateway: Target;
let wired: Target;

async function settled(): Promise<void> {
  at = await town({ ...readings.published, A7: 'signatures' });
  phone = await ready(at, 'alice-01');
  await ready(at, 'bob-02');
  alice = knowledgeOf(at, phone);
  gateway = { name: 'gateway', port: at.gateway.phones.port };
  wired = { name: 'wired', port: at.ports.wired.port };
}

// By the first test: what runs before all of them counts for Stryker as run when a module is loaded.
let opening: Promise<void> | undefined;
beforeEach(() => (opening ??= settled()), 60_000);

afterAll(() => at.close());

/** Whether an envelope comes as far as the bank, which names the cause (A36 distinct). */
async function arrives(target: Target, said: unknown): Promise<boolean> {
  return 'refusal' in (bodyOf(await hearPost(target, said)) as object);
}

const waiting = (to: string): Omit<OutboxRow, 'seq'> => ({
  ...{ id: '', state: 'pending', channel: 'sms', hop: to, from: 'bank:x', to, note: '' },
  message: textToBytes('notice'),
});

function enqueue(to: string, times: number): void {
  const { journal } = at.bank.store;
  journal.transaction(() => {
    for (let n = 0; n < times; n += 1) {
      journal.enqueue({ ...waiting(to), message: textToBytes(`notice ${n}`) });
    }
  });
}

const pending = (): number => at.bank.store.journal.pending(10_000).length;

// `host/limits.ts`, each at its edge and one beyond. Kills: each limit off by one, or not there.
describe('what is taken has a limit:', () => {
  test('octets of a frame', async () => {
    for (const target of [gateway, wired]) {
      const sized = (octets: number) => envelope('alice-01', '00'.repeat(octets));
      expect(await arrives(target, sized(FRAME_TAKEN_BYTES_MAX))).toBe(true);
      expect(await arrives(target, sized(FRAME_TAKEN_BYTES_MAX + 1))).toBe(false);
    }
  });

  test('characters of an address', async () => {
    const to = (length: number) => ({ ...envelope('x', ''), to: 'b'.repeat(length) });
    expect(await arrives(gateway, to(NAME_LENGTH_MAX + 8))).toBe(true);
    expect(await arrives(gateway, to(NAME_LENGTH_MAX + 9))).toBe(false);
  });

  test('characters of a name', async () => {
    const longest = 'n'.repeat(NAME_LENGTH_MAX);
    await ready(at, longest);
    expect(await pay(phone, longest, '1 CAD')).toEqual(['executed']);
    const bills = async (payee: string) => {
      const values = said({ type: 'bill', payee, amount: '1 CAD' });
      const news = await phone.phone.wants('pay', values);
      return news.flatMap((one) => (one.kind === 'result' ? [one.status] : []));
    };
    expect(await bills(longest)).toEqual(['executed']);
    expect(await bills(`${longest}n`)).toEqual(['declined']);
  });

  test('receipts in one envelope', async () => {
    const many = (n: number) => Array.from({ length: n }, () => 0);
    const most = 16 * OUTBOX_BATCH_MAX;
    const frame = (n: number) => ({ ...envelope('alice-01', ''), received: many(n) });
    expect(await arrives(wired, frame(most))).toBe(true);
    expect(await arrives(wired, frame(most + 1))).toBe(false);
    // A bank whose gateway is away: nobody else hands receipts in.
    const alone = await town(readings.published);
    await alone.gateway.close(0);
    const { journal } = alone.bank.store;
    const port = { name: 'wired', port: alone.ports.wired.port } as const;
    const seq = journal.transaction(() => journal.enqueue(waiting('phone:nobody')));
    const after = async (n: number) => {
      await hearPost(port, { received: [...many(n - 1), seq] }, '/outbox');
      return journal.sent(seq)?.state;
    };
    expect([await after(most + 1), await after(most)]).toEqual(['pending', 'done']);
    await alone.close();
  });

  test('numbers of receipts', async () => {
    for (const seq of [-1, 0.5, 2 ** 53, 1e308, '1', null]) {
      expect(await arrives(wired, { ...envelope('alice-01', ''), received: [seq] })).toBe(false);
    }
    const largest = { ...envelope('alice-01', ''), received: [Number.MAX_SAFE_INTEGER] };
    expect(await arrives(wired, largest)).toBe(true);
  });

  test('an amount', async () => {
    const { store } = at.bank;
    const money = { minor: 3 * AMOUNT_MINOR_MAX, currency: 'CAD' };
    store.journal.transaction(() => {
      store.post({ from: 'opening:CAD', to: 'alice-01', money, what: 'a legacy', at: 0 });
    });
    const before = balanceOf(at, 'bob-02');
    expect(await pay(phone, 'bob-02', `${AMOUNT_MINOR_MAX + 1} CAD`)).toEqual(['declined']);
    expect(await pay(phone, 'bob-02', `${AMOUNT_MINOR_MAX} CAD`)).toEqual(['executed']);
    expect(balanceOf(at, 'bob-02')).toBe(before + AMOUNT_MINOR_MAX);
  });
});

describe('what is kept has a limit:', () => {
  test('messages handed over at once from the outbox', async () => {
    await at.gateway.gateway.fetch();
    await at.gateway.gateway.fetch();
    expect(pending()).toBe(0);
    enqueue('phone:nobody', OUTBOX_BATCH_MAX + 1);
    const first = at.bank.bank.fetch([]);
    expect(first).toHaveLength(OUTBOX_BATCH_MAX);
    expect(at.bank.bank.fetch(first.map(({ seq }) => seq))).toHaveLength(1);
  });

  test('notices for a phone at the operator, the oldest gone first', async () => {
    const { phone: to } = addressesOf('noticed');
    const kept = () => at.gateway.gateway.notices(to).deliveries;
    enqueue(to, NOTICES_KEPT_MAX);
    await at.gateway.gateway.fetch();
    await at.gateway.gateway.fetch();
    const before = kept();
    expect(before).toHaveLength(NOTICES_KEPT_MAX);
    enqueue(to, 1);
    await at.gateway.gateway.fetch();
    expect(kept()).toHaveLength(NOTICES_KEPT_MAX);
    expect(kept().slice(0, -1)).toEqual(before.slice(1));
  });

  // Kills: an order taken again once its answer is forgotten (A7 signatures).
  test('answers for an account; a request forgotten is not carried out again', async () => {
    const first = envelope('alice-01', orderFrame(alice));
    const answer = await hearPost(gateway, first);
    const more = async (times: number) => {
      for (let n = 0; n < times; n += 1) {
        await hearPost(gateway, envelope('alice-01', orderFrame(alice)));
      }
    };
    await more(ANSWERS_KEPT_MAX - 1);
    expect(await hearPost(gateway, first)).toEqual(answer);
    const before = balanceOf(at, 'alice-01');
    await more(1);
    expect(bodyOf(await hearPost(gateway, first))).toMatchObject({ refusal: 'not fresh' });
    expect(balanceOf(at, 'alice-01')).toBe(before - 1);
  });

  test('lines of a statement', async () => {
    const news = await phone.phone.wants('enquire', said({ type: 'statement' }));
    const [result] = news.flatMap((one) => (one.kind === 'result' ? [one.information] : []));
    expect(result?.split('\n')).toHaveLength(1 + STATEMENT_LINES_MAX);
  });
});
