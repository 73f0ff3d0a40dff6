/**
 * `sa2pmp verify --use FILE` with a role script: what both engines say of its beliefs, in its scenario,
 * against whoever holds the network. What asks about SA2pMP alone is refused.
 */
import Table from 'cli-table3';
import { scriptClaims } from '../../model/script/system.ts';
import {
  type Attack,
  firstAttack,
  type Opinion,
  opinionOf,
  searchedByAll,
} from '../classics/searches.ts';
import { told } from '../classics/told.ts';
import type { OwnScript } from '../own/forms.ts';
import { type Paint, painter } from '../report/paint.ts';
import { broken, columns, counted, wrapped } from '../report/table.ts';
import { chosen, type OwnWork, wholeNumber, type Words } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** Options that go with a role script; the others ask about SA2pMP. */
const fitting: ReadonlySet<string> = new Set(['use', 'protocol', 'claim', 'maxStates', 'json']);

const statesUsual = 20_000;

/** What the engines say of one claim of a script. */
interface ScriptVerdict {
  readonly claim: string;
  readonly opinions: readonly Opinion[];
  readonly says: Opinion['says'] | 'disagreement';
  readonly attack: Attack | undefined;
}

/** The role scripts that are asked about; none where readings are. */
export function scriptsIn({ protocol }: Words, own: OwnWork): readonly OwnScript[] {
  const named = protocol?.flatMap((word) => word.split(',')).map((word) => word.trim());
  if (named === undefined) return own.protocols.length > 0 ? [] : own.scripts;
  const found = own.scripts.filter(({ script: { id } }) => named.includes(id));
  const other = named.find((name) => !own.scripts.some(({ script: { id } }) => id === name));
  if (found.length === 0 || other === undefined) return found;
  throw usageError(`--protocol: ${other} is no role script; ask about one kind at a time`);
}

/** What engines say together. */
function together(opinions: readonly Opinion[]): ScriptVerdict['says'] {
  const decided = opinions.map(({ says }) => says).filter((says) => says !== 'unknown');
  const [first = 'unknown', ...others] = decided;
  return others.every((says) => says === first) ? first : 'disagreement';
}

/** Asks the engines about a script. */
function verdictsOn({ script, scenario }: OwnScript, words: Words): readonly ScriptVerdict[] {
  const known = scriptClaims(script).map((claim) => [claim.id, claim] as const);
  const claims = chosen('claim', words.claim, known);
  const limits = { min: 1, max: 100_000_000, otherwise: statesUsual };
  const statesMax = wholeNumber('--max-states', words.maxStates, limits);
  const searches = searchedByAll({ script, scenario, claims, statesMax });
  return claims.map((claim) => {
    const opinions = searches.map((search) => opinionOf(claim, search));
    const attack = firstAttack(searches, claim);
    return { claim: claim.id, opinions, says: together(opinions), attack };
  });
}

const styles = {
  attack: 'red',
  holds: 'green',
  unknown: 'yellow',
  disagreement: 'yellow',
} as const;

function tableOf(paint: Paint, verdicts: readonly ScriptVerdict[]): string {
  const table = new Table({
    head: ['claim', 'verdict', 'states', 'steps'],
    style: { head: [], border: [] },
    colWidths: [38, 15, 15, 8],
    wordWrap: true,
  });
  for (const { claim, says, opinions } of verdicts) {
    const steps = opinions.find(({ moves }) => moves !== undefined)?.moves ?? '';
    const states = opinions.map((one) => one.states).join(' / ');
    table.push([broken(claim, 36), paint(styles[says], says), states, steps]);
  }
  return table.toString();
}

function asJson({ claim, says, opinions, attack }: ScriptVerdict): object {
  return {
    claim,
    verdict: says,
    engines: opinions.map(({ engine, says: said, states, moves }) => ({
      engine,
      says: said,
      states,
      ...(moves === undefined ? {} : { steps: moves }),
    })),
    ...(attack === undefined ? {} : { confirmed: attack.confirmed, attack: told(attack) }),
  };
}

/** One script as text. */
function textOf(
  paint: Paint,
  { script, scenario }: OwnScript,
  verdicts: readonly ScriptVerdict[],
): string {
  const { seats, insider, typed } = scenario;
  const stories = verdicts.flatMap(({ claim, attack }) =>
    attack === undefined ? [] : ['', claim, ...told(attack).map((line) => `  ${line}`)],
  );
  const runs = seats.map(({ agent, role }) => `${agent} as ${role}`).join(', ');
  const keys = insider === undefined ? '' : `, the attacker with the keys of ${insider}`;
  const said =
    `Within ${counted(seats.length, 'run')} of roles (${runs}), messages ${typed ? 'typed' : 'untyped'}${keys}. ` +
    `States: of the explicit search / of the lazy one; of the lazy one alone where untyped.`;
  const head = `\n${paint('bold', script.id)} ${script.title}`;
  return [head, tableOf(paint, verdicts), ...stories, '', wrapped(said, columns)].join('\n');
}

/** The code: an attack that is none or engines that disagree, something left open, or all answered. */
function codeFor(verdicts: readonly ScriptVerdict[]): number {
  const isGap = ({ says, attack }: ScriptVerdict): boolean =>
    says === 'disagreement' || attack?.confirmed === false;
  if (verdicts.some(isGap)) return exitCodes.gap;
  return verdicts.some(({ says }) => says === 'unknown') ? exitCodes.inconclusive : exitCodes.done;
}

/** Runs the command on role scripts; returns the exit code. */
export function verifyScripts(
  words: Words & { readonly json?: boolean },
  scripts: readonly OwnScript[],
): number {
  const other = Object.entries(words).find(
    ([name, value]) => !fitting.has(name) && value !== undefined,
  );
  if (other !== undefined) throw usageError(`a role script does not go with --${other[0]}`);
  const answers = scripts.map((one) => [one, verdictsOn(one, words)] as const);
  const paint = painter(process.stdout);
  const said =
    words.json === true
      ? JSON.stringify(
          answers.map(([{ script }, verdicts]) => ({
            protocol: script.id,
            claims: verdicts.map(asJson),
          })),
          null,
          2,
        )
      : answers.map(([one, verdicts]) => textOf(paint, one, verdicts)).join('\n');
  process.stdout.write(`${said}\n`);
  return codeFor(answers.flatMap(([, verdicts]) => verdicts));
}
