import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../model/core/algebra.ts';
import { outermost, plain as undelimited, shape, type AnyShape } from '../../model/core/shape.ts';
import { untagged } from '../../model/core/untagged.ts';
import { decodeFrame as decodeIn, encodeFrame as encodeIn } from './codec.ts';
import { NO_TAG, VERSION } from './compact.ts';
import { FRAME_BYTES_MAX } from './format.ts';
import { HEADER_BYTES, MAGIC } from './wide.ts';

const ORDER = shape(['order', 7], { payer: 'id', payee: 'id', amount: 'amount' });

const field = fc.uint8Array({ maxLength: 24 });

/** A shape, and values for it. */
const message = fc
  .record({ tag: fc.nat(NO_TAG - 1), values: fc.array(field, { maxLength: 5 }) })
  .map(({ tag, values }) => ({ shape: plain(tag, values.length), values }));

const order = fc.tuple(field, field, field);

interface Case {
  readonly encoding: Encoding;
  /** What stands in front of the fields of an order. */
  readonly header: readonly number[];
  /** Octets of the length in front of a field that fills a frame. */
  readonly lengthBytes: number;
}

const cases: readonly Case[] = [
  { encoding: 'wide', header: [...MAGIC, ORDER.tag], lengthBytes: 4 },
  { encoding: 'compact', header: [ORDER.tag], lengthBytes: 2 },
];

// Kills: another format where none is named.
test('frames are wide unless it is said otherwise', () => {
  fc.assert(
    fc.property(message, ({ shape: form, values }) => {
      const frame = encodeIn(form, values);
      expect(frame).toEqual(encodeIn(form, values, 'wide'));
      expect(decodeIn(form, frame)).toEqual(values);
    }),
  );
});

describe.each(cases)('the $encoding codec', ({ encoding, header, lengthBytes }) => {
  const encodeFrame = (form: AnyShape, values: readonly Uint8Array[]): Uint8Array =>
    encodeIn(form, values, encoding);
  const decodeFrame = (form: AnyShape, frame: Uint8Array): readonly Uint8Array[] | undefined =>
    decodeIn(form, frame, encoding);

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
          if (bit < header.length * 8) expect(read).toBeUndefined();
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
    const front = Uint8Array.from(header);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        decodeFrame(ORDER, octets);
        decodeFrame(ORDER, joined(front, octets));
        // Small lengths, which the two above hit too rarely.
        decodeFrame(
          ORDER,
          joined(
            front,
            octets.map((octet) => octet & 3),
          ),
        );
      }),
      { numRuns: 33_000 },
    );
  });

  test('the longest frame is read, and one octet more is not', () => {
    const room = FRAME_BYTES_MAX - header.length - lengthBytes;
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

  test('too few values, too many, and a tag of two octets are our mistakes', () => {
    expect(() => encodeFrame(ORDER, [])).toThrow('0 values for 3 fields');
    expect(() => encodeFrame(plain(1, 0), [Uint8Array.of()])).toThrow('1 values for 0 fields');
    for (const tag of [-1, 256, 0.5]) {
      expect(() => encodeFrame(plain(tag, 0), [])).toThrow('no such tag');
      expect(decodeFrame(plain(tag, 0), Uint8Array.of(1))).toBeUndefined();
    }
  });

  // A3b. Kills: a tag left in, an untagged frame that is read as one with a tag.
  test('an untagged message is one of every shape with as many fields, and of none with a tag', () => {
    fc.assert(
      fc.property(message, fc.nat(NO_TAG - 1), (given, tag) => {
        const frame = encodeFrame(bare(given.shape), given.values);
        expect(decodeFrame(bare(plain(tag, given.values.length)), frame)).toEqual(given.values);
        expect(decodeFrame(bare(plain(tag, given.values.length + 1)), frame)).toBeUndefined();
        expect(decodeFrame(given.shape, frame)).toBeUndefined();
      }),
    );
  });

  // A3'. Kills: lengths in a plain shape.
  test('a plain message is its values one after the other, and is never decoded', () => {
    fc.assert(
      fc.property(order, (values) => {
        const frame = encodeFrame(undelimited(ORDER), values);
        expect(hexOf(frame)).toBe(values.map(hexOf).join(''));
        expect(decodeFrame(undelimited(ORDER), frame)).toBeUndefined();
        // Nor is what would be a frame if the shape were not a plain one.
        expect(decodeFrame(undelimited(ORDER), encodeFrame(ORDER, values))).toBeUndefined();
      }),
    );
  });
});

