/**
 * The bank as a process: its file, its port for the gateway and, where the reading has customers
 * come over HTTPS (A13, A2), its port for them.
 */
import { selfSigned } from '../adapters/http/certificate.ts';
import { listen, type Listening } from '../adapters/http/server.ts';
import type { Identity } from '../adapters/http/sockets.ts';
import { bankSchema, bankStore } from '../adapters/sqlite/bank.ts';
import type { DatabaseRefusal } from '../adapters/sqlite/database.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import { type Bank, bank, type BankParts } from '../host/bank/bank.ts';
import { enrol, type Enrolment } from '../host/bank/enrol.ts';
import type { Reply } from '../host/envelope.ts';
import type { EvidenceFile, Testimony } from '../host/evidence.ts';
import { bindingOf, openedEvidence, wordedEvidence } from '../host/evidence-made.ts';
import { grouping } from '../host/group.ts';
import type { BankStore } from '../host/bank/store.ts';
import { type PasswordCost, passwordCost } from '../host/passwords.ts';
import type { World } from '../host/world.ts';
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import { encapsulates, impliesRecipient, logsOnOverHttps } from '../../model/sa2pmp/reading.ts';
import type { Channel } from '../../model/core/effect.ts';
import { type Anchors, missingAtBank } from '../host/anchors.ts';
import { anchorsIn } from './anchors.ts';
import { freshBytes, type Settings, type Started, startParty } from './party.ts';
import { port, type PortOptions } from './port.ts';
import {
  EPOCH_DIGITS,
  givesOutbox,
  numbered,
  paths,
  takesFrames,
  type Unavailable,
} from './wire.ts';

/** A bank's file, open, with the bank on it. */
export interface OpenBank {
  readonly world: World;
  readonly store: BankStore;
  readonly bank: Bank;
  readonly name: string;
  /** The key that verifies what the bank signs, where A17 has it sign. */
  readonly publicKey: Bytes;
  /** Enrols a customer; returns the package's message or why not. */
  readonly enrol: (who: Enrolment, cost?: PasswordCost) => ReturnType<typeof enrol>;
  /** Issues the package again of a customer who is enrolled; `undefined` when there is none. */
  readonly reissue: (account: string) => { readonly message: Bytes } | undefined;
  /** What the bank says of a customer's keys (A22b); `undefined` of nobody or of one without. */
  readonly testimony: (account: string) => Testimony | undefined;
  /** Evidence with what its record commits to (A22 commitment); `undefined` when not the bank's. */
  readonly disclose: (evidence: EvidenceFile) => EvidenceFile | undefined;
  /**
   * Evidence of the last order of an account, with the log's word in the place of its record (R7b);
   * `undefined` where the log gave none.
   */
  readonly worded: (account: string) => EvidenceFile | undefined;
  /** Names this file's outbox: its numbers are not another file's. */
  readonly epoch: string;
  /** The bank's certificate and key for HTTPS; made on the first asking, and kept. */
  readonly identity: () => Promise<Identity>;
  /** The keys of others that it knows: the log's, where it decides what is executed (R7). */
  readonly anchors: Anchors;
  /** Closes the file. */
  readonly close: () => void;
}

/** The name of a bank that is given none. */
export const usualBankName = 'First Bank';

/** How long a certificate made here is valid, in days. */
const CERTIFICATE_DAYS = 365;
const DAY_MS = 86_400_000;

/** Opens or makes a bank's file. */
export function openBank(
  settings: Settings & Pick<BankParts, 'omitted'> & { readonly name?: string },
): OpenBank | DatabaseRefusal {
  const started = startParty(bankSchema, settings);
  if ('refusal' in started) return started;
  const { db, world, tracing, fact } = started;
  const { algebra } = world;
  const name = fact('bank-name', () => settings.name ?? usualBankName);
  const keyOf = (what: string, label: string): Bytes =>
    algebra.derive(textToBytes(fact(what, freshBytes)), label);
  const signingKey = keyOf('signing-seed', 'signing-key');
  const releaseKey = keyOf('release-seed', 'key');
  const store = bankStore(db);
  const boxKey = encapsulates(world.reading) ? keyOf('box-seed', 'box-key') : undefined;
  const told = anchorsIn(started, settings.anchors);
  const missing = 'refusal' in told ? undefined : missingAtBank(world.reading, told);
  if ('refusal' in told || missing !== undefined) {
    db.close();
    const why = 'refusal' in told ? told.refusal : `the key of ${missing} is needed (R7)`;
    return { refusal: `${settings.path}: ${why}` };
  }
  const { logPublicKey } = told;
  const identity = { name, signingKey, boxKey, logPublicKey };
  const running = bank({ world, store, identity, tracing, omitted: settings.omitted });
  return {
    world,
    store,
    bank: running,
    name,
    publicKey: algebra.publicKey(signingKey),
    enrol: (who, cost = passwordCost) =>
      enrol({ world, store, bank: running, name, releaseKey, cost }, who),
    reissue: (account) => {
      const [issued] = store.journal.transaction(() => running.issue(account));
      return issued;
    },
    testimony: (account) => testimonyOf(world, { store, name }, account),
    disclose: (evidence) => disclosed(world, { store, name }, evidence),
    worded: (account) => wordedBy(world, { store, name, logPublicKey }, account),
    epoch: fact('outbox-epoch', freshBytes).slice(0, EPOCH_DIGITS),
    identity: () => identityOf(started),
    anchors: told,
    close: db.close,
  };
}

