/**
 * What was found out, kept on disk: a file for each question, named by the digest of all that the
 * answers depend on, so that nothing stale is ever read. Files are replaced whole, never written in.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../root.ts';
import { canonical } from '../verdict/canonical-value.ts';

/** The root of the sources. */
const folderOfSources = fileURLToPath(root);

/** Where answers are kept unless said; git ignores it. */
export const cacheFolder = join(folderOfSources, '.cache', 'repairs');

/** What an answer depends on: the model, the search, and how questions are put to it. */
const sources = ['model', 'attacks', 'properties/verdict', 'properties/repairs'] as const;

/** The source files of a folder, tests aside, in the order of their names. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.property)\.ts$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The digest of the code that answers depend on. */
export function codeDigest(folders: readonly string[] = sources): string {
  const digest = createHash('sha256');
  for (const file of folders.flatMap((folder) => filesIn(join(folderOfSources, folder)))) {
    digest
      .update(`${relative(folderOfSources, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  }
  return digest.digest('hex');
}

/** One question's answers on disk. */
export interface Kept<T> {
  readonly load: () => T;
  readonly save: (found: T) => void;
}

/** What a file holds; nothing where there is none, or none that can be read. */
function heldBy<T extends object>(file: string, empty: () => T): T {
  const nothing = empty();
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isWhole =
      typeof found === 'object' &&
      found !== null &&
      Object.keys(nothing).every((name) => name in found);
    return isWhole ? (found as T) : nothing;
  } catch {
    return nothing;
  }
}

/** Where answers are kept, and the digest of the code that they depend on. */
export interface Keeping {
  /** Nowhere, if `undefined`. */
  readonly folder: string | undefined;
  readonly code: string;
}

/**
 * The answers to a question.
 *
 * @param keeping - where they are kept
 * @param question - all that they depend on besides the code
 * @param empty - what is known when nothing is
 */
export function kept<T extends object>(
  { folder, code }: Keeping,
  question: unknown,
  empty: () => T,
): Kept<T> {
  if (folder === undefined) return { load: empty, save: () => undefined };
  const name = createHash('sha256')
    .update(`${code}\n${canonical(question)}`)
    .digest('hex');
  const file = join(folder, `${name}.json`);
  return {
    load: () => heldBy(file, empty),
    save: (found) => {
      mkdirSync(folder, { recursive: true });
      const draft = `${file}.${process.pid}.draft`;
      writeFileSync(draft, JSON.stringify(found));
      renameSync(draft, file);
    },
  };
}
