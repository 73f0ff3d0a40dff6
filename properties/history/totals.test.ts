import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { History, Operation } from './history.ts';
import { linearizability } from './linearizable.ts';
import { diceFrom, simulated } from './simulated.ts';
import { type Discrepancy, discrepancies, type Entry, type Final, settled } from './totals.ts';

const seeds = fc.noShrink(fc.integer());
const initial = new Map([
  ['alice', 10],
  ['bob', 0],
]);
const entry: Entry = { reference: 'r1', from: 'alice', to: 'bob', amountMinor: 4 };

const transfer = (kind: 'executed' | 'declined' | 'unknown', at = 0): Operation => ({
  client: 'c',
  invokedAt: at,
  returnedAt: at + 1,
  what: { kind: 'transfer', ...entry },
  outcome: { kind },
});

const reading = (account: string, balanceMinor: number, at: number): Operation => ({
  client: 'd',
  invokedAt: at,
  returnedAt: at + 1,
  what: { kind: 'balance', account },
  outcome: { kind: 'balance', balanceMinor },
});

const history = (...operations: readonly Operation[]): History => ({ initial, operations });

/** The final state that books these entries and no other. */
const booking = (...ledger: readonly Entry[]): Final => {
  const balances = new Map(initial);
  for (const { from, to, amountMinor } of ledger) {
    balances.set(from, (balances.get(from) ?? 0) - amountMinor);
    balances.set(to, (balances.get(to) ?? 0) + amountMinor);
  }
  return { balances, ledger };
};

const kinds = (found: readonly Discrepancy[]): readonly string[] => found.map(({ kind }) => kind);

describe('totals', () => {
  test('the ledger of a sound bank is what its clients were told', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const roll = diceFrom(seed);
        const common = { roll, clients: 8, operations: 60, amountMax: 10, unknownPercent: 10 };
        const { history, final } = simulated({ ...common, initial });
        expect(discrepancies(history, final)).toEqual([]);
      }),
    );
  });

  test('an unknown transfer may be in the ledger once or not at all', () => {
    expect(discrepancies(history(transfer('unknown')), booking())).toEqual([]);
    expect(discrepancies(history(transfer('unknown')), booking(entry))).toEqual([]);
  });

  test.each([
    ['what was acknowledged is in the ledger', transfer('executed'), booking(), ['lost']],
    [
      'what was acknowledged is there once',
      transfer('executed'),
      booking(entry, entry),
      ['repeated'],
    ],
    [
      'what is unknown is there no more than once',
      transfer('unknown'),
      booking(entry, entry),
      ['repeated'],
    ],
    [
      'what was declined is not there',
      transfer('declined'),
      booking(entry),
      ['declined-yet-executed'],
    ],
    ['nothing is there unasked', reading('bob', 0, 0), booking(entry), ['unasked']],
    [
      'the amount is the one asked for',
      transfer('executed'),
      booking({ ...entry, amountMinor: 5 }),
      ['altered'],
    ],
    [
      'the payee is the one asked for',
      transfer('executed'),
      booking({ ...entry, to: 'alice' }),
      ['altered'],
    ],
    [
      'the payer is the one asked for',
      transfer('executed'),
      booking({ ...entry, from: 'bob' }),
      ['altered'],
    ],
  ] as const)('%s', (...[, operation, final, found]) => {
    expect(kinds(discrepancies(history(operation), final))).toEqual(found);
  });

  test('a reference is asked for by one operation', () => {
    const found = discrepancies(history(transfer('executed'), transfer('unknown')), booking(entry));
    expect(found).toEqual([{ kind: 'asked-twice', reference: 'r1' }]);
  });

  test('balances are the initial ones with the ledger booked, and together the same', () => {
    const { balances, ledger } = booking(entry);
    const asked = history(transfer('executed'));
    const more = new Map([...balances, ['bob', 5]] as const);
    expect(discrepancies(asked, { balances: more, ledger })).toEqual([
      { kind: 'total', initialMinor: 10, finalMinor: 11 },
      { kind: 'balance', account: 'bob', bookedMinor: 4, finalMinor: 5 },
    ]);
    const swapped = new Map([
      ['alice', 4],
      ['bob', 6],
    ]);
    const wrong = discrepancies(asked, { balances: swapped, ledger });
    expect(kinds(wrong)).toEqual(['balance', 'balance']);
  });
});

describe('settled', () => {
  const half = history(transfer('unknown'), reading('alice', 6, 5), reading('bob', 0, 7));

  test('a transfer of unknown outcome on one account only is found out by the ledger', () => {
    expect(linearizability(half).verdict).toBe('linearizable');
    expect(linearizability(settled(half, [])).verdict).toBe('not-linearizable');
  });

  test('a transfer whose client gave up may take place at any later time', () => {
    const late = history(transfer('unknown'), reading('bob', 0, 5), reading('bob', 4, 7));
    expect(linearizability(settled(late, [entry])).verdict).toBe('linearizable');
    const never = history(transfer('unknown'), reading('bob', 4, 5), reading('bob', 0, 7));
    expect(linearizability(settled(never, [entry])).verdict).toBe('not-linearizable');
  });
});
