/**
 * The phone (figure 5(A)): hosts the client's chart for one user.
 *
 * A wish and what it makes the phone send are on disk before anything leaves. What got no answer
 * stays and is sent again, as the same message, until it has one: the bank answers a repetition
 * as it answered the first. So the user can always learn whether an order was paid.
 */
import type { AnyStateMachine } from 'xstate';
import type { Claim, FrameEvent, IntentEvent } from '../../../model/core/effect.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import { packageChannel } from '../../../model/sa2pmp/reading.ts';
import type { Customer } from '../../../model/sa2pmp/identity.ts';
import { client as clientChart } from '../../../model/sa2pmp/roles/client/chart.ts';
import type { ClientInput, ClientIntent } from '../../../model/sa2pmp/roles/client/context.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import type { Delivery, Reply, Request } from '../envelope.ts';
import type { OutboxRow } from '../journal.ts';
import { HEARD_KEPT_MAX, NOTICES_KEPT_MAX, OUTBOX_BATCH_MAX, ROUNDS_MAX } from '../limits.ts';
import { addressesOf, textOf } from '../names.ts';
import { type Chart, perform, type Performed, type Performer } from '../perform.ts';
import { liveSetting, type World } from '../world.ts';
import type { PhoneStore } from './store.ts';

/** What a line to another party gives: an answer, or none, and then nobody knows. */
export type LineAnswer = Reply | { readonly unavailable: string };

/** Hands a message over. */
export type Line = (request: Request) => Promise<LineAnswer>;

/** The ways out of a phone (§4.1): by the gateway, over HTTPS to the bank, in person. */
export interface Lines {
  readonly wireless: Line;
  readonly https: Line;
  readonly branch: Line;
}

/** What happened to a wish. */
export type News =
  | { readonly kind: 'sent'; readonly note: string }
  | { readonly kind: 'key-made' }
  /** A notice came to renew the key pair, and the next log-on is to confirm it (A27). */
  | { readonly kind: 'noticed' }
  | { readonly kind: 'logged-on' }
  | {
      readonly kind: 'result';
      readonly status: 'executed' | 'declined';
      /** The bank's reference, or the answer to an enquiry. */
      readonly information: string;
    }
  | { readonly kind: 'refused-here'; readonly why: string }
  /** Another command on this phone has had the answer. */
  | { readonly kind: 'heard-elsewhere' }
  /** An answer came and there was nothing in it: refused, or kept back. */
  | { readonly kind: 'silence' }
  /** The peer named a cause (A36 distinct); nothing vouches for it. */
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer at all: the message stays and will be sent again. */
  | { readonly kind: 'unanswered'; readonly why: string };

/** The states of the two halves of the chart (§5.1). */
export interface PhoneState {
  readonly keys: 'uninstalled' | 'keyless' | 'generated' | 'registered' | 'noticed';
  readonly business: 'loggedOff' | 'loggingOn' | 'ready' | 'challenging' | 'awaitingResult';
}

/** A phone at work. */
export interface Phone {
  /** Where its chart stands. */
  readonly state: () => PhoneState;
  /** Installs the application package. */
  readonly install: (message: Bytes) => readonly News[];
  /** Takes a user's wish and sees it through as far as answers come. */
  readonly wants: (
    wish: Exclude<ClientIntent, 'timeout'>,
    values?: Readonly<Record<string, Bytes>>,
  ) => Promise<readonly News[]>;
  /** Sends again what got no answer. */
  readonly resume: () => Promise<readonly News[]>;
  /** Gives up waiting: the order stays unanswered for good (W25). */
  readonly giveUp: () => void;
  /** Hears messages that came by themselves: notices by SMS. */
  readonly hears: (deliveries: readonly Delivery[], epoch?: string) => Promise<readonly News[]>;
}

/** What a phone works with. */
export interface PhoneParts {
  readonly world: World;
  readonly store: PhoneStore;
  readonly accid: string;
  /** Who its user is; the password is brought with the wishes that need it. */
  readonly customer: Omit<Customer<Bytes>, 'password' | 'accid'>;
  readonly lines: Lines;
  readonly tracing: boolean;
}

/** Notes the names of the notices heard: the operator keeps them, and may show them again. */
const HEARD = 'notices heard';

interface Works extends PhoneParts {
  readonly machine: AnyStateMachine;
  readonly chart: Chart;
}

/** A phone on what it keeps. */
export function phone(parts: PhoneParts): Phone {
  const { algebra, reading } = parts.world;
  const machine = clientChart(liveSetting(algebra, reading));
  const works: Works = { ...parts, machine, chart: chartOf(parts, machine) };
  return {
    state: () => stateOf(works),
    install: (message) => install(works, message),
    wants: (wish, values = {}) => wants(works, wish, values),
    resume: () => flush(works),
    giveUp: () => {
      timeOut(works);
      parts.store.journal.scrub();
    },
    hears: (deliveries, epoch = '') => hears(works, deliveries, epoch),
  };
}

