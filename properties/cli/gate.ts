/**
 * `sa2pmp gate`: are the verdicts those that are counted on?
 */
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { certifiedAnew } from '../certificate/again.ts';
import { laidOut } from '../certificate/canonical-json.ts';
import { formProblems } from '../certificate/consistent.ts';
import { certificateIn } from '../certificate/read.ts';
import type { Certificate } from '../certificate/schema.ts';
import { compare } from '../gate/compare.ts';
import {
  type Expectations,
  expectationsIn,
  expectationsOf,
  questionIn,
} from '../gate/expectations.ts';
import { junitXml } from '../gate/junit.ts';
import { markdown } from '../gate/markdown.ts';
import { gateReport, type GateReport, reportJson, summaryLines } from '../gate/report.ts';
import { sarif } from '../gate/sarif.ts';
import { keepOrRefuse, refuseUnwritable } from './files.ts';
import { givenIn } from './check.ts';
import { interruption, matrixProgress, progressLine } from './drive.ts';
import { ownIn, threadsIn, type Words } from './options.ts';
import { target, type TargetWords } from './target.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `gate`. */
export interface GateWords extends Pick<Words, 'use' | 'workers'>, Partial<TargetWords> {
  readonly expect?: string;
  readonly certificate?: string;
  readonly baseline?: string;
  readonly update?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly out?: string;
}

/** The options with expectations. */
type Expecting = GateWords & { readonly expect: string };

/** The expectations of a file, or the user's mistake. */
function expectedIn(file: string): Expectations {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(`--expect ${file} cannot be read: ${why}`);
  }
  const read = expectationsIn(parsed);
  if (read.isOne) return read.expectations;
  throw usageError(
    `--expect ${file} holds no expectations:\n       ${read.problems.join('\n       ')}`,
  );
}

/** The certificate of a file, whole: what it says has not been changed by accident. */
function soundIn(file: string): ReturnType<typeof givenIn> {
  const given = givenIn(file);
  const [problem] = formProblems(given.text, given.certificate);
  if (problem === undefined) return given;
  throw usageError(`${file} is damaged: ${problem.at} ${problem.why}; see sa2pmp check`);
}

/** The answer to be judged: of a file, or asked for now; `undefined` when interrupted. */
async function answerTo(
  { certificate: file, expect, ...words }: Expecting,
  expected: Expectations | undefined,
): Promise<{ readonly text: string; readonly certificate: Certificate } | undefined> {
  if (file !== undefined) return soundIn(file);
  if (expected === undefined) {
    throw usageError(
      `--expect ${expect}: there is no such file; name a --certificate to begin with`,
    );
  }
  const own = await ownIn(words);
  const asked = questionIn(expected, own);
  if ('problems' in asked) {
    const told = asked.problems.map(({ at, why }) => `${at}: ${why}`).join('\n       ');
    throw usageError(`--expect ${expect} cannot be asked:\n       ${told}`);
  }
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  const manner = {
    threads: threadsIn(words),
    timeoutMs: Infinity,
    goesOn: () => !interrupted(),
    own,
  };
  const text = await certifiedAnew(asked.subject, { ...manner, onProgress: matrixProgress(show) });
  show('');
  if (interrupted()) return undefined;
  const read = certificateIn(text);
  if (!read.isOne) throw new Error(`gate: no certificate: ${read.problems.join('; ')}`);
  return { text, certificate: read.certificate };
}

/** Writes what was asked for into files. */
function written(words: Expecting, report: GateReport, text: string): void {
  const files = {
    out: () => text,
    junit: () => junitXml(report),
    sarif: () => `${JSON.stringify(sarif(report), null, 2)}\n`,
    markdown: () => markdown(report),
  };
  for (const name of ['out', 'junit', 'sarif', 'markdown'] as const) {
    const path = words[name];
    if (path !== undefined) keepOrRefuse(`--${name}`, path, files[name]());
  }
}

/** Whether the expectations may be written: said beforehand, or asked on a terminal. */
async function mayUpdate({ expect, yes }: Expecting): Promise<boolean> {
  if (yes === true) return true;
  if (!process.stdin.isTTY) throw usageError('--update asks on a terminal; elsewhere add --yes');
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await ask.question(`Write these as the expectations to ${expect}? [y/N] `);
  ask.close();
  return /^y(es)?$/iu.test(answer.trim());
}

const codes = {
  'as expected': exitCodes.done,
  differs: exitCodes.refused,
  inconclusive: exitCodes.inconclusive,
} as const;

/** Refuses options that make no sense together, and files that cannot be written. */
function refuseNonsense(words: Expecting): void {
  const { update, yes, out, junit, sarif: into, markdown: page } = words;
  if (yes === true && update !== true) throw usageError('--yes is for --update');
  for (const [option, path] of Object.entries({ out, junit, sarif: into, markdown: page })) {
    if (path !== undefined) refuseUnwritable(`--${option}`, path);
  }
  if (update === true) refuseUnwritable('--expect', words.expect);
}

/** Runs the command; returns the exit code: of what is worse, where a target is tried as well. */
export async function gate({ target: url, expect, ...words }: GateWords): Promise<number> {
  const { json, runs, seed, path } = words;
  if (url === undefined) {
    const named = [runs, seed, path].some((word) => word !== undefined);
    if (named) throw usageError('--runs, --seed and --path are for --target');
    if (expect === undefined) throw usageError('--expect <file> is needed, or --target <url>');
    return judgedBy({ ...words, expect });
  }
  if (expect !== undefined && json === true) {
    throw usageError('--json gives one object: of --expect or of --target');
  }
  const tried = await target({ ...words, target: url });
  if (expect === undefined || tried === exitCodes.interrupted) return tried;
  const held = await judgedBy({ ...words, expect });
  return [held, tried].find((code) => code === exitCodes.refused) ?? Math.max(held, tried);
}

/** Judges verdicts by the expectations of a file. */
async function judgedBy(words: Expecting): Promise<number> {
  refuseNonsense(words);
  const { expect: file, baseline, update } = words;
  const isNew = update === true && !existsSync(file);
  const before = isNew ? undefined : expectedIn(file);
  const released = baseline === undefined ? undefined : soundIn(baseline).certificate;
  const answer = await answerTo(words, before);
  if (answer === undefined) return exitCodes.interrupted;
  const { text, certificate } = answer;
  const expected = before ?? { ...expectationsOf(certificate), cells: {} };
  const findings = [
    ...compare(expected, certificate, 'expectations'),
    ...(released === undefined ? [] : compare(expectationsOf(released), certificate, 'baseline')),
  ];
  const report = gateReport({ certificate, expected, findings, file });
  written(words, report, text);
  const said =
    words.json === true
      ? JSON.stringify(reportJson(report), null, 2)
      : summaryLines(report).join('\n');
  process.stdout.write(`${said}\n`);
  if (update !== true) return codes[report.outcome];
  if (!(await mayUpdate(words))) return codes[report.outcome];
  keepOrRefuse('--expect', file, laidOut(expectationsOf(certificate)));
  process.stdout.write(`wrote ${file}\n`);
  return exitCodes.done;
}
