/**
 * Where the package is: the folder of its manifest, whether this runs from the sources or from what
 * was built of them (`dist/`).
 */
import { existsSync } from 'node:fs';

const manifest = 'package.json';

function above(folder: URL): URL {
  if (existsSync(new URL(manifest, folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href) throw new Error(`root: no ${manifest} above ${import.meta.url}`);
  return above(parent);
}

/** The root of the package, with the sources of what runs. */
export const root = above(new URL('./', import.meta.url));

/** A module beside another one, in the form in which that one runs: `.ts`, or `.js` where built. */
export function moduleBeside(url: string, name: string): URL {
  return new URL(`${name}${url.endsWith('.ts') ? '.ts' : '.js'}`, url);
}