function chartOf({ accid, customer }: PhoneParts, machine: AnyStateMachine): Chart {
  const addresses = addressesOf(accid);
  const input: ClientInput<Bytes> = {
    customer: { ...customer, accid: textToBytes(accid), password: textToBytes('') },
    addresses,
  };
  return { name: addresses.phone, kind: 'client', machine, input: { ...input } };
}

function stateOf({ store, chart }: Works): PhoneState {
  const saved = store.journal.chart(chart.name);
  if (saved === undefined) return { keys: 'uninstalled', business: 'loggedOff' };
  return (JSON.parse(saved) as { readonly value: PhoneState }).value;
}

/** What the chart is to take, before it is given the clock. */
type Happening = FrameEvent<Bytes> | IntentEvent<Bytes>;

/** Steps the chart, and puts what it sends into the outbox; inside a transaction. */
function stepped({ world, store, chart, tracing }: Works, event: Happening): Performed {
  const performer: Performer = { journal: store.journal, fresh: world.fresh, tracing };
  const performed = perform(performer, chart, { ...event, at: world.now() });
  for (const send of performed.sends) {
    store.journal.enqueue({ ...send, id: idOf(world.fresh()), state: 'pending' });
  }
  return performed;
}

function idOf(fresh: Bytes): string {
  return fresh.slice(0, 32);
}

function frame({ channel, from, to, message }: Omit<Delivery, 'seq'>): FrameEvent<Bytes> {
  return { type: 'frame', channel, from, to, message };
}

function install(works: Works, message: Bytes): readonly News[] {
  const { accid, store } = works;
  const { phone: to, bank: from } = addressesOf(accid);
  const channel = packageChannel(works.world.reading);
  const event = frame({ channel, from, to, message });
  const { refusals } = store.journal.transaction(() => stepped(works, event));
  return refusals.map((why) => ({ kind: 'refused-here', why }));
}

async function wants(
  works: Works,
  wish: Exclude<ClientIntent, 'timeout'>,
  values: Readonly<Record<string, Bytes>>,
): Promise<readonly News[]> {
  const { store, world } = works;
  const { idle, sends, claims } = store.journal.transaction(() => {
    const performed = stepped(works, { type: wish, values });
    const isOrder = wish === 'pay' || wish === 'enquire';
    if (!performed.idle && isOrder) {
      const said = (field: string): string => textOf(values[field] ?? textToBytes('')) ?? '';
      const business = said('type') === '' ? 'pay' : said('type');
      const [payee, amount] = [said('payee'), said('amount')];
      store.addOrder({ at: world.now(), business, payee, amount });
    }
    return performed;
  });
  if (idle) return [{ kind: 'refused-here', why: whyNot(stateOf(works), wish) }];
  return [...keyMade(claims), ...sends.map(sent), ...(await flush(works))];
}

/** A key pair was made: by itself it is not heard of, where the first order brings it (A1). */
function keyMade(claims: readonly Claim<Bytes>[]): readonly News[] {
  return claims.some(({ about }) => about === 'generated') ? [{ kind: 'key-made' }] : [];
}

function sent({ note }: { readonly note: string }): News {
  return { kind: 'sent', note };
}

/** Why a wish cannot be taken in a state, for people. */
function whyNot({ keys, business }: PhoneState, wish: ClientIntent): string {
  if (keys === 'uninstalled') return 'the application package is not installed';
  if (wish === 'start') return 'the key pair has been made already';
  if (business === 'loggingOn' || business === 'awaitingResult' || business === 'challenging') {
    return 'an answer is still awaited: resume, or give up';
  }
  if (wish === 'logOn') {
    return business === 'ready'
      ? 'this phone is logged on already'
      : 'no key pair yet: register first';
  }
  return business === 'loggedOff' ? 'log on first' : 'no key is registered yet: register first';
}

/** Sends all that waits, hears the answers, sends what they lead to, and so on. */
async function flush(works: Works): Promise<readonly News[]> {
  const { store } = works;
  const news: News[] = [];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const rows = store.journal.pending(OUTBOX_BATCH_MAX);
    if (rows.length === 0) break;
    for (const row of rows) {
      const answer = await handOver(works, row);
      if ('unavailable' in answer)
        return [...news, { kind: 'unanswered', why: answer.unavailable }];
      news.push(...heard(works, row, answer));
    }
  }
  return timeOutIfVain(works) ? [...news, { kind: 'silence' }] : news;
}

