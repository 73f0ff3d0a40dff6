/**
 * The bank's mobile server (figure 5(B)): a chart for each customer account, the ledger behind it.
 *
 * Takes a frame, steps the account's chart, and has everything that follows on disk in one
 * transaction before anything is answered. Refuses unknown accounts and, before the password is
 * looked at, a log-on too many; every refusal is silence, the cause goes to the operator's log.
 */
import type { AnyStateMachine } from 'xstate';
import type { Ask, Send, Unseeded } from '../../../model/core/effect.ts';
import type { BankInput } from '../../../model/sa2pmp/roles/bank/context.ts';
import { bank as bankChart } from '../../../model/sa2pmp/roles/bank/chart.ts';
import { logsOnOverHttps, resolves } from '../../../model/sa2pmp/reading.ts';
import type { CheckId, Setting } from '../../../model/sa2pmp/setting.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import { contentDigest, type Delivery, type Reply, type Request, SILENCE } from '../envelope.ts';
import {
  ANSWERS_KEPT_MAX,
  LOG_ON_ATTEMPTS_MAX,
  OUTBOX_BATCH_MAX,
  OUTBOX_CHARACTERS_MAX,
} from '../limits.ts';
import type { Journal, OutboxRow } from '../journal.ts';
import { accountAt, addressesOf, isPhone, logAddress } from '../names.ts';
import { type Chart, perform, type Performed, type Performer } from '../perform.ts';
import { liveSetting, type World } from '../world.ts';
import { openingsIn } from './openings.ts';
import { wordsIn } from './words.ts';
import { execute, type Execution } from './regular-bank.ts';
import { isFromLog, keyOf, settleWaiting, waitFor, waitingDigest, waitingOf } from './resolving.ts';
import type { BankStore, CustomerRow } from './store.ts';

/** The keys and the name of a bank. */
export interface BankIdentity {
  readonly name: string;
  readonly signingKey: Bytes;
  /** What requests are encrypted for, where they are for the bank's own key (R3). */
  readonly boxKey?: Bytes | undefined;
  /** What verifies what the log says has become of an order (R7). */
  readonly logPublicKey?: Bytes | undefined;
}

/** A bank at work. */
export interface Bank {
  /**
   * Takes a frame from the gateway, or over HTTPS, and answers it; with it, in the same
   * transaction, what the gateway has received of the bank's.
   */
  readonly take: (request: Request, received?: readonly number[]) => Reply;
  /**
   * Whether a request brings a password. Such a one is taken by itself and not in a group, or the
   * count of tries would not be on disk before the password is compared.
   */
  readonly isGuess: (request: Request) => boolean;
  /** What the gateway has received, and what it still must: records and notices. */
  readonly fetch: (received: readonly number[]) => readonly Delivery[];
  /** Has a customer's key pair renewed (§4.3); what is sent, nothing when there is none to renew. */
  readonly expire: (accid: string) => readonly Send<Bytes>[];
  /** Issues a customer's package (§4.3); inside the transaction of the enrolment. */
  readonly issue: (accid: string) => readonly Send<Bytes>[];
}

/** What a bank works with. */
export interface BankParts {
  readonly world: World;
  readonly store: BankStore;
  readonly identity: BankIdentity;
  /** Whether a trace is kept. */
  readonly tracing: boolean;
  /** Checks that this bank leaves out: for tests that must notice; no command sets it. */
  readonly omitted?: readonly CheckId[] | undefined;
}

interface Works extends BankParts {
  readonly setting: Setting<Bytes>;
  readonly machine: AnyStateMachine;
}

/** A bank on what it keeps. */
export function bank(parts: BankParts): Bank {
  const { world, omitted = [] } = parts;
  const setting = liveSetting(world.algebra, world.reading, { omitted });
  const works: Works = { ...parts, setting, machine: bankChart(setting) };
  return {
    isGuess: (request) => isGuess(works, request),
    take: (request, received = []) => take(works, request, received),
    fetch: (received) => fetched(works, received),
    expire: (accid) => parts.store.journal.transaction(() => happens(works, accid, 'expire')),
    issue: (accid) => happens(works, accid, 'issue'),
  };
}

/** What an account's chart is set up with. */
function inputOf(
  { identity }: Pick<Works, 'identity'>,
  { accid, userid, sim, phid, verifier, packageKey }: CustomerRow,
): BankInput<Bytes> {
  const { boxKey, logPublicKey, signingKey, name } = identity;
  return {
    customer: {
      sim: textToBytes(sim),
      phid: textToBytes(phid),
      accid: textToBytes(accid),
      userid: textToBytes(userid),
      password: verifier,
    },
    addresses: addressesOf(accid),
    name: textToBytes(name),
    packageKey,
    signingKey,
    ...(boxKey === undefined ? {} : { boxKey }),
    ...(logPublicKey === undefined ? {} : { logPublicKey }),
  };
}

