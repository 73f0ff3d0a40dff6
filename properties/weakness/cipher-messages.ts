/**
 * Random messages for laws about the block cipher: built alike in every algebra.
 */
import fc from 'fast-check';
import type { Algebra } from '../../model/core/algebra.ts';
import { type AnyShape, shape } from '../../model/core/shape.ts';

/** A part of a message. */
export type Part =
  /** Text that everybody knows. */
  | { readonly part: 'public'; readonly text: string }
  /** Text that the sender alone knows. */
  | { readonly part: 'secret'; readonly text: string }
  /** A public constant. */
  | { readonly part: 'constant'; readonly text: string }
  /** An unguessable value of the sender's, of the form named. */
  | { readonly part: 'derived' | 'digest' | 'public-key' | 'signature'; readonly label: string }
  | { readonly part: 'message'; readonly of: readonly Part[] };

const word = fc.stringMatching(/^[a-zA-Z0-9 é]{1,12}$/);
const label = fc.constantFrom('one', 'two');

const atom: fc.Arbitrary<Part> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ part: fc.constant('public' as const), text: word }) },
  fc.record({ part: fc.constant('secret' as const), text: word }),
  fc.record({
    part: fc.constant('constant' as const),
    text: fc.constantFrom('executed', 'declined', 'pay'),
  }),
  fc.record({
    part: fc.constantFrom(
      'derived' as const,
      'digest' as const,
      'public-key' as const,
      'signature' as const,
    ),
    label,
  }),
);

const nested: fc.Arbitrary<Part> = fc.record({
  part: fc.constant('message' as const),
  of: fc.array(atom, { minLength: 1, maxLength: 3 }),
});

/** The fields of a message: one to four, some of them messages. */
export const parts: fc.Arbitrary<readonly Part[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: atom }, nested),
  { minLength: 1, maxLength: 4 },
);

/** Another message of the same form and layout: texts of the same lengths, other values. */
export function variant(of: readonly Part[], letter: string): readonly Part[] {
  return of.map((part): Part => {
    switch (part.part) {
      case 'public':
      case 'secret':
        return { ...part, text: part.text.replace(/[^é]/gu, letter) };
      case 'constant':
        return part.text === 'executed' ? { ...part, text: 'declined' } : part;
      case 'message':
        return { ...part, of: variant(part.of, letter) };
      case 'derived':
      case 'digest':
      case 'public-key':
      case 'signature':
        return { ...part, label: `${part.label} ${letter}` };
    }
  });
}

/** The form of a message of these parts, whatever their values. */
export function formOf(of: readonly Part[], tag: number): AnyShape {
  const form = of.map(({ part }) => part).join('-');
  return shape(
    [`${form} ${tag}`, tag],
    Object.fromEntries(of.map((_, index) => [`f${index}`, 'any'])),
  );
}

/** Builds a message in an algebra, its unguessable values out of a seed; its tag is 1. */
export function built<M>(algebra: Algebra<M>, seed: M, of: readonly Part[]): M {
  const value = (part: Part): M => {
    if (part.part === 'message') return builtOf(part.of, 2);
    if (part.part === 'constant') return algebra.constant(part.text);
    if (part.part === 'public') return algebra.name('word', part.text);
    if (part.part === 'secret') return algebra.name('secret', part.text);
    const own = algebra.derive(seed, part.label);
    if (part.part === 'derived') return own;
    if (part.part === 'digest') return algebra.hash(own);
    if (part.part === 'public-key') return algebra.publicKey(own);
    return algebra.sign(own, algebra.derive(own, 'randomness'), own);
  };
  const builtOf = (fields: readonly Part[], own: number): M =>
    algebra.encode<string, never>(
      formOf(fields, own),
      Object.fromEntries(fields.map((field, index) => [`f${index}`, value(field)])),
    );
  return builtOf(of, 1);
}

/** The public texts in a message. */
export function publicTexts(of: readonly Part[]): readonly string[] {
  return of.flatMap((part) => {
    if (part.part === 'message') return publicTexts(part.of);
    return part.part === 'public' ? [part.text] : [];
  });
}
