/**
 * Shapes: the form of a message, written down once and used by every algebra.
 *
 * A shape names its fields in the order in which they are encoded and gives each the sort of
 * value it holds. Encoding is tagged and injective in every algebra, but for plain shapes: the
 * paper's concatenation of what is signed (A3'), which bytes do not delimit.
 */

/** What a field holds: an atomic sort such as `amount`, or the name of a nested shape. */
export type Sort = string;

/**
 * A message form. `R` are the fields it always has, `O` those that a reading may add.
 *
 * A shape made for one reading lists in {@link Shape.fields} just the fields in force there.
 */
export interface Shape<R extends string = string, O extends string = never> {
  /** Unique name, used in transcripts and as the sort of a field that nests this shape. */
  readonly name: string;
  /** Distinguishes shapes on the wire; 0 to 255, unique within a protocol. */
  readonly tag: number;
  /** The fields in force, in encoding order. */
  readonly fields: readonly { readonly name: R | O; readonly sort: Sort }[];
  /** Whether bytes of this shape are the values one after the other; it is never decoded. */
  readonly plain?: true;
  /** Whether encodings say nothing of the shape but how many fields it has (`untagged.ts`). */
  readonly untagged?: true;
  /** Whether a compact encoding begins with the version of the format: what is sent as it is. */
  readonly outermost?: true;
}

/** The values of a message's fields, by field name. */
export type Fields<R extends string, O extends string, M> = Readonly<Record<R, M>> &
  Readonly<Partial<Record<O, M | undefined>>>;

/** A shape as generic code sees it: field names are plain strings. */
export interface AnyShape {
  /** See {@link Shape.name}. */
  readonly name: string;
  /** See {@link Shape.tag}. */
  readonly tag: number;
  /** See {@link Shape.fields}. */
  readonly fields: readonly { readonly name: string; readonly sort: Sort }[];
  /** See {@link Shape.plain}. */
  readonly plain?: true;
  /** See {@link Shape.untagged}. */
  readonly untagged?: true;
  /** See {@link Shape.outermost}. */
  readonly outermost?: true;
}

/**
 * Declares a shape.
 *
 * @param identity - the unique name and the unique number, 0 to 255
 * @param required - fields always present, with their sorts, in order
 * @param optional - further fields; `undefined` as the sort leaves the field out
 * @throws Error when the tag does not fit one byte: a mistake of ours, not of a peer.
 */
export function shape<R extends string, O extends string = never>(
  [name, tag]: readonly [name: string, tag: number],
  required: Readonly<Record<R, Sort>>,
  optional?: Readonly<Record<O, Sort | undefined>>,
): Shape<R, O> {
  if (!Number.isInteger(tag) || tag < 0 || tag > 255) {
    throw new Error(`shape ${name}: tag ${tag} does not fit one byte`);
  }
  const fields = Object.entries<Sort | undefined>({ ...required, ...optional }).flatMap(
    ([field, sort]) => (sort === undefined ? [] : [{ name: field as R | O, sort }]),
  );
  return { name, tag, fields };
}

/** The same shape as a plain concatenation: to be signed or hashed, never decoded (A3'). */
export function plain<R extends string, O extends string>(form: Shape<R, O>): Shape<R, O> {
  return { ...form, plain: true };
}

/** The same shape as one that is sent as it is, and so names the format's version (`src/codec/compact.ts`). */
export function outermost<R extends string, O extends string>(form: Shape<R, O>): Shape<R, O> {
  return { ...form, outermost: true };
}

/**
 * The values of `fields` in the order in which `shape` encodes them.
 *
 * Values that the shape does not list are left out, so a role may offer all it has and let the
 * reading choose.
 *
 * @throws Error when a listed field has no value: a mistake of ours, not of a peer.
 */
export function inOrder<M>(
  shape: AnyShape,
  fields: Readonly<Record<string, M | undefined>>,
): readonly M[] {
  return shape.fields.map(({ name }) => {
    const value = fields[name];
    if (value === undefined) throw new Error(`shape ${shape.name}: field ${name} has no value`);
    return value;
  });
}

/** The inverse of {@link inOrder}: values in encoding order, by field name. */
export function byName<R extends string, O extends string, M>(
  shape: Shape<R, O>,
  values: readonly M[],
): Fields<R, O, M> {
  return Object.fromEntries(shape.fields.map(({ name }, index) => [name, values[index]])) as Fields<
    R,
    O,
    M
  >;
}