/** An account's chart. */
function chartOf(works: Works, customer: CustomerRow): Chart {
  const { store, machine } = works;
  const { accid } = customer;
  return {
    name: addressesOf(accid).bank,
    kind: 'bank',
    machine,
    input: { ...inputOf(works, customer) },
    indexed: {
      field: 'seen',
      known: (value) => (store.isSeen(accid, value as Bytes) ? value : undefined),
      add: (value) => {
        store.addSeen(accid, value as Bytes);
      },
    },
  };
}

function take(works: Works, request: Request, received: readonly number[]): Reply {
  const { store, world } = works;
  const { journal } = store;
  const known = decided(works, request);
  if ('reply' in known) {
    acknowledge(journal, received);
    return known.reply;
  }
  const { channel, from, to, message } = request;
  const event = { type: 'frame', channel, from, to, message, at: world.now() } as const;
  return journal.transaction(() => {
    acknowledge(journal, received);
    const { performed, sent } = carryOut(works, known.customer, event);
    if (performed.idle) return refused(works, request, performed.refusals.join('; '));
    const back = sent.filter(({ delivery }) => goesBack(request, delivery));
    const replies = back.map(({ seq }) => seq);
    journal.remember({ key: known.key, chart: to, replies }, ANSWERS_KEPT_MAX);
    keepWaiting(works, known, { request, sent });
    return { deliveries: back.map(({ delivery }) => delivery) };
  });
}

/** Notes which of its messages the bank need not hand over any more. */
function acknowledge(journal: Journal, received: readonly number[]): void {
  if (received.length === 0) return;
  journal.transaction(() => {
    for (const seq of received) journal.settle(seq);
  });
}

/** Notes that an order waits for the log's word, or that the log has given it (R7). */
function keepWaiting(
  { store: { journal }, setting }: Works,
  { customer: { accid }, key }: Taken,
  { request, sent }: { readonly request: Request; readonly sent: readonly SentOne[] },
): void {
  if (!resolves(setting.reading)) return;
  const numbers = (isRecord: boolean): readonly number[] =>
    sent.filter(({ delivery }) => (delivery.to === logAddress) === isRecord).map(({ seq }) => seq);
  const records = numbers(true);
  const waiting = isFromLog(setting, request) ? waitingOf(journal, accid) : undefined;
  if (waiting !== undefined) settleWaiting(journal, accid, { waiting, answers: numbers(false) });
  else if (records.length > 0) waitFor(journal, accid, { key, records });
}

/**
 * Whether what is sent goes back to whoever asked. The gateway takes everything and passes it on; a
 * phone that is connected with the bank itself (A13, A16) gets its own answers, and the log's records
 * wait until the gateway fetches them.
 */
function goesBack({ channel, from }: Request, { to }: Delivery): boolean {
  return channel === 'wired' || to === from;
}

/** Refuses: the cause goes to the operator's log, and to the peer where the reading has it so (A36). */
function refused({ world }: Works, { to, channel }: Request, why: string): Reply {
  world.log.refused(why, { to, channel });
  return world.reading.A36 === 'distinct' ? { ...SILENCE, refusal: why } : SILENCE;
}

/** A request that a chart is to take: whose, and what makes it the same as one before. */
interface Taken {
  readonly customer: CustomerRow;
  readonly key: string;
}

/** What can be answered without a step of a chart; otherwise whose chart it is. */
function decided(works: Works, request: Request): { readonly reply: Reply } | Taken {
  const key = keyOf(works.setting, request);
  const refuse = (why: string) => ({ reply: refused(works, request, why) });
  // P-NET-1
  const before = repeated(works, key);
  if (before !== undefined) return { reply: before };
  if (!isPhone(request.from) && !isFromLog(works.setting, request)) {
    return refuse('an answer to no phone');
  }
  const accid = accountAt(request.to);
  const customer = accid === undefined ? undefined : works.store.customer(accid);
  if (customer === undefined) return refuse('no such account');
  if (isGuess(works, request) && !mayTry(works, customer)) return refuse('too many log-ons tried');
  return { customer, key };
}

/**
 * The answer that a request got when it came first; a record of which the log has said what became
 * of the order goes out no more (R7).
 */
function repeated({ store: { journal }, world }: Works, key: string): Reply | undefined {
  const replies = journal.answered(key);
  if (replies === undefined) return undefined;
  return {
    deliveries: replies.flatMap((seq): readonly Delivery[] => {
      const row = journal.sent(seq);
      const isSettled = resolves(world.reading) && row?.state === 'done';
      if (row === undefined || isSettled) return [];
      return [{ ...row, seq: row.state === 'reply' ? 0 : seq }];
    }),
  };
}

/**
 * Whether a frame brings a password, by its form: a log-on, or an order where every order carries
 * one (A13b). What it says is not looked at.
 */
function isGuess({ setting, world }: Works, { channel, message }: Request): boolean {
  const { algebra, messages } = setting;
  const { reading } = world;
  const onLogOnChannel = channel === (logsOnOverHttps(reading) ? 'https' : 'wired');
  if (onLogOnChannel && algebra.decode(messages.logOnFrame, message) !== undefined) return true;
  return reading.A13b === 'password' && algebra.decode(messages.orderFrame, message) !== undefined;
}

