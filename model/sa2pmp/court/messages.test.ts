import { describe, expect, test } from 'vitest';
import type { AnyShape } from '../../core/shape.ts';
import { messages } from '../messages.ts';
import {
  axes,
  impliesRecipient,
  namesPostings,
  type Reading,
  readings,
  signsEntries,
} from '../reading.ts';
import { courtShapes } from './messages.ts';

type Shapes = ReturnType<typeof courtShapes>;

/** The named readings, and the published one with each protection of the log (A20) and each time (A40). */
const some: readonly Reading[] = [
  ...Object.values(readings),
  ...(Object.keys(axes.A20.choices) as readonly Reading['A20'][]).flatMap((A20) =>
    (['none', 'operator'] as const).map((A40) => ({ ...readings.published, A20, A40 })),
  ),
];

/** The sorts of what is said in court that are no shapes. */
const values = ['account', 'any', 'bank', 'constant', 'digest', 'signature'];

const names = Object.keys(courtShapes(readings.published)) as readonly (keyof Shapes)[];

/** The fields of a shape with what each holds. */
const fieldsOf = (reading: Reading, name: keyof Shapes): Readonly<Record<string, string>> =>
  Object.fromEntries(courtShapes(reading)[name].fields.map((field) => [field.name, field.sort]));

describe('what is said in court', () => {
  // Transcripts, exported files and fields that hold a shape go by its name.
  test.each(names)('%s is called so, in words', (name) => {
    const words = name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
    expect(courtShapes(readings.published)[name].name).toBe(name === 'head' ? 'log-head' : words);
  });

  test.each(names)('%s has fields, each of a sort that there is', (name) => {
    for (const reading of some) {
      const sorts = Object.values(fieldsOf(reading, name));
      const shapes: readonly AnyShape[] = Object.values({ ...messages(reading) });
      const known = [...values, ...shapes.map((shape) => shape.name)];
      expect(sorts.length).toBeGreaterThan(0);
      expect(sorts.filter((sort) => !known.includes(sort))).toEqual([]);
    }
  });

  test('shows of an entry all that it has, with the signature where the log signs (A20)', () => {
    for (const reading of some) {
      const entry = messages(reading).entry.fields.map(({ name, sort }) => [name, sort]);
      const signed = signsEntries(reading) ? { signature: 'signature' } : {};
      expect(fieldsOf(reading, 'testimony')).toEqual({ ...Object.fromEntries(entry), ...signed });
    }
  });

  test('says of a posting which it is where complaints name it, and nothing elsewhere (R5b)', () => {
    for (const reading of some) {
      const named = namesPostings(reading) ? { number: 'constant', order: 'order' } : {};
      for (const name of ['complaint', 'summons', 'noPlea'] as const) {
        expect(fieldsOf(reading, name)).toEqual({ accid: 'account', ...named });
      }
      expect(fieldsOf(reading, 'plea')).toMatchObject(named);
    }
    expect(some.map(namesPostings)).toEqual(expect.arrayContaining([true, false]));
  });

  test('names the bank with a receipt where an order does not (R1c)', () => {
    for (const reading of some) {
      const recipient = impliesRecipient(reading) ? 'bank' : undefined;
      expect(fieldsOf(reading, 'receipt')['recipient']).toBe(recipient);
    }
    expect(some.map(impliesRecipient)).toEqual(expect.arrayContaining([true, false]));
  });
});
