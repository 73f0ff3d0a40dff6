import { describe, expect, test } from 'vitest';
import { plainProceedings } from './proceedings.ts';
import { readings } from './reading.ts';
import { type CheckId, checks, setting } from './setting.ts';
import { play } from './testing/play.ts';

const { algebra } = play();
const ids = Object.keys(checks) as readonly CheckId[];

describe('a check', () => {
  test('says who makes it, what it is for, and where that stands', () => {
    const form =
      /^(?:bank|client|log|judge|notary|witness)(?:, client)?: \w+ .+\((?:§|Equation|[AWR]\d)/;
    expect(ids.filter((id) => !form.test(checks[id]))).toEqual([]);
    expect(new Set(Object.values(checks)).size).toBe(ids.length);
  });

  // What mutants of the protocol are made by.
  test('passes as it is told, and is taken for passed where it is omitted', () => {
    const all = setting(algebra, readings.published);
    const without = setting(algebra, readings.published, { omitted: ['signature'] });
    for (const passes of [true, false]) {
      expect(all.check('signature', () => passes)).toBe(passes);
      expect(without.check('account', () => passes)).toBe(passes);
    }
    expect(without.check('signature', () => false)).toBe(true);
  });
});

describe('a setting', () => {
  // The bounds of a search, and what the running system sets otherwise.
  test('is what searches have, unless it is said otherwise', () => {
    const plain = setting(algebra, readings.published);
    expect(plain.offers).toEqual(['pay']);
    expect(plain.proceedings).toBe(plainProceedings);
    expect(plain.statesPrivateKeys).toBe(true);
    const [one, two] = ['one', 'two'].map((text) => algebra.name('password', text));
    expect(one && two && [plain.isPassword(one, one), plain.isPassword(one, two)]).toEqual([
      true,
      false,
    ]);
  });

  test('has what is said otherwise', () => {
    const proceedings = { ...plainProceedings, hearings: 3 };
    const verifier = () => algebra.constant('made elsewhere');
    const other = setting(algebra, readings.published, {
      offers: ['bill'],
      proceedings,
      statesPrivateKeys: false,
      isPassword: () => true,
      verifier,
    });
    expect(other).toMatchObject({ offers: ['bill'], proceedings, statesPrivateKeys: false });
    expect(other.isPassword(algebra.constant('a'), algebra.constant('b'))).toBe(true);
    expect(other.verifier).toBe(verifier);
  });

  // A13 verifier.
  test('makes of a password a digest that differs with who has it', () => {
    const { verifier } = setting(algebra, readings.published);
    const made = ['alice', 'bob'].map((text) =>
      verifier({
        userid: algebra.name('userid', text),
        password: algebra.name('password', 'the same'),
      }),
    );
    expect(new Set(made).size).toBe(2);
  });
});