/** Counts the try, on disk, before the password is compared; no clock is asked. */
function mayTry({ store }: Works, { accid }: CustomerRow): boolean {
  // P-LGN-6
  return store.journal.transaction(() => store.countAttempt(accid)) <= LOG_ON_ATTEMPTS_MAX;
}

interface SentOne {
  readonly seq: number;
  readonly delivery: Delivery;
}

/** Steps a customer's chart and writes down all that follows; inside the transaction. */
function carryOut(
  works: Works,
  customer: CustomerRow,
  event: Unseeded<Bytes>,
): { readonly performed: Performed; readonly sent: readonly SentOne[] } {
  const { store, world, tracing } = works;
  const executions: Execution[] = [];
  const performer: Performer = {
    journal: store.journal,
    fresh: world.fresh,
    tracing,
    answer: (ask) => {
      const execution = executed(works, ask, event.at);
      executions.push(execution);
      return execution.event;
    },
  };
  const performed = perform(performer, chartOf(works, customer), event);
  file(works, customer, { performed, at: event.at });
  if (knewPassword(works, performed)) store.clearAttempts(customer.accid);
  const waiting = resolves(world.reading) ? waitingOf(store.journal, customer.accid) : undefined;
  const record =
    recordDigest(works, performed, event) ?? (waiting && waitingDigest(store.journal, waiting));
  for (const { done } of executions) store.addOrder({ ...done, record });
  // A package is handed over at the counter and not sent.
  const sent = performed.sends
    .filter(() => event.type !== 'issue')
    .map((send) => queued(works, send));
  return { performed, sent };
}

/** Files what a step leaves: keys, records that the bank keeps, openings, the log's words. */
function file(
  works: Works,
  customer: CustomerRow,
  { performed, at }: { readonly performed: Performed; readonly at: number },
): void {
  const { store, setting } = works;
  const { accid } = customer;
  for (const { what, values } of performed.stores) {
    const [first, second] = values;
    if (what === 'depository' && second !== undefined) {
      store.addKey(accid, second, at);
    } else if (what === 'log' && first !== undefined) store.addRecord(first);
  }
  for (const given of wordsIn(store.journal, accid, performed.stores)) store.addWord(accid, given);
  for (const opening of openingsIn(setting, inputOf(works, customer), performed.claims)) {
    store.addOpening(accid, opening);
  }
}

function executed({ store, setting }: Works, { what, values }: Ask<Bytes>, at: number): Execution {
  const { payer, order } = values;
  if (what !== 'execute' || payer === undefined || order === undefined) {
    throw new Error(`bank: asked for ${what}`);
  }
  return execute(store, setting, { payer, order, at });
}

/** Whether what was taken shows that its sender knows the password. */
function knewPassword({ world: { reading } }: Works, { claims }: Performed): boolean {
  return claims.some(
    ({ claim, about }) =>
      about === 'logged-on' ||
      (reading.A13b === 'password' && claim === 'commit' && about === 'order'),
  );
}

/** SHA-256 of what the log is to hold of an order (A19): the record, or the frame that passed. */
function recordDigest(
  { world: { reading } }: Works,
  { sends, stores }: Performed,
  event: Unseeded<Bytes>,
): string | undefined {
  // Of an order that is recorded before it is declined (A23) the last record is the one that counts.
  const pushed = sends.findLast(({ to }) => to === logAddress)?.message;
  const kept = stores.findLast(({ what }) => what === 'log')?.values[0];
  const passed = reading.A19 === 'gateway' && 'message' in event ? event.message : undefined;
  const content = pushed ?? kept ?? passed;
  return content && contentDigest(content);
}

/** Puts what is sent into the outbox: records and notices wait for a receipt, answers do not. */
function queued({ store: { journal } }: Works, send: Send<Bytes>): SentOne {
  const waits = send.to === logAddress || send.channel === 'sms';
  const seq = journal.enqueue({ ...send, id: '', state: waits ? 'pending' : 'reply' });
  const { channel, from, to, message } = send;
  return { seq, delivery: { seq: waits ? seq : 0, channel, from, to, message } };
}

function fetched({ store: { journal } }: Works, received: readonly number[]): readonly Delivery[] {
  acknowledge(journal, received);
  return fitting(journal.pending(OUTBOX_BATCH_MAX));
}

/** As many as fit one answer: one always does. */
function fitting(rows: readonly OutboxRow[]): readonly OutboxRow[] {
  let characters = 0;
  return rows.filter(({ message }) => {
    characters += message.length;
    return characters <= OUTBOX_CHARACTERS_MAX;
  });
}

/** A fact from inside the bank at a customer's chart; inside a transaction. */
function happens(works: Works, accid: string, what: 'issue' | 'expire'): readonly Send<Bytes>[] {
  const customer = works.store.customer(accid);
  if (customer === undefined) return [];
  const event = { type: what, values: {}, at: works.world.now() };
  return carryOut(works, customer, event).performed.sends;
}
