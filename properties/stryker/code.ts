/**
 * The code of an area as it stands, and whether what is on record of the area was found of it.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../mutants/kept.ts';
import { root } from '../root.ts';
import { type Area, type AreaName, areas } from './areas.ts';
import type { AreaRecord } from './record.ts';

/** The files that are mutated in an area, with those that nothing can be changed in. */
export function filesOf({ mutate }: Pick<Area, 'mutate'>): readonly string[] {
  const exclude = mutate.filter((path) => path.startsWith('!')).map((path) => path.slice(1));
  const include = mutate.filter((path) => !path.startsWith('!'));
  return globSync(include, { cwd: fileURLToPath(root), exclude }).sort();
}

/** Sources by the path of their file. */
type Sources = Readonly<Record<string, { readonly source: string }>>;

/** The digest of the code of an area: of these sources, and of the files as they stand for what is not among them. */
export function codeOf(name: AreaName, sources: Sources = {}): string {
  const present = (path: string): string => readFileSync(new URL(path, root), 'utf8');
  const paths = filesOf(areas[name]);
  return digestOf(
    paths.map((path) => `${path}\n${sources[path]?.source ?? present(path)}`).join(''),
  );
}

/** What is said of the record of an area: whether its code is as it was when its mutants were tried. */
export type Age = 'of this code' | 'of older code';

/** Compares the record of an area with the code as it stands. */
export function ageOf({ area, code }: Pick<AreaRecord, 'area' | 'code'>): Age {
  return codeOf(area) === code ? 'of this code' : 'of older code';
}
