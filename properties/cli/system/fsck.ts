/** `sa2pmp fsck`: are the databases sound, each by itself and all against each other? */
import { commandOf } from './command.ts';
import { type Command, Option } from 'commander';
import { fsck, isSound } from '../../fsck/fsck.ts';
import { NEEDLE_BYTES_MIN } from '../../fsck/needles.ts';
import { lines } from '../../fsck/report.ts';
import { painter } from '../../report/paint.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { say } from './common.ts';
import type { Done } from './done.ts';

interface FsckWords {
  readonly secret: readonly string[];
  readonly json?: boolean;
}

/** The command. */
export function fsckCommand(done: Done): Command {
  return commandOf('fsck')
    .argument('<file...>', "the parties' databases, running or not; best all of one system")
    .addOption(
      new Option('--secret <text>', 'a text that must stand in no file; may be given several times')
        .env('SA2PMP_SECRET')
        .argParser((word: string, words: readonly string[]) => [...words, word])
        .default([], 'none'),
    )
    .option('--json', 'one JSON object on standard output')
    .action((paths: readonly string[], words: FsckWords) => done(check(paths, words)));
}

function check(paths: readonly string[], { secret: secrets, json = false }: FsckWords): number {
  const short = secrets.some((text) => Buffer.byteLength(text) < NEEDLE_BYTES_MIN);
  if (short) throw usageError(`--secret takes a text of ${NEEDLE_BYTES_MIN} octets or more`);
  const report = fsck({ paths, secrets });
  if ('unusable' in report) throw usageError(report.unusable);
  const sound = isSound(report);
  if (json) {
    const said = { format: 'sa2pmp-fsck', version: 1, sound, ...report };
    say(JSON.stringify(said, null, 2));
  } else for (const line of lines(report, painter(process.stdout))) say(line);
  return sound ? exitCodes.done : exitCodes.refused;
}
