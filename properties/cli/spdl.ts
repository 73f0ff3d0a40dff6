/**
 * `sa2pmp verify --spdl file`: the claims of a file in Scyther's language.
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
  readonly spdl?: string;
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

/** The file, ready to be searched. @throws a usage error that says what is wrong with it, and where */
function fileIn(path: string): Compiled {
  const came = compiled(textIn(path));
  if ('script' in came) return came;
  const lines = came.map(
    ({ at, says }) => `${path}:${String(at.line)}:${String(at.column)}: ${says}`,
  );
  throw usageError(lines.join('\n'));
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

/** Runs the command; returns the exit code, which carries no verdict. */
export function verifySpdl(words: SpdlWords): number {
  if (words.spdl === undefined) throw usageError('--runs goes with --spdl');
  const bounds = boundsIn(words);
  const file = fileIn(words.spdl);
  const verdicts = verified(file, bounds);
  if (words.json === true) {
    const report = { bounds, claims: verdicts.map(asJson) };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return codeFor(verdicts);
  }
  const paint = painter(process.stdout);
  const stories = verdicts.flatMap(({ claim, attack }) =>
    attack === undefined ? [] : ['', claim.says, ...told(attack).map((line) => `  ${line}`)],
  );
  const assumed =
    `Within ${counted(bounds.runs, 'run')} of roles, messages ${bounds.typed ? 'typed' : 'untyped'}, the ` +
    `attacker with the keys of ${file.insider}. Nothing is said of more runs.`;
  const table =
    verdicts.length === 0 ? `${words.spdl} claims nothing.` : tableOf(paint, verdicts, bounds);
  const lines = [table, ...stories, '', wrapped(assumed, columns)];
  process.stdout.write(`${lines.join('\n')}\n`);
  return codeFor(verdicts);
}
