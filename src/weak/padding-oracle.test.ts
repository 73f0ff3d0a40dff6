import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trial } from '../../model/core/weakness.ts';
import { type Bytes, fromBytes, toBytes } from '../bytes.ts';
import type { Boxes } from '../crypto/box.ts';
import { LIBRARIES } from '../testing/libraries.ts';
import { weaknesses } from './weaknesses.ts';
import { counting } from './padding-oracle.ts';

const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
const message = fc.uint8Array({ minLength: 1, maxLength: 40 });

/** Somebody who opens boxes under a key and says whether that went well. */
const tells =
  (boxes: Boxes, key: Uint8Array): Trial<Bytes> =>
  (_, box) =>
    boxes.decrypt(key, fromBytes(box)) !== undefined;

describe.each(LIBRARIES)('asking $name about padding', ({ aes128 }) => {
  // Vaudenay, EUROCRYPT 2002. Kills: the octets of the block before left out, padding of one octet
  // taken for padding of two, blocks in the wrong order.
  test.each(['aes-128-cbc', 'aes-128-cbc-zero-iv', 'aes-128-cbc-fixed-iv'] as const)(
    'decrypts what it holds, whatever that is: %s',
    (cipher) => {
      const decrypts = weaknesses({ cipher })['padding-oracle'];
      const boxes = aes128(cipher);
      fc.assert(
        fc.property(block, block, message, (key, iv, text) => {
          const box = toBytes(boxes.encrypt({ key, iv }, text));
          expect(decrypts?.([box], ['0'], tells(boxes, key))).toBe(toBytes(text));
        }),
        { numRuns: 15 },
      );
    },
  );

  test('takes some hundred questions for an octet, on average, of what nothing is known of', () => {
    const boxes = aes128('aes-128-cbc');
    const decrypts = weaknesses({ cipher: 'aes-128-cbc' })['padding-oracle'];
    const samples = fc.sample(fc.uint8Array({ minLength: 64, maxLength: 64 }), 5);
    const key = Uint8Array.from({ length: 16 }, (_, index) => index);
    const asked = samples.map((text) => {
      const { trial, questions } = counting(tells(boxes, key));
      decrypts?.([toBytes(boxes.encrypt({ key, iv: key }, text))], ['0'], trial);
      return questions() / (text.length + 16);
    });
    const mean = asked.reduce((sum, each) => sum + each, 0) / asked.length;
    expect(mean).toBeGreaterThan(80);
    expect(mean).toBeLessThan(135);
  });
});

describe('asking somebody who lets nothing on', () => {
  const decrypts = weaknesses({ cipher: 'aes-128-cbc' })['padding-oracle'];
  const box = toBytes(new Uint8Array(48));

  test.each([
    ['who says yes to everything', (): boolean => true],
    ['who says no to everything', (): boolean => false],
    ['who does not answer', (): undefined => undefined],
  ])('gives nothing: %s', (_, trial) => {
    expect(decrypts?.([box], ['0'], trial)).toBeUndefined();
  });

  test('gives nothing: nobody to ask, no box, a box that is not whole blocks', () => {
    expect(decrypts?.([box], ['0'])).toBeUndefined();
    expect(decrypts?.([], ['0'], () => false)).toBeUndefined();
    expect(decrypts?.([toBytes(new Uint8Array(40))], ['0'], () => false)).toBeUndefined();
  });
});
