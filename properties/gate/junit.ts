/**
 * A report as JUnit XML, as continuous integration reads it: a test case for everything that was
 * tried, skipped where it was not found out.
 */
import { type Case, standing, type Told } from './told.ts';

/** Characters that XML 1.0 has not, and those that mean something in it. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One test case in XML. */
function caseXml(one: Case, rules: Told['rules']): string {
  const { suite, name, faults } = one;
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}"`;
  const [first] = faults;
  if (first === undefined) return `${head}/>`;
  const lines =
    standing(one) === 'open'
      ? // A case is skipped once, however often it is said why.
        [`      <skipped message="${escaped(first.says)}"/>`]
      : faults.map(({ rule, says, against }) => {
          const meaning = escaped(`${rules[rule] ?? rule} (${against})`);
          return `      <failure type="${escaped(rule)}" message="${escaped(says)}">${meaning}</failure>`;
        });
  return [`${head}>`, ...lines, '    </testcase>'].join('\n');
}

/** How many cases there are, and how they stand, as attributes. */
function counts(cases: readonly Case[]): string {
  const number = (wanted: ReturnType<typeof standing>): number =>
    cases.filter((one) => standing(one) === wanted).length;
  return `tests="${cases.length}" failures="${number('bad')}" errors="0" skipped="${number('open')}"`;
}

/** Reports in XML, a suite each. */
export function junitXml(reports: readonly Told[]): string {
  const suites = reports.flatMap(({ title, cases, rules }) => [
    `  <testsuite name="${escaped(title)}" ${counts(cases)}>`,
    ...cases.map((one) => caseXml(one, rules)),
    '  </testsuite>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sa2pmp gate" ${counts(reports.flatMap(({ cases }) => cases))}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}
