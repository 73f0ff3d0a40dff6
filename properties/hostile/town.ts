/**
 * A live system for hostile peers: bank and gateway over HTTP, a file each, and what they told the
 * operator. Passwords are cheap to guess here, and OpenSSL carries out the primitives.
 */
import { said } from '../../src/system/testing/said.ts';
import { packageFor } from '../../src/system/package.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { ClientPackage } from '../../src/host/package.ts';
import type { News } from '../../src/host/phone/phone.ts';
import type { OperatorLog } from '../../src/host/world.ts';
import { type BankPorts, openBank, type OpenBank, serveBank } from '../../src/system/bank.ts';
import { openLog, type OpenLog, type ServedLog, serveLog } from '../../src/system/log.ts';
import type { Settings } from '../../src/system/party.ts';
import { type OpenPhone, openPhone, type PhoneSettings } from '../../src/system/phone.ts';
import { cheap, opened, ownerOf } from '../audit/served.ts';

/** What the operator was told. */
export interface Told {
  readonly kind: 'refused' | 'fault' | 'info';
  readonly what: string;
  readonly about: Readonly<Record<string, string>>;
}

/** A bank and a gateway at work. */
export interface Town {
  readonly folder: string;
  readonly reading: Reading;
  readonly bank: OpenBank;
  readonly ports: BankPorts;
  readonly log: OpenLog;
  readonly gateway: ServedLog;
  /** Everything that either was told to tell the operator. */
  readonly told: readonly Told[];
  /** Enrols a customer, whose phone has the package installed. */
  readonly phone: (account: string, settings?: Partial<PhoneSettings>) => Promise<OpenPhone>;
  /** The package that a customer was given. */
  readonly packageOf: (account: string) => ClientPackage;
  readonly close: () => Promise<void>;
}

/** What a customer starts with, in minor units. */
export const OPENING_MINOR = 1_000_000;

/** A folder of its own. */
export function folderOfItsOwn(): string {
  return mkdtempSync(join(tmpdir(), 'sa2pmp-hostile-'));
}

/** A log that keeps what it is told. */
export function listeningLog(): OperatorLog & { readonly told: readonly Told[] } {
  const told: Told[] = [];
  const keep =
    (kind: Told['kind']): OperatorLog['info'] =>
    (what, about) =>
      void told.push({ kind, what, about });
  return { refused: keep('refused'), fault: keep('fault'), info: keep('info'), told };
}

/** The password of an account. */
export const passwordOf = (account: string): string => `pw of ${account}`;

/** Starts a bank and a gateway. */
export async function town(reading: Reading, bankSettings: Partial<Settings> = {}): Promise<Town> {
  const folder = folderOfItsOwn();
  const log = listeningLog();
  const settings = (name: string) =>
    ({ path: join(folder, `${name}.db`), reading, crypto: 'openssl', log }) as const;
  const bank = opened(openBank({ ...settings('bank'), ...bankSettings }));
  const ports = await serveBank(bank, { wired: { port: 0 }, https: { port: 0 } });
  const file = opened(openLog(settings('log')));
  const gateway = await serveLog(file, { phones: { port: 0 }, bankUrl: ports.wired.url });
  const https = ports.https && { url: ports.https.url, certificate: (await bank.identity()).cert };
  const phones: OpenPhone[] = [];
  const packages = new Map<string, ClientPackage>();
  return {
    folder,
    reading,
    bank,
    ports,
    log: file,
    gateway,
    told: log.told,
    phone: (account, more = {}) => {
      const owner = ownerOf(account);
      const opening = { minor: OPENING_MINOR, currency: 'CAD' };
      const password = passwordOf(account);
      const { message } = opened(bank.enrol({ ...owner, account, opening, password }, cheap));
      const where = { reading, gateway: gateway.phones.url, https };
      const from = packageFor({ account, currency: opening.currency, message, ...where });
      packages.set(account, from);
      const install = { from, owner };
      const phone = opened(openPhone({ ...settings(account), install, ...more }));
      phones.push(phone);
      return Promise.resolve(phone);
    },
    packageOf: (account) => packages.get(account) ?? raise(`no package of ${account}`),
    close: async () => {
      await gateway.close(0);
      await ports.wired.close(0);
      await ports.https?.close(0);
      for (const party of [...phones, bank, file]) party.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function raise(what: string): never {
  throw new Error(what);
}

/** A phone logs on. */
export function logOn(
  { phone, accid }: OpenPhone,
  password = passwordOf(accid),
): Promise<readonly News[]> {
  return phone.wants('logOn', said({ userid: accid, password }));
}

/** A phone pays; the kinds of news. */
export async function pay(
  { phone, accid }: OpenPhone,
  payee: string,
  amount: string,
): Promise<readonly string[]> {
  const wish = said({ type: 'pay', payee, amount, password: passwordOf(accid) });
  const news = await phone.wants('pay', wish);
  return news.flatMap((one) => (one.kind === 'sent' ? [] : [kindOf(one)]));
}

function kindOf(news: News): string {
  return news.kind === 'result' ? news.status : news.kind;
}

/** A phone with a registered key and a session. */
export async function ready(at: Town, account: string): Promise<OpenPhone> {
  const open = await at.phone(account);
  await open.phone.wants('start');
  await logOn(open);
  return open;
}

/** What an account holds, in minor units. */
export function balanceOf({ bank }: Pick<Town, 'bank'>, account: string): number {
  return bank.store.account(account)?.balanceMinor ?? NaN;
}
