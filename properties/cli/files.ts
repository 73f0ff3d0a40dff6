/**
 * Files that commands are given and leave behind; what the system does not allow is the user's
 * mistake, told in one line.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { keep } from '../certificate/keep.ts';
import { usageError } from './usage-error.ts';

/** The text of a file. */
export function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError(`${path} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Refuses a file that cannot be written, before anything is searched. */
export function refuseUnwritable(option: string, path: string): void {
  const [folder, file] = [dirname(path), statSync(path, { throwIfNoEntry: false })];
  if (file?.isDirectory() === true) throw usageError(`${option} ${path}: that is a folder`);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw usageError(`${option} ${path}: there is no folder ${folder}`);
  }
}

/** Keeps a text in a file; what the system does not allow is told in one line. */
export function keepOrRefuse(option: string, path: string, text: string): void {
  try {
    keep(path, text);
  } catch (error) {
    throw usageError(
      `${option} ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
