/**
 * `sa2pmp report`: verdicts, attacks, charts and costs as one HTML file.
 */
import { compare } from '../costs/report.ts';
import { compare as comparePeers, comparedNames } from '../peers/comparison.ts';
import { points } from '../costs/points.ts';
import { gapOf } from '../report/json.ts';
import { protocolMutation } from '../report/mutation.ts';
import { reportPage } from '../report/page/document.ts';
import type { Answer } from '../report/page/matrix.ts';
import { answerAll } from '../verdict/matrix.ts';
import { protocolNames } from '../verdict/protocols.ts';
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

const defaultOut = 'report.html';

/** How far each search goes unless told otherwise: a page is not to take minutes. */
const statesMax = 20_000;

/** A drawing to be put in. */
function latticeIn({ lattice }: ReportWords): string | undefined {
  if (lattice === undefined) return undefined;
  const text = textIn(lattice);
  if (!text.startsWith('<svg')) throw usageError(`${lattice} is no SVG file`);
  return text;
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
  const lattice = latticeIn(words);
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
  show('telling the attacks');
  const shown = points.filter(({ name }) => named.protocol.includes(name));
  const costs = await compare({ shown: shown.length > 0 ? shown : points, bundle: false });
  const page = reportPage({
    answers,
    costs,
    mutation: protocolMutation(),
    peers: comparePeers({ names: comparedNames }),
    ...(lattice === undefined ? {} : { lattice }),
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
