/**
 * A checker for Stryker: a mutant that the types refuse is none, since `npm run types` would not let it in.
 * Only what is wrong in the mutant's own file counts; what it would break elsewhere is left to the tests.
 *
 * Refuses a file whose types are wrong before anything is changed.
 */
import { join, resolve } from 'node:path';
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

/** Sources, some of them changed. */
interface Sources {
  readonly change: (path: string, text: string) => void;
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
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  const options = settings();
  const service = ts.createLanguageService({
    readFile: (path) => ts.sys.readFile(path),
    fileExists: (path) => ts.sys.fileExists(path),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...texts.keys()],
    getScriptVersion: (path) => String(texts.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (chosen) => ts.getDefaultLibFilePath(chosen),
  });
  return {
    change: (path, text) => {
      texts.set(path, { text, version: (texts.get(path)?.version ?? 0) + 1 });
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

/** Checks one mutant after the other. */
export function typesChecker(): (mutant: Changed) => Checked {
  const sources = sourcesOf();
  const originals = new Map<string, string>();
  const original = (path: string): string => {
    const known = originals.get(path);
    if (known !== undefined) return known;
    const text = ts.sys.readFile(path);
    if (text === undefined) throw new Error(`${path} cannot be read`);
    sources.change(path, text);
    const reason = sources.objection(path);
    if (reason !== undefined)
      throw new Error(`${path} has wrong types before any change: ${reason}`);
    originals.set(path, text);
    return text;
  };
  return (mutant) => {
    const path = resolve(mutant.fileName);
    const text = original(path);
    sources.change(path, mutated(text, mutant));
    const reason = sources.objection(path);
    sources.change(path, text);
    return reason === undefined ? { status: 'passed' } : { status: 'compileError', reason };
  };
}

const asChecker = () => {
  const check = typesChecker();
  return {
    init: (): Promise<void> => Promise.resolve(),
    check: (mutants: readonly Changed[]): Promise<Readonly<Record<string, Checked>>> =>
      Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, check(mutant)]))),
  };
};

/** By this name Stryker finds what a module brings. */
export const strykerPlugins = [{ kind: 'Checker', name: 'types', factory: asChecker }];
