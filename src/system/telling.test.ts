/** What the log says of orders on its way to the bank (R7), over lines that fail, and what others fail to say. */
import { afterEach, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { enrol } from '../host/bank/enrol.ts';
import type { Request } from '../host/envelope.ts';
import { type BankAnswer, type BankLine, gateway } from '../host/log/gateway.ts';
import { showWitnessedHead, type CosignAnswer, type CosignAsked } from '../host/log/heads.ts';
import { verifierKey } from '../log/key.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
afterEach(() => {
  at.close();
});

const CUT = { unavailable: 'cut' } as const;
const order = { type: 'pay', payee: 'b', amount: '1000 CAD' } as const;

/** A house whose phone `a` is logged on. */
async function opened(): Promise<Held> {
  at = house(readings.repaired);
  const held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  at.enrolled('b');
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
  return held;
}

/** A second gateway on the log's file, whose line to the bank does what is told, one by one. */
function gatewayBy(answers: readonly ((request: Request) => BankAnswer)[]) {
  const { world, store, signingKey } = at.log;
  const told: string[] = [];
  let next = 0;
  const bank: BankLine = {
    forward: (request) => {
      told.push(request.from);
      const answer = answers[next] ?? (() => CUT);
      next += 1;
      return Promise.resolve().then(() => answer(request));
    },
    fetch: () => Promise.resolve({ deliveries: at.bank.bank.fetch([]) }),
  };
  const group = <R>(work: () => R) => Promise.resolve(store.journal.transaction(work));
  const bankPublicKey = at.bank.publicKey;
  const parts = { world, store, signingKey, bankPublicKey, group, bank, tracing: false };
  return { told, running: gateway(parts) };
}

const takes = (request: Request): BankAnswer => at.bank.bank.take({ ...request, channel: 'wired' });
const fails = (): BankAnswer => {
  throw new Error('the line broke');
};

describe('what the log says of an order', () => {
  /** The order as it stands in the phone's outbox, not handed over. */
  async function orderOf(held: Held): Promise<Request> {
    at.weather.wireless = 'cut';
    await held.wants('pay', order);
    return held.requests.at(-1) ?? expect.fail('nothing was sent');
  }

  // Kills: an answer to the phone although the bank does not know; a failure that is remembered.
  test.each([
    ['cut', () => CUT],
    ['broken', fails],
  ] as const)('is told the bank again when the line was %s', async (_, bad) => {
    const held = await opened();
    const request = await orderOf(held);
    const { told, running } = gatewayBy([takes, bad, takes, takes]);
    const first = await running.relay(request).catch((error: unknown) => String(error));
    expect(first).toEqual(
      bad === fails
        ? 'Error: the line broke'
        : { unavailable: 'the bank was not told what the log took' },
    );
    expect(at.bank.store.account('b')?.balanceMinor).toBe(10_000);
    expect(await running.fetch()).toBe(true);
    expect(told).toEqual(['phone:a', 'log', 'log']);
    expect(at.bank.store.account('b')?.balanceMinor).toBe(11_000);
    expect(at.log.store.size()).toBe(1);
  });
});

describe('a witness that knows another size', () => {
  const signer = () => at.log.signer;
  const asking = async (answer: (asked: CosignAsked) => CosignAnswer) => {
    const asked: CosignAsked[] = [];
    const key = verifierKey('witness', { name: 'w', seed: new Uint8Array(32).fill(7) });
    const cosign = (one: CosignAsked): Promise<CosignAnswer> => {
      asked.push(one);
      return Promise.resolve(answer(one));
    };
    const { missing } = await showWitnessedHead(at.log.store, signer(), [{ key, cosign }]);
    return { missing, asked: asked.map(({ oldSize, proof }) => [oldSize, proof.length]) };
  };

  /** A log of two records. */
  async function ofTwo(): Promise<void> {
    const held = await opened();
    for (const _ of [1, 2]) await held.wants('pay', order);
    expect(at.log.store.size()).toBe(2);
  }

  test('is asked again from there, with the proof, and is out of step if it still does', async () => {
    await ofTwo();
    for (const [knownSize, hashes] of [
      [1, 1],
      [2, 0],
    ] as const) {
      expect(await asking(() => ({ knownSize }))).toEqual({
        missing: ['w: out of step'],
        asked: [
          [0, 0],
          [knownSize, hashes],
        ],
      });
    }
  });

  test('larger than the log is not asked again: there is no proof', async () => {
    await ofTwo();
    const { missing, asked } = await asking(() => ({ knownSize: 3 }));
    expect([missing, asked]).toEqual([['w: out of step'], [[0, 0]]]);
  });
});

// All or nothing: an account without a package is none.
test('whoever has no package is not enrolled', async () => {
  await opened();
  const { world, store, bank } = at.bank;
  const silent = { ...bank, issue: () => [] };
  const counter = { world, store, bank: silent, name: 'x', releaseKey: world.fresh() };
  const who = { account: 'c', userid: 'c', password: 'p', sim: '1', phone: '2' };
  const opening = { minor: 1, currency: 'CAD' };
  expect(() => enrol({ ...counter, cost: { N: 16, r: 1, p: 1 } }, { ...who, opening })).toThrow(
    'enrol: the bank issued no package',
  );
  expect([store.account('c'), store.customer('c')]).toEqual([undefined, undefined]);
});

describe('the bank answers', () => {
  const asks = (given: Partial<Request>): Request => ({
    ...{ id: 'f'.repeat(32), channel: 'wired', from: 'phone:a', to: 'bank:a' },
    message: at.bank.world.fresh(),
    ...given,
  });

  test.each([
    ['an answer to no phone', { from: 'bank:b' }],
    ['no such account', { to: 'bank:nobody' }],
    ['no such account', { to: 'bank' }],
  ])('nothing, for a cause that the operator reads: %s', async (cause, given) => {
    await opened();
    const before = at.causes.length;
    expect(at.bank.bank.take(asks(given))).toEqual({ deliveries: [] });
    expect(at.causes.slice(before)).toEqual([cause]);
  });

  // Receipts come with requests. Kills: those of a request that is refused, or known, forgotten.
  test('and takes the receipts that come with a request, whatever becomes of it', async () => {
    await opened();
    at.bank.bank.expire('a');
    const [notice] = at.bank.bank.fetch([]);
    const seq = notice?.seq ?? expect.fail('no notice');
    at.bank.bank.take(asks({ to: 'bank:nobody' }), [seq]);
    expect(at.bank.bank.fetch([])).toEqual([]);
  });
});
