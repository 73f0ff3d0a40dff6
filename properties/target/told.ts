/** What was found of a target, for a terminal of 80 columns and as JSON. */
import Table from 'cli-table3';
import type { Paint } from '../report/paint.ts';
import { broken, columns, counted, wrapped } from '../report/table.ts';
import type { Judged, Trial } from './judged.ts';

/** What cannot be seen from outside, said with every answer. */
const unseen =
  'Not judged from outside: what is kept in databases and memory, how keys are made and kept, ' +
  'durability against a power cut, the judge’s verdicts, attacks that need the operator or the ' +
  'bank. What is kept was kept in these trials; nothing is said of others.';

const styles = { 'as expected': 'green', differs: 'red', 'not judged': 'yellow' } as const;

/** How a target did, in one word. */
export function outcomeOf({ trials, isWhole }: Judged): 'as expected' | 'differs' | 'inconclusive' {
  if (trials.some(({ outcome }) => outcome === 'differs')) return 'differs';
  const all = isWhole && trials.every(({ outcome }) => outcome === 'as expected');
  return all ? 'as expected' : 'inconclusive';
}

/** Seconds since 1970 and other times are left out: the same target gives the same text. */
export function targetJson(judged: Judged): object {
  const { protocol, trials, isWhole } = judged;
  return {
    format: 'sa2pmp-target-report',
    version: 1,
    protocol,
    outcome: outcomeOf(judged),
    isWhole,
    trials,
  };
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
  const number = (wanted: Trial['outcome']): number =>
    trials.filter(({ outcome }) => outcome === wanted).length;
  const sums = `${number('as expected')} as expected, ${number('differs')} otherwise, ${number('not judged')} not judged`;
  return [
    `A target that says it speaks the ${protocol} protocol:`,
    table.toString(),
    ...(isWhole ? [] : [paint('yellow', 'Interrupted: the rest was not tried.')]),
    wrapped(`${counted(trials.length, 'trial')}: ${sums}. ${unseen}`, columns),
  ];
}
