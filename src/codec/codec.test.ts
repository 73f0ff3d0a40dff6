import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shape, type AnyShape } from '../../model/core/shape.ts';
import { decodeFrame, encodeFrame } from './codec.ts';
import { FRAME_BYTES_MAX, HEADER_BYTES, LENGTH_BYTES, MAGIC } from './format.ts';
import { writeFrame } from './writer.ts';

const ORDER = shape(['order', 7], { payer: 'id', payee: 'id', amount: 'amount' });

const field = fc.uint8Array({ maxLength: 24 });

/** A shape, and values for it. */
const message = fc
  .record({ tag: fc.nat(255), values: fc.array(field, { maxLength: 5 }) })
  .map(({ tag, values }) => ({ shape: plain(tag, values.length), values }));

const order = fc.tuple(field, field, field);

describe('the codec', () => {
  test('a message is what its frame decodes to', () => {
    fc.assert(
      fc.property(message, ({ shape, values }) => {
        expect(decodeFrame(shape, encodeFrame(shape, values))).toEqual(values);
      }),
    );
  });

  // "Encoding is tagged and injective in every algebra" (model/core/shape.ts, A3').
  // Kills: lengths left out, tag left out, fields in another order.
  test('two messages never share a frame', () => {
    fc.assert(
      fc.property(message, message, (a, b) => {
        const same = equal(encodeFrame(a.shape, a.values), encodeFrame(b.shape, b.values));
        expect(same).toBe(a.shape.tag === b.shape.tag && sameValues(a.values, b.values));
      }),
    );
  });

  test('moving an octet from one field to the next changes the frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 16 }), (octets) => {
        const splits = [...octets.keys()].map((at) => [octets.slice(0, at), octets.slice(at)]);
        const frames = splits.map((values) => hexOf(encodeFrame(plain(1, 2), values)));
        expect(new Set(frames).size).toBe(splits.length);
      }),
    );
  });

  // Kills: trailing octets accepted, a length not checked against the frame.
  test('a frame that decodes is the only frame of its message', () => {
    const edit = fc.record({ at: fc.nat(), octet: fc.nat(255), cut: fc.nat(3) });
    const edited = fc.tuple(order, edit).map(([values, { at, octet, cut }]) => {
      const frame = encodeFrame(ORDER, values);
      frame[at % frame.length] = octet;
      return frame.slice(0, frame.length - cut);
    });
    fc.assert(
      fc.property(edited, (frame) => {
        const values = decodeFrame(ORDER, frame);
        if (values !== undefined) expect(encodeFrame(ORDER, values)).toEqual(frame);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a frame with one bit flipped never says the same, and in its header nothing', () => {
    fc.assert(
      fc.property(order, (values) => {
        const frame = encodeFrame(ORDER, values);
        for (let bit = 0; bit < frame.length * 8; bit += 1) {
          const read = decodeFrame(ORDER, flipped(frame, bit));
          if (bit < HEADER_BYTES * 8) expect(read).toBeUndefined();
          expect(read !== undefined && sameValues(read, values)).toBe(false);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a frame cut short or grown longer is refused', () => {
    fc.assert(
      fc.property(order, fc.uint8Array({ minLength: 1, maxLength: 8 }), (values, more) => {
        const frame = encodeFrame(ORDER, values);
        for (let length = 0; length < frame.length; length += 1) {
          expect(decodeFrame(ORDER, frame.slice(0, length))).toBeUndefined();
        }
        expect(decodeFrame(ORDER, joined(frame, more))).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  test('a frame is refused by every shape of another tag or another number of fields', () => {
    fc.assert(
      fc.property(message, message, (a, b) => {
        const readable = a.shape.tag === b.shape.tag && a.values.length === b.values.length;
        expect(decodeFrame(b.shape, encodeFrame(a.shape, a.values)) !== undefined).toBe(readable);
      }),
    );
  });

  test('no octets make the reader throw', () => {
    const header = Uint8Array.of(...MAGIC, ORDER.tag);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        decodeFrame(ORDER, octets);
        decodeFrame(ORDER, joined(header, octets));
        // Small lengths, which the two above hit too rarely.
        decodeFrame(
          ORDER,
          joined(
            header,
            octets.map((octet) => octet & 3),
          ),
        );
      }),
      { numRuns: 33_000 },
    );
  });

  test('the longest frame is read, and one octet more is not', () => {
    const room = FRAME_BYTES_MAX - HEADER_BYTES - LENGTH_BYTES;
    const longest = new Uint8Array(room);
    expect(decodeFrame(plain(1, 1), encodeFrame(plain(1, 1), [longest]))).toEqual([longest]);
    const over = encodeFrame(plain(1, 1), [new Uint8Array(room + 1)]);
    expect(decodeFrame(plain(1, 1), over)).toBeUndefined();
  });

  test('a frame is read where it stands in a larger buffer, and copied out of it', () => {
    const values = [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)];
    const frame = encodeFrame(ORDER, values);
    const padded = joined(Uint8Array.of(9, 9, 9), joined(frame, Uint8Array.of(9)));
    for (const buffer of [padded, Buffer.from(padded)]) {
      const read = decodeFrame(ORDER, buffer.subarray(3, 3 + frame.length));
      buffer.fill(0);
      expect(read).toEqual(values);
    }
  });

  test('the format is this one', () => {
    const values = [Uint8Array.of(0xaa), Uint8Array.of(), Uint8Array.of(0xbb, 0xcc)];
    expect(hexOf(encodeFrame(ORDER, values))).toBe(
      ['533201', '07', '00000001', 'aa', '00000000', '00000002', 'bbcc'].join(''),
    );
  });

  test('too few values, too many, and a tag of two octets are our mistakes', () => {
    expect(() => encodeFrame(ORDER, [])).toThrow('0 values for 3 fields');
    expect(() => encodeFrame(plain(1, 0), [Uint8Array.of()])).toThrow('1 values for 0 fields');
    for (const tag of [-1, 256, 0.5]) expect(() => writeFrame(tag, [])).toThrow('no such tag');
  });
});

function plain(tag: number, count: number): AnyShape {
  const fields = Array.from({ length: count }, (_, index) => ({ name: `f${index}`, sort: 'any' }));
  return { name: `plain-${tag}-${count}`, tag, fields };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function sameValues(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return JSON.stringify(a.map(hexOf)) === JSON.stringify(b.map(hexOf));
}

function flipped(frame: Uint8Array, bit: number): Uint8Array {
  return frame.map((octet, index) => (index === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.of(...a, ...b);
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
