/**
 * `sa2pmp classics`: protocols of the literature, their published verdicts and ours.
 */
import Table from 'cli-table3';
import { Command } from 'commander';
import { classics } from '../../model/classics/index.ts';
import { references } from '../../model/classics/references.ts';
import { type Answer, answersOn, complaints } from '../classics/ask.ts';
import { told } from '../classics/told.ts';
import { type Paint, painter } from '../report/paint.ts';
import { broken, columns, counted, wrapped } from '../report/table.ts';
import { unknownName } from './near.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `classics`. */
interface ClassicsWords {
  readonly json?: boolean;
}

/** The classics that a name stands for; all without one. @throws a usage error for an unknown name */
function named(name: string | undefined): typeof classics {
  if (name === undefined) return classics;
  const found = classics.filter(({ protocol }) => protocol.id === name);
  if (found.length > 0) return found;
  const known = classics.map(({ protocol }) => protocol.id);
  throw usageError(unknownName('classic', name, known));
}

/** What our engines say, in one word where they agree. */
function ours({ opinions }: Answer): string {
  const said = [...new Set(opinions.map(({ says }) => says))];
  return said.length === 1
    ? (said[0] ?? '')
    : opinions.map(({ engine, says }) => `${engine} ${says}`).join(', ');
}

/** An answer as part of the JSON object. */
function asJson(answer: Answer): object {
  const { classic, verdict, opinions, attack } = answer;
  const { claim, says, typing, by, note, lost, differs } = verdict;
  return {
    protocol: classic.protocol.id,
    claim,
    typing,
    literature: { says, by, reference: references[by], note },
    runs: verdict.seats.map(({ agent, role }) => `${agent} as ${role}`),
    ...(lost === undefined ? {} : { lost }),
    ...(differs === undefined ? {} : { differs }),
    ours: opinions.map(({ engine, says: said, states, moves }) => ({
      engine,
      says: said,
      states,
      ...(moves === undefined ? {} : { steps: moves }),
    })),
    ...(attack === undefined ? {} : { confirmed: attack.confirmed, attack: told(attack) }),
    complaints: complaints(answer),
  };
}

/** The table of some answers. */
export function tableOf(paint: Paint, answers: readonly Answer[]): string {
  const table = new Table({
    head: ['protocol', 'claim', 'published', 'ours', 'states', 'steps'],
    style: { head: [], border: [] },
    colWidths: [15, 17, 15, 9, 10, 7],
    wordWrap: true,
  });
  for (const answer of answers) {
    const { classic, verdict, opinions } = answer;
    const { claim, says, by, typing } = verdict;
    const steps = opinions.find(({ moves }) => moves !== undefined)?.moves;
    const style = complaints(answer).length > 0 ? 'yellow' : says === 'attack' ? 'red' : 'green';
    table.push([
      broken(classic.protocol.id, 13),
      typing === 'untyped' ? `${claim}, untyped` : claim,
      `${says}: ${by}`,
      paint(style, ours(answer)),
      opinions.map(({ states }) => states).join(' / '),
      steps ?? '',
    ]);
  }
  return table.toString();
}

/** What is said of one protocol besides the table: where it is from, and its attacks. */
function story(answers: readonly Answer[]): readonly string[] {
  return answers.flatMap(({ verdict, attack }) => {
    const { claim, typing, by, note, differs } = verdict;
    const runs = verdict.seats.map(({ agent, role }) => `${agent} as ${role}`).join(', ');
    return [
      '',
      `${claim}, ${typing}: ${verdict.says} (${by}: ${note})`,
      `  ${references[by]}`,
      `  runs: ${runs}`,
      ...(differs === undefined ? [] : [`  ours: ${differs.ours}: ${differs.why}`]),
      ...(attack === undefined ? [] : told(attack).map((line) => `  ${line}`)),
    ];
  });
}

/** Does what is asked; the exit code: 1 when an answer is not the published one. */
function run(name: string | undefined, { json = false }: ClassicsWords): number {
  const answers = named(name).flatMap(answersOn);
  const wrong = answers.flatMap((answer) =>
    complaints(answer).map((text) => {
      const { classic, verdict } = answer;
      return `${classic.protocol.id}, ${verdict.claim}: ${text}`;
    }),
  );
  const code = wrong.length > 0 ? exitCodes.gap : exitCodes.done;
  if (json) {
    process.stdout.write(`${JSON.stringify({ answers: answers.map(asJson) }, undefined, 2)}\n`);
    return code;
  }
  const paint = painter(process.stdout);
  const count = new Set(answers.map(({ classic }) => classic)).size;
  const summary =
    `${counted(count, 'protocol')}, ${counted(answers.length, 'published verdict')}, ` +
    `${wrong.length === 0 ? 'all reproduced' : `${String(wrong.length)} complaints`}. ` +
    'States: of the explicit search / of the lazy one; of the lazy one alone where untyped.';
  const lines = [
    tableOf(paint, answers),
    ...(name === undefined ? [] : story(answers)),
    ...wrong.map((text) => paint('yellow', text)),
    wrapped(summary, columns),
    ...(name === undefined ? ['One protocol with its attacks: sa2pmp classics nspk'] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return code;
}

/** The command; `done` receives the exit code. */
export function classicsCommand(done: (code: number) => void): Command {
  return new Command('classics')
    .argument('[name]', 'one protocol, with its attacks as numbered messages')
    .option('--json', 'one JSON object on standard output (docs/classics.md)')
    .action((name: string | undefined, words: ClassicsWords) => {
      done(run(name, words));
    });
}
