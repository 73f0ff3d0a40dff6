/**
 * A user's mistake: told in one line, without a stack trace, with exit code 2.
 */
import { CommanderError } from 'commander';
import { match } from 'ts-pattern';
import type { Outcome } from '../gate/compare.ts';

/** Exit codes of `sa2pmp`. */
export const exitCodes = {
  done: 0,
  gap: 1,
  /** The other side said no: an order declined, evidence that convinces nobody, a broken file. */
  refused: 1,
  usage: 2,
  inconclusive: 3,
  internal: 70,
  interrupted: 130,
  /** 128 + SIGPIPE, as shells have it. */
  brokenPipe: 141,
} as const;

/** The exit code for what a gate comes to. */
export function codeOf(outcome: Outcome): number {
  return match(outcome)
    .with('as expected', () => exitCodes.done)
    .with('differs', () => exitCodes.refused)
    .with('inconclusive', () => exitCodes.inconclusive)
    .exhaustive();
}

/** The error to throw for a user's mistake. */
export function usageError(message: string): CommanderError {
  return new CommanderError(exitCodes.usage, 'sa2pmp.usage', message);
}
