/** An audit as lines of text for a terminal. */
import { match } from 'ts-pattern';
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Paint } from '../report/paint.ts';
import { counted } from '../report/table.ts';
import type { Audit, Audited } from './audit.ts';
import type { Injected, Repeated, Undelivered } from './merge.ts';
import type { Refusal } from './read.ts';
import type { ClaimVerdict } from './trace.ts';

/** Messages of a kind that are listed one by one. */
const LISTED_MAX = 10;

/** Columns of a claim's name, and the space behind it. */
const NAME_WIDTH = 1 + Math.max(...claims.map(({ id }) => id.length));

/** What to report. */
export interface ReportOptions {
  /** Whether the digests of the files' last lines are told, to be noted elsewhere; true unless said. */
  readonly digests?: boolean;
}

/** What an audit found, line by line. */
export function report(paint: Paint, found: Audit, options: ReportOptions = {}): readonly string[] {
  return 'refused' in found ? refusal(paint, found.refused) : account(paint, found, options);
}

function refusal(paint: Paint, { file, line, why }: Refusal): readonly string[] {
  const where = line === undefined ? file : `${file}, line ${line}`;
  return [`${paint('red', 'refused')}: ${where}: ${why}`];
}

function account(
  paint: Paint,
  found: Audited,
  { digests = true }: ReportOptions,
): readonly string[] {
  const { files, parties, steps, messages, undelivered, unjudged } = found;
  const charts = `${counted(steps, 'step')} of ${counted(parties.length, 'chart')}`;
  const heads = files.map(({ file, head }) =>
    paint('dim', `the last line of ${file} has the digest ${head}`),
  );
  return [
    `${charts}: the model takes ${paint('green', 'every one')}`,
    `${counted(messages, 'message')} delivered, ${undelivered.length} sent and not delivered`,
    ...listed(undelivered, lost),
    ...outside(paint, found),
    ...(digests ? heads : []),
    ...found.claims.flatMap((verdict) => claim(paint, verdict)),
    ...unjudged.map(({ party, why }) => paint('yellow', `not judged for ${party}: ${why}`)),
  ];
}

/** What nobody known sent, or what came too often, or whose traces are wanting. */
function outside(paint: Paint, { injected, repeated, missing }: Audited): readonly string[] {
  return [
    injected.length === 0
      ? 'nothing was put in from outside'
      : paint('red', `${counted(injected.length, 'message')} that no party known sent`),
    ...listed(injected, stray),
    ...(repeated.length === 0
      ? []
      : [paint('yellow', `${counted(repeated.length, 'message')} delivered again`)]),
    ...listed(repeated, replayed),
    ...missing.map(({ name, messages }) =>
      paint('yellow', `${name}: ${counted(messages, 'message')}, no trace given`),
    ),
  ];
}

/** The first of many, a line each, and how many more there are. */
function listed<T>(all: readonly T[], inWords: (one: T) => string): readonly string[] {
  const more = all.length - LISTED_MAX;
  return [
    ...all.slice(0, LISTED_MAX).map((one) => `  ${inWords(one)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function stray({ file, line, party, channel, from }: Injected): string {
  return `${file}, line ${line}: ${party} took it over ${channel} as ${from}'s`;
}

function replayed({ file, line, party, channel, sent }: Repeated): string {
  const what = `what ${sent.file}, line ${sent.line} sent`;
  return `${file}, line ${line}: ${party} took again over ${channel} ${what}`;
}

function lost({ file, line, party, channel, hop, note }: Undelivered): string {
  return `${file}, line ${line}: ${party} sent ${hop} over ${channel}: ${note}`;
}

function claim(paint: Paint, verdict: ClaimVerdict): readonly string[] {
  const { claim: id, why = '', orders = [why], occasions } = verdict;
  const [first = '', ...others] = orders;
  const said = match(verdict.verdict)
    .with('holds', () =>
      occasions === 0
        ? paint('yellow', 'holds: nothing gave occasion to break it')
        : `${paint('green', 'holds')} (${counted(occasions, 'occasion')})`,
    )
    .with('broken', () => `${paint('red', 'broken')}: ${first}`)
    .with('not judged', () => paint('dim', `not judged: ${why}`))
    .exhaustive();
  const beneath = ' '.repeat(NAME_WIDTH + 'broken: '.length);
  return [`${id.padEnd(NAME_WIDTH)}${said}`, ...others.map((order) => `${beneath}${order}`)];
}
