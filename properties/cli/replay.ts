/**
 * `sa2pmp replay`: one random schedule again, by its token, on any level.
 */
import { Command, Option } from 'commander';
import { outcomeOf } from '../schedules/campaign.ts';
import { type LevelId, levelIds, type Outcome } from '../schedules/level.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { scheduleOf } from '../schedules/token.ts';
import { brokenWords, traceWords, worldWords } from '../schedules/words.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `replay`. */
interface ReplayWords {
  readonly level: LevelId;
  readonly trace?: boolean;
}

/** The schedule of a token. @throws a usage error for what is none */
function scheduleIn(token: string): Schedule {
  const decoded = scheduleOf(token);
  if ('why' in decoded) throw usageError(`not a token of a schedule: ${decoded.why}`);
  return decoded.schedule;
}

/** Tells what a schedule came to; the exit code. */
function told(schedule: Schedule, outcome: Outcome, { level, trace = false }: ReplayWords): number {
  const { operations, world } = schedule;
  const lines = [`${worldWords(world)}; ${operations.length} operations on ${level}`];
  if (trace)
    lines.push(...traceWords(outcome), ...(outcome.live ?? []).map((line) => `     ${line}`));
  lines.push(...brokenWords(outcome.broken));
  const isBroken = outcome.broken.some(({ failure }) => failure);
  lines.push(isBroken ? 'the failure is there again' : 'nothing is broken that must hold');
  process.stdout.write(`${lines.join('\n')}\n`);
  return isBroken ? exitCodes.gap : exitCodes.done;
}

const examples = `
Examples:
  sa2pmp replay s1.…                          on terms
  sa2pmp replay s1.… --level openssl --trace  on terms and OpenSSL’s octets, told step by step
  sa2pmp replay s1.… --level http             on the running system, over HTTP with a database each

Exit codes: 0 nothing is broken that must hold, 1 the failure is there again, 2 not a token.`;

/** The command. */
export function replayCommand(done: (code: number) => void): Command {
  return new Command('replay')
    .description(
      'one random schedule again, by the token that a failure printed (docs/schedules.md)',
    )
    .argument('<token>', 'what a failure printed: s1. and more')
    .addOption(
      new Option('--level <name>', 'where to play it').choices([...levelIds]).default('symbolic'),
    )
    .option('--trace', 'tell every step in words')
    .addHelpText('after', examples)
    .action(async (token: string, words: ReplayWords) => {
      const schedule = scheduleIn(token);
      done(told(schedule, await outcomeOf(words.level, schedule), words));
    });
}
