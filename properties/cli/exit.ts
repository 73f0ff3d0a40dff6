/**
 * What becomes of what a command threw: a user's mistake is told in one line, anything else is ours.
 */
import { CommanderError } from 'commander';
import { exitCodes } from './usage-error.ts';

/** The exit code for what commander or a command threw. */
export function exitCodeFor(error: unknown): number {
  if (!(error instanceof CommanderError)) {
    process.stderr.write(
      `internal error: ${error instanceof Error ? String(error.stack) : String(error)}\n`,
    );
    return exitCodes.internal;
  }
  if (error.code === 'sa2pmp.usage') process.stderr.write(`error: ${error.message}\n`);
  return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}
