/**
 * What `--help` says: of the program a screen, its commands by what they are for; of a command its
 * flags and examples.
 */
import { type Command, Help, type Option } from 'commander';
import { columns, wrapped } from '../report/table.ts';
import { examples } from './examples.ts';

/** The line of a command. */
function line(command: Command): string {
  return `  ${command.name().padEnd(11)}${command.summary()}`.slice(0, columns);
}

const exitLine = 'Exit codes: 0 done, 1 gap, refusal, 2 usage, 3 inconclusive, 70 internal, 130 ^C';

/** The help of the program. */
function screen(root: Command): string {
  const groups = Map.groupBy(root.commands, (command) => command.helpGroup());
  return [
    'Usage: sa2pmp <command> [options]       sa2pmp <command> --help has examples',
    wrapped(root.description(), columns),
    ...[...groups].flatMap(([title, commands]) => [`${title}:`, ...commands.map(line)]),
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
