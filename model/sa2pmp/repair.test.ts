import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AxisId, axes, contradictions, type Reading, readings } from './reading.ts';
import {
  lightestFrom,
  minimalFrom,
  minimalRepairs,
  type Repair,
  repairedFrom,
  repairIds,
  repairs,
  withRepairs,
} from './repair.ts';

const { published, charitable, repaired } = readings;
const reasons = (reading: Reading): readonly string[] =>
  contradictions(reading).map(({ reason }) => reason);
const setsOf = ({ sets }: Repair): readonly (readonly [AxisId, string])[] =>
  Object.entries(sets) as unknown as readonly (readonly [AxisId, string])[];

/** The weaknesses of the project's list. */
const weaknesses = Array.from({ length: 30 }, (_, index) => `W${index + 1}`);

describe('a repair', () => {
  test('has an id of its own, and all nine parts of the list have one', () => {
    expect(new Set(repairIds).size).toBe(repairs.length);
    const parts = [...new Set(repairs.map(({ part }) => part))].sort();
    expect(parts).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9']);
  });

  test.each(repairs)('$id closes a weakness of the list, or is light', ({ closes, lightens }) => {
    expect(closes.length > 0).toBe(lightens !== true);
    expect(weaknesses).toEqual(expect.arrayContaining([...closes]));
  });

  // Ids are a stable interface: the command line takes them, and records name them.
  test('is one of these', () => {
    expect(repairIds).toEqual([
      ...['recipient', 'key-under-signature', 'encoding', 'session', 'freshness'],
      ...['registration', 'key-history', 'renewal', 'presence'],
      ...['customer-key', 'aead', 'encapsulation', 'password', 'digest-and-curve', 'signatures'],
      ...['signed-result', 'signed-records', 'complaints'],
      ...['log-receipts', 'commitments', 'resolution', 'light'],
    ]);
  });

  test.each(repairs)('$id says what it adds, and after whom', ({ title, rule, source }) => {
    expect(title).toMatch(/\w+ \w+/);
    expect(rule).toMatch(/\w+ \w+ \w+/);
    // Somebody with a year, or a document with a number; one is of the paper and of a document.
    expect(source).toMatch(/[A-Z]\S* .*\d|FIDO2|Certificate Transparency; Blum 1983/);
  });

  // Kills: a choice that is not there, one that is made already, a repair that changes nothing.
  test.each(repairs)(
    '$id makes choices that are there, and that published does not make',
    (repair) => {
      const sets = setsOf(repair);
      for (const [axis, choice] of sets) expect(Object.keys(axes[axis].choices)).toContain(choice);
      expect(sets.filter(([axis, choice]) => published[axis] === choice)).toEqual([]);
      expect(sets.length).toBeGreaterThan(0);
    },
  );

  test.each(repairs)(
    '$id by itself can be carried out, on published and on charitable',
    ({ id }) => {
      expect(reasons(withRepairs(published, [id]))).toEqual([]);
      // A log-on that is signed comes after registration, which charitable has in a session.
      const first =
        id === 'password' ? [expect.stringMatching(/log-on cannot be signed before/)] : [];
      expect(reasons(withRepairs(charitable, [id]))).toEqual(first);
    },
  );

  test('that is not on the list is a mistake of ours', () => {
    expect(() => withRepairs(published, ['faith'])).toThrow(/faith/);
  });
});

describe('repairs', () => {
  // Kills: two repairs of one axis that differ, of which the last would win.
  test('agree on every axis that two of them set', () => {
    const choices = new Map<AxisId, Set<string>>();
    for (const [axis, choice] of repairs.flatMap(setsOf)) {
      choices.set(axis, (choices.get(axis) ?? new Set()).add(choice));
    }
    expect([...choices].filter(([, set]) => set.size > 1)).toEqual([]);
  });

  test('can be carried out two by two, and all together', () => {
    for (const one of repairIds) {
      for (const other of repairIds) {
        expect(reasons(withRepairs(published, [one, other])), `${one} ${other}`).toEqual([]);
      }
    }
    expect(reasons(repaired)).toEqual([]);
  });

  test('can be carried out whichever are chosen', () => {
    fc.assert(
      fc.property(fc.subarray([...repairIds]), (ids) => {
        expect(reasons(withRepairs(published, ids))).toEqual([]);
      }),
    );
  });

  test('come to the same in whatever order, each as often as one likes', () => {
    const some = fc
      .subarray([...repairIds])
      .chain((ids) =>
        fc.tuple(
          fc.constant(ids),
          fc.shuffledSubarray([...ids, ...ids], { minLength: 2 * ids.length }),
        ),
      );
    fc.assert(
      fc.property(some, ([ids, shuffled]) => {
        expect(withRepairs(published, shuffled)).toEqual(withRepairs(published, ids));
      }),
    );
  });

  test('all together are the repaired reading, from either point on the axes that they set', () => {
    expect(repairedFrom(published)).toEqual(repaired);
    const set = new Set(repairs.flatMap(setsOf).map(([axis]) => axis));
    for (const axis of set) expect(repairedFrom(charitable)[axis]).toBe(repaired[axis]);
  });

  // Kills: a reading that has more in it than its repairs.
  test('leave every other axis as it was', () => {
    const set = new Set<string>(repairs.flatMap(setsOf).map(([axis]) => axis));
    const others = (Object.keys(axes) as readonly AxisId[]).filter((axis) => !set.has(axis));
    expect(others.length).toBeGreaterThan(10);
    for (const axis of others) expect(repaired[axis]).toBe(published[axis]);
  });

  test('that lighten are the one that says so, and the cheapest are made after it', () => {
    const light = repairs.filter(({ lightens }) => lightens === true).map(({ id }) => id);
    expect(light).toEqual(['light']);
    expect(lightestFrom(published)).toEqual(withRepairs(published, light));
    expect(minimalFrom(published)).toEqual(withRepairs(published, [...light, ...minimalRepairs]));
    expect(readings.minimal).toEqual(minimalFrom(published));
  });

  // What no repair closes is closed by none, or is not of the protocol: threats.md says which.
  test('close all weaknesses but those that are said to stay', () => {
    const closed = new Set(repairs.flatMap(({ closes }) => closes));
    expect(weaknesses.filter((id) => !closed.has(id))).toEqual(['W14', 'W19']);
  });
});
