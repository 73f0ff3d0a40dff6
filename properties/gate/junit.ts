/**
 * The report as JUnit XML, as continuous integration reads it: a test case for every cell, and one
 * for each rule about the whole.
 */
import { type Finding, type RuleId, rules } from './compare.ts';
import type { GateReport } from './report.ts';

/** Characters that XML 1.0 has not, and those that mean something in it. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A test case: what it is about, and what is the matter. */
interface Case {
  readonly suite: string;
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** The cases of a report. */
function casesOf({ expected, findings }: GateReport): readonly Case[] {
  const cells = Object.entries(expected.cells).flatMap(([protocol, rows]) =>
    Object.entries(rows).flatMap(([attacker, row]) =>
      Object.keys(row).map((claim): Case => {
        const cell = `${protocol}/${attacker}/${claim}`;
        const own = findings.filter((finding) => finding.cell === cell);
        return { suite: `${protocol}/${attacker}`, name: claim, findings: own };
      }),
    ),
  );
  const named = new Set(cells.flatMap(({ findings: own }) => own));
  const others = findings.filter((finding) => !named.has(finding));
  const whole = [...new Set<RuleId>(others.map(({ rule }) => rule))].map((rule): Case => ({
    suite: 'gate',
    name: rules[rule],
    findings: others.filter((finding) => finding.rule === rule),
  }));
  return [...cells, ...whole];
}

/** One test case in XML. */
function caseXml({ suite, name, findings }: Case): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}"`;
  if (findings.length === 0) return `${head}/>`;
  const isOpen = findings.every(({ rule }) => rule === 'inconclusive');
  const told = findings.map(({ rule, says, against }) =>
    isOpen
      ? `      <skipped message="${escaped(says)}"/>`
      : `      <failure type="${rule}" message="${escaped(says)}">${escaped(`${rules[rule]} (${against})`)}</failure>`,
  );
  // A case is skipped once, however often it is said why.
  const lines = isOpen ? told.slice(0, 1) : told;
  return [`${head}>`, ...lines, '    </testcase>'].join('\n');
}

/** The report in XML. */
export function junitXml(report: GateReport): string {
  const cases = casesOf(report);
  const open = cases.filter(
    ({ findings }) => findings.length > 0 && findings.every(({ rule }) => rule === 'inconclusive'),
  ).length;
  const failed = cases.filter(({ findings }) => findings.length > 0).length - open;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${open}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sa2pmp gate" ${counts}>`,
    `  <testsuite name="sa2pmp gate" ${counts}>`,
    ...cases.map(caseXml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
