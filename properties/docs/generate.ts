/**
 * `npm run docs:generate`: writes the generated pages of `docs/` and the exported files that are kept,
 * or those that are named, such as `npm run docs:generate -- docs/protocol.md`.
 */
import { writeFile } from 'node:fs/promises';
import { goldens } from '../export/golden.ts';
import { recipe } from '../spdl/syntax.ts';
import { inProject, pages, written } from './pages.ts';

const named = process.argv.slice(2);
const kept = [...goldens, { path: 'properties/spdl/golden/grammar.json', write: recipe }];
const paths = [...pages, ...kept].map(({ path }) => path);
const unknown = named.find((path) => !paths.includes(path));
if (unknown !== undefined) {
  console.error(`${unknown} is no generated page; there are ${paths.join(', ')}`);
  process.exit(2);
}
const isAsked = ({ path }: { readonly path: string }): boolean =>
  named.length === 0 || named.includes(path);
for (const golden of kept.filter(isAsked)) {
  await writeFile(inProject(golden.path), golden.write());
  console.log(`wrote ${golden.path}`);
}
for (const page of pages.filter(isAsked)) {
  await writeFile(inProject(page.path), await written(page));
  console.log(`wrote ${page.path}`);
}
