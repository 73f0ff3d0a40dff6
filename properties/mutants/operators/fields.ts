/**
 * A protocol in which one field of a message is outside what protects it (§4.2 S, E; A3, A22): signed,
 * hashed and compared tuples are made and verified without the field, and a sealed one travels with the
 * field in clear beside the box. The field still arrives, so that the protocol does what it did; whoever
 * holds the link can put another in its place.
 *
 * The same change is made for everybody who makes or reads such a tuple, judge and log included: it is
 * another protocol and not a role that disagrees with its peers. A message that is not of the shape is
 * left as it is.
 */
import type { Algebra } from '../../../model/core/algebra.ts';
import type { AnyShape, Fields, Shape } from '../../../model/core/shape.ts';
import type { Mutant, Use } from './mutant.ts';

/** The shapes of a reading, by the names under which fields nest them. */
export type Shapes = ReadonlyMap<string, AnyShape>;

type Path = readonly string[];
type Values<M> = Readonly<Record<string, M | undefined>>;

/** The first of the tags that no shape has. */
const firstTag = 200;

/** A shape for code that does not know its fields. */
const loose = (shape: AnyShape): Shape<string, string> => shape;

/** A shape without the field at the end of a path; nested shapes on the way are others too. */
function shapeWithout(shapes: Shapes, shape: AnyShape, [step, ...rest]: Path): AnyShape {
  const fields = shape.fields.flatMap((field) => {
    if (field.name !== step) return [field];
    const inner = rest.length === 0 ? undefined : shapes.get(field.sort);
    return inner === undefined ? [] : [{ ...field, sort: shapeWithout(shapes, inner, rest).name }];
  });
  const name = `${shape.name} without ${[step, ...rest].join('.')}`;
  return { ...shape, name, tag: firstTag + rest.length, fields };
}

/** Values without the one at the end of a path, and that one; `undefined` where it is not there. */
interface Taken<M> {
  readonly values: Values<M>;
  readonly field: M;
}

/** What one path does to messages, in one algebra. */
interface Surgery<M> {
  readonly whole: AnyShape;
  readonly rest: AnyShape;
  readonly take: (values: Values<M>) => Taken<M> | undefined;
  readonly put: (values: Values<M>, field: M) => Values<M> | undefined;
}

function surgery<M>(
  { algebra, shapes }: { readonly algebra: Algebra<M>; readonly shapes: Shapes },
  shape: AnyShape,
  path: Path,
): Surgery<M> {
  const [step = '', ...more] = path;
  const rest = shapeWithout(shapes, shape, path);
  const sort = shape.fields.find(({ name }) => name === step)?.sort ?? '';
  const nested = more.length === 0 ? undefined : shapes.get(sort);
  if (nested === undefined) {
    return {
      whole: shape,
      rest,
      take: ({ [step]: field, ...values }) => (field === undefined ? undefined : { values, field }),
      put: (values, field) => ({ ...values, [step]: field }),
    };
  }
  const inner = surgery({ algebra, shapes }, nested, more);
  return {
    whole: shape,
    rest,
    take: (values) => {
      const message = values[step];
      const found = message === undefined ? undefined : algebra.decode(loose(nested), message);
      const taken = found && inner.take(found);
      return (
        taken && {
          field: taken.field,
          values: {
            ...values,
            [step]: algebra.encode(loose(inner.rest), taken.values as Fields<string, string, M>),
          },
        }
      );
    },
    put: (values, field) => {
      const message = values[step];
      const found = message === undefined ? undefined : algebra.decode(loose(inner.rest), message);
      const whole = found && inner.put(found, field);
      return (
        whole && {
          ...values,
          [step]: algebra.encode(loose(nested), whole as Fields<string, string, M>),
        }
      );
    },
  };
}

/** A box with a field beside it. It has the sort of what it takes the place of. */
function beside(sort: string): Shape<'body' | 'field'> {
  return {
    name: sort,
    tag: firstTag - 1,
    fields: [
      { name: 'body', sort: `inner ${sort}` },
      { name: 'field', sort: 'any' },
    ],
  };
}

