/**
 * `sa2pmp verify --spdl file...`: the claims of files in Scyther's language. All files are read before
 * any is judged, so that a mistake in the last one is not told after the first has taken its time.
 */
import Table from 'cli-table3';
import { told } from '../classics/told.ts';
import { type Paint, painter } from '../report/paint.ts';
import { columns, counted, wrapped } from '../report/table.ts';
import { type Compiled, compiled } from '../spdl/compile.ts';
import { type Bounds, type SpdlVerdict, verified } from '../spdl/verify.ts';
import { textIn } from './files.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `verify` that count with `--spdl`. */
export interface SpdlWords {
  readonly spdl?: readonly string[];
  readonly runs?: string;
  readonly untyped?: boolean;
  readonly maxStates?: string;
  readonly json?: boolean;
}

/** Options that go with `--spdl`; the others ask about SA2pMP. */
const fitting: ReadonlySet<string> = new Set(['spdl', 'runs', 'untyped', 'maxStates', 'json']);

const runsMax = 8;
const defaultRuns = 3;
const defaultStates = 20_000;

/** A whole number from 1 on. @throws a usage error for anything else */
function whole(flag: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  if (!/^[1-9]\d*$/u.test(text)) throw usageError(`${flag} takes a whole number, not "${text}"`);
  return Number(text);
}

/** The bounds that are asked for. */
function boundsIn(words: SpdlWords): Bounds {
  const [other] = Object.entries(words).filter(
    ([name, value]) => !fitting.has(name) && value !== undefined,
  );
  if (other !== undefined) throw usageError(`--spdl does not go with --${other[0]}`);
  const runs = whole('--runs', words.runs, defaultRuns);
  if (runs > runsMax) throw usageError(`--runs takes at most ${String(runsMax)}`);
  const statesMax = whole('--max-states', words.maxStates, defaultStates);
  return { runs, typed: words.untyped !== true, statesMax };
}

/** A file that was read. */
interface ReadFile {
  readonly path: string;
  readonly file: Compiled;
}

/** The files, ready to be searched. @throws a usage error that says what is wrong with them, and where */
function filesIn(paths: readonly string[]): readonly ReadFile[] {
  const complaints: string[] = [];
  const files = paths.flatMap((path): readonly ReadFile[] => {
    const came = compiled(textIn(path));
    if ('script' in came) return [{ path, file: came }];
    for (const { at, says } of came) {
      complaints.push(`${path}:${String(at.line)}:${String(at.column)}: ${says}`);
    }
    return [];
  });
  if (complaints.length > 0) throw usageError(complaints.join('\n'));
  return files;
}

/** A verdict in words. */
function worded({ says, claim }: SpdlVerdict, { runs }: Bounds): string {
  const within = `within ${counted(runs, 'run')}`;
  const isReach = claim.kind === 'Reachable';
  if (says === 'broken') return isReach ? 'reachable' : 'attack';
  if (says === 'vacuous') return `no run comes to it ${within}`;
  if (says === 'unknown') return 'inconclusive';
  return isReach ? `not reached ${within}` : `holds ${within}`;
}

function tableOf(paint: Paint, verdicts: readonly SpdlVerdict[], bounds: Bounds): string {
  const table = new Table({
    head: ['place', 'claim', 'verdict', 'states'],
    style: { head: [], border: [] },
    colWidths: [9, 33, 25, 9],
    wordWrap: true,
  });
  const styles = { holds: 'green', broken: 'red', vacuous: 'yellow', unknown: 'yellow' } as const;
  for (const verdict of verdicts) {
    const { claim, says, states } = verdict;
    const style = claim.kind === 'Reachable' && says === 'broken' ? 'green' : styles[says];
    const { line, column } = claim.at;
    const place = `${String(line)}:${String(column)}`;
    table.push([place, claim.says, paint(style, worded(verdict, bounds)), states]);
  }
  return table.toString();
}

function asJson({ claim, says, states, attack }: SpdlVerdict): object {
  return {
    id: claim.claim.id,
    place: claim.at,
    role: claim.role,
    kind: claim.kind,
    claim: claim.says,
    verdict: says,
    states,
    ...(attack === undefined ? {} : { confirmed: attack.confirmed, attack: told(attack) }),
  };
}

/** The code for these verdicts: an attack that is none, something left open, or all is answered. */
function codeFor(verdicts: readonly SpdlVerdict[]): number {
  if (verdicts.some(({ attack }) => attack?.confirmed === false)) return exitCodes.gap;
  const isOpen = verdicts.some(({ says }) => says === 'unknown');
  return isOpen ? exitCodes.inconclusive : exitCodes.done;
}

/** What is told of a file: its table, its attacks, and within which bounds. */
function pageOf(
  { path, file }: ReadFile,
  verdicts: readonly SpdlVerdict[],
  bounds: Bounds,
): string {
  const stories = verdicts.flatMap(({ claim, attack }) =>
    attack === undefined ? [] : ['', claim.says, ...told(attack).map((line) => `  ${line}`)],
  );
  const assumed =
    `Within ${counted(bounds.runs, 'run')} of roles, messages ${bounds.typed ? 'typed' : 'untyped'}, the ` +
    `attacker with the keys of ${file.insider}. Nothing is said of more runs.`;
  const paint = painter(process.stdout);
  const table =
    verdicts.length === 0 ? `${path} claims nothing.` : tableOf(paint, verdicts, bounds);
  return [table, ...stories, '', wrapped(assumed, columns)].join('\n');
}

/** Writes what is told of files, each as soon as it has been judged; the verdicts on all. */
function writtenAsText(files: readonly ReadFile[], bounds: Bounds): readonly SpdlVerdict[] {
  return files.flatMap((one, index) => {
    const heading = files.length === 1 ? '' : `${index === 0 ? '' : '\n'}${one.path}\n`;
    const verdicts = verified(one.file, bounds);
    process.stdout.write(`${heading}${pageOf(one, verdicts, bounds)}\n`);
    return verdicts;
  });
}

/** Writes one object: of one file its claims, of several each with its claims; the verdicts on all. */
function writtenAsJson(files: readonly ReadFile[], bounds: Bounds): readonly SpdlVerdict[] {
  const judged = files.map(({ path, file }) => ({ path, verdicts: verified(file, bounds) }));
  const answers = judged.map(({ path, verdicts }) => ({
    file: path,
    claims: verdicts.map(asJson),
  }));
  const [only, ...others] = answers;
  const report =
    only !== undefined && others.length === 0
      ? { bounds, claims: only.claims }
      : { bounds, files: answers };
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  return judged.flatMap(({ verdicts }) => verdicts);
}

/** Runs the command; returns the exit code, which carries no verdict. */
export function verifySpdl(words: SpdlWords): number {
  if (words.spdl === undefined) throw usageError('--runs goes with --spdl');
  const bounds = boundsIn(words);
  const files = filesIn(words.spdl);
  const isJson = words.json === true;
  return codeFor(isJson ? writtenAsJson(files, bounds) : writtenAsText(files, bounds));
}
