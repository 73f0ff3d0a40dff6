/**
 * `sa2pmp export`: a protocol as a model for another prover, for an unbounded second opinion.
 */
import { Command, Option } from 'commander';
import { peers } from '../../model/peers/index.ts';
import { castsFor, castNames } from '../export/casting.ts';
import { inexpressible, whyInexpressible } from '../export/inexpressible.ts';
import { peerFor, type Prover, provers, sa2pmpFor, scriptFor, scripts } from '../export/write.ts';
import { protocolNames } from '../verdict/protocols.ts';
import { keepOrRefuse, refuseUnwritable } from './files.ts';
import { unknownName } from './near.ts';
import { ownIn, protocolsIn } from './options.ts';
import { scriptsIn } from './scripts.ts';
import { collect } from './system/command.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `export`. */
interface ExportWords {
  readonly to: string;
  readonly protocol?: string;
  readonly reading?: readonly string[];
  readonly classic?: string;
  readonly peer?: string;
  readonly cast?: string;
  readonly use?: readonly string[];
  readonly out?: string;
}

/** One of a few that are named. @throws a usage error for one that is not known */
function named<T>(what: string, name: string, known: readonly (readonly [string, T])[]): T {
  const found = known.find(([one]) => one === name);
  if (found !== undefined) return found[1];
  const names = known.map(([one]) => one);
  throw usageError(unknownName(what, name, names));
}

/** Refuses options that are of another kind of protocol. */
function refuseOthers(kind: string, words: ExportWords, others: readonly (keyof ExportWords)[]) {
  const found = others.filter((other) => words[other] !== undefined);
  if (found.length > 0) throw usageError(`${kind} goes with no --${found.join(' and no --')}`);
}

/** A peer, in a cast. */
function peerWritten(prover: Prover, words: ExportWords, name: string): string {
  refuseOthers('--peer', words, ['protocol', 'reading', 'classic', 'use']);
  const peer = named(
    'peer',
    name,
    peers.map((one) => [one.protocol.id, one]),
  );
  if (words.cast === undefined) return peerFor(prover, peer);
  const cast = named(
    'cast',
    words.cast,
    castNames.map((one) => [one, one]),
  );
  const casts = castsFor(peer);
  if (!casts.includes(cast)) {
    throw usageError(`${name} has no cast ${cast}; it has ${casts.join(', ')}`);
  }
  return peerFor(prover, peer, cast);
}

/** A reading of SA2pMP, or a protocol from a file of one's own. */
async function protocolWritten(prover: Prover, words: ExportWords): Promise<string> {
  const { protocol, reading, use } = words;
  const asked = {
    ...(protocol === undefined && use === undefined ? { protocol: ['published'] } : {}),
    ...(protocol === undefined ? {} : { protocol: [protocol] }),
    ...(reading === undefined ? {} : { reading }),
  };
  const own = await ownIn(use === undefined ? {} : { use });
  const [script] = scriptsIn(asked, own);
  if (script !== undefined) {
    refuseOthers('a role script', words, ['reading']);
    return scriptFor(prover, script.script);
  }
  const [one] = protocolsIn(asked, own.protocols);
  if (one === undefined) throw usageError(unknownName('protocol', protocol ?? '', protocolNames));
  if (one.omitted.length > 0) {
    throw inexpressible(`a protocol without the check ${one.omitted.join(', ')}`);
  }
  return sa2pmpFor(prover, [one.name, ...(reading ?? [])].join(' '), one.reading);
}

/** The text of the file that is asked for. */
async function written(prover: Prover, words: ExportWords): Promise<string> {
  const { classic, peer } = words;
  if (peer !== undefined) return peerWritten(prover, words, peer);
  refuseOthers('what is no peer', words, ['cast']);
  if (classic === undefined) return protocolWritten(prover, words);
  refuseOthers('--classic', words, ['protocol', 'reading', 'use']);
  return scriptFor(prover, named('classic', classic, [...scripts]));
}

/** Does what is asked; the exit code. */
async function run(words: ExportWords): Promise<number> {
  const known = Object.keys(provers) as readonly Prover[];
  const prover = named(
    'prover',
    words.to,
    known.map((one) => [one, one]),
  );
  const { out } = words;
  if (out !== undefined) refuseUnwritable('--out', out);
  let text: string;
  try {
    text = await written(prover, words);
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
    .option('--peer <name>', 'one of `sa2pmp compare --all` in the place of SA2pMP')
    .option(
      '--cast <name>',
      `of a peer, who is dishonest: ${castNames.join(', ')} (default: customer, else network)`,
    )
    .addOption(
      new Option(
        '--use <file>',
        'protocols of your own, as for `sa2pmp verify`: changed readings and role scripts',
      ).argParser(collect),
    )
    .option('--out <file>', 'where to (default: standard output)')
    .action(async (words: ExportWords) => {
      done(await run(words));
    });
}
