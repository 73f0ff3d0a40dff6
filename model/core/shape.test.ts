import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byName, inOrder, shape } from './shape.ts';

const fieldName = fc.stringMatching(/^[a-z]{1,6}$/);
const fieldNames = fc.uniqueArray(fieldName, { minLength: 1, maxLength: 6 });

describe('a shape', () => {
  // Kills: sorting the fields, optional fields before required ones.
  test('lists its fields in the order declared, the optional ones last', () => {
    fc.assert(
      fc.property(fieldNames, fc.nat(6), (names, cut) => {
        const sorts = (some: readonly string[]): Record<string, string> =>
          Object.fromEntries(some.map((name) => [name, `sort of ${name}`]));
        const made = shape(['m', 1], sorts(names.slice(0, cut)), sorts(names.slice(cut)));
        expect(made.fields).toEqual(names.map((name) => ({ name, sort: `sort of ${name}` })));
      }),
    );
  });

  test('leaves out an optional field that a reading gives no sort', () => {
    const made = shape(['m', 1], { a: 's' }, { b: undefined, c: 't' });
    expect(made.fields.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  test('has a tag that fits one byte, or is not made', () => {
    const tag = fc.oneof(
      fc.constantFrom(-1, 0, 255, 256, 0.5, NaN),
      fc.integer({ min: -300, max: 600 }),
      fc.double(),
    );
    fc.assert(
      fc.property(tag, (number) => {
        const make = () => shape(['m', number], { a: 's' });
        if (Number.isInteger(number) && number >= 0 && number <= 255) {
          expect(make().tag).toBe(number);
        } else expect(make).toThrow('does not fit one byte');
      }),
    );
  });
});

describe('fields', () => {
  const valued = fieldNames.chain((names) =>
    fc.record({
      names: fc.constant(names),
      values: fc.array(fc.integer(), { minLength: names.length, maxLength: names.length }),
    }),
  );

  // Kills: byName by another order than inOrder.
  test('by name and in order are inverse to each other', () => {
    fc.assert(
      fc.property(valued, ({ names, values }) => {
        const made = shape<string>(['m', 1], Object.fromEntries(names.map((name) => [name, 's'])));
        const fields = byName<string, never, number>(made, values);
        expect(Object.keys(fields)).toEqual(names);
        expect(inOrder(made, fields)).toEqual(values);
      }),
    );
  });

  test('in order are just those that the shape lists, whatever else is offered', () => {
    const made = shape(['m', 1], { b: 's', a: 's' });
    expect(inOrder(made, { a: 1, b: 2, c: 3 })).toEqual([2, 1]);
  });

  test('never go without a value that the shape lists', () => {
    const made = shape(['m', 1], { a: 's', b: 's' });
    expect(() => inOrder(made, { a: 1, b: undefined })).toThrow('field b has no value');
  });
});
