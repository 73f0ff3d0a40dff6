/**
 * What a gate has to say of verdicts: the answer, the differences, the summary in lines and as data.
 */
import type { Certificate } from '../certificate/schema.ts';
import { columns, counted, grouped, wrapped } from '../report/table.ts';
import { type Finding, type Outcome, outcomeOf } from './compare.ts';
import type { Expectations } from './expectations.ts';

/** What a gate has to say. */
export interface GateReport {
  readonly certificate: Certificate;
  readonly expected: Expectations;
  readonly findings: readonly Finding[];
  readonly outcome: Outcome;
  /** The file of the expectations, as it was named. */
  readonly file: string;
}

/** A report on an answer. */
export function gateReport(parts: Omit<GateReport, 'outcome'>): GateReport {
  return { ...parts, outcome: outcomeOf(parts.findings) };
}

/** How many lines of differences are told on a terminal; with the rest it is one screen. */
const toldMax = 14;

/** The lines of the summary for a terminal of 80 columns. */
export function summaryLines({
  certificate,
  findings,
  outcome,
  file,
}: GateReport): readonly string[] {
  const { summary, bounds, verdicts } = certificate;
  const told = findings.slice(0, toldMax);
  const rest = findings.length - told.length;
  const lines = told.map(({ rule, against, says }) => {
    const since = against === 'baseline' ? ' since the baseline' : '';
    return rule === 'new-attack' && since === '' ? `  ${says}` : `  ${rule}${since}: ${says}`;
  });
  return [
    `gate: ${outcome}`,
    `${file}: ${counted(verdicts.length, 'cell')}: ${summary.holds} hold, ${summary.attack} fall, ` +
      `${summary.inconclusive} inconclusive; ${bounds.sessions}/${bounds.customers}/${bounds.renewals} ` +
      `sessions, customers, renewals, at most ${grouped(bounds.statesMax)} states`,
    ...lines,
    ...(rest > 0 ? [`  and ${grouped(rest)} more; --json has all`] : []),
  ].flatMap((line) =>
    wrapped(line, columns - 2)
      .split('\n')
      .map((part, index) => (index === 0 ? part : `    ${part}`)),
  );
}

/** The report as data. */
export function reportJson({ findings, outcome, file, certificate }: GateReport): object {
  return {
    outcome,
    expectations: file,
    digest: certificate.digest,
    summary: certificate.summary,
    findings: findings.map(({ record, ...rest }) => ({
      ...rest,
      ...(record === undefined ? {} : { verdict: record.verdict, states: record.states }),
    })),
  };
}
