/** `sa2pmp log`: the operator's gateway with the transaction log, and what it can show. */
import { collect, commandOf } from './command.ts';
import { type Command, Option } from 'commander';
import {
  branchSchema,
  type EvidenceFile,
  type Testimony,
  testimonySchema,
} from '../../../src/host/evidence.ts';
import { shownEvidence } from '../../../src/host/log/shown.ts';
import type { EntryRow } from '../../../src/host/log/store.ts';
import { messages as messagesOf } from '../../../model/sa2pmp/messages.ts';
import { namesRecipient } from '../../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../../src/bytes.ts';
import { contentDigest } from '../../../src/host/envelope.ts';
import { judgeAddress, textOf } from '../../../src/host/names.ts';
import { formatVerifierKey, verifierKey } from '../../../src/log/key.ts';
import { missingAtLog } from '../../../src/host/anchors.ts';
import { usualBankName } from '../../../src/system/bank.ts';
import { openLog, type OpenLog, serveLog } from '../../../src/system/log.ts';
import { witnessAt } from '../../../src/system/witness.ts';
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
  existingIn,
  keyIn,
  keyOption,
  settingsIn,
  toldToStop,
  urlIn,
  withParty,
  withPort,
  withReading,
  writeNew,
} from './common.ts';
import { showWritten } from './amount.ts';
import { columns } from './columns.ts';
import { printable } from './printable.ts';
import type { Done } from './done.ts';
import { fileIn } from './files.ts';

interface ServeWords extends PartyWords, PortWords {
  readonly bank: string;
  readonly name?: string;
  readonly bankKey?: string;
}

interface EvidenceWords extends PartyWords {
  readonly testimony?: string;
  readonly witness?: readonly string[];
  readonly out: string;
}

interface TrustWords extends EvidenceWords {
  readonly attested?: string;
  readonly bankName: string;
}

/** The command and those under it. */
export function logCommand(done: Done): Command {
  const command = withReading(withPort(withParty(commandOf('log'), 'log server'), 7000))
    .addOption(
      new Option('--bank <url>', 'where the bank listens for the gateway')
        .default('http://127.0.0.1:7001')
        .env('SA2PMP_BANK_URL'),
    )
    .addOption(
      new Option('--name <name>', 'the name of a new log, under which it signs heads')
        .default('sa2pmp-log')
        .env('SA2PMP_LOG_NAME'),
    )
    .addOption(keyOption('bank'))
    .action(async (words: ServeWords) => done(await serve(words)));
  command.addCommand(
    withReading(withParty(commandOf('key'), 'log server'))
      .description('the public key that verifies what the log signs; its file is made if need be')
      .action((words: PartyWords) => done(key(words))),
  );
  command.addCommand(
    withParty(commandOf('records'), 'log server')
      .description('the records, one a line: place, digest, account and what can be read of it')
      .action((words: PartyWords) => done(records(words))),
  );
  command.addCommand(
    withParty(commandOf('evidence'), 'log server')
      .description('a record as evidence for a judge')
      .argument('<place>', "the record's place, as `log records` shows it")
      .option('--testimony <file>', "the bank's word on the key, where the reading has it shown")
      .addOption(
        new Option('--witness <url>', 'a witness to cosign the head (A20 merkle)')
          .env('SA2PMP_WITNESS')
          .argParser(collect),
      )
      .requiredOption('--out <file>', 'where to write it')
      .action(async (place: string, words: EvidenceWords) => done(await evidence(place, words))),
  );
  command.addCommand(
    withParty(commandOf('trust'), 'log server')
      .description('the keys by which a judge knows this log, to be checked by other means')
      .requiredOption('--out <file>', 'where to write them')
      .option(
        '--attested <file>',
        'what the notary was handed in the branch: `client register --branch-file` (A2 in-branch)',
      )
      .option('--bank-name <name>', 'the bank whose orders are judged (A5)', usualBankName)
      .addOption(
        new Option('--witness <url>', 'a witness to be trusted (A20 merkle)')
          .env('SA2PMP_WITNESS')
          .argParser(collect),
      )
      .action(async (words: TrustWords) => done(await trust(words))),
  );
  return command;
}

async function serve(words: ServeWords): Promise<number> {
  const { host, port, bank, name, bankKey } = words;
  const bankPublicKey = keyIn('--bank-key', bankKey);
  const settings = { ...settingsIn('log', words), anchors: { bankPublicKey } };
  const bankUrl = urlIn('--bank', bank);
  const phones = { host, port: portIn('--port', port) };
  const open = orRefuse(openLog({ ...settings, ...(name === undefined ? {} : { name }) }));
  const missing = missingAtLog(open.world.reading, open.anchors);
  if (missing !== undefined) {
    open.close();
    throw usageError(`the key of ${missing} is needed: --bank-key (R5)`);
  }
  const stop = toldToStop();
  const served = await listening(
    serveLog(open, { phones, bankUrl }),
    new Map([[phones.port, '--port']]),
  );
  say(`log server ${open.signer.name}`);
  say(`its key           ${open.publicKey}`);
  say(`for phones        ${served.phones.url}`);
  sayReady();
  await stop;
  await served.close(GRACE_MS);
  open.close();
  say('stopped');
  return exitCodes.done;
}

async function withLog<R>(words: PartyWords, work: (open: OpenLog) => R | Promise<R>): Promise<R> {
  const open = orRefuse(openLog(existingIn('log', words)));
  try {
    return await work(open);
  } finally {
    open.close();
  }
}

function key(words: PartyWords): number {
  const open = orRefuse(openLog(settingsIn('log', words)));
  say(open.publicKey);
  open.close();
  return exitCodes.done;
}

