/**
 * A checker for Stryker: a mutant that the types refuse is none, since `npm run types` would not let it in.
 * Only what is wrong in the mutant's own file counts; what it would break elsewhere is left to the tests.
 *
 * Refuses a file whose types are wrong before anything is changed.
 */
import { join, parse, resolve } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** A place as Stryker counts it, from 0. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What Stryker hands over of a mutant. */
export interface Changed {
  readonly id: string;
  readonly fileName: string;
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** What it wants to hear. */
export type Checked =
  { readonly status: 'passed' } | { readonly status: 'compileError'; readonly reason: string };

/** Sources, and what is put among them. */
interface Sources {
  readonly add: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** What the types say against a file, the first thing only. */
  readonly objection: (path: string) => string | undefined;
}

const settings = (): ts.CompilerOptions =>
  ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  ).options;

function sourcesOf(): Sources {
  const texts = new Map<string, { readonly text: string; readonly version: string }>();
  let versions = 0;
  const options = settings();
  const service = ts.createLanguageService({
    readFile: (path) => ts.sys.readFile(path),
    fileExists: (path) => ts.sys.fileExists(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: (path) => texts.get(path)?.version ?? '',
    getScriptSnapshot: (path) => {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (chosen) => ts.getDefaultLibFilePath(chosen),
  });
  return {
    add: (path, text) => {
      versions += 1;
      texts.set(path, { text, version: String(versions) });
    },
    remove: (path) => {
      texts.delete(path);
    },
    objection: (path) => {
      const all = [
        ...service.getSyntacticDiagnostics(path),
        ...service.getSemanticDiagnostics(path),
      ];
      const [first] = all;
      return first && ts.flattenDiagnosticMessageText(first.messageText, ' ');
    },
  };
}

/** The text with one mutant in it. */
function mutated(text: string, { location: { start, end }, replacement }: Changed): string {
  const source = ts.createSourceFile('', text, ts.ScriptTarget.Latest);
  const at = ({ line, column }: Place): number =>
    source.getPositionOfLineAndCharacter(line, column);
  return text.slice(0, at(start)) + replacement + text.slice(at(end));
}

/** Where a mutant is put: beside the file that it is of, so that what it imports is found. */
function besides(path: string, id: string): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}.mutant-${id}${ext}`);
}

/**
 * Checks mutants of one file, each as a file of its own, so that what all of them import is looked
 * through once.
 */
export function typesChecker(): (mutants: readonly Changed[]) => Readonly<Record<string, Checked>> {
  const sources = sourcesOf();
  const originals = new Map<string, string>();
  const original = (path: string): string => {
    const known = originals.get(path);
    if (known !== undefined) return known;
    const text = ts.sys.readFile(path);
    if (text === undefined) throw new Error(`${path} cannot be read`);
    const whole = besides(path, 'none');
    sources.add(whole, text);
    const reason = sources.objection(whole);
    sources.remove(whole);
    if (reason !== undefined)
      throw new Error(`${path} has wrong types before any change: ${reason}`);
    originals.set(path, text);
    return text;
  };
  return (mutants) => {
    const placed = mutants.map((mutant) => {
      const path = resolve(mutant.fileName);
      return {
        id: mutant.id,
        path: besides(path, mutant.id),
        text: mutated(original(path), mutant),
      };
    });
    for (const { path, text } of placed) sources.add(path, text);
    const found = placed.map(({ id, path }): readonly [string, Checked] => {
      const reason = sources.objection(path);
      return [id, reason === undefined ? { status: 'passed' } : { status: 'compileError', reason }];
    });
    for (const { path } of placed) sources.remove(path);
    return Object.fromEntries(found);
  };
}

/** So many are checked at once: what is behind them in the queue waits no longer than that takes. */
const AT_ONCE = 40;

/** The ids of mutants in the order in which they come, so many of one file at a time. */
export function groupsOf(
  mutants: readonly Pick<Changed, 'id' | 'fileName'>[],
): readonly (readonly string[])[] {
  const files = Map.groupBy(mutants, ({ fileName }) => fileName);
  return [...files.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) =>
      all.slice(index * AT_ONCE, (index + 1) * AT_ONCE).map(({ id }) => id),
    ),
  );
}

const asChecker = () => {
  const check = typesChecker();
  return {
    init: (): Promise<void> => Promise.resolve(),
    group: (mutants: readonly Changed[]) => Promise.resolve(groupsOf(mutants)),
    check: (mutants: readonly Changed[]) => Promise.resolve(check(mutants)),
  };
};

/** By this name Stryker finds what a module brings. */
export const strykerPlugins = [{ kind: 'Checker', name: 'types', factory: asChecker }];
