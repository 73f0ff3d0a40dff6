/**
 * `sa2pmp export`: a protocol as a model for another prover, for an unbounded second opinion.
 */
import { Command, Option } from 'commander';
import { whyInexpressible } from '../export/inexpressible.ts';
import { type Prover, provers, sa2pmpFor, scriptFor, scripts } from '../export/write.ts';
import { protocolNames } from '../verdict/protocols.ts';
import { keepOrRefuse, refuseUnwritable } from './files.ts';
import { unknownName } from './near.ts';
import { protocolsIn } from './options.ts';
import { collect } from './system/command.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `export`. */
interface ExportWords {
  readonly to: string;
  readonly protocol?: string;
  readonly reading?: readonly string[];
  readonly classic?: string;
  readonly out?: string;
}

/** The prover named. @throws a usage error for one that is not known */
function proverNamed(name: string): Prover {
  const names = Object.keys(provers) as readonly Prover[];
  const found = names.find((prover) => prover === name);
  if (found === undefined) throw usageError(unknownName('prover', name, names));
  return found;
}

/** The text of the file that is asked for. */
function written(prover: Prover, { classic, protocol, reading }: ExportWords): string {
  if (classic !== undefined) {
    if ((protocol ?? reading) !== undefined) {
      throw usageError('--classic takes neither --protocol nor --reading');
    }
    const script = scripts.get(classic);
    if (script === undefined)
      throw usageError(unknownName('classic', classic, [...scripts.keys()]));
    return scriptFor(prover, script);
  }
  const [one] = protocolsIn({
    protocol: [protocol ?? 'published'],
    ...(reading === undefined ? {} : { reading }),
  });
  if (one === undefined) throw usageError(unknownName('protocol', protocol ?? '', protocolNames));
  const name = [one.name, ...(reading ?? [])].join(' ');
  return sa2pmpFor(prover, name, one.reading);
}

/** Does what is asked; the exit code. */
function run(words: ExportWords): number {
  const prover = proverNamed(words.to);
  const { out } = words;
  if (out !== undefined) refuseUnwritable('--out', out);
  let text: string;
  try {
    text = written(prover, words);
  } catch (error) {
    const why = whyInexpressible(error);
    if (why === undefined) throw error;
    throw usageError(`no form for ${prover}: ${why}`);
  }
  if (out === undefined) process.stdout.write(text);
  else keepOrRefuse('--out', out, text);
  return exitCodes.done;
}

/** The command; `done` receives the exit code. */
export function exportCommand(done: (code: number) => void): Command {
  return new Command('export')
    .requiredOption('--to <prover>', 'proverif, tamarin or scyther')
    .option('--protocol <name>', 'published, charitable, minimal or repaired (default: published)')
    .addOption(
      new Option(
        '--reading <axis=choice>',
        'change one axis of the reading; see `sa2pmp list`',
      ).argParser(collect),
    )
    .option('--classic <name>', 'one of `sa2pmp classics` in the place of SA2pMP')
    .option('--out <file>', 'where to (default: standard output)')
    .action((words: ExportWords) => {
      done(run(words));
    });
}