/** Records read from the file at once. */
const PAGE = 500;

const HEADING = ['place', 'digest', 'account', 'type', 'payee', 'amount'];
const AMOUNT_COLUMN = HEADING.indexOf('amount');

/** How wide the columns are at least, so that most pages of records stand alike. */
const WIDTHS = [6, 16, 12, 9, 12, 16];

function records(words: PartyWords): number {
  const open = orRefuse(openLog(existingIn('log', words)));
  try {
    for (let from = 0; ; from += PAGE) {
      const page = open.store.entries(from, PAGE);
      const rows = page.map(({ index, entry }) => [
        String(index),
        contentDigest(entry).slice(0, 16),
        ...readable(open, entry),
      ]);
      const lines = columns([...(from === 0 ? [HEADING] : []), ...rows], [AMOUNT_COLUMN], WIDTHS);
      for (const line of lines) say(line);
      if (page.length < PAGE) return exitCodes.done;
    }
  } finally {
    open.close();
  }
}

/** What the operator can read of an entry: account, order, payee and amount, or that it is sealed. */
function readable(
  { world: { algebra, reading } }: OpenLog,
  entry: Parameters<typeof contentDigest>[0],
): readonly string[] {
  const shapes = messagesOf(reading);
  const kept = algebra.decode(shapes.entry, entry);
  const record = kept && algebra.decode(shapes.record, kept.record);
  if (record === undefined) return ['no record'];
  const signed = algebra.decode(shapes.signedOrder, record.content);
  const text = signed && algebra.decode(shapes.signedText, signed.text);
  const order = algebra.decode(shapes.order, text?.order ?? record.content);
  if (order === undefined) return ['sealed'];
  const clientId = text?.clientId && algebra.decode(shapes.clientId, text.clientId);
  return [clientId?.accid ?? record.accid, order.type, ...paid(order)].map(shownField);
}

/** Payee and amount; an enquiry pays nothing to nobody, though a payee may be called that. */
function paid({
  payee,
  amount,
}: {
  readonly payee: Bytes;
  readonly amount: Bytes;
}): readonly (Bytes | undefined)[] {
  const isNothing = textOf(amount) === 'nothing';
  return isNothing ? [undefined, undefined] : [payee, amount];
}

/** A field of a record for people: its text, `-` where it is empty or is not there. */
function shownField(value: Bytes | undefined): string {
  const text = value === undefined ? '' : (textOf(value) ?? value);
  return text === '' ? '-' : printable(showWritten(text));
}

async function evidence(place: string, words: EvidenceWords): Promise<number> {
  const { testimony: file, witness = [], out } = words;
  const testimony = file === undefined ? undefined : fileIn(testimonySchema, file);
  return withLog(words, async (open) => {
    const index = /^\d{1,9}$/u.test(place) ? Number(place) : NaN;
    const kept = Number.isNaN(index) ? undefined : open.store.entry(index);
    if (kept === undefined) {
      throw usageError(`there is no record ${place}; the log has ${open.store.size()}`);
    }
    const made = await shown(open, kept, { testimony, witness });
    if (made === undefined) throw usageError(`record ${place} is not of the reading's form`);
    writeNew(out, `${JSON.stringify(made, null, 2)}\n`);
    say(`evidence: ${out}`);
    return exitCodes.done;
  });
}

/** A record as evidence, under a head that these witnesses were asked to cosign. */
async function shown(
  open: OpenLog,
  kept: EntryRow,
  by: { readonly testimony: Testimony | undefined; readonly witness: readonly string[] },
): Promise<EvidenceFile | undefined> {
  const isTree = open.world.reading.A20 === 'merkle';
  const found = await Promise.all(isTree ? by.witness.map(witnessOrRefuse) : []);
  const witnesses = found.map(({ line }) => line);
  const { file, missing } = await shownEvidence(open, kept, { testimony: by.testimony, witnesses });
  for (const { close } of found) close();
  for (const why of missing) process.stderr.write(`not cosigned by ${why}\n`);
  return file;
}

async function witnessOrRefuse(url: string) {
  const found = await witnessAt(urlIn('--witness', url));
  if (found === undefined) throw usageError(`there is no witness at ${url}`);
  return found;
}

/** The registrations that the notary was handed, out of the files of a branch. */
function attestedIn(file: string | undefined): readonly Bytes[] | undefined {
  if (file === undefined) return undefined;
  const { messages } = fileIn(branchSchema, file);
  return messages.filter(({ to }) => to === judgeAddress).map(({ message }) => message);
}

async function trust(words: TrustWords): Promise<number> {
  const { witness = [], out } = words;
  const attested = attestedIn(words.attested);
  return withLog(words, async ({ publicKey, signer, world, anchors: { bankPublicKey } }) => {
    const witnesses = await Promise.all(witness.map(witnessOrRefuse));
    for (const { close } of witnesses) close();
    const said = {
      format: 'sa2pmp-trust',
      version: 1,
      reading: world.reading,
      logPublicKey: publicKey,
      ...(bankPublicKey === undefined ? {} : { bankPublicKey }),
      ...(namesRecipient(world.reading) ? { bank: words.bankName } : {}),
      ...(attested === undefined ? {} : { attested }),
      ...(world.reading.A20 === 'merkle'
        ? {
            log: formatVerifierKey(verifierKey('log', signer)),
            witnesses: witnesses.map(({ key }) => formatVerifierKey(key)),
            quorum: witnesses.length,
          }
        : {}),
    };
    writeNew(out, `${JSON.stringify(said, null, 2)}\n`);
    say(`whom a judge is to trust: ${out}`);
    return exitCodes.done;
  });
}
