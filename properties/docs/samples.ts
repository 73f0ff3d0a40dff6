/**
 * The code samples of the documentation, as files that can be checked and run.
 *
 * A fence marked `ts run <path>` is the file that a reader would write at that path. It is written
 * to a folder below `.cache/` instead, its relative imports pointed at the project's files, or at
 * another sample where one has that path.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { inProject } from './pages.ts';

/** A sample. */
export interface Sample {
  /** The page that it stands on. */
  readonly page: string;
  /** Where a reader would put it, from the root of the project. */
  readonly path: string;
  readonly code: string;
}

const fence = /^```ts run (\S+)\n([\s\S]*?)^```$/gmu;

/** The samples of a page. */
export function samplesIn(page: string, text: string): readonly Sample[] {
  return [...text.matchAll(fence)].map(([, path = '', code = '']) => ({ page, path, code }));
}

/** Says where a file is that a sample imports. */
type Locate = (path: string) => string;

/** The code with its relative imports made absolute. */
function relocated({ path, code }: Sample, locate: Locate): string {
  return code.replaceAll(/(from|import) '(\.{1,2}\/[^']+)'/gu, (_, word: string, to: string) => {
    const target = posix.join(posix.dirname(path), to);
    return `${word} '${locate(target)}'`;
  });
}

/** Writes the samples and the compiler's project file to a new folder; returns the folder. */
export async function writeSamples(samples: readonly Sample[]): Promise<string> {
  await mkdir(inProject('.cache'), { recursive: true });
  const folder = await mkdtemp(inProject('.cache/samples-'));
  const paths = new Set(samples.map(({ path }) => path));
  const locate: Locate = (path) => (paths.has(path) ? join(folder, path) : inProject(path));
  for (const sample of samples) {
    const file = locate(sample.path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, relocated(sample, locate));
  }
  const settings = { extends: '../../tsconfig.json', include: ['**/*.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  return folder;
}
