/**
 * A whole system in one process without HTTP: the hosts wired to each other by functions, each on
 * a disk of its own that may fail.
 *
 * The lines do what `src/system` does on a port: a party that is down, or that crashed over a
 * request, gives no answer.
 */
import { join } from 'node:path';
import { encapsulates, type Reading, resolves, signsRecords } from '../../model/sa2pmp/reading.ts';
import type { Anchors } from '../../src/host/anchors.ts';
import { needsPin, underPin } from '../../src/host/phone/lock.ts';
import { phoneSchema, phoneStore } from '../../src/adapters/sqlite/phone.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { type BankLine, type Gateway, gateway } from '../../src/host/log/gateway.ts';
import { grouping } from '../../src/host/group.ts';
import { judgeAddress } from '../../src/host/names.ts';
import { type Lines, type Phone, phone } from '../../src/host/phone/phone.ts';
import type { PhoneStore } from '../../src/host/phone/store.ts';
import { quietLog } from '../../src/host/world.ts';
import { SILENCE, type Request } from '../../src/host/envelope.ts';
import { type OpenBank, openBank } from '../../src/system/bank.ts';
import { type OpenLog, openLog } from '../../src/system/log.ts';
import { type Settings, startParty } from '../../src/system/party.ts';
import { disk, type Mount } from './disk.ts';
import type { Fault, PartyName } from './fault.ts';
import { type Process, process } from './process.ts';

/** The customers' phones by name. */
export const customers = ['alice', 'bob'] as const;

/** A customer's name, which is the account's too. */
export type CustomerName = (typeof customers)[number];

/** What identifies each customer's phone. */
export const sim = '893020';
/** What identifies each customer's phone. */
export const serial = '356938';

/** A gateway and its file. */
export interface RunningGateway extends OpenLog {
  readonly gateway: Gateway;
}

/** A phone and its file. */
export interface RunningPhone {
  readonly phone: Phone;
  readonly store: PhoneStore;
  readonly close: () => void;
}

/** What can be counted of any process. */
type Accounted = Pick<Process<unknown>, 'disk' | 'restarts'>;

/** All parties. */
export interface System {
  readonly reading: Reading;
  readonly bank: Process<OpenBank>;
  readonly gateway: Process<RunningGateway>;
  /** Starts a customer's phone, with the package to install where it has none. */
  readonly phone: (name: CustomerName, message: Bytes) => Process<RunningPhone>;
  /** Ends all; returns their files. */
  readonly stop: () => Readonly<Record<PartyName, string>>;
  readonly processes: () => readonly Accounted[];
}

/** How to set up a system. */
export interface SystemSettings {
  readonly reading: Reading;
  readonly folder: string;
  readonly fault?: Fault | undefined;
}

const START_MS = Date.UTC(2009, 7, 23);

/** Sets up the parties of a system, none of them started. */
export function system({ reading, folder, fault }: SystemSettings): System {
  let ticks = 0;
  const anchors = anchorsOf(reading, folder);
  const settings = (mount: Mount): Settings => ({
    ...mount,
    reading,
    anchors,
    crypto: 'openssl',
    log: quietLog,
    now: () => START_MS + (ticks += 1),
  });
  const bank = process(disk(folder, 'bank', fault), (mount) => openedBank(settings(mount)));
  const log = process(disk(folder, 'gateway', fault), (mount) =>
    openedGateway(settings(mount), lineTo(bank)),
  );
  const lines = linesOf(bank, log);
  const phones = new Map<CustomerName, Process<RunningPhone>>();
  const phoneOf = (name: CustomerName, message: Bytes): Process<RunningPhone> => {
    const known = phones.get(name);
    if (known !== undefined) return known;
    const made = process(disk(folder, name, fault), (mount) =>
      openedPhone(settings(mount), lines, { name, message }),
    );
    phones.set(name, made);
    return made;
  };
  return {
    reading,
    bank,
    gateway: log,
    phone: phoneOf,
    stop: () => {
      const file = (name: CustomerName): string =>
        phones.get(name)?.stop() ?? join(folder, `${name}-0.db`);
      return { bank: bank.stop(), gateway: log.stop(), alice: file('alice'), bob: file('bob') };
    },
    processes: () => [bank, log, ...phones.values()],
  };
}

