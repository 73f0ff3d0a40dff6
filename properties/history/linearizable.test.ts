import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { History, Operation } from './history.ts';
import { type Linearizability, linearizability } from './linearizable.ts';
import { explainable, replays } from './naive.ts';
import { type Dice, diceFrom, faults, type Simulation, simulated } from './simulated.ts';
import { stepsByAccount, windows } from './steps.ts';
import { settled } from './totals.ts';

const seeds = fc.noShrink(fc.integer());

/** Accounts with something on them. */
const balances = (accounts: number, eachMinor: number): History['initial'] =>
  new Map(Array.from({ length: accounts }, (_, index) => [`account-${index}`, eachMinor]));

/** Up to seven operations on one account; the other one has money without end. */
const small = (roll: Dice): Simulation => ({
  roll,
  clients: 1 + roll(5),
  operations: 1 + roll(7),
  initial: new Map([
    ['alice', roll(5)],
    ['world', 1_000_000],
  ]),
  amountMax: 3,
  unknownPercent: roll(2) * 25,
  ask: askAlice,
});

const askAlice: NonNullable<Simulation['ask']> = (roll, reference) => {
  const amountMinor = 1 + roll(3);
  const transfer = { kind: 'transfer', amountMinor, reference } as const;
  const what = roll(7);
  if (what < 2) return { kind: 'balance', account: 'alice' };
  if (what === 2) return { ...transfer, from: 'alice', to: 'alice' };
  return what < 5
    ? { ...transfer, from: 'alice', to: 'world' }
    : { ...transfer, from: 'world', to: 'alice' };
};

/** The same history with one operation told otherwise, or at another time. */
const altered = (roll: Dice, { initial, operations }: History): History => {
  const victim = roll(operations.length);
  return {
    initial,
    operations: operations.map((operation, index) =>
      index === victim ? alteredOne(roll, operation) : operation,
    ),
  };
};

const alteredOne = (roll: Dice, operation: Operation): Operation => {
  const { what } = operation;
  const earlier = Math.max(0, operation.invokedAt - roll(6));
  if (roll(4) === 0) return { ...operation, invokedAt: earlier };
  if (roll(4) === 0) return { ...operation, returnedAt: undefined };
  if (roll(4) === 0) return { ...operation, returnedAt: operation.invokedAt };
  if (what.kind === 'balance')
    return { ...operation, what, outcome: { kind: 'balance', balanceMinor: roll(8) } };
  if (what.from === 'world')
    return {
      ...operation,
      what: { ...what, amountMinor: 1 + roll(3) },
      outcome: { kind: 'executed' },
    };
  const kind = (['executed', 'declined', 'unknown'] as const)[roll(3)] ?? 'unknown';
  return { ...operation, what, outcome: { kind } };
};

const touches = (account: string, { what }: Operation): boolean =>
  what.kind === 'balance' ? what.account === account : what.from === account || what.to === account;

/** Whether the search and the definition say the same; and what they say. */
const agreed = (history: History): Linearizability['verdict'] => {
  const answer = linearizability(history);
  const right = [...history.initial].every(([account, balanceMinor]) =>
    explainable(
      account,
      balanceMinor,
      history.operations.filter((operation) => touches(account, operation)),
    ),
  );
  expect(answer.verdict).toBe(right ? 'linearizable' : 'not-linearizable');
  expectWitness(history, answer);
  return answer.verdict;
};

/** What is shown for a verdict can be looked at again: an order has all there is, and replays. */
const expectWitness = (history: History, answer: Linearizability): void => {
  if (answer.verdict === 'undecided') return;
  const refused = answer.verdict === 'not-linearizable';
  const orders = refused ? [answer.stuckAt.prefix] : answer.order;
  for (const { account, operations, balanceMinor } of orders) {
    expect(replays(account, history.initial.get(account) ?? 0, operations)).toBe(balanceMinor);
    expect(new Set(operations).size).toBe(operations.length);
    const missing = mustBeOn(account, history).filter((one) => !operations.includes(one));
    if (refused) expect(missing).toEqual(expect.arrayContaining([...answer.stuckAt.unplaced]));
    else expect(missing).toEqual([]);
  }
  if (refused) expect(answer.stuckAt.unplaced).not.toEqual([]);
};

/** What an order of an account's operations may not leave out. */
const mustBeOn = (account: string, { operations }: History): readonly Operation[] =>
  operations.filter((operation) => {
    const { what, outcome } = operation;
    if (outcome.kind === 'unknown') return false;
    if (what.kind === 'transfer' && outcome.kind === 'declined') return what.from === account;
    return touches(account, operation);
  });

/** A balance that was read. */
function reading(account: string, balanceMinor: number, ...times: Times): Operation {
  const what = { kind: 'balance', account } as const;
  return { ...at(times), what, outcome: { kind: 'balance', balanceMinor } };
}

/** A payment to the world that was acknowledged. */
function paid(from: string, amountMinor: number, ...times: Times): Operation {
  const what = { kind: 'transfer', from, to: 'world', amountMinor, reference: 'r' } as const;
  return { ...at(times), what, outcome: { kind: 'executed' } };
}

type Times = readonly [invokedAt: number, returnedAt: number];

function at([invokedAt, returnedAt]: Times): Pick<
  Operation,
  'client' | 'invokedAt' | 'returnedAt'
> {
  return { client: 'c', invokedAt, returnedAt };
}

