/** `sa2pmp audit` and `sa2pmp trace`: what a live run did, taken again by the model. */
import { commandOf } from './command.ts';
import type { Command } from 'commander';
import { audit, exitCode } from '../../audit/audit.ts';
import { recordedIn } from '../../audit/read.ts';
import { report } from '../../audit/report.ts';
import { painter } from '../../report/paint.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { say, writeNew } from './common.ts';
import type { Done } from './done.ts';

interface AuditWords {
  readonly json?: boolean;
  readonly crypto: 'noble' | 'openssl';
}

/** The command that audits. */
export function auditCommand(done: Done): Command {
  return commandOf('audit')
    .argument(
      '<file...>',
      'the database of each party that took part, made with --trace, or its export',
    )
    .option('--json', 'one JSON object on standard output')
    .option('--crypto <library>', 'what carries the primitives out: noble or openssl', 'openssl')
    .action((files: readonly string[], words: AuditWords) => done(run(files, words)));
}

function run(files: readonly string[], { json, crypto }: AuditWords): number {
  if (!['noble', 'openssl'].includes(crypto)) {
    throw usageError(`--crypto takes noble or openssl; got "${crypto}"`);
  }
  const found = audit(files, { crypto });
  if (json === true) say(JSON.stringify(found, null, 2));
  else for (const line of report(painter(process.stdout), found)) say(line);
  return exitCode(found);
}

/** The command that takes a trace out of a database. */
export function traceCommand(done: Done): Command {
  return commandOf('trace')
    .argument('<file>', 'a database made with --trace')
    .requiredOption('--out <file>', 'where to write it; it holds secrets')
    .action((file: string, { out }: { readonly out: string }) => {
      const recorded = recordedIn(file);
      if ('refused' in recorded) throw usageError(`${file}: ${recorded.refused.why}`);
      writeNew(out, `${JSON.stringify(recorded)}\n`);
      say(`${recorded.lines.length} lines: ${out}`);
      done(exitCodes.done);
    });
}
