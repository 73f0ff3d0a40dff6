/**
 * A town under load: a bank and a gateway with files on disk, each in a process of its own as
 * `sa2pmp` starts them, and phones in memory in this one.
 *
 * Customers are enrolled before the processes start, with passwords that cost next to nothing.
 */
import { join } from 'node:path';
import { logsOnOverHttps, type Reading } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../src/bytes.ts';
import type { BankIdentity } from '../../src/host/bank/bank.ts';
import { quietLog } from '../../src/host/world.ts';
import { type OpenBank, openBank } from '../../src/system/bank.ts';
import { openLog } from '../../src/system/log.ts';
import { packageFor } from '../../src/system/package.ts';
import type { Crypto } from '../../src/system/party.ts';
import { type OpenPhone, openPhone, type Owner } from '../../src/system/phone.ts';
import { started } from '../cli/system/children.ts';

/** A party's process, or what stands for one. */
export interface Served {
  readonly pid: number;
  /** Its addresses: for the gateway, or for phones; then for HTTPS. */
  readonly urls: readonly string[];
  readonly stop: () => Promise<unknown>;
}

/** How to build a town. */
export interface TownSettings {
  readonly folder: string;
  readonly reading: Reading;
  readonly customers: number;
  /** What each account has at first, in minor units. */
  readonly openingMinor: number;
  /** What the bank and the gateway carry the primitives out with. */
  readonly crypto: Crypto;
  /** Serves the bank's file; a process of its own unless told. */
  readonly serve?: (path: string) => Promise<Served>;
  /** Where the gateway and the phones find an address; there unless told. */
  readonly reach?: (url: string) => Promise<string>;
}

/** A town. */
export interface Town {
  readonly accounts: readonly string[];
  readonly bank: Served;
  readonly gateway: Served;
  /** The parties' files. */
  readonly files: { readonly bank: string; readonly gateway: string };
  /** Opens the first so many customers' phones, registered and logged on. */
  readonly phones: (count: number) => Promise<readonly OpenPhone[]>;
  /** Ends both processes; asking again changes nothing. */
  readonly stop: () => Promise<unknown>;
}

/** The currency of every account. */
export const currency = 'CAD';

/** Passwords that cost next to nothing. */
export const cheap = { N: 1024, r: 8, p: 1 };

/** Builds a town and starts its processes. */
export async function town(settings: TownSettings): Promise<Town> {
  const { folder, reading, crypto, reach = (url: string) => Promise.resolve(url) } = settings;
  const files = { bank: join(folder, 'bank.db'), gateway: join(folder, 'gateway.db') };
  const enrolled = await enrolledAt(files.bank, settings);
  orThrow(openLog({ path: files.gateway, reading, log: quietLog })).close();
  const words = (name: string, path: string): readonly string[] =>
    `${name} --data ${path} --port 0 --crypto ${crypto} --log-file ${path}.log`.split(' ');
  const serve =
    settings.serve ?? ((path) => started('bank', [...words('bank', path), '--https-port', '0']));
  const bank = await serve(files.bank);
  try {
    const line = await reach(bank.urls[0] ?? '');
    const gateway = await started('gateway', [...words('log', files.gateway), '--bank', line]);
    let stopped: Promise<unknown> | undefined;
    const place: Place = {
      reading,
      gateway: await reach(gateway.urls[0] ?? ''),
      httpsUrl: bank.urls[1],
      ...enrolled,
    };
    return {
      accounts: enrolled.accounts,
      bank,
      gateway,
      files,
      phones: (count) =>
        Promise.all(enrolled.accounts.slice(0, count).map((account) => opened(account, place))),
      stop: () => {
        stopped ??= gateway.stop().then(bank.stop);
        return stopped;
      },
    };
  } catch (error) {
    await bank.stop();
    throw error;
  }
}

/** The name and the key of a bank that is open. */
export function identityOf({ name, store, world: { algebra } }: OpenBank): BankIdentity {
  const seed = textToBytes(store.journal.about('signing-seed') ?? '');
  return { name, signingKey: algebra.derive(seed, 'signing-key') };
}

/** What is opened, where it is not refused. */
export function orThrow<T extends object>(opening: T | { readonly refusal: string }): T {
  if ('refusal' in opening) throw new Error(opening.refusal);
  return opening;
}

type Packages = ReadonlyMap<string, Parameters<typeof packageFor>[0]['message']>;

interface Enrolled {
  readonly accounts: readonly string[];
  readonly packages: Packages;
  readonly certificate: string | undefined;
}

async function enrolledAt(
  path: string,
  { reading, customers, openingMinor }: TownSettings,
): Promise<Enrolled> {
  const bank = orThrow(openBank({ path, reading, crypto: 'openssl', log: quietLog }));
  const accounts = Array.from({ length: customers }, (_, n) => `account-${n + 1}`);
  const packages = accounts.map((account) => {
    const who = { account, opening: { minor: openingMinor, currency }, ...secretsOf(account) };
    return [account, orThrow(bank.enrol(who, cheap)).message] as const;
  });
  const certificate = logsOnOverHttps(reading) ? (await bank.identity()).cert : undefined;
  bank.close();
  return { accounts, packages: new Map(packages), certificate };
}

function secretsOf(account: string): Owner & { readonly password: string } {
  return { userid: account, password: `password of ${account}`, sim: '893020', phone: '356938' };
}

interface Place extends Enrolled {
  readonly reading: Reading;
  readonly gateway: string;
  readonly httpsUrl: string | undefined;
}

async function opened(
  account: string,
  { reading, gateway, httpsUrl, packages, certificate }: Place,
): Promise<OpenPhone> {
  const { userid, password, sim, phone: serial } = secretsOf(account);
  const message = packages.get(account);
  if (message === undefined) throw new Error(`no package for ${account}`);
  const https =
    httpsUrl === undefined || certificate === undefined
      ? undefined
      : { url: httpsUrl, certificate };
  const from = packageFor({ account, currency, reading, gateway, https, message });
  const owner = { userid, sim, phone: serial };
  const install = { from, owner };
  const settings = { path: ':memory:', crypto: 'openssl', log: quietLog, install } as const;
  const open = orThrow(openPhone(settings));
  await open.phone.wants('start');
  const said = await open.phone.wants('logOn', {
    userid: textToBytes(userid),
    password: textToBytes(password),
  });
  const { keys, business } = open.phone.state();
  if (keys === 'registered' && business === 'ready') return open;
  open.close();
  throw new Error(`${account} is ${keys} and ${business}: ${JSON.stringify(said)}`);
}
