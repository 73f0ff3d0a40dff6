/**
 * What the documentation refers to: links, and names of files in backticks.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { inProject, textOf } from './pages.ts';

/** All pages written by hand or by `docs:generate`, from the root of the project. */
export async function documentation(): Promise<readonly string[]> {
  const inDocs = await readdir(inProject('docs'), { recursive: true });
  const markdown = inDocs
    .map((path) => posix.join('docs', path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.md') && !path.startsWith('docs/api/'));
  return ['README.md', 'CHANGELOG.md', ...markdown.sort()];
}

/** The heading anchors of a page, as GitHub makes them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

async function isGoodLink(page: string, target: string): Promise<boolean> {
  const [path = '', anchor] = target.split('#', 2);
  const file = path === '' ? page : posix.join(posix.dirname(page), path);
  if (!existsSync(inProject(file))) return false;
  return anchor === undefined || anchorsOf(await textOf(file)).has(anchor);
}

/** Links of a page to what is not there; links to the web are not followed. */
export async function brokenLinks(page: string): Promise<readonly string[]> {
  return brokenLinksIn(page, await textOf(page));
}

/** The same of a page that says something else. */
export async function brokenLinksIn(page: string, text: string): Promise<readonly string[]> {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
  const broken: string[] = [];
  for (const target of targets.filter((link) => !/^https?:/u.test(link))) {
    if (!(await isGoodLink(page, target))) broken.push(target);
  }
  return broken;
}

const tree = /^(?:model|src|attacks|properties|examples|tools|docs)\/[\w./-]*\w\/?$/u;

/** Names of files in backticks that are not there; fenced samples are left out. */
export async function missingFiles(page: string): Promise<readonly string[]> {
  return missingFilesIn(await textOf(page));
}

/** The same of a text. */
export function missingFilesIn(text: string): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gmu, '');
  const names = [...prose.matchAll(/`([^`\n]+)`/gu)].map(([, name = '']) => name);
  return names.filter((name) => tree.test(name)).filter((name) => !existsSync(inProject(name)));
}