function handOver({ lines }: Works, row: OutboxRow): Promise<LineAnswer> {
  const { id, channel, from, to, message } = row;
  const request: Request = { id, channel, from, to, message };
  if (channel === 'https') return lines.https(request);
  return channel === 'branch' ? lines.branch(request) : lines.wireless(request);
}

/** Takes the answer to a message; the message is done with in the same transaction. */
function heard(works: Works, row: OutboxRow, { deliveries, refusal }: Reply): readonly News[] {
  const { store } = works;
  const loggedOn = stateOf(works).business === 'loggingOn';
  const news = store.journal.transaction((): readonly News[] => {
    // Another command on this phone may have had the answer: it is heard once.
    if (!store.journal.drop(row.seq)) return [{ kind: 'heard-elsewhere' }];
    return deliveries.flatMap((delivery) => newsOf(works, { ...delivery, channel: row.channel }));
  });
  // The password was in it, in the clear where HTTPS protects it on the way (A13).
  if (loggedOn) store.journal.scrub();
  return refusal === undefined ? news : [...news, { kind: 'refused', why: refusal }];
}

/** Steps the chart with a message that arrived, and says what came of it. */
function newsOf(works: Works, delivery: Delivery): readonly News[] {
  const before = stateOf(works);
  const { sends, claims, refusals } = stepped(works, frame(delivery));
  const now = stateOf(works);
  const welcomed = before.business === 'loggingOn' && now.business === 'ready';
  const noticed = before.keys !== 'noticed' && now.keys === 'noticed';
  const results = claims.flatMap((claim) => resultIn(works, claim));
  for (const { status } of results) works.store.closeOrder(status);
  return [
    ...(welcomed ? [{ kind: 'logged-on' } as const] : []),
    ...(noticed ? [{ kind: 'noticed' } as const] : []),
    ...results,
    ...keyMade(claims),
    ...sends.map(sent),
    ...refusals.map((why): News => ({ kind: 'refused-here', why })),
  ];
}

/** The result that the phone has come to believe, if this claim is of one. */
function resultIn(
  { world }: Works,
  { claim, about, values }: Claim<Bytes>,
): readonly Extract<News, { kind: 'result' }>[] {
  const [, result] = values;
  if (claim !== 'commit' || about !== 'result' || result === undefined) return [];
  const shapes = messages(world.reading);
  const read = world.algebra.decode(shapes.result, result);
  const status = read && textOf(read.status);
  if (status !== 'executed' && status !== 'declined') return [];
  return [{ kind: 'result', status, information: shown(read?.reference ?? result) }];
}

/** The result information for people: the answer to an enquiry is text, a reference is octets. */
function shown(information: Bytes): string {
  const text = textOf(information);
  return text !== undefined && /^[\t\n -~]+$/u.test(text) ? text : information;
}

/** Whether a message takes the public key to the bank: without it no later order would pass. */
function isKey({ world: { algebra, reading } }: Works, { message }: OutboxRow): boolean {
  const { registration, registrationBox } = messages(reading);
  return [registration, registrationBox].some(
    (shape) => algebra.decode(shape, message) !== undefined,
  );
}

/** Stops waiting when nothing is under way any more that could be answered; says whether it did. */
function timeOutIfVain(works: Works): boolean {
  const { journal } = works.store;
  return journal.transaction(() => {
    const { business } = stateOf(works);
    const waits = business !== 'ready' && business !== 'loggedOff';
    if (!waits || journal.pending(1).length > 0) return false;
    timeOut(works);
    return true;
  });
}

function timeOut(works: Works): void {
  const { store } = works;
  store.journal.transaction(() => {
    const waiting = store.journal.pending(OUTBOX_BATCH_MAX);
    for (const row of waiting.filter((one) => !isKey(works, one))) store.journal.drop(row.seq);
    stepped(works, { type: 'timeout', values: {} });
    store.closeOrder('unanswered');
  });
}

async function hears(
  works: Works,
  deliveries: readonly Delivery[],
  epoch: string,
): Promise<readonly News[]> {
  const { journal } = works.store;
  const news = journal.transaction(() => {
    const heard = JSON.parse(journal.about(HEARD) ?? '[]') as readonly string[];
    const nameOf = ({ seq }: Delivery): string => `${epoch}/${seq}`;
    const kept = deliveries.slice(-NOTICES_KEPT_MAX);
    const unheard = kept.filter((delivery) => !heard.includes(nameOf(delivery)));
    if (unheard.length === 0) return [];
    const names = [...heard, ...unheard.map(nameOf)].slice(-HEARD_KEPT_MAX);
    journal.note(HEARD, JSON.stringify(names));
    // Whatever the operator calls it: what it keeps for a phone came as an SMS.
    return unheard.flatMap((delivery) => newsOf(works, { ...delivery, channel: 'sms' }));
  });
  return [...news, ...(await flush(works))];
}
