/**
 * `npm run docs:generate`: writes the generated pages of `docs/`, or those that are named, such as
 * `npm run docs:generate -- docs/protocol.md`.
 */
import { writeFile } from 'node:fs/promises';
import { inProject, pages, written } from './pages.ts';

const named = process.argv.slice(2);
const unknown = named.find((path) => !pages.some((page) => page.path === path));
if (unknown !== undefined) {
  console.error(
    `${unknown} is no generated page; there are ${pages.map(({ path }) => path).join(', ')}`,
  );
  process.exit(2);
}
for (const page of pages.filter(({ path }) => named.length === 0 || named.includes(path))) {
  await writeFile(inProject(page.path), await written(page));
  console.log(`wrote ${page.path}`);
}
