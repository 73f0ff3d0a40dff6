/**
 * `npm run docs:generate`: writes the generated pages of `docs/`.
 */
import { writeFile } from 'node:fs/promises';
import { inProject, pages, written } from './pages.ts';

for (const page of pages) {
  await writeFile(inProject(page.path), await written(page));
  console.log(`wrote ${page.path}`);
}
