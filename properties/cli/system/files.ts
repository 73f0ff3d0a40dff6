/** JSON files that people hand over: read within a limit, and checked before anything is done. */
import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { usageError } from '../usage-error.ts';
import { printable } from './printable.ts';

/** The longest file that is read, in octets. */
const FILE_BYTES_MAX = 1024 * 1024;

/** What a file says, if it is of the form; otherwise the user is told what is wrong and where. */
export function fileIn<T>(schema: v.GenericSchema<unknown, T>, path: string): T {
  const parsed = v.safeParse(schema, jsonIn(path));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'the file as a whole';
  throw usageError(printable(`${path}: ${where}: ${issue.message}`));
}

function jsonIn(path: string): unknown {
  let text: string;
  try {
    if (statSync(path).size > FILE_BYTES_MAX) {
      throw new Error(`longer than ${FILE_BYTES_MAX} octets`);
    }
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    throw usageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageError(`${path} is not JSON${placeIn((error as Error).message)}`);
  }
}

/** Where JSON ends to be JSON, without the file's own words: they may be a key, or an escape. */
function placeIn(complaint: string): string {
  const [, position] = /position (\d+)/u.exec(complaint) ?? [];
  return position === undefined ? '' : ` at position ${position}`;
}
