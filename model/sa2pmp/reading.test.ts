import { describe, expect, test } from 'vitest';
import {
  axes,
  axisIds,
  chainsEntries,
  contradictions,
  type Reading,
  readings,
  recordForm,
  recordKind,
  registersInSession,
  signsEntries,
} from './reading.ts';

const { published, charitable } = readings;
const changed = (changes: Partial<Reading>): Reading => ({ ...published, ...changes });

describe('an axis', () => {
  test.each(axisIds)('%s has two choices or more, the named ones among them', (id) => {
    const axis = axes[id];
    const choices = Object.keys(axis.choices);
    expect(choices.length).toBeGreaterThan(1);
    expect(choices).toContain(axis.published);
    expect(choices).toContain(axis.charitable);
    expect(Object.values(axis.choices).every((says: string) => says.length > 0)).toBe(true);
  });

  test.each(axisIds)(
    '%s says which sentence of the paper leaves it open, or that none is there',
    (id) => {
      expect(axes[id].paper).toMatch(/§\d|Eq\.|no sentence/);
    },
  );

  test('has a name of its own', () => {
    const names = axisIds.map((id) => axes[id].name);
    expect(new Set(names).size).toBe(names.length);
  });

  // Issue 2: these at least.
  test('is there for each gap that the first verdict table needs', () => {
    const needed = [
      'A1',
      'A2',
      'A5',
      'A7',
      'A9',
      'A13',
      'A17',
      'A19',
      'A20',
      'A22',
      'A31',
      'A33',
      'A36',
    ];
    expect(axisIds).toEqual(expect.arrayContaining(needed));
  });
});

describe('a named reading', () => {
  test.each(Object.entries(readings))('%s makes a choice on every axis', (_, reading) => {
    expect(Object.keys(reading)).toEqual(axisIds);
    for (const id of axisIds) expect(Object.keys(axes[id].choices)).toContain(reading[id]);
  });

  test.each(Object.entries(readings))('%s can be carried out', (_, reading) => {
    expect(contradictions(reading)).toEqual([]);
  });

  test('is the one that its axes name', () => {
    for (const id of axisIds) {
      expect([published[id], charitable[id]]).toEqual([axes[id].published, axes[id].charitable]);
    }
  });

  test('differs from the other', () => {
    expect(charitable).not.toEqual(published);
  });
});

describe('a contradiction', () => {
  // Kills: any one rule left out, any one condition dropped.
  const contradictory: readonly Partial<Reading>[] = [
    { A2: 'in-session', A13: 'signed' },
    { A2: 'in-session-proof', A13: 'signed' },
    { A1: 'first-use', A13: 'signed' },
    { A1: 'first-use', A27: 'signed-by-old' },
  ];

  test.each(contradictory)('$A1 $A2 $A13 $A27 gives its reason and the axes at odds', (changes) => {
    const [found, ...others] = contradictions(changed(changes));
    expect(others).toEqual([]);
    expect([...(found?.axes ?? [])].sort()).toEqual(Object.keys(changes).sort());
    expect(found?.reason).toMatch(/\w+ \w+/);
  });

  test.each(contradictory)('$A1 $A2 $A13 $A27 is none without either half', (changes) => {
    for (const id of axisIds.filter((axis) => axis in changes)) {
      expect(contradictions(changed({ ...changes, [id]: published[id] }))).toEqual([]);
    }
  });
});

describe('a record', () => {
  // A19, A22, W30.
  test('of a gateway that records by itself holds the ciphertext, whatever A22 says', () => {
    for (const A22 of ['plaintext', 'signed', 'ciphertext', 'signed-result'] as const) {
      expect(recordKind(changed({ A19: 'gateway', A22 }))).toBe('ciphertext');
      expect(recordKind(changed({ A19: 'both', A22 }))).toBe(A22);
      expect(recordKind(changed({ A19: 'bank-pushes', A22 }))).toBe(A22);
    }
  });

  // A31, W14: under S(E(msg)) the signature is on the ciphertext.
  test('holds what its signature is on', () => {
    const forms = (A31: Reading['A31']): readonly string[] =>
      (['plaintext', 'signed', 'ciphertext', 'signed-result'] as const).map((A22) =>
        recordForm(changed({ A22, A31 })),
      );
    expect(forms('sign-then-encrypt')).toEqual([
      'order',
      'signed-order',
      'order-frame',
      'signed-order',
    ]);
    expect(forms('encrypt-then-sign')).toEqual([
      'order',
      'order-frame',
      'order-frame',
      'order-frame',
    ]);
  });
});

// A20: a Merkle tree stands for a chain that is signed.
test('entries of the log are chained, and signed, by the choices of A20 that say so', () => {
  const choices = Object.keys(axes.A20.choices) as readonly Reading['A20'][];
  expect(choices.filter((A20) => chainsEntries(changed({ A20 })))).toEqual([
    'hash-chain',
    'merkle',
  ]);
  expect(choices.filter((A20) => signsEntries(changed({ A20 })))).toEqual(['signed', 'merkle']);
});

test('axes come in the order of their numbers', () => {
  const numbers = axisIds.map((id) => Number.parseInt(id.slice(1), 10));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a key is registered in a session by the two choices of A2 that say so', () => {
  const choices = Object.keys(axes.A2.choices) as readonly Reading['A2'][];
  const inSession = choices.filter((A2) => registersInSession(changed({ A2 })));
  expect(inSession).toEqual(['in-session', 'in-session-proof']);
});
