/**
 * Reads a certificate: what is no JSON, or has not the form of a certificate, is said with its place.
 */
import * as v from 'valibot';
import { inside } from './canonical-json.ts';
import { faultIn } from './json-fault.ts';
import { type Certificate, certificateSchema } from './schema.ts';

/** A certificate, or why a text is none. */
export type Read =
  | { readonly isOne: true; readonly certificate: Certificate }
  | { readonly isOne: false; readonly problems: readonly string[] };

/** What is wrong with a text that is no JSON, with the place of it. */
function syntaxProblem(text: string, error: unknown): string {
  const { line, column } = faultIn(text);
  const said = error instanceof Error ? error.message : String(error);
  return `no JSON at line ${line}, column ${column}: ${said}`;
}

/** How many problems of form are told. */
const toldMax = 5;

/** An issue of form with its place. */
function formProblem({ path, message }: v.BaseIssue<unknown>): string {
  const at = (path ?? []).reduce((pointer, { key }) => inside(pointer, String(key)), '');
  return `${at === '' ? 'the whole' : at}: ${message}`;
}

/** Where what a form has made of something is an object by names and the thing was a list; the first such place. */
function listAt(said: unknown, made: unknown, at = ''): string | undefined {
  if (typeof said !== 'object' || said === null) return undefined;
  if (Array.isArray(said) !== Array.isArray(made)) return at;
  const parts = made as Readonly<Record<string, unknown>>;
  for (const [name, part] of Object.entries(said)) {
    const found = listAt(part, parts[name], inside(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The certificate of a text. */
export function certificateIn(text: string): Read {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { isOne: false, problems: [syntaxProblem(text, error)] };
  }
  const result = v.safeParse(certificateSchema, parsed);
  // An empty list has no names that could be wrong, and passes for an object without any.
  const list = result.success ? listAt(parsed, result.output) : undefined;
  if (list !== undefined) return { isOne: false, problems: [`${list}: an object, not a list`] };
  if (result.success) return { isOne: true, certificate: result.output };
  return { isOne: false, problems: result.issues.slice(0, toldMax).map(formProblem) };
}
