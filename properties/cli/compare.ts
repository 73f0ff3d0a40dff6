/**
 * `sa2pmp compare`: SA2pMP and the systems that the paper compares it with.
 */
import { Command } from 'commander';
import { peers } from '../../model/peers/index.ts';
import type { Peer } from '../../model/peers/peer.ts';
import { works } from '../../model/peers/references.ts';
import { told } from '../classics/told.ts';
import { askCast, type Answer, isConfirmed } from '../peers/ask.ts';
import { compare, type Compared, comparedNames } from '../peers/comparison.ts';
import { expectedOf } from '../peers/disagreements.ts';
import { castsOf, askedUnder } from '../peers/findings.ts';
import { comparisonTables } from '../peers/table.ts';
import { painter } from '../report/paint.ts';
import { columns, wrapped } from '../report/table.ts';
import { refuseWithoutBundler } from './costs.ts';
import { unknownName } from './near.ts';
import { wholeNumber } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `compare`. */
interface CompareWords {
  readonly all?: boolean;
  readonly search?: boolean;
  readonly rounds?: string;
  readonly bundle?: boolean;
  readonly json?: boolean;
}

/** Payments of each protocol in a round. */
const paymentsPerRound = 10;

function known(names: readonly string[]): readonly string[] {
  const wrong = names.find((name) => !comparedNames.includes(name));
  if (wrong !== undefined) throw usageError(unknownName('protocol', wrong, comparedNames));
  return names;
}

/** The published verdict on an answer, where there is one. */
function publishedOn(
  peer: Peer,
  cast: string,
  { belief }: Answer,
): Peer['verdicts'][number] | undefined {
  return peer.verdicts.find(({ claim, under }) => claim === belief && under === cast);
}

/** Asks one peer anew and tells its attacks; whether all is as published. */
function searched(peer: Peer): { readonly lines: readonly string[]; readonly agrees: boolean } {
  let agrees = true;
  const lines = castsOf(peer).flatMap(([name, cast]) =>
    askCast(cast, { beliefs: askedUnder(peer, name), engine: 'lazy' }).flatMap((answer) => {
      const { belief, says, states, attack } = answer;
      const published = publishedOn(peer, name, answer);
      const isAsPublished = published === undefined || expectedOf(published) === says;
      agrees &&= isAsPublished && (attack === undefined || isConfirmed(attack));
      const by =
        published === undefined
          ? ''
          : `; published: ${published.says} (${published.by}: ${published.note})`;
      const what = says === 'nothing' ? 'nothing gives occasion' : says;
      const head = `${name}: ${belief}: ${what}, ${String(states)} states${by}`;
      return [
        wrapped(head, columns),
        ...(attack === undefined ? [] : told(attack).map((line) => `  ${line}`)),
      ];
    }),
  );
  return { lines, agrees };
}

/** Searches anew for what is named. */
function search(names: readonly string[]): number {
  const some = peers.filter(({ protocol }) => names.includes(protocol.id));
  if (some.length === 0) {
    throw usageError('--search needs the names of peers, such as: sa2pmp compare jasa --search');
  }
  let agree = true;
  for (const peer of some) {
    const { lines, agrees } = searched(peer);
    agree &&= agrees;
    const cited = [...new Set(peer.verdicts.map(({ by }) => by))];
    const sources = cited.flatMap((by) => (by === 'ours' ? [] : [`${by}: ${works[by]}`]));
    const title = `${peer.protocol.id}: ${peer.system}, ${peer.reading}`;
    const all = [title, ...lines, ...sources.map((line) => wrapped(line, columns))];
    process.stdout.write(`${all.join('\n')}\n`);
  }
  return agree ? exitCodes.done : exitCodes.gap;
}

/** What is compared, with what clients weigh where that is asked for. */
async function comparedFor(
  wanted: Parameters<typeof compare>[0],
  { bundle }: CompareWords,
): Promise<readonly Compared[]> {
  const compared = compare(wanted);
  if (bundle !== true) return compared;
  await refuseWithoutBundler();
  const { weighed } = await import('../peers/bundle.ts');
  return weighed(compared);
}

/** Does what is asked; the exit code. */
async function run(written: readonly string[], words: CompareWords): Promise<number> {
  const named = known(written);
  if (words.search === true) return search(named);
  const rounds = wholeNumber('--rounds', words.rounds, { min: 0, max: 1000, otherwise: 0 });
  const effort = rounds === 0 ? {} : { effort: { rounds, payments: paymentsPerRound } };
  const asked = words.all === true ? comparedNames : named;
  const names = asked.length === 0 ? {} : { names: asked };
  const compared = await comparedFor({ ...names, ...effort }, words);
  if (words.json === true) {
    process.stdout.write(`${JSON.stringify({ format: 'sa2pmp compare 1', compared })}\n`);
    return exitCodes.done;
  }
  const [base] = await comparedFor({ names: ['published'] }, words);
  if (base === undefined) throw new Error('compare: the published protocol is gone');
  process.stdout.write(`${comparisonTables(painter(process.stdout), compared, base)}\n`);
  return exitCodes.done;
}

/** The command; `done` receives the exit code. */
export function compareCommand(done: (code: number) => void): Command {
  return new Command('compare')
    .argument('[names...]', 'protocols, as `jasa` or `repaired` (default: one of each system)')
    .option('--all', 'every reading of every peer')
    .option('--search', 'of the peers named: search anew, and tell every attack')
    .option('--rounds <n>', 'rounds of measuring processor time; 0: none (default: 0)')
    .option('--bundle', 'bundle and weigh the code of each phone; takes rolldown')
    .option('--json', 'one JSON object on standard output (docs/compare.md)')
    .action(async (names: readonly string[], words: CompareWords) => {
      done(await run(names, words));
    });
}
