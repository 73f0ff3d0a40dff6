/**
 * JSON in one form only, so that equal values are equal octets: members sorted by name (UTF-16 code
 * units, as RFC 8785 has it), numbers and strings as ECMAScript writes them. Functions and what is
 * `undefined` are no data and left out; numbers that JSON has not, such as `Infinity`, are strings.
 */
import { createHash } from 'node:crypto';

/** Data as JSON has it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Whether a value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as data, the members of each object sorted by name. */
export function sorted(value: unknown): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (!isRecord(value)) return value as Json;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && typeof member !== 'function')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

/** The one text of a value, without white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The one text of a value as a file: indented by two, with a last line feed. */
export function laidOut(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

/** The SHA-256 of a text, with the name of the function before it. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** A place in a JSON document (RFC 6901), one member or index further in. */
export function inside(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
