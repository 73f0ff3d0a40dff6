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
import { tool } from '../certificate/versions.ts';
import { toldOf } from '../gate/cells.ts';
import { compare } from '../gate/compare.ts';
import {
  type Expectations,
  expectationsIn,
  expectationsOf,
  questionIn,
} from '../gate/expectations.ts';
import { junitXml } from '../gate/junit.ts';
import { markdown } from '../gate/markdown.ts';
import { gateReport, reportJson, summaryLines } from '../gate/report.ts';
import { sarif } from '../gate/sarif.ts';
import type { Told } from '../gate/told.ts';
import { keepOrRefuse, refuseUnwritable } from './files.ts';
import { givenIn } from './check.ts';
import { interruption, matrixProgress, progressLine } from './drive.ts';
import { ownIn, threadsIn, type Words } from './options.ts';
import { target, type TargetWords } from './target.ts';
import { codeOf, exitCodes, usageError } from './usage-error.ts';

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

/** Files that a report is written into. */
const outputs = ['out', 'junit', 'sarif', 'markdown'] as const;

/** Options that say something of a target. */
const ofTarget = [
  'targetLog',
  'targetBank',
  'runs',
  'seed',
  'path',
] as const satisfies readonly (keyof TargetWords)[];

/** An option as it is written. */
const written = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;

/** Options that say something of verdicts. */
const ofExpectations = [
  'certificate',
  'baseline',
  'update',
  'yes',
  'out',
  'use',
  'workers',
] as const satisfies readonly (keyof GateWords)[];

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

/** What was judged: the exit code, and what the reports say; nothing where it was interrupted. */
interface Judged {
  readonly code: number;
  readonly told?: Told;
  /** The answer that was judged. */
  readonly answer?: { readonly text: string; readonly certificate: Certificate };
}

/** Writes what was asked for into files: everything that was judged into each. */
function writeAll(words: GateWords, all: readonly Judged[]): void {
  const told = all.flatMap((one) => one.told ?? []);
  const files = {
    out: () => all.flatMap(({ answer }) => answer?.text ?? []).join(''),
    junit: () => junitXml(told),
    sarif: () => `${JSON.stringify(sarif(told, tool()), null, 2)}\n`,
    markdown: () => markdown(told),
  };
  for (const name of outputs) {
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

/** Refuses options of a target where there is none, and those of expectations where there are none. */
function refuseStrangers(words: GateWords): void {
  const { target: url, expect, json } = words;
  if (url === undefined) {
    const named = ofTarget.find((name) => words[name] !== undefined);
    if (named !== undefined) throw usageError(`${written(named)} is for --target <url>`);
    if (expect === undefined) throw usageError('--expect <file> is needed, or --target <url>');
    return;
  }
  if (expect !== undefined) {
    if (json !== true) return;
    throw usageError('--json gives one object: of --expect or of --target, not of both');
  }
  const named = ofExpectations.find((name) => words[name] !== undefined);
  if (named === undefined) return;
  const why = named === 'out' ? 'keeps verdicts as a certificate' : 'is about verdicts';
  throw usageError(`--${named} ${why}: with --target it needs --expect <file> as well`);
}

/** Refuses options that make no sense together, and files that cannot be written. */
function refuseNonsense(words: GateWords): void {
  const { update, yes, expect } = words;
  refuseStrangers(words);
  if (yes === true && update !== true) throw usageError('--yes is for --update');
  for (const name of outputs) {
    const path = words[name];
    if (path !== undefined) refuseUnwritable(`--${name}`, path);
  }
  if (update === true && expect !== undefined) refuseUnwritable('--expect', expect);
}

/** Runs the command; returns the exit code: of what is worse, where a target is tried as well. */
export async function gate(words: GateWords): Promise<number> {
  refuseNonsense(words);
  const { target: url, expect } = words;
  const tried = url === undefined ? [] : [await target({ ...words, target: url })];
  if (tried.some(isInterrupted)) return exitCodes.interrupted;
  const held = expect === undefined ? [] : [await judgedBy({ ...words, expect })];
  if (held.some(isInterrupted)) return exitCodes.interrupted;
  const all: readonly Judged[] = [...held, ...tried];
  writeAll(words, all);
  const isUpdated = words.update === true && (await updated(words, held));
  const codes = (isUpdated ? tried : all).map(({ code }) => code);
  return codes.find((code) => code === exitCodes.refused) ?? Math.max(exitCodes.done, ...codes);
}

const isInterrupted = ({ code }: Judged): boolean => code === exitCodes.interrupted;

/** Writes the expectations anew as the answer is, where that may be; whether it was done. */
async function updated(words: GateWords, [held]: readonly Judged[]): Promise<boolean> {
  const { expect } = words;
  const answer = held?.answer;
  if (expect === undefined || answer === undefined) return false;
  if (!(await mayUpdate({ ...words, expect }))) return false;
  keepOrRefuse('--expect', expect, laidOut(expectationsOf(answer.certificate)));
  process.stdout.write(`wrote ${expect}\n`);
  return true;
}

/** Judges verdicts by the expectations of a file. */
async function judgedBy(words: Expecting): Promise<Judged> {
  const { expect: file, baseline, update } = words;
  const isNew = update === true && !existsSync(file);
  const before = isNew ? undefined : expectedIn(file);
  const released = baseline === undefined ? undefined : soundIn(baseline).certificate;
  const answer = await answerTo(words, before);
  if (answer === undefined) return { code: exitCodes.interrupted };
  const { certificate } = answer;
  const expected = before ?? { ...expectationsOf(certificate), cells: {} };
  const findings = [
    ...compare(expected, certificate, 'expectations'),
    ...(released === undefined ? [] : compare(expectationsOf(released), certificate, 'baseline')),
  ];
  const report = gateReport({ certificate, expected, findings, file });
  const said =
    words.json === true
      ? JSON.stringify(reportJson(report), null, 2)
      : summaryLines(report).join('\n');
  process.stdout.write(`${said}\n`);
  return { code: codeOf(report.outcome), told: toldOf(report), answer };
}
