/**
 * What the commands of the running system have in common: flags with their environment variables,
 * the operator's log, ports, and a graceful end.
 */
import { type Command, Option } from 'commander';
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { contradictions, type Reading, readings } from '../../../model/sa2pmp/reading.ts';
import { type Bytes, parseBytes } from '../../../src/bytes.ts';
import type { Crypto, Settings } from '../../../src/system/party.ts';
import { protocolsIn } from '../options.ts';
import { usageError } from '../usage-error.ts';
import { collect } from './command.ts';
import { operatorLog } from './operator-log.ts';

/** Flags of a party's process. */
export interface PartyWords {
  readonly data?: string;
  readonly protocol?: string;
  readonly reading?: readonly string[];
  readonly crypto?: Crypto;
  readonly trace?: boolean;
  readonly logFile?: string;
}

/** Flags of a process with a port. */
export interface PortWords {
  readonly host: string;
  readonly port: string;
}

/** The flags of every party; each has an environment variable. */
export function withParty(command: Command, party: string): Command {
  const env = (name: string): string => `SA2PMP_${name}`;
  return command
    .addOption(
      new Option('--data <file>', `the ${party}'s database, made if it is not there`).env(
        env('DATA'),
      ),
    )
    .addOption(
      new Option('--crypto <library>', 'what carries the primitives out; the octets are the same')
        .choices(['noble', 'openssl'])
        .default('noble')
        .env(env('CRYPTO')),
    )
    .addOption(
      new Option(
        '--log-file <file>',
        "the operator's log, one JSON object a line (default: standard error)",
      ).env(env('LOG_FILE')),
    );
}

/** The flags that name a reading. */
function withAxes(command: Command, says: string): Command {
  return command
    .addOption(
      new Option('--protocol <name>', says).choices(Object.keys(readings)).env('SA2PMP_PROTOCOL'),
    )
    .addOption(
      new Option('--reading <axis=choice>', 'change one axis of it; may be given several times')
        .argParser(collect)
        .env('SA2PMP_READING'),
    );
}

/** The flags that matter when a party's database is made. */
export function withReading(command: Command): Command {
  return withAxes(command, 'the reading to make a new database for').addOption(
    new Option('--trace', 'make a new database with a trace of every step; it holds secrets').env(
      'SA2PMP_TRACE',
    ),
  );
}

/** The flags that say by which rules a judge sits. */
export function withRules(command: Command): Command {
  return withAxes(command, 'the reading by which he sits (default: published)');
}

/** The flags of a port. */
export function withPort(command: Command, defaultPort: number): Command {
  return command
    .addOption(
      new Option('--host <address>', 'the address to listen on')
        .default('127.0.0.1')
        .env('SA2PMP_HOST'),
    )
    .addOption(
      new Option('--port <n>', 'the port to listen on; 0 for any that is free')
        .default(String(defaultPort))
        .env('SA2PMP_PORT'),
    );
}

/** A port's number. */
export function portIn(option: string, word: string): number {
  const port = /^\d{1,5}$/u.test(word) ? Number(word) : NaN;
  if (port <= 65_535) return port;
  throw usageError(`${option} takes a port from 0 to 65535; got "${word}"`);
}

/** A URL of ours. */
export function urlIn(option: string, word: string): string {
  const url = URL.canParse(word) ? new URL(word) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return word;
  throw usageError(`${option} takes a URL such as http://127.0.0.1:7000; got "${word}"`);
}

/** A URL of ours over HTTPS: what goes there must not go in the clear. */
export function secureUrlIn(option: string, word: string): string {
  if (URL.canParse(word) && new URL(word).protocol === 'https:') return word;
  throw usageError(`${option} takes a URL such as https://127.0.0.1:7002; got "${word}"`);
}

