import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';

const octets = fc.uint8Array({ maxLength: 40 });

describe('base64', () => {
  test('spells octets as RFC 4648 does, and reads them back', () => {
    fc.assert(
      fc.property(octets, (given) => {
        expect(toBase64(given)).toBe(Buffer.from(given).toString('base64'));
        expect(fromBase64(toBase64(given))).toEqual(given);
      }),
    );
    expect(toBase64(new Uint8Array(200_000))).toHaveLength(266_668);
  });

  // Kills: decoding without encoding again.
  test('has one spelling for each octet string', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('A', 'Q', 'g', 'w', '/', '+', '-', '_', '=', ' ', '\n'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(nearly, (text) => {
        const read = fromBase64(text);
        if (read !== undefined) expect(toBase64(read)).toBe(text);
      }),
      { numRuns: 5_000 },
    );
    const wrong = ['AA', 'AA=', 'AB==', 'AAB=', ' AA==', 'AA==\n', 'AA==AA==', '=', '_w==', 'é'];
    for (const text of wrong) expect(fromBase64(text)).toBeUndefined();
  });
});
