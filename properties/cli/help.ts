/**
 * What `--help` says: of the program a screen, its commands by what they are for; of a command its
 * flags and examples.
 */
import { type Command, Help, type Option } from 'commander';
import { columns, wrapped } from '../report/table.ts';
import { examples } from './examples.ts';

/** The commands by what they are for, each in a few words. */
const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Ask the model': {
    verify: 'which claims hold against whom, each attack replayed on bytes',
    attack: 'one attack, message by message, on terms and in hexadecimal',
    report: 'verdicts, attacks, statecharts and costs as one HTML file',
    repairs: 'which repairs restore a claim; what breaks the repaired protocol',
    costs: 'octets, round trips, operations and times of a payment',
    mutants: 'would the claims notice? every check switched off once',
    classics: 'protocols of the literature and their published verdicts',
    compare: 'SA2pMP beside JASA, LSM, iKP, SET and others',
    replay: 'one random schedule again, by its token',
    export: 'a protocol as a model for ProVerif, Tamarin or Scyther',
    list: 'what can be named: protocols, attackers, claims, axes, attacks',
  },
  'Keep answers and hold a release to them': {
    check: 'check a certificate that verify --out kept',
    gate: 'are the verdicts those that are counted on? 1 if not',
  },
  'Run the system, and look into what ran': {
    demo: 'the whole system on loopback, from enrolment to dispute',
    bank: 'the bank, and what is done at its counter',
    log: 'the gateway with the transaction log',
    client: 'the phone, one command for each wish of its user',
    judge: 'whom does the evidence blame?',
    witness: 'cosigns heads of the log',
    audit: 'the model takes every step of a run again',
    trace: "a party's trace as a file",
    fsck: 'do the books agree?',
  },
};

/** The line of a command. */
function line(name: string, says: string): string {
  return `  ${name.padEnd(11)}${says}`;
}

/** Commands that no group has. */
function others(root: Command): readonly string[] {
  const grouped = Object.values(groups).flatMap(Object.keys);
  return root.commands
    .filter((one) => !grouped.includes(one.name()))
    .map((one) => line(one.name(), one.summary() || one.description()).slice(0, columns));
}

const exitLine = 'Exit codes: 0 done, 1 gap, refusal, 2 usage, 3 inconclusive, 70 internal, 130 ^C';

/** The help of the program. */
function screen(root: Command): string {
  const listed = Object.entries(groups).flatMap(([title, commands]) => [
    `${title}:`,
    ...Object.entries(commands).map(([name, says]) => line(name, says)),
  ]);
  return [
    'Usage: sa2pmp <command> [options]       sa2pmp <command> --help has examples',
    wrapped(root.description(), columns),
    ...listed,
    'This program (--version, --help):',
    ...others(root),
    exitLine,
    '',
  ].join('\n');
}

/** What a flag does, and whether it must be given. */
function optionDescription(option: Option): string {
  const says = new Help().optionDescription(option);
  return option.mandatory ? `${says} (required)` : says;
}

/** The examples of a command as text. */
function examplesText(path: string): string {
  const lines = (examples[path] ?? []).map((words) => `  $ sa2pmp ${words}`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}`;
}

/** Gives a command below the program its manner of help and its examples. */
function explain(command: Command, path: string): void {
  command.configureHelp({ ...command.configureHelp(), optionDescription });
  command.addHelpText('after', () => examplesText(path));
  for (const child of command.commands) explain(child, `${path} ${child.name()}`);
}

/** Has the program and all its commands explain themselves. */
export function explained(root: Command): Command {
  for (const command of root.commands) explain(command, command.name());
  return root.configureHelp({ formatHelp: () => screen(root) });
}