/** The reading asked for; `undefined` when none is, and a database says its own. */
export function readingIn({ protocol, reading }: PartyWords): Reading | undefined {
  if (protocol === undefined && reading === undefined) return undefined;
  const [made] = protocolsIn({
    protocol: [protocol ?? 'published'],
    ...(reading === undefined ? {} : { reading }),
  });
  if (made === undefined || contradictions(made.reading).length > 0) {
    throw usageError('--protocol and --reading name no reading');
  }
  return made.reading;
}

/** How to open a party's database, from its flags. */
export function settingsIn(party: string, words: PartyWords): Settings {
  const { data, crypto, trace, logFile } = words;
  if (data === undefined || data === '') {
    throw usageError('--data <file> is needed (or SA2PMP_DATA)');
  }
  return {
    path: data,
    reading: readingIn(words),
    otherwise: readings.published,
    crypto,
    tracing: trace,
    log: operatorLog(party, logFile),
  };
}

/** The flag of a key that a party is told when it is set up. */
export function keyOption(whose: 'bank' | 'log'): Option {
  const env = whose === 'bank' ? 'SA2PMP_BANK_KEY' : 'SA2PMP_LOG_KEY';
  const says = `the key of the ${whose}, as \`${whose} key\` shows it, where the reading needs it`;
  return new Option(`--${whose}-key <hex>`, says).env(env);
}

/** A public key in hex. */
export function keyIn(option: string, word: string | undefined): Bytes | undefined {
  if (word === undefined) return undefined;
  const key = word === '' ? undefined : parseBytes(word);
  if (key !== undefined) return key;
  throw usageError(`${option} takes a public key in hex, lower case; got "${word}"`);
}

/** How to open a party's database that must be there: a name mistyped makes no new one. */
export function existingIn(party: string, words: PartyWords): Settings {
  return { ...settingsIn(party, words), mustExist: true };
}

/** What was opened, or the user is told why not. */
export function orRefuse<T extends object>(
  opened: T | { readonly refusal: string },
): Exclude<T, { readonly refusal: string }> {
  if ('refusal' in opened) throw usageError(opened.refusal);
  return opened as Exclude<T, { readonly refusal: string }>;
}

/**
 * Opens ports, or tells the user why they cannot be had.
 *
 * @param opening - the ports being opened
 * @param flags - the flag that chose a port, by the port's number
 */
export async function listening<T>(
  opening: Promise<T>,
  flags: ReadonlyMap<number, string>,
): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw usageError(inUse(error as InUse, flags));
    if (code.startsWith('E')) throw usageError(`cannot listen there: ${message}`);
    throw error;
  }
}

/** What Node says of an address in use. */
interface InUse {
  readonly address?: string;
  readonly port?: number;
}

function inUse({ address = '', port = 0 }: InUse, flags: ReadonlyMap<number, string>): string {
  const flag = flags.get(port) ?? '--port';
  return `port ${port} of ${address} is in use; choose another with ${flag}`;
}

/** How long requests under way may take when the process is told to stop, in milliseconds. */
export const GRACE_MS = 5_000;

/** Waits until the process is told to stop: SIGTERM, SIGINT. */
export function toldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(signal);
      });
    }
  });
}

/** Says a line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says that a server is ready, and which process a supervisor is to signal: not npx. */
export function sayReady(): void {
  say(`process ${process.pid}`);
  say('ready');
}

/** Refuses a file that is there already or cannot be made, before anything is done for it. */
export function mustBeNew(path: string): void {
  if (existsSync(path)) throw usageError(`${path} is there already and is not written over`);
  try {
    accessSync(dirname(path), constants.W_OK | constants.X_OK);
  } catch {
    const folder = existsSync(dirname(path)) ? 'cannot be written to' : 'is not there';
    throw usageError(`${path} cannot be written: the folder ${dirname(path)} ${folder}`);
  }
}

/** Writes a file that is not there yet; for its owner alone, since most of ours hold keys. */
export function writeNew(path: string, content: string): void {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw usageError(`${path} is there already and is not written over`);
    throw usageError(`${path} cannot be written: ${(error as Error).message}`);
  }
}
