/**
 * Keeps a text in a file all at once: written beside it, flushed, and put in its place, so that
 * whoever interrupts finds the file that was there before or the new one, whole.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes a whole text to an open file. */
function written(file: number, text: string): void {
  const octets = Buffer.from(text, 'utf8');
  for (let at = 0; at < octets.length;) at += writeSync(file, octets, at);
  fsyncSync(file);
}

/** Keeps a text in the file of a path. */
export function keep(path: string, text: string): void {
  const beside = `${path}.${process.pid}.part`;
  const file = openSync(beside, 'w');
  try {
    try {
      written(file, text);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
