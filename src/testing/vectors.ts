/**
 * The published test vectors, read from `../shared/vectors` beside the project.
 *
 * They are not part of this repository: where the folder is absent the suites that need it are
 * reported as skipped, by name.
 */
import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../shared/vectors/', import.meta.url);

/** Whether the folder is there. */
export const HAVE_VECTORS: boolean = existsSync(FOLDER);

/** One case of a NIST response file: the value of each name. */
export type Case = Readonly<Record<string, string>>;

/**
 * The cases of a NIST CAVP response file.
 *
 * @param path - within the folder
 * @param section - keep only what stands under `[section]`; all when left out
 */
export function readCases(path: string, section?: string): readonly Case[] {
  const blocks = readText(path).split(/\r?\n(?:\r?\n)+/);
  let current = '';
  return blocks.flatMap((block) => {
    const [, heading] = /^\[(.+)\]$/m.exec(block) ?? [];
    current = heading ?? current;
    const pairs = [...block.matchAll(/^(\w+) = (.*?)\r?$/gm)];
    const wanted = section === undefined || section === current;
    return wanted && pairs.length > 1
      ? [Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))]
      : [];
  });
}

/**
 * A JSON vector file.
 *
 * @param path - within the folder
 * @param read - gives the file its type; the files are fixed and trusted
 */
export function readJson<T>(path: string, read: (json: unknown) => T): T {
  return read(JSON.parse(readText(path)));
}

/** Hex, in either case, as octets; an odd number of digits gets a zero in front. */
export function hex(digits: string): Uint8Array {
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
}

function readText(path: string): string {
  return readFileSync(new URL(path, FOLDER), 'utf8');
}
