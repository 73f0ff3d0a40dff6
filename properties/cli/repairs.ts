/**
 * `sa2pmp repairs`: which repairs restore a claim, and what breaks it once all are made.
 */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { type ReadingName, readings } from '../../model/sa2pmp/reading.ts';
import { type Repair, repairIds, repairs as allRepairs } from '../../model/sa2pmp/repair.ts';
import { hasse } from '../report/hasse.ts';
import { painter } from '../report/paint.ts';
import { breakTable, findingLines, repairTable, testedLine } from '../report/repairs.ts';
import { repairsJson } from '../report/repairs-json.ts';
import { boundsInWords, columns, grouped, wrapped } from '../report/table.ts';
import type { Broken } from '../repairs/breaking.ts';
import { cacheFolder, codeDigest } from '../repairs/cache.ts';
import type { Surveyed } from '../repairs/lattice.ts';
import { answerMany, type Posed, type RepairProgress } from '../repairs/many.ts';
import { pointsIn, type Space, spaceOf } from '../repairs/space.ts';
import type { Question } from '../verdict/verdict.ts';
import { interruption, progressLine } from './drive.ts';
import {
  attackersAndClaimsIn,
  questionsIn,
  threadsIn,
  wholeNumber,
  type Words,
} from './options.ts';
import { unknownName } from './near.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `repairs`. */
export interface RepairWords extends Omit<Words, 'protocol' | 'reading' | 'omit'> {
  readonly base?: string;
  /** What breaks the repaired protocol is asked instead. */
  readonly break?: boolean;
  /** How many attackers act together at most, with `--break`. */
  readonly size?: string;
  /** The repairs that may be made; all unless named. */
  readonly repair?: readonly string[];
  readonly fresh?: boolean;
  readonly cache?: string;
  readonly json?: boolean;
  readonly svg?: string;
}

/** States beyond which a search is given up, unless told. */
const statesMax = '10000';

/** Pairs of neighbours that are drawn at random for each claim and attacker. */
const draws = 20;

/** The reading that repairs are made to; the repaired one where it is asked what breaks it. */
function baseIn({ base, break: isBreak }: RepairWords): ReadingName {
  const named = base ?? (isBreak === true && 'repaired' in readings ? 'repaired' : 'published');
  const known = Object.keys(readings) as readonly ReadingName[];
  const found = known.find((name) => name === named);
  if (found === undefined) throw usageError(unknownName('protocol', named, known));
  return found;
}

/** The repairs named; all where none is. */
function repairsIn({ repair }: RepairWords): readonly Repair[] {
  const named = repair?.flatMap((word) => word.split(',')).map((word) => word.trim());
  const stranger = named?.find((word) => !repairIds.includes(word));
  if (stranger !== undefined) throw usageError(unknownName('repair', stranger, repairIds));
  return allRepairs.filter(({ id }) => named?.includes(id) ?? true);
}

/** What is asked. */
interface Asked {
  readonly base: ReadingName;
  readonly space: Space;
  readonly questions: readonly Question[];
  readonly posed: readonly Posed[];
}

/** From words to questions. */
async function askedIn(words: RepairWords): Promise<Asked> {
  const base = baseIn(words);
  const chosen = repairsIn(words);
  if (words.break === true && words.attacker !== undefined) {
    throw usageError('--break asks which attackers it takes: it goes without --attacker');
  }
  if (words.break !== true && words.size !== undefined) {
    throw usageError('--size goes with --break');
  }
  const size = wholeNumber('--size', words.size, { min: 1, max: 3, otherwise: 2 });
  const scope = { ...words, protocol: [base], maxStates: words.maxStates ?? statesMax };
  const own = await attackersAndClaimsIn('repairs', words);
  const questions = questionsIn(scope, own);
  // What files of one's own import is not known here, and what is kept goes by what it depends on.
  const isKept = words.fresh !== true && own.files.length === 0;
  const keeping = {
    folder: isKept ? (words.cache ?? cacheFolder) : undefined,
    code: codeDigest(),
  };
  const of = ({ bounds, statesMax: most }: Question) => ({
    base,
    bounds,
    statesMax: most,
    among: chosen.map(({ id }) => id),
    keeping,
    files: own.files,
  });
  const posed =
    words.break === true
      ? questions.slice(0, 1).flatMap((question) =>
          question.claims.map(({ id }) => ({
            ...of(question),
            claim: id,
            attacker: undefined,
            draws: size,
          })),
        )
      : questions.flatMap((question) =>
          question.claims.map(({ id }) => ({
            ...of(question),
            claim: id,
            attacker: question.attacker.id,
            draws,
          })),
        );
  return { base, space: spaceOf(readings[base], chosen), questions, posed };
}

