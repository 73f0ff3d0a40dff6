/**
 * `sa2pmp report`: verdicts, attacks, charts and costs as one HTML file.
 */
import { network } from '../../attacks/capability/network.ts';
import { minimalRepairs } from '../../model/sa2pmp/repair.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { compare } from '../costs/report.ts';
import { compare as comparePeers, comparedNames } from '../peers/comparison.ts';
import { points } from '../costs/points.ts';
import { gapOf } from '../report/json.ts';
import { protocolMutation } from '../report/mutation.ts';
import { reportPage } from '../report/page/document.ts';
import type { Lattices } from '../report/page/lattices.ts';
import type { Answer } from '../report/page/matrix.ts';
import { grouped } from '../report/table.ts';
import { cacheFolder, codeDigest } from '../repairs/cache.ts';
import { answerMany } from '../repairs/many.ts';
import { answerAll } from '../verdict/matrix.ts';
import { protocolNames } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import type { Question } from '../verdict/verdict.ts';
import { interruption, matrixProgress, progressLine } from './drive.ts';
import { keepOrRefuse, refuseUnwritable, textIn } from './files.ts';
import {
  ownIn,
  questionsIn,
  threadsIn,
  timeoutMsIn,
  wholeMatrixStatesMax,
  type Words,
} from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `report`. */
export interface ReportWords extends Words {
  readonly out?: string;
  readonly lattice?: string;
}

/** How a part is made. */
interface Manner {
  readonly goesOn: () => boolean;
  readonly show: (line: string) => void;
}

const defaultOut = 'report.html';

/** How far each search goes unless told otherwise: a page is not to take minutes. */
const statesMax = 20_000;

/** How far each search about repairs goes: all claims of the first table are decided within. */
const repairStatesMax = 6000;

const repairBounds = { ...defaultBounds, sessions: 1 };

/** A drawing to be put in. */
function latticeIn({ lattice }: ReportWords): string | undefined {
  if (lattice === undefined) return undefined;
  const text = textIn(lattice);
  if (!text.startsWith('<svg')) throw usageError(`${lattice} is no SVG file`);
  return text;
}

/** The attacker against whom repairs are asked about: the network where it is among those named. */
function attackerOf(questions: readonly Question[]): string | undefined {
  const names = questions.map(({ attacker }) => attacker.id);
  return names.find((name) => name === network.id) ?? names[0];
}

/** The claims that repairs are asked about: those named, or else those of the first table. */
function claimsOf({ claim, all }: ReportWords, [first]: readonly Question[]): readonly string[] {
  const asked = first?.claims ?? [];
  return (all === true && claim === undefined ? usualClaims : asked).map(({ id }) => id);
}

/** What the repairs of `minimal` restore, answered from what is kept of this very code where it is. */
async function latticesFor(
  words: ReportWords,
  questions: readonly Question[],
  { files, goesOn, show }: { readonly files: readonly string[] } & Manner,
): Promise<Lattices | undefined> {
  const attacker = attackerOf(questions);
  if (attacker === undefined) return undefined;
  const code = codeDigest();
  const scope = {
    ...{ bounds: repairBounds, statesMax: repairStatesMax },
    base: 'published',
    among: [...minimalRepairs],
    files,
  } as const;
  const keeping = { folder: files.length === 0 ? cacheFolder : undefined, code };
  const posed = claimsOf(words, questions).map((claim) => ({
    ...{ ...scope, claim, attacker, draws: 0, keeping },
  }));
  const outcomes = await answerMany(posed, {
    ...{ threads: threadsIn(words), goesOn },
    onProgress: ({ done, questions: of, states }) => {
      show(`repairs: ${done} of ${of} claims, ${grouped(states)} states`);
    },
  });
  const found = outcomes.flatMap((one) => (one && 'lattice' in one ? [one.lattice] : []));
  return { ...scope, attacker, code, found };
}

/** Runs the command; returns the exit code. */
export async function report(words: ReportWords): Promise<number> {
  const own = await ownIn(words);
  const maxStates =
    words.maxStates ?? String(words.all === true ? wholeMatrixStatesMax : statesMax);
  const named = {
    ...words,
    maxStates,
    protocol: words.protocol ?? [...protocolNames, ...own.protocols.map(({ name }) => name)],
  };
  const questions = questionsIn(named, own);
  const drawing = latticeIn(words);
  const { out = defaultOut } = words;
  refuseUnwritable('--out', out);
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  const answers: Answer[] = [];
  await answerAll(questions, {
    threads: threadsIn(words),
    timeoutMs: timeoutMsIn(words),
    goesOn: () => !interrupted(),
    onProgress: matrixProgress(show),
    onAnswer: (question, verdicts) => answers.push([question, verdicts]),
    own,
  });
  const goesOn = (): boolean => !interrupted();
  const lattices = drawing ?? (await latticesFor(words, questions, { ...own, goesOn, show }));
  show('telling the attacks');
  const shown = points.filter(({ name }) => named.protocol.includes(name));
  const costs = await compare({ shown: shown.length > 0 ? shown : points, bundle: false });
  const page = reportPage({
    answers,
    costs,
    mutation: protocolMutation(),
    peers: comparePeers({ names: comparedNames }),
    ...(lattices === undefined ? {} : { lattice: lattices }),
  });
  show('');
  keepOrRefuse('--out', out, page);
  const verdicts = answers.flatMap(([, answered]) => answered);
  const attacks = verdicts.filter(({ attack }) => attack !== undefined).length;
  const kilobytes = Math.ceil(Buffer.byteLength(page) / 1000);
  process.stdout.write(
    `${out}: ${verdicts.length} verdicts, ${attacks} attacks, ${kilobytes} kB\n`,
  );
  if (verdicts.some((verdict) => gapOf(verdict) !== undefined)) return exitCodes.gap;
  if (interrupted()) return exitCodes.interrupted;
  const isOpen = verdicts.some(({ verdict }) => verdict === 'inconclusive');
  return isOpen ? exitCodes.inconclusive : exitCodes.done;
}
