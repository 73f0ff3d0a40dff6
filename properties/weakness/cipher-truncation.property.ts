import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { untagged } from '../../model/core/untagged.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { concrete } from '../../src/concrete.ts';
import { fromBytes, toBytes } from '../../src/bytes.ts';
import { LIBRARIES } from '../../src/testing/libraries.ts';
import { truncated } from '../../src/weak/cipher.ts';
import { built, formOf, parts } from './cipher-messages.ts';

const chained = ['aes-128-cbc', 'aes-128-cbc-zero-iv', 'aes-128-cbc-fixed-iv'] as const;
const blockBytes = 16;

describe.each(LIBRARIES)('a box under CBC cut short, with $name', ({ aes128 }) => {
  // W13 "CBC prefix truncation {X,Y}_K gives {X}_K". Kills: a cut that takes the vector away.
  test.each(chained)('holds the first blocks of its message: %s', (cipher) => {
    const vectorBytes = cipher === 'aes-128-cbc' ? blockBytes : 0;
    const boxes = aes128(cipher);
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const padded = fc
      .record({ front: fc.uint8Array({ maxLength: 60 }), back: fc.uint8Array({ maxLength: 40 }) })
      .map(({ front, back }) => {
        const padding = blockBytes - (front.length % blockBytes);
        const filled = Uint8Array.of(...front, ...new Uint8Array(padding).fill(padding));
        return { front, cut: filled.length, message: Uint8Array.of(...filled, ...back) };
      });
    fc.assert(
      fc.property(block, block, padded, (key, iv, { front, cut, message }) => {
        const box = toBytes(boxes.encrypt({ key, iv }, message));
        const short = truncated(box, vectorBytes + cut);
        const held = boxes.decrypt(key, fromBytes(short));
        expect(held && toBytes(held)).toBe(toBytes(front));
      }),
    );
  });
});

describe('a message under CBC cut short', () => {
  // Why truncation is no rule. What follows the end of a field is the length of the next, and its
  // first octet is 0 for every field under 16 MiB: no padding begins with 0. So a cut behind a field
  // has no padding, and a cut within one has no form, tagged or not. Kills: a reader that takes what
  // it gets, padding that is not checked.
  test('is no message, of whatever form: neither its own nor one of its first fields', () => {
    let cuts = 0;
    fc.assert(
      fc.property(parts, fc.boolean(), (of, hasTags) => {
        const bytes = concrete({ cipher: 'aes-128-cbc' });
        const root = bytes.name('seed', 's');
        const [key, iv] = [bytes.derive(root, 'key'), bytes.derive(root, 'iv')];
        const form = (count: number): AnyShape => {
          const { name, tag, fields } = formOf(of.slice(0, count), 1);
          return hasTags ? { name, tag, fields } : untagged({ name, tag, fields });
        };
        const whole = built(bytes, root, of);
        const fields = bytes.decode<string, never>(formOf(of, 1), whole) ?? expect.fail();
        const box = bytes.seal(key, iv, bytes.encode(form(of.length), fields));
        const length = fromBytes(box).length;
        for (let kept = 2 * blockBytes; kept < length; kept += blockBytes) {
          cuts += 1;
          const short = truncated(box, kept);
          const read = of.map((_, count) => bytes.open(key, form(count + 1), short));
          expect(read.every((message) => message === undefined)).toBe(true);
        }
        expect(bytes.open(key, form(of.length), truncated(box, length))).toEqual(fields);
      }),
      { numRuns: 200 },
    );
    expect(cuts).toBeGreaterThan(200);
  });
});
