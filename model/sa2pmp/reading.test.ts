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
import { repairIds, withRepairs } from './repair.ts';

const { published, charitable, repaired } = readings;
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

  // What is not quoted is not there: to say where it would be is not to say that it is missing.
  test('quotes the paper, or says that no sentence is there', () => {
    const quotes = /"[^"]+"|no sentence|Eq\. \(\d\)/;
    expect(axisIds.filter((id) => !quotes.test(axes[id].paper))).toEqual([]);
  });

  // Asked for on the command line.
  test('has a name of its own, of words with hyphens', () => {
    const names = axisIds.map((id) => axes[id].name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  // Issue 4: all readings A1 to A40 as axes.
  test('is there for each of the forty gaps', () => {
    const ofPaper = axisIds.filter((id) => id.startsWith('A'));
    const numbers = new Set(ofPaper.map((id) => Number.parseInt(id.slice(1), 10)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(axisIds).toEqual(expect.arrayContaining(["A3'", 'A13b', 'A22b']));
  });

  // R6 takes choices of A19 to A23, R8 of A26 and A27, R9 of A14, A15 and A25.
  test('is there for what repairs add to the paper, where both of its points leave it out', () => {
    const added = axisIds.filter((id) => id.startsWith('R'));
    expect(added).toEqual([
      ...['R1', 'R1b', 'R1c', 'R2', 'R2b', 'R3', 'R3b', 'R4', 'R5', 'R5b', 'R7', 'R7b'],
    ]);
    for (const id of added) expect(charitable[id]).toBe(published[id]);
  });

  // Kills: an axis that changes nothing and does not say so.
  test('changes what the parties do, or says where its question is asked instead', () => {
    const idle = axisIds.filter((id) => axes[id].idle !== undefined);
    expect(idle).toEqual(['A12', 'A21', 'A29', 'A34', 'A35']);
    for (const id of idle) expect(axes[id].idle).toMatch(/\w+ \w+/);
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

  test('differs from the others', () => {
    expect(charitable).not.toEqual(published);
    expect(repaired).not.toEqual(published);
    expect(repaired).not.toEqual(charitable);
  });

  test('repaired is the published one with all repairs', () => {
    expect(repaired).toEqual(withRepairs(published, repairIds));
  });
});

describe('a contradiction', () => {
  // Kills: any one rule left out, any one condition dropped.
  const contradictory: readonly Partial<Reading>[] = [
    { A2: 'in-session', A13: 'signed' },
    { A2: 'in-session-proof', A13: 'signed' },
    { A2: 'in-session', A13: 'verifier' },
    { A2: 'in-session-proof', A13: 'verifier' },
    { A1: 'first-use', A13: 'signed' },
    { A1: 'first-use', A13: 'verifier' },
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
    { A22: 'commitment', A31: 'encrypt-then-sign' },
    { A22: 'commitment-result', A31: 'encrypt-then-sign' },
    { A31: 'encrypt-then-sign', R1: 'key-signed' },
    { A24: 'weak-nonce', R5: 'bank-signed' },
    { A19: 'gateway', R5: 'bank-signed' },
  ];

  const resolution = {
    R7: 'abort-resolve',
    A19: 'bank-pushes',
    A20: 'signed',
    A22: 'commitment',
    A23: 'before',
  } as const;

  // A14, A13b: here one half alone, the published one of the other, is what makes no sense.
  const lacking: readonly (readonly [Partial<Reading>, AxisId, Partial<Reading>])[] = [
    [{ A25: 'rms-pin' }, 'A14', { A14: 'local-unlock' }],
    [{ A15: 'pin-per-signature' }, 'A14', { A14: 'local-unlock' }],
    [{ A14: 'to-bank' }, 'A13b', { A13b: 'password' }],
    [{ A7: 'token-once' }, 'A13b', { A13b: 'token' }],
    [{ R3: 'to-bank' }, 'A8', { A8: 'aes-128-gcm' }],
    [{ R7b: 'shown' }, 'R7', resolution],
    [{ R2b: 'attested' }, 'A2', { A2: 'in-branch' }],
  ];

  const tokens = { A7: 'token-once', A13b: 'token' } as const;
  const encapsulation = { R3: 'to-bank', A8: 'aes-128-gcm' } as const;

  // What makes sense by itself, what does not go with it, and which axis of it is at odds.
  const besides: readonly (readonly [Partial<Reading>, Partial<Reading>, AxisId])[] = [
    [tokens, { A37: 'one' }, 'A7'],
    [{ A2: 'in-branch', R2b: 'attested' }, { A1: 'first-use' }, 'R2b'],
    [encapsulation, { A22b: 'package-key' }, 'R3'],
    [encapsulation, { A39: 'yes' }, 'R3'],
    [encapsulation, { A3b: 'untagged' }, 'R3'],
    [resolution, { A16: 'https' }, 'R7'],
    [resolution, { A19: 'gateway' }, 'R7'],
    [resolution, { A19: 'bank' }, 'R7'],
    [resolution, { A20: 'mutable' }, 'R7'],
    [resolution, { A20: 'hash-chain' }, 'R7'],
    [resolution, { A22: 'signed' }, 'R7'],
    [resolution, { A23: 'after' }, 'R7'],
    [resolution, { A23: 'asynchronous' }, 'R7'],
  ];

  test.each(besides)('of %o and %o gives its reason and the axes at odds', (base, more, axis) => {
    expect(contradictions(changed(base))).toEqual([]);
    const found = contradictions(changed({ ...base, ...more }));
    const odds = [axis, ...Object.keys(more)].sort();
    expect(found.map(({ axes: at }) => [...at].sort())).toContainEqual(odds);
    for (const { reason, axes: at } of found) {
      expect(reason).toMatch(/\w+ \w+/);
      expect(at).toContain(axis);
    }
  });

  test('is none with the other choices that resolution may have', () => {
    for (const more of [
      { A19: 'both' },
      { A20: 'merkle' },
      { A22: 'commitment-result' },
    ] as const) {
      expect(contradictions(changed({ ...resolution, ...more }))).toEqual([]);
    }
  });

  test.each(lacking)('%o lacks something on %s, which %o brings', (changes, axis, more) => {
    const [found, ...others] = contradictions(changed(changes));
    expect(others).toEqual([]);
    expect(found?.reason).toMatch(/\w+ \w+/);
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

test('axes come in the order of their numbers, those of the paper before those of repairs', () => {
  expect(axisIds.map((id) => id[0]).join('')).toMatch(/^A+R+$/);
  for (const letter of ['A', 'R']) {
    const numbers = axisIds
      .filter((id) => id.startsWith(letter))
      .map((id) => Number.parseInt(id.slice(1), 10));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('a key is registered in a session by the two choices of A2 that say so', () => {
  const choices = Object.keys(axes.A2.choices) as readonly Reading['A2'][];
  const inSession = choices.filter((A2) => registersInSession(changed({ A2 })));
  expect(inSession).toEqual(['in-session', 'in-session-proof']);
});