/** A bank's books, and its name. */
interface Named {
  readonly store: BankStore;
  readonly name: string;
}

function testimonyOf(
  { algebra, reading }: Pick<World, 'algebra' | 'reading'>,
  { store, name }: Named,
  account: string,
): Testimony | undefined {
  const customer = store.customer(account);
  const keys = store.keysOf(account);
  if (customer === undefined || keys.length === 0) return undefined;
  return {
    format: 'sa2pmp-testimony',
    version: 1,
    account,
    bindings: keys.map((publicKey) => bindingOf(algebra, reading, { ...customer, publicKey })),
    ...(reading.A22b === 'package-key' ? { key: customer.packageKey } : {}),
    ...(impliesRecipient(reading) ? { bank: textToBytes(name) } : {}),
  };
}

function disclosed(
  { algebra, reading }: Pick<World, 'algebra' | 'reading'>,
  { store, name }: Named,
  evidence: EvidenceFile,
): EvidenceFile | undefined {
  const messages = messagesOf(reading);
  const shown = algebra.decode(messages.evidence, evidence.message);
  const record = shown && algebra.decode(messages.record, shown.record);
  const found = record && store.opening(record.content);
  const bindings =
    found && testimonyOf({ algebra, reading }, { store, name }, found.accid)?.bindings;
  if (bindings === undefined) return undefined;
  return openedEvidence(algebra, evidence, {
    bindings,
    opening: () => found?.content,
    name: textToBytes(name),
  });
}

function wordedBy(
  { algebra, reading }: Pick<World, 'algebra' | 'reading'>,
  { logPublicKey, ...named }: Named & { readonly logPublicKey: Bytes | undefined },
  account: string,
): EvidenceFile | undefined {
  const given = named.store.words(account).at(-1);
  const opening = given && named.store.opening(given.commitment)?.content;
  const bindings = testimonyOf({ algebra, reading }, named, account)?.bindings;
  if (given === undefined || opening === undefined || bindings === undefined) return undefined;
  if (logPublicKey === undefined) return undefined;
  return wordedEvidence(algebra, reading, {
    record: given.record,
    word: given.word,
    opening,
    bindings,
    name: textToBytes(named.name),
    logPublicKey,
  });
}

async function identityOf({ fact, known, world }: Started): Promise<Identity> {
  const name = 'https-identity';
  const nowMs = world.now();
  const from = new Date(nowMs - DAY_MS);
  const to = new Date(nowMs + CERTIFICATE_DAYS * DAY_MS);
  const made = known(name) ?? JSON.stringify(await selfSigned({ from, to }));
  return JSON.parse(fact(name, () => made)) as Identity;
}

/** The ports of a bank. */
export interface BankPorts {
  /** For the gateway. */
  readonly wired: Listening;
  /** For customers, where the reading has them come over HTTPS. */
  readonly https: Listening | undefined;
}

/** Opens a bank's ports. */
export async function serveBank(
  { bank: running, world, store, epoch, identity }: OpenBank,
  { wired, https }: { readonly wired: PortOptions; readonly https: PortOptions },
): Promise<BankPorts> {
  const guarded = guard(world);
  const group = grouping(store.journal, setImmediate);
  const { log } = world;
  const frames = (channel: Channel) =>
    takesFrames(log, ({ request, received }) =>
      guarded(() => {
        const frame = { ...request, channel };
        // The gateway alone has anything to acknowledge; anybody can come over HTTPS.
        const take = (): Reply =>
          numbered(running.take(frame, channel === 'wired' ? received : []), epoch);
        return running.isGuess(frame) ? take() : group(take);
      }),
    );
  const listening = await listen(
    port(wired, log, {
      [paths.frames]: frames('wired'),
      [paths.outbox]: givesOutbox(log, (received) =>
        guarded(() => numbered({ deliveries: running.fetch(received) }, epoch)),
      ),
    }),
  );
  if (!logsOnOverHttps(world.reading)) return { wired: listening, https: undefined };
  const tls = await identity();
  const secure = port(https, log, { [paths.frames]: frames('https') });
  try {
    return { wired: listening, https: await listen({ ...secure, tls }) };
  } catch (error) {
    await listening.close(0);
    throw error;
  }
}

/** The world failed: a disk is full, a file is gone. Nothing was decided; that is what is said. */
function guard(world: World): <R>(work: () => R | Promise<R>) => Promise<R | Unavailable> {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      world.log.fault('the request was not carried out', { what });
      return { unavailable: 'fault' };
    }
  };
}
