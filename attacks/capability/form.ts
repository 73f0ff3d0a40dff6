/**
 * Forms of plain values, for what nobody compiled with the project: each says what is wrong with a
 * value, with the place, and nothing where nothing is.
 */
import type { PartyKind } from '../../model/core/system.ts';

/** Says what is wrong with a value found at some place; nothing when nothing is. */
export type Check = (value: unknown, at: string) => readonly string[];

/** Whether a value is a record of fields. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? 'a list' : String(value);

/** A value that is right, or what it should be. */
export const matching =
  (isRight: (value: unknown) => boolean, wanted: string): Check =>
  (value, at) =>
    isRight(value) ? [] : [`${at}: ${wanted}, not ${shown(value)}`];

/** Some text. */
export const text = matching(
  (value) => typeof value === 'string' && value.trim() !== '',
  'some text',
);
/** True or false. */
export const flag = matching((value) => typeof value === 'boolean', 'true or false');
/** True, where it is there at all. */
export const yes = matching((value) => value === true, 'true, or left out');
/** A function. */
export const method = matching((value) => typeof value === 'function', 'a function');
/** How often, or how many. */
export const count = matching(
  (value) =>
    typeof value === 'number' && value > 0 && (Number.isInteger(value) || value === Infinity),
  'a whole number from 1, or Infinity',
);
const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** A stable id. */
export const id = matching(
  (value) => typeof value === 'string' && idPattern.test(value),
  'lower-case letters, digits and single hyphens',
);
/** One of these names. */
export const oneOf = <T extends string>(names: Readonly<Record<T, true>>): Check =>
  matching(
    (value) => typeof value === 'string' && Object.hasOwn(names, value),
    `one of ${Object.keys(names).join(', ')}`,
  );
/** A list, each item of one form. */
export const listOf =
  (each: Check): Check =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => each(item, `${at}[${index}]`))
      : [`${at}: a list, not ${shown(value)}`];

/** A record of these fields and no others; those of `optional` may be left out. */
export const recordOf =
  <R extends string, O extends string>(
    required: Readonly<Record<R, Check>>,
    optional: Readonly<Record<O, Check>>,
  ): Check =>
  (value, at) => {
    if (!isRecord(value)) return [`${at}: a record of fields, not ${shown(value)}`];
    const checks: Readonly<Record<string, Check>> = { ...required, ...optional };
    const place = (field: string): string => (at === '' ? field : `${at}.${field}`);
    const missing = Object.keys(required).filter((field) => value[field] === undefined);
    const present = Object.entries(value).filter(([, field]) => field !== undefined);
    return [
      ...missing.map((field) => `${place(field)}: is missing`),
      ...present.flatMap(([field, found]) => {
        const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
        return check?.(found, place(field)) ?? [`${place(field)}: there is no such field`];
      }),
    ];
  };

/** A kind of party. */
export const partyKind = oneOf<PartyKind>({
  client: true,
  bank: true,
  log: true,
  judge: true,
  witness: true,
});
