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

/** The certificate of a text. */
export function certificateIn(text: string): Read {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { isOne: false, problems: [syntaxProblem(text, error)] };
  }
  const result = v.safeParse(certificateSchema, parsed);
  if (result.success) return { isOne: true, certificate: result.output };
  return { isOne: false, problems: result.issues.slice(0, toldMax).map(formProblem) };
}
