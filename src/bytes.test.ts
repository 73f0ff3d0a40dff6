import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBytes, parseBytes, textToBytes, toBytes } from './bytes.ts';

const octets = fc.uint8Array({ maxLength: 64 });

describe('bytes as values', () => {
  test('octets survive the way into a value, through JSON, and back', () => {
    fc.assert(
      fc.property(octets, (given) => {
        const value = toBytes(given);
        expect(JSON.parse(JSON.stringify(value))).toBe(value);
        expect(fromBytes(value)).toEqual(given);
      }),
    );
  });

  test('values are equal exactly when their octets are', () => {
    fc.assert(
      fc.property(octets, octets, (a, b) => {
        expect(toBytes(a) === toBytes(b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });

  test('different texts are different values', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(textToBytes(a) === textToBytes(b)).toBe(a === b);
      }),
    );
    expect(textToBytes('€1')).toBe('e282ac31');
  });

  test('a text that UTF-8 cannot say is our mistake, not a replacement character', () => {
    expect(() => textToBytes('\ud800')).toThrow('surrogate');
  });

  test('hex from outside is taken in one form only', () => {
    fc.assert(
      fc.property(octets, (given) => {
        expect(parseBytes(toBytes(given))).toBe(toBytes(given));
      }),
    );
    for (const bad of ['a', 'AB', '0x', 'zz', 'ab\n', ' ab']) {
      expect(parseBytes(bad)).toBeUndefined();
    }
  });

  test('what is no hex is refused aloud', () => {
    // A value that went round toBytes and parseBytes.
    expect(() => fromBytes('no' as ReturnType<typeof toBytes>)).toThrow('hex');
  });
});