describe('linearizability', () => {
  test('what a sound bank shows is accepted, and the order shown replays', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const roll = diceFrom(seed);
        const initial = balances(1 + roll(4), roll(20));
        const common = { roll, initial, amountMax: 10, unknownPercent: roll(2) * 10 };
        const { history, final } = simulated({ ...common, clients: 8, operations: 60 });
        for (const seen of [history, settled(history, final.ledger)]) {
          const answer = linearizability(seen);
          expect(answer.verdict).toBe('linearizable');
          expectWitness(seen, answer);
        }
      }),
    );
  });

  test('the search and the definition agree on thousands of small histories', () => {
    const counts = { linearizable: 0, 'not-linearizable': 0, undecided: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const roll = diceFrom(seed);
        let { history } = simulated(small(roll));
        for (let changes = roll(4); changes > 0; changes -= 1) history = altered(roll, history);
        counts[agreed(history)] += 1;
      }),
      { numRuns: 6_000 },
    );
    expect(counts.linearizable).toBeGreaterThan(1_000);
    expect(counts['not-linearizable']).toBeGreaterThan(1_000);
  });

  test.each(faults)('a bank with the fault "%s" is refused where it shows', (fault) => {
    let refused = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const { history } = simulated({ ...small(diceFrom(seed)), fault });
        if (agreed(history) === 'not-linearizable') refused += 1;
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(25);
  });

  test('32 clients and 2,000 operations are decided, sound or not', () => {
    for (const accounts of [8, 32]) {
      const roll = diceFrom(accounts);
      const common = { roll, clients: 32, operations: 2_000, amountMax: 200 };
      const bank = { ...common, initial: balances(accounts, 500), unknownPercent: 1 };
      const { history, final } = simulated(bank);
      expect(linearizability(history).verdict).toBe('linearizable');
      expect(linearizability(settled(history, final.ledger)).verdict).toBe('linearizable');
      for (const fault of faults) {
        const wrong = simulated({ ...bank, fault });
        const { verdict } = linearizability(settled(wrong.history, wrong.final.ledger));
        expect(`${fault}: ${verdict}`).toBe(`${fault}: not-linearizable`);
      }
    }
  });

  test('where the limit comes first nothing is claimed, unless another account is wrong', () => {
    const operations = [reading('alice', 2, 0, 9), paid('alice', 1, 1, 9), paid('alice', 2, 1, 9)];
    const initial = new Map([
      ['alice', 5],
      ['bob', 0],
      ['world', 0],
    ]);
    const history = { initial, operations };
    expect(linearizability(history).verdict).toBe('linearizable');
    const undecided = { verdict: 'undecided', account: 'alice', explored: 2 };
    expect(linearizability(history, 1)).toMatchObject(undecided);
    const wrong = { initial, operations: [...operations, reading('bob', 1, 0, 1)] };
    expect(linearizability(wrong, 1)).toMatchObject({
      verdict: 'not-linearizable',
      account: 'bob',
      stuckAt: { prefix: { operations: [] }, unplaced: [reading('bob', 1, 0, 1)] },
    });
  });

  test('the limit is one for all of an account', () => {
    const initial = new Map([
      ['alice', 5],
      ['world', 0],
    ]);
    const history = { initial, operations: [paid('alice', 1, 0, 1), paid('alice', 2, 2, 3)] };
    expect(linearizability(history, 2).verdict).toBe('linearizable');
    expect(linearizability(history, 1).verdict).toBe('undecided');
  });

  test('the order shown is the longest, not the last', () => {
    const initial = new Map([
      ['alice', 5],
      ['world', 0],
    ]);
    const [one, two] = [paid('alice', 1, 0, 9), paid('alice', 2, 0, 10)];
    const [right, wrong] = [reading('alice', 4, 0, 9), reading('alice', 100, 10, 12)];
    expect(linearizability({ initial, operations: [one, two, right, wrong] })).toMatchObject({
      stuckAt: { prefix: { operations: [one, right, two] }, unplaced: [wrong] },
    });
  });

  test('the longest order found goes up to what cannot be explained', () => {
    const initial = new Map([
      ['alice', 5],
      ['world', 0],
    ]);
    const [first, paying, second, third] = [
      reading('alice', 5, 0, 1),
      paid('alice', 2, 2, 3),
      reading('alice', 4, 4, 5),
      reading('alice', 3, 4, 7),
    ];
    const answer = linearizability({ initial, operations: [second, third, first, paying] });
    expect(answer).toMatchObject({
      account: 'alice',
      stuckAt: {
        prefix: { operations: [first, paying, third], balanceMinor: 3 },
        unplaced: [second],
      },
    });
  });

  test('operations are apart where nothing is under way, and together where times are equal', () => {
    const initial = new Map([['alice', 5]]);
    const cut = (...times: readonly (readonly [number, number])[]): readonly number[] => {
      const operations = times.map(([from, to]) => reading('alice', 5, from, to));
      const [steps = []] = stepsByAccount({ initial, operations }).values();
      return windows(steps).map(({ length }) => length);
    };
    expect(cut([0, 1], [2, 3], [4, 5])).toEqual([1, 1, 1]);
    expect(cut([0, 1], [1, 3], [4, 5])).toEqual([2, 1]);
    expect(cut([0, 4], [1, 2], [3, 5], [6, 6])).toEqual([3, 1]);
  });

  test('a history that cannot have been recorded is a mistake', () => {
    const initial = new Map([
      ['alice', 5],
      ['world', 0],
    ]);
    const record = (operation: Operation) => () =>
      linearizability({ initial, operations: [operation] });
    expect(record(reading('carol', 0, 0, 1))).toThrow('no initial balance of carol');
    expect(record(reading('alice', 5, 1, 0))).toThrow('returned at 0, invoked at 1');
    expect(record(paid('alice', -1, 0, 1))).toThrow('an amount of -1');
    expect(record(paid('alice', 0.5, 0, 1))).toThrow('an amount of 0.5');
  });
});
