/**
 * A whole system over HTTP with a file for each party, whose disks fail when told to, whose clocks go
 * wrong when told to, and whose parties end and start again on what the disk kept.
 *
 * The phones reach the gateway by way of somebody who hears, keeps back and puts in (`mounted/tap.ts`).
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import { type Request, SILENCE } from '../../../src/host/envelope.ts';
import type { Line } from '../../../src/host/phone/phone.ts';
import type { ClientPackage } from '../../../src/host/package.ts';
import type { Anchors } from '../../../src/host/anchors.ts';
import { type BankPorts, openBank, type OpenBank, serveBank } from '../../../src/system/bank.ts';
import { openLog, type OpenLog, type ServedLog, serveLog } from '../../../src/system/log.ts';
import { packageFor } from '../../../src/system/package.ts';
import type { Settings } from '../../../src/system/party.ts';
import { type OpenPhone, openPhone, type PhoneSettings } from '../../../src/system/phone.ts';
import { disk, type Disk } from '../../crash/disk.ts';
import type { FaultKind, PartyName } from '../../crash/fault.ts';
import { listeningLog, OPENING_MINOR, passwordOf, type Told } from '../../hostile/town.ts';
import { cheap, opened, ownerOf } from '../../audit/served.ts';
import { type Tap, tapped } from '../../mounted/tap.ts';

/** Who there is, by the names of their disks. */
export const partyNames = [
  'bank',
  'gateway',
  'alice',
  'bob',
] as const satisfies readonly PartyName[];

/** The account of a customer. */
export const accountOf = { alice: 'alice-01', bob: 'bob-02' } as const;

/** A customer by name. */
export type CustomerName = keyof typeof accountOf;

/** A running town. */
export interface LiveTown {
  readonly reading: Reading;
  readonly tap: Tap;
  readonly told: readonly Told[];
  readonly bank: () => OpenBank;
  readonly log: () => OpenLog;
  readonly phone: (name: CustomerName) => OpenPhone;
  readonly packageOf: (name: CustomerName) => ClientPackage;
  /** Has the gateway fetch what waits at the bank. */
  readonly fetch: () => Promise<void>;
  /** A party's disk fails at its next commit; or does not, after all. */
  readonly fails: (name: PartyName, kind: FaultKind | 'none') => void;
  /** A party ends and starts again on what its disk kept. */
  readonly restart: (name: PartyName) => Promise<void>;
  /** A party's clock is off by so much. */
  readonly skew: (name: PartyName, ms: number) => void;
  /** Ends all in order; the files. */
  readonly stop: () => Promise<Readonly<Record<PartyName, string>>>;
  readonly remove: () => void;
}

const START_MS = Date.UTC(2009, 7, 23);

/** Where the files are: in memory where there is such a folder. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

interface Struck {
  readonly disk: Disk;
  /** Has the next commit fail. */
  readonly next: (kind: FaultKind | 'none') => void;
}

/** A disk that fails when it is told to, once each time. */
function strikable(folder: string, party: PartyName): Struck {
  const fault = { party, at: 0, kind: 'lost' as FaultKind, ever: false, seed: 1 };
  const made = disk(folder, party, fault);
  return {
    disk: made,
    next: (kind) => {
      fault.at = kind === 'none' ? 0 : made.operations() + 1;
      if (kind !== 'none') fault.kind = kind;
    },
  };
}

/** A disk for each party. */
function disksIn(folder: string): Readonly<Record<PartyName, Struck>> {
  const made = partyNames.map((name) => [name, strikable(folder, name)]);
  return Object.fromEntries(made) as Readonly<Record<PartyName, Struck>>;
}

