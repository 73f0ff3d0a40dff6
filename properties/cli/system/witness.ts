/** `sa2pmp witness`: cosigns the heads of a log that extend those it cosigned before. */
import { collect, commandOf } from './command.ts';
import { type Command, Option } from 'commander';
import { formatVerifierKey, parseVerifierKey } from '../../../src/log/key.ts';
import { openWitness, serveWitness } from '../../../src/system/witness.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import {
  GRACE_MS,
  listening,
  orRefuse,
  type PartyWords,
  portIn,
  type PortWords,
  say,
  sayReady,
  toldToStop,
  withPort,
} from './common.ts';
import { operatorLog } from './operator-log.ts';
import type { Done } from './done.ts';

interface WitnessWords extends PartyWords, PortWords {
  readonly log: readonly string[];
  readonly name?: string;
}

/** The command. */
export function witnessCommand(done: Done): Command {
  return withPort(commandOf('witness'), 7003)
    .addOption(
      new Option('--data <file>', "the witness's database, made if it is not there").env(
        'SA2PMP_DATA',
      ),
    )
    .addOption(
      new Option('--log-file <file>', "the operator's log (default: standard error)").env(
        'SA2PMP_LOG_FILE',
      ),
    )
    .addOption(
      new Option('--log <key>', 'the verifier key of a log to watch; `log trust` shows it')
        .env('SA2PMP_LOG')
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--name <name>', 'the name of a new witness')
        .default('sa2pmp-witness')
        .env('SA2PMP_WITNESS_NAME'),
    )
    .action(async (words: WitnessWords) => done(await serve(words)));
}

async function serve(words: WitnessWords): Promise<number> {
  const { data, host, port, name, logFile } = words;
  if (data === undefined || data === '') {
    throw usageError('--data <file> is needed (or SA2PMP_DATA)');
  }
  const at = { host, port: portIn('--port', port) };
  const logs = words.log.map((text) => {
    const key = parseVerifierKey('log', text);
    if (key === undefined) throw usageError(`--log: "${text}" is no verifier key of a log`);
    return key;
  });
  const open = orRefuse(openWitness({ path: data, logs, name }));
  const stop = toldToStop();
  const served = await listening(
    serveWitness(open, at, operatorLog('witness', logFile)),
    new Map([[at.port, '--port']]),
  );
  say(`witness ${formatVerifierKey(open.key)}`);
  say(`for logs          ${served.url}`);
  sayReady();
  await stop;
  await served.close(GRACE_MS);
  open.close();
  say('stopped');
  return exitCodes.done;
}