/**
 * The keys of bank and log, told when they are set up: their files are made before anything fails.
 * Where the reading has nobody know another's, nothing is made.
 */
function anchorsOf(reading: Reading, folder: string): Anchors {
  if (!resolves(reading) && !signsRecords(reading) && !encapsulates(reading)) return {};
  const common = { reading, crypto: 'openssl', log: quietLog } as const;
  const keyOf = (opened: ReturnType<typeof openBank> | ReturnType<typeof openLog>): Bytes => {
    if ('refusal' in opened) throw new Error(opened.refusal);
    opened.close();
    return opened.publicKey;
  };
  const logPublicKey = keyOf(openLog({ ...common, path: join(folder, 'gateway-0.db') }));
  const at = { ...common, path: join(folder, 'bank-0.db') };
  return { logPublicKey, bankPublicKey: keyOf(openBank({ ...at, anchors: { logPublicKey } })) };
}

function openedBank(settings: Settings): OpenBank {
  const opened = openBank(settings);
  if ('refusal' in opened) throw new Error(opened.refusal);
  return opened;
}

function openedGateway(settings: Settings, bank: BankLine): RunningGateway {
  const opened = openLog(settings);
  if ('refusal' in opened) throw new Error(opened.refusal);
  return {
    ...opened,
    gateway: gateway({
      ...opened,
      ...opened.anchors,
      bank,
      group: grouping(opened.store.journal, setImmediate),
    }),
  };
}

function openedPhone(
  settings: Settings,
  lines: Lines,
  { name, message }: { readonly name: CustomerName; readonly message: Bytes },
): RunningPhone {
  const started = startParty(phoneSchema, settings);
  if ('refusal' in started) throw new Error(started.refusal);
  const { db, world, tracing } = started;
  const store = unlocked(phoneStore(db), settings);
  const customer = {
    sim: textToBytes(sim),
    phid: textToBytes(serial),
    userid: textToBytes(name),
  };
  const running = phone({
    world,
    store,
    accid: name,
    customer,
    lines,
    tracing,
    anchors: settings.anchors,
    cost,
  });
  if (running.state().keys === 'uninstalled') running.install(message);
  return { phone: running, store, close: db.close };
}

/** What a password costs here. */
export const cost = { N: 16, r: 8, p: 1 } as const;
/** What a PIN would unlock: typing one is no part of the sweep, which has the key at hand. */
const pinKey = new Uint8Array(32).fill(7);

/** A phone's file with its PIN given (A14). */
function unlocked(store: PhoneStore, { reading }: Settings): PhoneStore {
  if (reading === undefined || !needsPin(reading)) return store;
  return { ...store, journal: underPin(store.journal, pinKey, reading) };
}

/** The gateway's line: receipts first, then the frame, as on the bank's port. */
function lineTo(bank: Process<OpenBank>): BankLine {
  return {
    forward: (request, received) =>
      bank.ask(({ bank: asked }) => {
        if (received.length > 0) asked.fetch(received);
        return asked.take({ ...request, channel: 'wired' });
      }),
    fetch: (received) => bank.ask(({ bank: asked }) => ({ deliveries: asked.fetch(received) })),
  };
}

function linesOf(bank: Process<OpenBank>, log: Process<RunningGateway>): Lines {
  const toBank = (request: Request) => bank.ask(({ bank: asked }) => asked.take(request));
  return {
    wireless: (request) =>
      log.ask(({ gateway: asked }) => asked.relay({ ...request, channel: 'wireless' })),
    https: toBank,
    branch: (request) => (request.to === judgeAddress ? Promise.resolve(SILENCE) : toBank(request)),
  };
}
