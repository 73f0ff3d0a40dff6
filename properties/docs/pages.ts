/**
 * The generated pages of `docs/`, and those with parts that are: what each should say now.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { classicsPage } from './classics.ts';
import { agesIn } from './code-mutants.ts';
import { mutantsPage } from './mutants.ts';
import { filled } from './parts.ts';
import { certificateJsonSchema } from '../certificate/json-schema.ts';
import { vectors, vectorsPath } from '../protocol/vectors.ts';
import { readingsPage } from './readings.ts';
import { parts } from './tables.ts';
import { threatsPage } from './threats.ts';
import { traceabilityPage } from './traceability.ts';
import { verdictsPage } from './verdicts.ts';

/** A page and who writes it. */
export interface Page {
  /** Where it is, from the root of the project. */
  readonly path: string;
  /** Its text, before layout. */
  readonly write: () => string | Promise<string>;
  /**
   * Its text once more, with what the one that is there says of the day on which it was written; absent
   * where it says nothing of that kind.
   */
  readonly again?: (there: string) => string;
}

/** Pages written by hand, but for their parts. */
export const pagesWithParts: readonly string[] = [
  'README.md',
  'docs/model.md',
  'docs/claims.md',
  'docs/search.md',
  'docs/extend.md',
  'docs/compare.md',
  'docs/costs.md',
  'docs/protocol.md',
  'docs/repairs.md',
];

/** All of them. */
export const pages: readonly Page[] = [
  { path: 'docs/readings.md', write: readingsPage },
  { path: 'docs/threats.md', write: threatsPage },
  { path: 'docs/verdicts.md', write: verdictsPage },
  { path: 'docs/classics.md', write: classicsPage },
  {
    path: 'docs/mutants.md',
    write: () => mutantsPage(),
    again: (there) => mutantsPage(agesIn(there)),
  },
  { path: 'docs/traceability.md', write: traceabilityPage },
  { path: vectorsPath, write: () => JSON.stringify(vectors()) },
  {
    path: 'docs/schema/certificate.schema.json',
    write: () => JSON.stringify(certificateJsonSchema()),
  },
  ...pagesWithParts.map((path): Page => ({
    path,
    write: async () => filled(await textOf(path), parts),
  })),
];

/** The absolute path of a file of the project. */
export function inProject(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The text of a file of the project. */
export function textOf(path: string): Promise<string> {
  return readFile(inProject(path), 'utf8');
}

/** A page as it should be, laid out as all files of its kind here are. */
export async function written({ path, write }: Page): Promise<string> {
  const config = await resolveConfig(inProject(path));
  return format(await write(), {
    ...config,
    parser: path.endsWith('.json') ? 'json' : 'markdown',
  });
}
