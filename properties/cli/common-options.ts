/**
 * Options that several commands take, each written once.
 */
import { type Command, Option } from 'commander';
import { collect } from './system/command.ts';

/** An option that may be given several times. */
export function repeated(flags: string, says: string): Option {
  return new Option(flags, says).argParser(collect);
}

/** Files of the user's own, for every command that takes them. */
export function useOption(
  says = 'attackers, claims and protocols of your own (docs/extend.md)',
): Option {
  return repeated('--use <file>', says);
}

/** The option on threads. */
export function workersOption(before = ''): Option {
  return new Option(
    '--workers <n>',
    `${before}threads that search (default: one for each core, at most 8)`,
  );
}

/** The options that change what is analysed. */
export function withScope(command: Command): Command {
  return command
    .addOption(
      repeated('--reading <axis=choice>', 'change one axis of the reading; see `sa2pmp list`'),
    )
    .addOption(repeated('--omit <check>', 'switch one check of a role off, for a mutant'))
    .option('--sessions <n>', 'payments by honest customers (default: 2)')
    .option('--customers <n>', 'honest customers (default: 1)')
    .option('--renewals <n>', 'key renewals of each honest customer (default: 0)')
    .option(
      '--max-states <n>',
      'give a search up beyond this many states (default: 1000000; with --all alone 2000)',
    )
    .option('--timeout <seconds>', 'give a search up after this time (default: none)')
    .addOption(useOption());
}

/** What `--attacks` means by different. */
export const different =
  'that differ in more than order and number: in a form of message, its door, or what is stolen';
