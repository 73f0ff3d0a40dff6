/**
 * The town of a campaign: a folder with everybody's files, a port for each server that stays the
 * same over restarts, and how each party's process is started.
 */
import { packageFor } from '../../src/system/package.ts';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { logsOnOverHttps } from '../../model/sa2pmp/reading.ts';
import type { ClientPackage } from '../../src/host/package.ts';
import type { PasswordCost } from '../../src/host/passwords.ts';
import { openBank, type OpenBank } from '../../src/system/bank.ts';
import { quietLog } from '../../src/host/world.ts';
import { ownerOf, passwordOf } from './people.ts';
import { run, type Running } from './process.ts';
import { CURRENCY, type CustomerName, customers, OPENING_MINOR } from './wishes.ts';

/** Who may be killed. */
export const parties = ['bank', 'gateway', ...customers] as const;

/** A party's name. */
export type Party = (typeof parties)[number];

/** The files of a town. */
export interface Town {
  readonly folder: string;
  readonly reading: Reading;
  readonly seed: number;
  /** A party's database. */
  readonly database: (party: Party) => string;
  /** A customer's journal. */
  readonly journal: (name: CustomerName) => string;
}

/** A town with ports, whose processes can be started. */
export interface BuiltTown extends Town {
  readonly start: (party: Party) => Running;
}

/** A guess costs little here: passwords are not what is tested. */
const CHEAP: PasswordCost = { N: 1024, r: 8, p: 1 };

/** The words on the command line that choose the reading. */
export interface ReadingWords {
  readonly protocol: string;
  readonly reading: readonly string[];
}

/** The files of a town in a folder. */
export function townAt(folder: string, reading: Reading, seed: number): Town {
  return {
    folder,
    reading,
    seed,
    database: (party) => join(folder, `${party}.db`),
    journal: (name) => join(folder, `${name}.journal`),
  };
}

/** Builds a town: chooses ports, enrols the customers. */
export async function build(town: Town, words: ReadingWords): Promise<BuiltTown> {
  const ports = { wired: await freePort(), https: await freePort(), phones: await freePort() };
  const url = (port: number): string => `http://127.0.0.1:${port}`;
  await withBank(town, async (open) => {
    const https = logsOnOverHttps(town.reading)
      ? { url: `https://127.0.0.1:${ports.https}`, certificate: (await open.identity()).cert }
      : undefined;
    for (const name of customers) enrol(town, open, { name, gateway: url(ports.phones), https });
  });
  const server = (party: Party, ...own: readonly string[]): readonly string[] => [
    join(import.meta.dirname, '../cli/sa2pmp.mjs'),
    party === 'bank' ? 'bank' : 'log',
    ...['--data', town.database(party), '--crypto', 'openssl', '--protocol', words.protocol],
    ...words.reading.flatMap((word) => ['--reading', word]),
    ...['--log-file', join(town.folder, `${party}.log`), ...own],
  ];
  const bank = ['--port', String(ports.wired), '--https-port', String(ports.https)];
  const gateway = ['--port', String(ports.phones), '--bank', url(ports.wired)];
  return {
    ...town,
    start: (party) => {
      if (party === 'bank') return run(server(party, ...bank));
      return run(party === 'gateway' ? server(party, ...gateway) : customer(town, party));
    },
  };
}

function customer(town: Town, name: CustomerName): readonly string[] {
  return [
    join(import.meta.dirname, 'customer.ts'),
    ...['--name', name, '--data', town.database(name), '--package', packageOf(town, name)],
    ...['--journal', town.journal(name), '--seed', String(town.seed)],
  ];
}

function packageOf({ folder }: Town, name: CustomerName): string {
  return join(folder, `${name}.json`);
}

/** Does something at the bank's counter, on the file that the bank's process may have open too. */
export async function withBank<R>(
  town: Town,
  work: (open: OpenBank) => R | Promise<R>,
): Promise<R> {
  const { reading } = town;
  const open = openBank({ path: town.database('bank'), reading, crypto: 'openssl', log: quietLog });
  if ('refusal' in open) throw new Error(open.refusal);
  try {
    return await work(open);
  } finally {
    open.close();
  }
}

function enrol(
  town: Town,
  open: OpenBank,
  { name, gateway, https }: Pick<ClientPackage, 'gateway' | 'https'> & { name: CustomerName },
): void {
  const opening = { minor: OPENING_MINOR, currency: CURRENCY };
  const who = { account: name, opening, password: passwordOf(name), ...ownerOf(name) };
  const enrolled = open.enrol(who, CHEAP);
  if ('refusal' in enrolled) throw new Error(enrolled.refusal);
  const { message } = enrolled;
  const at = { reading: town.reading, gateway, https };
  const made = packageFor({ account: name, currency: CURRENCY, message, ...at });
  writeFileSync(packageOf(town, name), JSON.stringify(made), { mode: 0o600 });
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  server.close();
  await once(server, 'close');
  return address.port;
}
