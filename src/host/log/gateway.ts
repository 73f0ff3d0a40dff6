/**
 * The operator's gateway (figure 1): passes frames between phone and bank, keeps the transaction
 * log, holds notices for phones.
 *
 * The log server's chart decides what is recorded; what it stores is on disk, under its place in
 * the tree where there is one, before the answer goes on to the phone. Records that the bank hands
 * over are taken once, however often they come. What the log says of an order (R7) goes to who asked:
 * to the bank at once, which executes and has the answer for the phone. Refuses nothing that has an
 * envelope.
 */
import type { AnyStateMachine } from 'xstate';
import type { Send, Store } from '../../../model/core/effect.ts';
import type { Messages } from '../../../model/sa2pmp/messages.ts';
import { resolves } from '../../../model/sa2pmp/reading.ts';
import type { Resolved } from '../../../model/sa2pmp/roles/log-resolving.ts';
import { log as logChart, type LogInput } from '../../../model/sa2pmp/roles/log.ts';
import { type Bytes, fromBytes } from '../../bytes.ts';
import { append } from '../../log/tree.ts';
import {
  contentDigest,
  type Delivery,
  type Reply,
  type Request,
  requestKey,
  SILENCE,
} from '../envelope.ts';
import { NOTICES_KEPT_MAX, PASSED_KEPT_MAX } from '../limits.ts';
import { logAddress } from '../names.ts';
import { type Chart, type Indexed, perform, type Performed, type Performer } from '../perform.ts';
import { liveSetting, type World } from '../world.ts';
import type { Grouped } from '../group.ts';
import type { LogStore } from './store.ts';

/** What the bank says to a request, or that it cannot be had. */
export type BankAnswer = Reply | { readonly unavailable: string };

/** The gateway's line to the bank; receipts go with every request. */
export interface BankLine {
  /** Hands a frame over. */
  readonly forward: (request: Request, received: readonly number[]) => Promise<BankAnswer>;
  /** Asks for what waits in the bank's outbox. */
  readonly fetch: (received: readonly number[]) => Promise<BankAnswer>;
}

/** A gateway at work. */
export interface Gateway {
  /** Passes a phone's frame on and its answer back. */
  readonly relay: (request: Request) => Promise<BankAnswer>;
  /** Takes what waits in the bank's outbox; says whether the bank could be had. */
  readonly fetch: () => Promise<boolean>;
  /** The notices for a phone. They stay: nobody knows who asks. */
  readonly notices: (phone: string) => Reply;
}

/** What a gateway works with. */
export interface GatewayParts {
  readonly world: World;
  readonly store: LogStore;
  /** The key that signs records (A20). */
  readonly signingKey: Bytes;
  /** What verifies the records that the bank signs (R5). */
  readonly bankPublicKey?: Bytes | undefined;
  readonly bank: BankLine;
  readonly tracing: boolean;
  /** Makes what arrives together durable together. */
  readonly group: Grouped;
}

/** What the bank answered on being told; `undefined` when it could not be had. */
type Told = Promise<readonly Delivery[] | undefined>;

/** Words of the log's that were told the bank last, so as not to tell them twice at once. */
const TELLING_KEPT_MAX = 64;

interface Works extends GatewayParts {
  readonly machine: AnyStateMachine;
  readonly messages: Messages;
  /** What the bank is being told, by what names it. */
  readonly telling: Map<string, Told>;
  /** Numbers of messages that are on disk here and that the bank does not know to be. */
  readonly receipts: Set<number>;
}

/** A gateway on what it keeps. */
export function gateway(parts: GatewayParts): Gateway {
  const { algebra, reading } = parts.world;
  const setting = liveSetting(algebra, reading);
  const { messages } = setting;
  const machine = logChart(setting);
  const works: Works = { ...parts, machine, messages, receipts: new Set(), telling: new Map() };
  return {
    relay: (request) => relay(works, request),
    fetch: () => fetched(works),
    notices: (phone) => ({
      deliveries: parts.store
        .notices(phone)
        .map(({ seq, from, to, message }) => ({ seq, channel: 'sms', from, to, message })),
    }),
  };
}

function chartOf({ machine, signingKey, bankPublicKey, store, world }: Works): Chart {
  const input: LogInput<Bytes> = {
    address: logAddress,
    signingKey,
    ...(bankPublicKey === undefined ? {} : { bankPublicKey }),
  };
  return {
    name: logAddress,
    kind: 'log',
    machine,
    input: { ...input },
    ...(resolves(world.reading) ? { indexed: outcomesIn(store) } : {}),
  };
}

