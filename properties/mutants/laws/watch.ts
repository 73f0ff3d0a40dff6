/**
 * A system watched for the values that one field has where it is signed, hashed or compared (§4.2 S; A3,
 * A20, A22), in the protocol and in the mutant alike: what roles ask of the algebra is looked at, and what
 * the mutant makes of it is not.
 */
import type { Algebra } from '../../../model/core/algebra.ts';
import type { AnyShape, Shape } from '../../../model/core/shape.ts';
import { type Build, type Builds, shapesOf } from '../operators/apply.ts';
import { type Shapes, withField } from '../operators/fields.ts';
import type { FieldDropped, Use } from '../operators/mutant.ts';

/** Takes the values that a field has where it is protected. */
type Meet = (value: unknown) => void;

/** A shape for code that does not know its fields. */
const loose = (shape: AnyShape): Shape<string, string> => shape;

/** The value of a field of a message; `undefined` where it is of another shape. */
function valueIn<M>(
  { algebra, shapes }: { readonly algebra: Algebra<M>; readonly shapes: Shapes },
  m: M,
  [name, path]: readonly [shape: string, path: readonly string[]],
): M | undefined {
  const [step = '', ...more] = path;
  const shape = shapes.get(name);
  const value = shape && algebra.decode(loose(shape), m)?.[step];
  if (value === undefined || more.length === 0) return value;
  const sort = shape?.fields.find((one) => one.name === step)?.sort ?? '';
  return valueIn({ algebra, shapes }, value, [sort, more]);
}

/** An algebra that says which values a field has in what is signed, hashed or compared. */
function watching<M>(
  algebra: Algebra<M>,
  shapes: Shapes,
  { field: { use, shape, path }, meet }: { readonly field: FieldDropped; readonly meet: Meet },
): Algebra<M> {
  const look = (as: Use, m: M): void => {
    const value = as === use ? valueIn({ algebra, shapes }, m, [shape, path]) : undefined;
    if (value !== undefined) meet(value);
  };
  return {
    ...algebra,
    decode: (form, m) => {
      const found = algebra.decode(form, m);
      // What is compared later was read first.
      if (use === 'compared' && form.name === shape && found !== undefined) look(use, m);
      return found;
    },
    encode: (form, fields) => {
      const [first] = path;
      const given: Readonly<Record<string, M | undefined>> = fields;
      // What is never taken apart is looked at where it is made.
      if (form.plain === true && form.name === shape) meet(given[first]);
      return algebra.encode(form, fields);
    },
    sign: (key, fresh, m) => {
      look('signed', m);
      return algebra.sign(key, fresh, m);
    },
    verify: (key, m, signature) => {
      look('signed', m);
      return algebra.verify(key, m, signature);
    },
    hash: (m) => {
      look('hashed', m);
      return algebra.hash(m);
    },
    equal: (a, b) => {
      look('compared', a);
      look('compared', b);
      return algebra.equal(a, b);
    },
  };
}

/** The system of a protocol, or of a mutant of it, that says which values a field has. */
export function watchedBuild(
  { reading, plain }: Builds,
  watch: { readonly field: FieldDropped; readonly meet: Meet },
  isMutated: boolean,
): Build {
  const shapes = shapesOf(reading);
  return (algebra) => {
    const own = isMutated ? withField(algebra, shapes, watch.field) : algebra;
    return plain(watching(own, shapes, watch));
  };
}