/** The operations of an algebra that a use of tuples changes. */
function changes<M>(
  algebra: Algebra<M>,
  at: Surgery<M>,
): Readonly<Record<Use, Partial<Algebra<M>>>> {
  const { whole, rest, take, put } = at;
  const make = (values: Values<M>): M =>
    algebra.encode(loose(rest), values as Fields<string, string, M>);
  const takenFrom = (m: M): Taken<M> | undefined => {
    const fields = algebra.decode(loose(whole), m);
    return fields && take(fields);
  };
  /** What of a message is signed, hashed or compared. */
  const covered = (m: M): M => {
    const taken = takenFrom(m);
    return taken === undefined ? m : make(taken.values);
  };
  const boxed = (sort: string, m: M, close: (content: M) => M): M => {
    const taken = takenFrom(m);
    if (taken === undefined) return close(m);
    const { field, values } = taken;
    return algebra.encode(beside(sort), { body: close(make(values)), field });
  };
  const opened = <R extends string, O extends string>(
    { sort, shape, box }: { readonly sort: string; readonly shape: Shape<R, O>; readonly box: M },
    open: <P extends string, Q extends string>(
      form: Shape<P, Q>,
      body: M,
    ) => Fields<P, Q, M> | undefined,
  ): Fields<R, O, M> | undefined => {
    if (shape.name !== whole.name) return open(shape, box);
    const pair = algebra.decode(beside(sort), box);
    const found = pair && open(loose(rest), pair.body);
    return pair && found && (put(found, pair.field) as Fields<R, O, M> | undefined);
  };
  const bodyOf = (sort: string, box: M): M => algebra.decode(beside(sort), box)?.body ?? box;
  return {
    signed: {
      sign: (key, fresh, m) => algebra.sign(key, fresh, covered(m)),
      verify: (key, m, signature) => algebra.verify(key, covered(m), signature),
    },
    hashed: { hash: (m) => algebra.hash(covered(m)) },
    compared: { equal: (a, b) => algebra.equal(covered(a), covered(b)) },
    sealed: {
      seal: (key, fresh, m) => boxed('box', m, (content) => algebra.seal(key, fresh, content)),
      open: (key, shape, box) =>
        opened({ sort: 'box', shape, box }, (form, body) => algebra.open(key, form, body)),
      opens: (key, box) => algebra.opens(key, bodyOf('box', box)),
      encryptFor: (key, fresh, m) =>
        boxed('encryption', m, (content) => algebra.encryptFor(key, fresh, content)),
      decryptWith: (key, shape, box) =>
        opened({ sort: 'encryption', shape, box }, (form, body) =>
          algebra.decryptWith(key, form, body),
        ),
      exportWith: (key, box) => algebra.exportWith(key, bodyOf('encryption', box)),
    },
  };
}

/**
 * An algebra in which the field is outside what protects it.
 *
 * @param algebra - the algebra
 * @param shapes - the shapes of the reading
 * @param mutant - which field of what, in which use
 */
export function withField<M>(
  algebra: Algebra<M>,
  shapes: Shapes,
  { use, shape: name, path }: Extract<Mutant, { operator: 'field-dropped' }>,
): Algebra<M> {
  const shape = shapes.get(name);
  if (shape === undefined) return algebra;
  const at = surgery({ algebra, shapes }, shape, path);
  // What is never taken apart is left out where it is made: nobody reads it but to sign or to hash.
  if (shape.plain === true) {
    return {
      ...algebra,
      encode: (form, fields) => {
        const taken = form.name === name ? at.take(fields) : undefined;
        return taken === undefined
          ? algebra.encode(form, fields)
          : algebra.encode(loose(at.rest), taken.values as Fields<string, string, M>);
      },
    };
  }
  return { ...algebra, ...changes(algebra, at)[use] };
}

/** The paths to the fields of a shape, those of the messages in it included. */
export function pathsIn(
  shapes: Shapes,
  shape: AnyShape,
): readonly (readonly [string, ...string[]])[] {
  return shape.fields.flatMap(({ name, sort }) => {
    const inner = shapes.get(sort);
    const within = inner === undefined ? [] : pathsIn(shapes, inner);
    return [[name], ...within.map((path) => [name, ...path] as [string, ...string[]])] as const;
  });
}
