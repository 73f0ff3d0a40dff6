/**
 * As much of JSON Schema 2020-12 as `docs/schema/` uses, and no more: a keyword that is not known
 * here is an error, so that nothing in a schema goes unchecked.
 */

/** A schema as parsed from its file. */
export type Schema = boolean | Readonly<Record<string, unknown>>;

/** Where a value is and what is wrong with it. */
export type Problem = string;

interface Place {
  readonly root: Schema;
  readonly at: string;
}

type Keyword = (argument: unknown, value: unknown, place: Place) => readonly Problem[];

const annotations = ['$schema', '$id', '$defs', 'title', 'description', 'examples'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

const hasType: Keyword = (wanted, value, { at }) => {
  const fits = wanted === 'integer' ? Number.isInteger(value) : typeOf(value) === wanted;
  return fits ? [] : [`${at} is ${typeOf(value)}, not ${String(wanted)}`];
};

const members: Keyword = (schemas, value, place) => {
  if (!isObject(value)) return [];
  return Object.entries(schemas as Readonly<Record<string, Schema>>).flatMap(([name, schema]) =>
    name in value ? problems(schema, value[name], inside(place, name)) : [],
  );
};

function inside({ root, at }: Place, name: string): Place {
  return { root, at: `${at}/${name}` };
}

/** `#/a/b`: the only references that are used. */
function referred(root: Schema, reference: unknown): Schema {
  const names = String(reference).split('/').slice(1);
  let found: unknown = root;
  for (const name of names) found = isObject(found) ? found[name] : undefined;
  if (!isObject(found)) throw new Error(`schema: no ${String(reference)}`);
  return found;
}

/** How many of some schemas a value fits. */
function fitting(schemas: unknown, value: unknown, place: Place): number {
  return (schemas as readonly Schema[]).filter(
    (schema) => problems(schema, value, place).length === 0,
  ).length;
}

const keywords: Readonly<Record<string, Keyword>> = {
  type: hasType,
  properties: members,
  required: (names, value, { at }) =>
    isObject(value)
      ? (names as readonly string[])
          .filter((name) => !(name in value))
          .map((name) => `${at} lacks ${name}`)
      : [],
  items: (schema, value, place) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => problems(schema as Schema, item, inside(place, `${index}`)))
      : [],
  enum: (choices, value, { at }) =>
    (choices as readonly unknown[]).includes(value) ? [] : [`${at} is none of the choices`],
  const: (only, value, { at }) => (value === only ? [] : [`${at} is not ${String(only)}`]),
  pattern: (pattern, value, { at }) =>
    typeof value !== 'string' || new RegExp(String(pattern), 'u').test(value)
      ? []
      : [`${at} does not match ${String(pattern)}`],
  minimum: (least, value, { at }) =>
    typeof value !== 'number' || value >= Number(least) ? [] : [`${at} is below ${String(least)}`],
  minLength: (least, value, { at }) =>
    typeof value !== 'string' || value.length >= Number(least) ? [] : [`${at} is too short`],
  minItems: (least, value, { at }) =>
    !Array.isArray(value) || value.length >= Number(least) ? [] : [`${at} has too few elements`],
  propertyNames: (schema, value, place) =>
    isObject(value)
      ? Object.keys(value).flatMap((name) => problems(schema as Schema, name, inside(place, name)))
      : [],
  anyOf: (schemas, value, place) =>
    fitting(schemas, value, place) > 0 ? [] : [`${place.at} is of none of the forms`],
  oneOf: (schemas, value, place) =>
    fitting(schemas, value, place) === 1 ? [] : [`${place.at} is not of just one of the forms`],
  $ref: (reference, value, place) => problems(referred(place.root, reference), value, place),
};

/** `additionalProperties` and `if` look at their neighbours. */
function together(
  schema: Exclude<Schema, boolean>,
  value: unknown,
  place: Place,
): readonly Problem[] {
  const { properties, additionalProperties } = schema;
  const named = isObject(properties) ? properties : {};
  const others = isObject(value) ? Object.keys(value).filter((name) => !(name in named)) : [];
  const beyond =
    additionalProperties === undefined
      ? []
      : members(
          Object.fromEntries(others.map((name) => [name, additionalProperties])),
          value,
          place,
        );
  if (schema['if'] === undefined) return beyond;
  const holds = problems(schema['if'] as Schema, value, place).length === 0;
  const branch = schema[holds ? 'then' : 'else'];
  return branch === undefined ? beyond : [...beyond, ...problems(branch as Schema, value, place)];
}

const neighbours = ['additionalProperties', 'if', 'then', 'else'];

/** What is wrong with a value by a schema. @throws Error on a keyword that is not known here. */
export function problems(
  schema: Schema,
  value: unknown,
  place: Place = { root: schema, at: '' },
): readonly Problem[] {
  if (schema === true) return [];
  if (schema === false) return [`${place.at} is not allowed`];
  const own = Object.entries(schema).flatMap(([name, argument]) => {
    const keyword = keywords[name];
    if (keyword !== undefined) return keyword(argument, value, place);
    if ([...annotations, ...neighbours].includes(name)) return [];
    throw new Error(`schema: keyword ${name} is not known`);
  });
  return [...own, ...together(schema, value, place)];
}
