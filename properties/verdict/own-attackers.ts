/**
 * Attackers from a researcher's own files, each a module of TypeScript or JavaScript that exports
 * some. Refuses, with every reason at once, what cannot be loaded and what is no attacker.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Capability } from '../../attacks/capability/capability.ts';
import { extendedBy } from '../../attacks/capability/check.ts';
import { capabilities } from '../../attacks/capability/index.ts';

/** What files named by the user hold. */
export interface Own {
  /** The attackers besides those that are built in. */
  readonly attackers: readonly Capability[];
  /** What is wrong with the files, each named. */
  readonly problems: readonly string[];
}

/** What a module exports, or why it cannot be loaded. */
async function exportsOf(
  file: string,
): Promise<{ readonly exports: Readonly<Record<string, unknown>> } | { readonly why: string }> {
  try {
    const url = pathToFileURL(resolve(file)).href;
    return { exports: (await import(url)) as Readonly<Record<string, unknown>> };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { why: line };
  }
}

/** Loads the attackers of files, in their order. */
export async function ownAttackers(files: readonly string[]): Promise<Own> {
  let known: readonly Capability[] = capabilities;
  const problems: string[] = [];
  for (const file of files) {
    const module = await exportsOf(file);
    if ('why' in module) {
      problems.push(`${file} cannot be loaded: ${module.why}`);
      continue;
    }
    const extended = extendedBy(module.exports, known);
    known = extended.capabilities;
    problems.push(...extended.problems.map((problem) => `${file}: ${problem}`));
  }
  return { attackers: known.slice(capabilities.length), problems };
}
