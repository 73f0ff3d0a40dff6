/** A misspelt command under another one: commander takes it for an argument too many. */
import type { Command } from 'commander';
import { unknownName } from './near.ts';

/** What to say when the words name no command of those there are; `undefined` when all is well. */
export function unknownCommand(command: Command, words: readonly string[]): string | undefined {
  const [word, ...rest] = operandsIn(command, words);
  const known = command.commands.map((child) => child.name());
  if (word === undefined || known.length === 0 || word === 'help') return undefined;
  const child = command.commands.find((one) => one.name() === word);
  if (child !== undefined) return unknownCommand(child, rest);
  return unknownName('command', word, known).replace(`"${word}"`, `'${word}' of ${command.name()}`);
}

/** The words from the first on that is neither a flag of the command's nor what a flag takes. */
function operandsIn(command: Command, words: readonly string[]): readonly string[] {
  const [word = '', ...rest] = words;
  if (words.length === 0 || word === '--') return [];
  if (!word.startsWith('-')) return words;
  const option = command.options.find(({ long, short }) => word === long || word === short);
  return operandsIn(command, option?.required === true ? rest.slice(1) : rest);
}
