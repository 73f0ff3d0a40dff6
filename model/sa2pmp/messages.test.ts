import { describe, expect, test } from 'vitest';
import type { AnyShape } from '../core/shape.ts';
import { type Messages, messages } from './messages.ts';
import { axes, axisIds, type Reading, readings } from './reading.ts';

/** The named readings and all that differ from one of them on one axis. */
const near: readonly (readonly [string, Reading])[] = Object.entries(readings).flatMap(
  ([name, reading]) => [
    [name, reading] as const,
    ...axisIds.flatMap((id) =>
      Object.keys(axes[id].choices).map(
        (choice) => [`${name} ${id}=${choice}`, { ...reading, [id]: choice }] as const,
      ),
    ),
  ],
);

/** Values that no shape is made of. */
const atomic: ReadonlySet<string> = new Set([
  'account',
  'amount',
  'any',
  'bank',
  'box',
  'challenge',
  'constant',
  'digest',
  'encryption',
  'key',
  'memo',
  'nonce',
  'password',
  'payee',
  'phid',
  'public-key',
  'reference',
  'signature',
  'signing-key',
  'sim',
  'token',
  'transaction',
  'userid',
]);

const shapesOf = (reading: Reading): readonly AnyShape[] =>
  Object.values({ ...messages(reading) } satisfies Record<string, AnyShape>);
const fieldsOf = (reading: Reading, name: keyof Messages): readonly string[] =>
  messages(reading)[name].fields.map((field) => field.name);

/** The near readings of which something is so: an `expect` for each shape of each would take half a minute. */
const where = (isSo: (shapes: readonly AnyShape[]) => boolean): readonly string[] =>
  near.filter(([, reading]) => isSo(shapesOf(reading))).map(([label]) => label);
const haveOneTwice = (names: readonly unknown[]): boolean => new Set(names).size < names.length;

describe('the shapes of any reading', () => {
  test('have tags and names of their own', () => {
    expect(where((shapes) => haveOneTwice(shapes.map(({ tag }) => tag)))).toEqual([]);
    expect(where((shapes) => haveOneTwice(shapes.map(({ name }) => name)))).toEqual([]);
  });

  test('have fields of their own, each of a known sort', () => {
    const repeated = where((shapes) =>
      shapes.some(({ fields }) => haveOneTwice(fields.map(({ name }) => name))),
    );
    expect(repeated).toEqual([]);
    const unknown = where((shapes) => {
      const names = new Set([...atomic, ...shapes.map(({ name }) => name)]);
      return shapes.some(({ fields }) => fields.some(({ sort }) => !names.has(sort)));
    });
    expect(unknown).toEqual([]);
  });

  test('keep name and tag whatever the reading', () => {
    const identities = near.map(([, reading]) =>
      shapesOf(reading).map(({ name, tag }) => `${name} ${tag}`),
    );
    expect(new Set(identities.map((identity) => identity.join(','))).size).toBe(1);
  });

  // Narrowing and the search go by sorts: a shape that has the name of an atomic sort would be
  // taken for it.
  test('have no name that is the sort of a value which is no shape', () => {
    expect(where((shapes) => shapes.some(({ name }) => atomic.has(name)))).toEqual([]);
  });

  // Otherwise one shape could nest itself and its messages would have no end.
  test('nest without going round, and not deeply', () => {
    const isTooDeep = (all: readonly AnyShape[], name: string, above = 0): boolean => {
      if (above === 7) return true;
      const fields = all.find((shape) => shape.name === name)?.fields ?? [];
      return fields.some(({ sort }) => !atomic.has(sort) && isTooDeep(all, sort, above + 1));
    };
    expect(where((all) => all.some(({ name }) => isTooDeep(all, name)))).toEqual([]);
  });
});

describe('a reading', () => {
  const withChoice = (changes: Partial<Reading>): Reading => ({
    ...readings.published,
    ...changes,
  });
  const cases: readonly (readonly [Partial<Reading>, keyof Messages, string])[] = [
    [{ A6: 'payer-payee-amount' }, 'order', 'payer'],
    [{ A7: 'transactions' }, 'order', 'transaction'],
    [{ A7: 'clock-window' }, 'order', 'time'],
    [{ A7: 'counter' }, 'order', 'counter'],
    [{ A7: 'challenge' }, 'order', 'challenge'],
    [{ A13b: 'token' }, 'order', 'token'],
    [{ A13b: 'password' }, 'order', 'password'],
    [{ A5: 'signed' }, 'signedText', 'recipient'],
    [{ A5: 'outside' }, 'orderFrame', 'recipient'],
    [{ A9: 'per-user' }, 'orderFrame', 'accid'],
    [{ A1: 'in-message' }, 'orderFrame', 'publicKey'],
    [{ A31: 'encrypt-then-sign' }, 'orderFrame', 'signature'],
    [{ A2: 'in-session' }, 'keyBinding', 'token'],
    [{ A2: 'self-signed' }, 'registration', 'proof'],
    [{ A27: 'signed-by-old' }, 'registration', 'endorsement'],
    [{ A17: 'signed' }, 'answerFrame', 'signature'],
    [{ A17: 'under-key-bound' }, 'result', 'request'],
    [{ A22: 'signed-result' }, 'record', 'result'],
    [{ A20: 'hash-chain' }, 'entry', 'previous'],
    [{ A20: 'signed' }, 'evidence', 'signature'],
    [{ A22b: 'package-key' }, 'evidence', 'key'],
  ];

  test.each(cases)(
    '%o adds to %s the field %s, and published is without',
    (changes, name, field) => {
      expect(fieldsOf(withChoice(changes), name)).toContain(field);
      expect(fieldsOf(readings.published, name)).not.toContain(field);
    },
  );
});