describe('the formats', () => {
  const values = [Uint8Array.of(0xaa), Uint8Array.of(), Uint8Array.of(0xbb, 0xcc)];
  const written = (form: AnyShape, encoding: Encoding): string =>
    hexOf(encodeIn(form, values, encoding));

  test('are these', () => {
    const wideFields = ['00000001', 'aa', '00000000', '00000002', 'bbcc'].join('');
    expect(HEADER_BYTES).toBe(4);
    expect(written(ORDER, 'wide')).toBe(`53320107${wideFields}`);
    expect(written(outermost(ORDER), 'wide')).toBe(`53320107${wideFields}`);
    expect(written(untagged(ORDER), 'wide')).toBe(`533201${wideFields}`);
    expect(written(ORDER, 'compact')).toBe('0701aa0002bbcc');
    expect(written(outermost(ORDER), 'compact')).toBe('ff0701aa0002bbcc');
    expect(written(untagged(ORDER), 'compact')).toBe('fe01aa0002bbcc');
  });

  // Kills: a version that is a tag, so that what is sent as it is could be part of a message.
  test('have no compact frame in common for what is sent as it is and what is inside', () => {
    for (const tag of [NO_TAG, VERSION]) {
      expect(() => encodeIn(plain(tag, 1), [Uint8Array.of()], 'compact')).toThrow('no such tag');
      expect(encodeIn(plain(tag, 1), [Uint8Array.of()], 'wide')).toHaveLength(8);
    }
    const frames = [ORDER, outermost(ORDER), untagged(ORDER)].map((form) => ({
      form,
      frame: encodeIn(form, values, 'compact'),
    }));
    for (const { form } of frames) {
      const readable = frames.filter(({ frame }) => decodeIn(form, frame, 'compact') !== undefined);
      expect(readable.map((one) => one.form)).toEqual([form]);
    }
  });

  // LEB128. Kills: 128 in one octet, 8000 for 00, the groups in the wrong order.
  test.each([
    [0, '00'],
    [1, '01'],
    [127, '7f'],
    [128, '8001'],
    [300, 'ac02'],
    [16_000, '807d'],
  ])('have compact lengths as short as can be: %i', (length, octets) => {
    const form = plain(1, 1);
    const value = new Uint8Array(length).fill(7);
    const frame = encodeIn(form, [value], 'compact');
    expect(hexOf(frame.slice(0, 1 + octets.length / 2))).toBe(`01${octets}`);
    expect(decodeIn(form, frame, 'compact')).toEqual([value]);
    const bare = [...Buffer.from(octets, 'hex')];
    const last = bare.pop() ?? 0;
    for (const zeros of [[0x00], [0x80, 0x00]]) {
      const longer = Uint8Array.of(1, ...bare, last | 0x80, ...zeros, ...value);
      expect(decodeIn(form, longer, 'compact')).toBeUndefined();
    }
  });

  test('have no compact frame in which a length does not end', () => {
    for (const more of [1, 2, 3, 4, 9]) {
      const frame = Uint8Array.of(1, ...new Uint8Array(more).fill(0x80), 0x01, 0, 0);
      expect(decodeIn(plain(1, 1), frame, 'compact')).toBeUndefined();
      expect(decodeIn(plain(1, 1), frame.slice(0, 1 + more), 'compact')).toBeUndefined();
    }
  });

  test('differ, and neither is read as the other', () => {
    fc.assert(
      fc.property(message, (given) => {
        const [wide, compact] = (['wide', 'compact'] as const).map((encoding) =>
          encodeIn(given.shape, given.values, encoding),
        );
        if (wide === undefined || compact === undefined) throw new Error('no frames');
        expect(compact.length).toBe(wide.length - 3 - 3 * given.values.length);
        expect(decodeIn(given.shape, compact, 'wide')).toBeUndefined();
        expect(decodeIn(given.shape, wide, 'compact')).toBeUndefined();
      }),
    );
  });
});

function bare(form: AnyShape): AnyShape {
  return { ...form, untagged: true };
}

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
