/** What was found of a target: for a terminal of 80 columns, as JSON, and as the gate's reports have it. */
import Table from 'cli-table3';
import type { Outcome } from '../gate/compare.ts';
import { lineWith } from '../gate/sources.ts';
import type { Case, Told } from '../gate/told.ts';
import type { Paint } from '../report/paint.ts';
import { broken, columns, counted, wrapped } from '../report/table.ts';
import type { Judged, Trial } from './judged.ts';

/** What cannot be seen from outside, said with every answer. */
function unseen({ untried, protocol }: Judged): string {
  const without = untried.map(({ option, laws }) => `without ${option}: ${laws.join(', ')}; `);
  const log = protocol === 'published' ? 'the log, which shows nothing to be checked, ' : '';
  return (
    `Not judged ${without.join('')}from outside: ${log}what is kept in databases and memory, how keys ` +
    'are made and kept, durability against a power cut, what witnesses cosign, attacks that need the ' +
    'operator or the bank. What is kept was kept in these trials; nothing is said of others.'
  );
}

const styles = { 'as expected': 'green', differs: 'red', 'not judged': 'yellow' } as const;

/** How a target did, in one word. */
export function outcomeOf({ trials, isWhole }: Judged): Outcome {
  if (trials.some(({ outcome }) => outcome === 'differs')) return 'differs';
  const all = isWhole && trials.every(({ outcome }) => outcome === 'as expected');
  return all ? 'as expected' : 'inconclusive';
}

/** Seconds since 1970 and other times are left out: the same target gives the same text. */
export function targetJson(judged: Judged): object {
  const { protocol, trials, isWhole, untried } = judged;
  return {
    format: 'sa2pmp-target-report',
    version: 1,
    protocol,
    outcome: outcomeOf(judged),
    isWhole,
    untried,
    trials,
  };
}

/** How many trials ended how. */
function sums(trials: readonly Trial[]): string {
  const number = (wanted: Trial['outcome']): number =>
    trials.filter(({ outcome }) => outcome === wanted).length;
  const [good, bad, open] = [number('as expected'), number('differs'), number('not judged')];
  return `${counted(trials.length, 'trial')}: ${good} as expected, ${bad} otherwise, ${open} not judged`;
}

function row(paint: Paint, { id, says, outcome, why }: Trial): readonly string[] {
  return [broken(id, 15), says, `${paint(styles[outcome], outcome)}\n${why}`];
}

/** The lines of the report. */
export function targetLines(paint: Paint, judged: Judged): readonly string[] {
  const { protocol, trials, isWhole } = judged;
  const table = new Table({
    head: ['trial', 'law, or what the attack does', 'seen'],
    style: { head: [], border: [] },
    colWidths: [17, 33, 26],
    wordWrap: true,
  });
  for (const trial of trials) table.push([...row(paint, trial)]);
  return [
    `A target that says it speaks the ${protocol} protocol:`,
    table.toString(),
    ...(isWhole ? [] : [paint('yellow', 'Interrupted: the rest was not tried.')]),
    wrapped(`${sums(trials)}. ${unseen(judged)}`, columns),
  ];
}

/** Where the trials are written: what a report of one leads to. */
const written = ['properties/target', 'properties/mounted'];

/** A trial as a case of a report. */
function caseOf({ kind, id, says, outcome, why }: Trial, url: string): Case {
  const name = `${kind}/${id}`;
  const line = lineWith(`id: '${id}'`, written) ?? { path: 'docs/target.md', line: 1 };
  const fault = {
    ...{ rule: name, says: `${name}: ${why}`, against: 'target', isOpen: outcome === 'not judged' },
    place: { ...line, isOurs: true, says, named: `${url}#${name}` },
    ...{ steps: [], fingerprint: `target ${name}` },
  };
  const faults = outcome === 'as expected' ? [] : [fault];
  return { suite: kind, name: id, says: `${says}: ${why}`, faults };
}

/** What was found of the target at an address, as the gate's reports have it. */
export function targetTold(judged: Judged, url: string): Told {
  const { protocol, trials } = judged;
  return {
    title: 'sa2pmp gate --target',
    outcome: outcomeOf(judged),
    summary: `${url}, which says it speaks the ${protocol} protocol: ${sums(trials)}. ${unseen(judged)}`,
    about: '',
    rules: Object.fromEntries(trials.map(({ kind, id, says }) => [`${kind}/${id}`, says])),
    cases: trials.map((trial) => caseOf(trial, url)),
  };
}

/** What is said of a target that could not be tried. */
export function untriedTold(why: string, url: string): Told {
  const trial = { kind: 'law', id: 'contract', says: 'the set-up keeps to docs/target.md', why };
  const one = caseOf({ ...trial, kind: 'law', outcome: 'not judged' }, url);
  return {
    ...{ title: 'sa2pmp gate --target', outcome: 'inconclusive', about: '', cases: [one] },
    summary: `${url} could not be tried: ${why}`,
    rules: { 'law/contract': trial.says },
  };
}