/** Says how far questions are, and how long the rest will take at this rate. */
function progressIn(show: (line: string) => void): (progress: RepairProgress) => void {
  const began = performance.now();
  return ({ done, questions, answers, states }) => {
    const seconds = (performance.now() - began) / 1000;
    const rate = grouped(Math.round(answers / seconds));
    const left = done === 0 ? '?' : String(Math.ceil((seconds / done) * (questions - done)));
    const line = `${done} of ${questions} questions, ${grouped(answers)} answers (${rate}/s), ${grouped(states)} states; about ${left} s left`;
    show(line.slice(0, columns - 1));
  };
}

/** What was found, told. */
function told(
  { base, space, questions, posed }: Asked,
  {
    lattices,
    broken,
  }: { readonly lattices: readonly Surveyed[]; readonly broken: readonly Broken[] },
): readonly string[] {
  const paint = painter(process.stdout);
  const [first] = questions;
  if (first === undefined) return [];
  const within = `Within ${boundsInWords(first)}, messages typed.`;
  if (broken.length > 0) {
    const table = breakTable(
      broken.map(({ breaking }) => breaking),
      paint,
    );
    const size = `${paint('bold', base)}: sets of up to ${posed[0]?.draws ?? 0} attackers that act as one.`;
    return [wrapped(within, columns), '', size, table];
  }
  const found = lattices.map(({ lattice }) => lattice);
  const points = `${space.count} repairs of ${base}: ${grouped(pointsIn(space))} of ${grouped(2 ** space.count)} sets make sense.`;
  const tables = [...Map.groupBy(found, ({ attacker }) => attacker)].flatMap(([attacker, own]) => [
    '',
    paint('bold', `against ${attacker}`),
    repairTable(own, paint),
  ]);
  const findings = findingLines(found);
  return [
    wrapped(`${points} ${within}`, columns),
    ...tables,
    '',
    wrapped(testedLine(found), columns),
    ...findings.map((line) => paint('yellow', wrapped(line, columns))),
  ];
}

/** What it took, in a line. */
function workLine(outcomes: readonly (Surveyed | Broken)[], seconds: number): string {
  const sum = (of: (work: Surveyed['work']) => number): string =>
    grouped(outcomes.reduce((total, { work }) => total + of(work), 0));
  const parts = [
    `${sum(({ searches }) => searches)} searches of ${sum(({ states }) => states)} states`,
    `${sum(({ replays }) => replays)} attacks carried out again`,
    `${sum(({ shared }) => shared)} answers taken over`,
  ];
  return `${parts.join(', ')}; ${seconds.toFixed(1)} s.`;
}

/** The exit code that a run deserves. */
function exitCodeFor(outcomes: readonly (Surveyed | Broken)[], interrupted: boolean): number {
  if (interrupted) return exitCodes.interrupted;
  const isOpen = outcomes.some((outcome) =>
    'lattice' in outcome
      ? !outcome.lattice.complete || outcome.lattice.open.length > 0
      : outcome.breaking.open.length > 0,
  );
  return isOpen ? exitCodes.inconclusive : exitCodes.done;
}

/** Runs the command; returns the exit code. */
export async function repairs(words: RepairWords): Promise<number> {
  const asked = await askedIn(words);
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  const began = performance.now();
  const outcomes = await answerMany(asked.posed, {
    threads: threadsIn(words),
    goesOn: () => !interrupted(),
    onProgress: progressIn(show),
  });
  show('');
  const finished = outcomes.filter((outcome) => outcome !== undefined);
  const lattices = finished.filter((outcome) => 'lattice' in outcome);
  const broken = finished.filter((outcome) => 'breaking' in outcome);
  const found = lattices.map(({ lattice }) => lattice);
  const [first] = asked.questions;
  if (words.svg !== undefined)
    writeFileSync(
      words.svg,
      hasse(
        found,
        asked.space.repairs.map(({ id }) => id),
      ),
    );
  if (words.json === true && first !== undefined) {
    const breakings = broken.map(({ breaking }) => breaking);
    const { space } = asked;
    const bounds = { ...first.bounds, statesMax: first.statesMax };
    const report = repairsJson({ base: asked.base, bounds, space }, { lattices: found, breakings });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const lines = told(asked, { lattices, broken });
    const work = wrapped(workLine(finished, (performance.now() - began) / 1000), columns);
    process.stdout.write(`${[...lines, painter(process.stdout)('dim', work)].join('\n')}\n`);
  }
  if (interrupted()) {
    const left = asked.posed.length - finished.length;
    process.stderr.write(
      `Interrupted: ${left} of ${asked.posed.length} questions are unfinished; the next run goes on from here.\n`,
    );
  }
  return exitCodeFor(finished, interrupted());
}
