/**
 * The report as Markdown, for a comment on a pull request.
 */
import { rules } from './compare.ts';
import type { GateReport } from './report.ts';

/** A text that is no markup. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`).replaceAll('\n', ' ');

/** The report in Markdown. */
export function markdown({ certificate, findings, outcome, file }: GateReport): string {
  const { summary, bounds, digest } = certificate;
  const rows = findings.map(
    ({ rule, against, says }) => `| ${rules[rule]} | ${against} | ${plain(says)} |`,
  );
  const table =
    rows.length === 0 ? [] : ['| what | against | where |', '| --- | --- | --- |', ...rows, ''];
  return [
    `### sa2pmp gate: ${outcome}`,
    '',
    `${summary.holds} hold, ${summary.attack} fall, ${summary.inconclusive} inconclusive, within ` +
      `${bounds.sessions} payments, ${bounds.customers} customers, ${bounds.renewals} renewals. ` +
      `Expectations: ${plain(file)}.`,
    '',
    ...table,
    `<sub>certificate ${digest}</sub>`,
    '',
  ].join('\n');
}
