/**
 * A researcher's own files as modules: TypeScript or JavaScript, not built, which import this package
 * by its name. That name is the program that runs, wherever the file lies and whatever is installed
 * there, so that its values and the program's are of one kind.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleBeside } from '../root.ts';

const beside = (name: string): string => moduleBeside(import.meta.url, name).href;

/** What the package exports, and the module that it is. */
const exported: Readonly<Record<string, string>> = {
  sa2pmp: beside('../library'),
  'sa2pmp/model': beside('../../model/index'),
  'sa2pmp/attacks': beside('../../attacks/index'),
  'sa2pmp/properties': beside('../index'),
  'sa2pmp/octets': beside('../../src/index'),
};

let isHooked = false;

/** Has the name of the package mean the program that runs, in this thread. */
function hook(): void {
  if (isHooked) return;
  isHooked = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      next(Object.hasOwn(exported, specifier) ? (exported[specifier] ?? '') : specifier, context),
  });
}

/** What a module exports, by name, or why it cannot be loaded. */
export type Loaded =
  { readonly exports: Readonly<Record<string, unknown>> } | { readonly why: string };

/** Loads a file. */
export async function loaded(file: string): Promise<Loaded> {
  hook();
  try {
    const url = pathToFileURL(resolve(file)).href;
    return { exports: (await import(url)) as Readonly<Record<string, unknown>> };
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { why: line };
  }
}
