/**
 * A report as Markdown, for a comment on a pull request.
 */
import { standing, type Case, type Told } from './told.ts';

/** A text that is no markup. */
const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#]/gu, String.raw`\$&`).replaceAll('\n', ' ');

/** A table, or nothing where it has no rows. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
  if (rows.length === 0) return [];
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line), ''];
}

/** What was tried and is as it should be, folded away; nothing where the names say it all. */
function rest(cases: readonly Case[]): readonly string[] {
  const good = cases.filter((one) => standing(one) === 'good' && one.says !== undefined);
  const rows = good.map(({ suite, name, says = '' }) => [`${suite} ${name}`, says]);
  if (rows.length === 0) return [];
  const summary = `<details><summary>${rows.length} as expected</summary>`;
  return [summary, '', ...table(['what', 'seen'], rows), '</details>', ''];
}

function section({ title, outcome, summary, about, cases, rules }: Told): readonly string[] {
  const faults = cases.flatMap((one) => one.faults);
  const rows = faults.map(({ rule, against, says }) => [rules[rule] ?? rule, against, says]);
  return [
    `### ${title}: ${outcome}`,
    '',
    plain(summary),
    '',
    ...table(['what', 'against', 'where'], rows),
    ...rest(cases),
    ...(about === '' ? [] : [`<sub>${plain(about)}</sub>`, '']),
  ];
}

/** Reports in Markdown, a section each. */
export function markdown(reports: readonly Told[]): string {
  return reports.flatMap(section).join('\n');
}