/** Starts a town: bank, gateway, and the phones of alice and bob. */
export async function liveTown(reading: Reading): Promise<LiveTown> {
  const folder = mkdtempSync(join(FOLDER, 'sa2pmp-schedules-'));
  const log = listeningLog();
  const disks = disksIn(folder);
  const off: Record<PartyName, number> = { bank: 0, gateway: 0, alice: 0, bob: 0 };
  let ticks = 0;
  let isCertifying = false;
  const settings = (name: PartyName): Settings => ({
    ...disks[name].disk.mount(),
    ...{ reading, crypto: 'openssl', tracing: true, log },
    // What TLS thinks of a certificate goes by the clock of this machine.
    now: () => (isCertifying ? Date.now() : START_MS + (ticks += 1) + off[name]),
  });
  let file = opened(openLog(settings('gateway')));
  const logPublicKey = file.publicKey;
  let bank = opened(openBank({ ...settings('bank'), anchors: { logPublicKey } }));
  const anchors: Anchors = { logPublicKey, bankPublicKey: bank.publicKey };
  isCertifying = true;
  let ports: BankPorts = await serveBank(bank, { wired: { port: 0 }, https: { port: 0 } });
  isCertifying = false;
  const at = { wired: ports.wired.port, https: ports.https?.port ?? 0 };
  const bankUrl = ports.wired.url;
  let gateway: ServedLog = await serveLog({ ...file, anchors }, { phones: { port: 0 }, bankUrl });
  const phonesPort = gateway.phones.port;
  const tap = await tapped(gateway.phones.url);
  const https = ports.https && {
    url: ports.https.url,
    certificate: (await bank.identity()).cert,
  };
  const branch = (request: Request) =>
    Promise.resolve(request.to === 'judge' ? SILENCE : bank.bank.take({ ...request }));
  const phones = phonesOf({ settings, anchors, branch });
  for (const name of ['alice', 'bob'] as const) {
    const account = accountOf[name];
    const opening = { minor: OPENING_MINOR, currency: 'CAD' };
    const password = passwordOf(account);
    const { message } = opened(
      bank.enrol({ ...ownerOf(account), account, opening, password }, cheap),
    );
    const where = { reading, gateway: tap.url, https };
    phones.install(name, packageFor({ account, currency: 'CAD', message, ...where }));
  }
  const ended = {
    bank: async () => {
      await ports.wired.close(0);
      await ports.https?.close(0);
      bank.close();
    },
    gateway: async () => {
      await gateway.close(0);
      file.close();
    },
    alice: () => phones.end('alice'),
    bob: () => phones.end('bob'),
  };
  const begun = {
    bank: async () => {
      bank = opened(openBank({ ...settings('bank'), anchors: { logPublicKey } }));
      ports = await serveBank(bank, { wired: { port: at.wired }, https: { port: at.https } });
    },
    gateway: async () => {
      file = opened(openLog(settings('gateway')));
      gateway = await serveLog({ ...file, anchors }, { phones: { port: phonesPort }, bankUrl });
    },
    alice: () => phones.start('alice'),
    bob: () => phones.start('bob'),
  };
  return {
    ...{ reading, tap, told: log.told },
    bank: () => bank,
    log: () => file,
    phone: phones.open,
    packageOf: phones.packageOf,
    fetch: async () => {
      await gateway.gateway.fetch().catch(() => false);
    },
    fails: (name, kind) => disks[name].next(kind),
    restart: async (name) => {
      await ended[name]();
      await begun[name]();
    },
    skew: (name, ms) => {
      off[name] = ms;
    },
    stop: async () => {
      await tap.close();
      for (const name of partyNames.toReversed()) await ended[name]();
      const paths = partyNames.map((name) => [name, disks[name].disk.mount().path] as const);
      return Object.fromEntries(paths) as Readonly<Record<PartyName, string>>;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The customers' phones, which have their packages installed once. */
function phonesOf({
  settings,
  anchors,
  branch,
}: {
  readonly settings: (name: PartyName) => Settings;
  readonly anchors: Anchors;
  readonly branch: Line;
}) {
  const packages = new Map<CustomerName, ClientPackage>();
  const phones = new Map<CustomerName, OpenPhone>();
  const open = (name: CustomerName, install?: PhoneSettings['install']): Promise<void> => {
    const secrets = { pin: '2468', cost: cheap };
    const made = { ...settings(name), install, branch, anchors, ...secrets };
    phones.set(name, opened(openPhone(made)));
    return Promise.resolve();
  };
  return {
    open: (name: CustomerName): OpenPhone => phones.get(name) ?? missing(name),
    packageOf: (name: CustomerName): ClientPackage => packages.get(name) ?? missing(name),
    install: (name: CustomerName, from: ClientPackage): void => {
      packages.set(name, from);
      void open(name, { from, owner: ownerOf(accountOf[name]) });
    },
    start: (name: CustomerName): Promise<void> => open(name),
    end: (name: CustomerName): Promise<void> => {
      phones.get(name)?.close();
      return Promise.resolve();
    },
  };
}

function missing(name: string): never {
  throw new Error(`no phone of ${name}`);
}
