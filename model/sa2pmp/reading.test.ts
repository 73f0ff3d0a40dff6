import { describe, expect, test } from 'vitest';
import {
  axes,
  type AxisId,
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

  // Issue 4: all readings A1 to A40 as axes.
  test('is there for each of the forty gaps', () => {
    const numbers = new Set(axisIds.map((id) => Number.parseInt(id.slice(1), 10)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(axisIds).toEqual(expect.arrayContaining(["A3'", 'A13b', 'A22b']));
  });

  // Kills: an axis that changes nothing and does not say so.
  test('changes what the parties do, or says where its question is asked instead', () => {
    const idle = axisIds.filter((id) => axes[id].idle !== undefined);
    expect(idle).toEqual(['A12', 'A21', 'A29', 'A34', 'A35']);
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
    { A1: 'first-use', A27: 'both' },
    { A1: 'first-use', A26: 'archive' },
    { A1: 'first-use', A26: 'archive-late' },
    { A1: 'first-use', A30e: 'validated' },
    { A24: 'weak-nonce', A30d: 'rfc6979' },
    { A16: 'https', A19: 'gateway' },
    { A16: 'https', A19: 'both' },
    { A27: 'notice-checked', A37: 'one' },
    { A27: 'both', A37: 'one' },
    { A3: 'identifier-looked-up', A38: 'message' },
    { A13: 'clear', A38: 'everything' },
    { A17: 'clear', A38: 'everything' },
  ];

  // A14, A13b: here one half alone, the published one of the other, is what makes no sense.
  const lacking: readonly (readonly [Partial<Reading>, AxisId, Partial<Reading>])[] = [
    [{ A25: 'rms-pin' }, 'A14', { A14: 'local-unlock' }],
    [{ A15: 'pin-per-signature' }, 'A14', { A14: 'local-unlock' }],
    [{ A14: 'to-bank' }, 'A13b', { A13b: 'password' }],
  ];

  test.each(lacking)('%o lacks something on %s, which %o brings', (changes, axis, more) => {
    const [found, ...others] = contradictions(changed(changes));
    expect(others).toEqual([]);
    expect([...(found?.axes ?? [])].sort()).toEqual([axis, ...Object.keys(changes)].sort());
    expect(contradictions(changed({ ...changes, ...more }))).toEqual([]);
  });

  test.each(contradictory)('%o gives its reason and the axes at odds', (changes) => {
    const [found, ...others] = contradictions(changed(changes));
    expect(others).toEqual([]);
    expect([...(found?.axes ?? [])].sort()).toEqual(Object.keys(changes).sort());
    expect(found?.reason).toMatch(/\w+ \w+/);
  });

  test.each(contradictory)('%o is none without either half', (changes) => {
    for (const id of axisIds.filter((axis) => axis in changes)) {
      expect(contradictions(changed({ ...changes, [id]: published[id] }))).toEqual([]);
    }
  });
});

describe('a record', () => {
  // A19, A22, W30.
  test('of a gateway that records by itself holds the ciphertext, whatever A22 says', () => {
    for (const A22 of [
      'plaintext',
      'signed',
      'ciphertext',
      'signed-result',
      'plaintext-result',
    ] as const) {
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