/** What has become of orders, which the chart asks for one at a time (R7). */
function outcomesIn(store: LogStore): Indexed {
  return {
    field: 'resolved',
    known: (item) => store.resolved((item as Resolved<Bytes>).commitment),
    add: (item) => {
      store.keepResolved(item as Resolved<Bytes>);
    },
  };
}

/** A frame at the log server's chart; what it stores is kept. Inside a transaction. */
function pass(
  works: Works,
  { channel, from, to, message }: Pick<Delivery, 'channel' | 'from' | 'to' | 'message'>,
): Performed {
  const { store, world, tracing } = works;
  const performer: Performer = { journal: store.journal, fresh: world.fresh, tracing };
  const at = world.now();
  const event = { type: 'frame', channel, from, to, message, at } as const;
  const performed = perform(performer, chartOf(works), event);
  for (const stored of performed.stores) record(works, stored);
  for (const why of performed.refusals) world.log.refused(why, { from, channel });
  return performed;
}

/** Keeps a record, as a leaf of the tree where the reading has one (A20). */
function record({ store, world }: Works, { what, values }: Store<Bytes>): void {
  const [content, signature] = values;
  if (content === undefined) return;
  if (what === 'frames') {
    store.addFrame(content);
    return;
  }
  const place = store.addEntry(content, signature);
  if (world.reading.A20 === 'merkle') append(store.nodes, place, fromBytes(content));
}

/** What the log says of the order that a phone asks about (R7); it says so however often. */
function resolve({ store, ...works }: Works, request: Request): Reply {
  const { sends } = store.journal.transaction(() => pass({ store, ...works }, request));
  return { deliveries: sends.map(unnumbered) };
}

async function relay(works: Works, request: Request): Promise<BankAnswer> {
  const { store, world } = works;
  if (request.to === logAddress && resolves(world.reading)) return resolve(works, request);
  const key = requestKey(request);
  store.journal.transaction(() => {
    if (store.journal.answered(key) !== undefined) return;
    const { stores } = pass(works, request);
    // What left no record may pass again: nothing is kept of it.
    if (stores.length > 0) {
      store.journal.remember({ key, chart: logAddress, replies: [] }, PASSED_KEPT_MAX);
    }
  });
  const answer = await handOver(works, request);
  if ('unavailable' in answer) return answer;
  const { refusal } = answer;
  const passedOn = answer.deliveries.filter(({ to }) => to === request.from);
  if (refusal !== undefined) return { ...SILENCE, refusal };
  return { deliveries: passedOn };
}

/**
 * Hands a frame to the bank and takes what comes back; where that is a record that decides an order
 * (R7), the bank is told at once, and what it then answers belongs to the same request.
 */
async function handOver(works: Works, request: Request): Promise<BankAnswer> {
  const { bank, receipts } = works;
  const received = [...receipts];
  const answer = await bank.forward(request, received);
  if ('unavailable' in answer) return answer;
  for (const seq of received) receipts.delete(seq);
  const taken = await takeAll(works, answer);
  const told = await tellBank(works, taken);
  if (told === undefined) return { unavailable: 'the bank was not told what the log took' };
  const { refusal } = answer;
  const deliveries = [...taken.filter(({ from }) => from !== logAddress), ...told];
  return refusal === undefined ? { deliveries } : { deliveries, refusal };
}

/** Tells the bank what the log says of its records; `undefined` when it cannot be told. */
async function tellBank(
  works: Works,
  taken: readonly Delivery[],
): Promise<readonly Delivery[] | undefined> {
  const said = taken.filter(({ from }) => from === logAddress);
  const answers = await Promise.all(said.map((one) => tellOnce(works, one)));
  const known = answers.flatMap((answer) => (answer === undefined ? [] : [answer]));
  return known.length < answers.length ? undefined : known.flat();
}

/**
 * Tells the bank once of what is just being told: the order's own request and the gateway's asking
 * may both have been shown the record.
 */
function tellOnce(works: Works, said: Delivery): Told {
  const { telling } = works;
  const id = contentDigest(said.message).slice(0, 32);
  const before = telling.get(id);
  if (before !== undefined) return before;
  const told = tell(works, { ...said, id });
  telling.set(id, told);
  const [oldest] = telling.keys();
  if (telling.size > TELLING_KEPT_MAX && oldest !== undefined) telling.delete(oldest);
  return told;
}

