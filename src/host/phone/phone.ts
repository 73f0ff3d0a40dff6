/**
 * The phone (figure 5(A)): hosts the client's chart for one user.
 *
 * A wish and what it makes the phone send are on disk before anything leaves. What got no answer
 * stays and is sent again, as the same message, until it has one: the bank answers a repetition
 * as it answered the first. So the user can always learn whether an order was paid.
 */
import type { AnyStateMachine } from 'xstate';
import type { FrameEvent, IntentEvent } from '../../../model/core/effect.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import { packageChannel, provesPassword, resolves } from '../../../model/sa2pmp/reading.ts';
import type { Customer } from '../../../model/sa2pmp/identity.ts';
import { client as clientChart } from '../../../model/sa2pmp/roles/client/chart.ts';
import type {
  ClientContext,
  ClientInput,
  ClientIntent,
} from '../../../model/sa2pmp/roles/client/context.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import type { Delivery, Reply, Request } from '../envelope.ts';
import type { OutboxRow } from '../journal.ts';
import { HEARD_KEPT_MAX, NOTICES_KEPT_MAX, OUTBOX_BATCH_MAX, ROUNDS_MAX } from '../limits.ts';
import { type PasswordCost, passwordCost, provenVerifier } from '../passwords.ts';
import type { Anchors } from '../anchors.ts';
import { addressesOf, textOf } from '../names.ts';
import { type Chart, perform, type Performed, type Performer } from '../perform.ts';
import { liveSetting, type World } from '../world.ts';
import { keyMade, type News, type PhoneState, resolvedIn, resultIn, sent, whyNot } from './news.ts';
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

export type { News } from './news.ts';

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
  /**
   * Gives up waiting: the order stays unanswered for good (W25), unless the log is asked what became
   * of it (R7).
   */
  readonly giveUp: () => Promise<readonly News[]>;
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
  /** The keys of bank and log that the phone was told (A10b, A18, R7). */
  readonly anchors?: Anchors | undefined;
  /** Whether its PIN is still to be given (A14). */
  readonly isLocked?: boolean | undefined;
  /** What stretching the password costs, where a proof of it is sent (A13 verifier). */
  readonly cost?: PasswordCost | undefined;
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
    resume: () => resume(works),
    giveUp: () => giveUp(works),
    hears: (deliveries, epoch = '') => hears(works, deliveries, epoch),
  };
}

function chartOf(
  { accid, customer, world: { reading }, anchors = {} }: PhoneParts,
  machine: AnyStateMachine,
): Chart {
  const addresses = addressesOf(accid);
  const { bankPublicKey, logPublicKey } = anchors;
  const input: ClientInput<Bytes> = {
    customer: { ...customer, accid: textToBytes(accid), password: textToBytes('') },
    addresses,
    ...(bankPublicKey && reading.A10b === 'signed' ? { platformKey: bankPublicKey } : {}),
    ...(bankPublicKey && reading.A18 === 'exists' ? { bankPublicKey } : {}),
    ...(logPublicKey && resolves(reading) ? { logPublicKey } : {}),
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
  if (works.isLocked === true) return LOCKED;
  const brought = stretchedIn(works, values);
  const { idle, sends, claims } = store.journal.transaction(() => {
    const performed = stepped(works, { type: wish, values: brought });
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

/** What a wish is told on a phone whose PIN was not given. */
const LOCKED: readonly News[] = [
  { kind: 'refused-here', why: 'the phone is locked: the PIN first' },
];

/** What a wish brings: for the password, where that is proved and not sent, its verifier (A13). */
function stretchedIn(
  works: Works,
  values: Readonly<Record<string, Bytes>>,
): Readonly<Record<string, Bytes>> {
  const { password, userid = works.customer.userid } = values;
  const { cost = passwordCost, world } = works;
  const bank = bankNameOf(works);
  if (!provesPassword(world.reading) || password === undefined || bank === undefined) return values;
  return { ...values, password: provenVerifier(password, { userid, bank }, cost) };
}

/** The bank's name, as the package has it; `undefined` where none is installed. */
function bankNameOf({ store, chart }: Works): Bytes | undefined {
  const saved = store.journal.chart(chart.name);
  if (saved === undefined) return undefined;
  const { context } = JSON.parse(saved) as {
    readonly context: Pick<ClientContext<Bytes>, 'appPackage'>;
  };
  return context.appPackage?.bank;
}

/** Sends again what got no answer; asks the log again where it has not said anything (R7). */
function resume(works: Works): Promise<readonly News[]> {
  const { journal } = works.store;
  if (works.isLocked === true) return Promise.resolve(LOCKED);
  const asksAgain = stateOf(works).business === 'resolving' && journal.pending(1).length === 0;
  if (asksAgain) timeOut(works);
  return flush(works);
}

async function giveUp(works: Works): Promise<readonly News[]> {
  if (works.isLocked === true) return LOCKED;
  timeOut(works);
  works.store.journal.scrub();
  return stateOf(works).business === 'resolving' ? flush(works) : [];
}

/** Sends all that waits and hears the answers; what was in vain is given up, or the log asked (R7). */
async function flush(works: Works): Promise<readonly News[]> {
  const news = await exchanged(works);
  if (!timeOutIfVain(works)) return news;
  return [...news, { kind: 'silence' }, ...(await exchanged(works))];
}

/** Sends all that waits, hears the answers, sends what they lead to, and so on. */
async function exchanged(works: Works): Promise<readonly News[]> {
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
  return news;
}

function handOver({ lines }: Works, row: OutboxRow): Promise<LineAnswer> {
  const { id, channel, from, to, message } = row;
  // P-NET-2
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
  const results = claims.flatMap((claim) => resultIn(works.world, claim));
  for (const { status } of results) works.store.closeOrder(status);
  const resolved = resolvedIn(claims, before);
  for (const { outcome } of resolved) {
    works.store.closeOrder(outcome === 'aborted' ? 'given-up' : 'recorded');
  }
  return [
    ...(welcomed ? [{ kind: 'logged-on' } as const] : []),
    ...(noticed ? [{ kind: 'noticed' } as const] : []),
    ...results,
    ...resolved,
    ...keyMade(claims),
    ...sends.map(sent),
    ...refusals.map((why): News => ({ kind: 'refused-here', why })),
  ];
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
    // The log is asked for as long as it takes: only it can say (R7).
    const waits = !['ready', 'loggedOff', 'resolving'].includes(business);
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
    if (stateOf(works).business !== 'resolving') store.closeOrder('unanswered');
  });
}

async function hears(
  works: Works,
  deliveries: readonly Delivery[],
  epoch: string,
): Promise<readonly News[]> {
  const { journal } = works.store;
  if (works.isLocked === true) return LOCKED;
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