/** Hands what the log says to the bank and takes what comes back; forgets it when the bank is away. */
async function tell(works: Works, { id, ...said }: Delivery & { readonly id: string }): Told {
  const { from, to, message } = said;
  try {
    const request: Request = { id, channel: 'wired', from, to, message };
    const answer = await works.bank.forward(request, []);
    if (!('unavailable' in answer)) return await takeAll(works, answer);
  } catch (error) {
    works.telling.delete(id);
    throw error;
  }
  works.telling.delete(id);
  return undefined;
}

/** Names the outbox of the bank's whose numbers were taken. */
const BANK_EPOCH = 'bank outbox';

/** Takes what comes from the bank, in one transaction; returns what is for phones. */
async function takeAll(works: Works, { deliveries, epoch }: Reply): Promise<readonly Delivery[]> {
  const { group, receipts } = works;
  if (deliveries.length === 0) return [];
  const onward = await group(() => {
    if (epoch !== undefined) sameOutbox(works, epoch);
    return deliveries.flatMap((delivery) => takeOne(works, delivery));
  });
  for (const delivery of deliveries) {
    if (delivery.seq > 0 && !decides(works, delivery)) receipts.add(delivery.seq);
  }
  return onward;
}

/** A bank's file that is new, or restored, counts its messages anew: its numbers are others'. */
function sameOutbox({ store, world }: Works, epoch: string): void {
  const before = store.journal.about(BANK_EPOCH);
  if (before === epoch) return;
  if (before !== undefined) {
    world.log.info('the bank counts its messages anew', { before, epoch });
    store.forgetReceived();
  }
  store.journal.note(BANK_EPOCH, epoch);
}

/**
 * Whether a message is a record that decides an order (R7). Such a one is not acknowledged: the bank
 * shows it until it hears what the log says of it.
 */
function decides(works: Works, { to, message }: Delivery): boolean {
  const { algebra, reading } = works.world;
  if (!resolves(reading) || to !== logAddress) return false;
  const record = algebra.decode(works.messages.record, message);
  const before = record && works.store.resolved(record.content);
  // What comes after, that the order was declined, decides nothing any more.
  const [first] = before?.records ?? [];
  return first === undefined || first === algebra.hash(message);
}

function takeOne(works: Works, delivery: Delivery): readonly Delivery[] {
  const { store } = works;
  const { seq, channel } = delivery;
  if (seq > 0 && !decides(works, delivery)) {
    if (store.isReceived(seq)) return [];
    store.addReceived(seq);
  }
  if (channel === 'sms') {
    store.addNotice(delivery, NOTICES_KEPT_MAX);
    return [];
  }
  if (decides(works, delivery)) return decided(works, delivery);
  const { sends } = pass(works, { ...delivery, channel: 'wired' });
  return sends.filter(({ from }) => from !== logAddress).map(unnumbered);
}

/** What the log says of a record (R7): the same again of one that was taken, without a step. */
function decided(works: Works, delivery: Delivery): readonly Delivery[] {
  const { journal } = works.store;
  const { seq, ...record } = delivery;
  const key = requestKey({ ...record, channel: 'wired', id: String(seq) });
  const before = journal.answered(key)?.flatMap((seq) => journal.sent(seq) ?? []);
  if (before !== undefined) return before.map(unnumbered);
  const { sends } = pass(works, { ...delivery, channel: 'wired' });
  const replies = sends.map((send) => journal.enqueue({ ...send, id: '', state: 'reply' }));
  if (replies.length > 0) journal.remember({ key, chart: logAddress, replies }, PASSED_KEPT_MAX);
  return sends.map(unnumbered);
}

/** A message that waits for no receipt. */
function unnumbered({ channel, from, to, message }: Send<Bytes>): Delivery {
  return { seq: 0, channel, from, to, message };
}

async function fetched(works: Works): Promise<boolean> {
  const { bank, receipts } = works;
  const received = [...receipts];
  const answer = await bank.fetch(received);
  if ('unavailable' in answer) return false;
  for (const seq of received) receipts.delete(seq);
  // The phone that ordered is not there any more; it asks again and is answered then.
  return (await tellBank(works, await takeAll(works, answer))) !== undefined;
}
