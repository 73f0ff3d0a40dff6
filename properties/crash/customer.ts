/**
 * A customer: a list of wishes, and what the phone has told about each.
 *
 * Does what a person does with a phone that may have died in between: looks what it says, has it
 * send again what got no answer, gives up after a while if impatient, asks for a statement where
 * it is not known whether an order was paid, and only when it was not wishes again.
 */
import type { ClientIntent } from '../../model/sa2pmp/roles/client/context.ts';
import { textToBytes } from '../../src/bytes.ts';
import type { News } from '../../src/host/phone/phone.ts';
import type { HistoryRow } from '../../src/host/phone/store.ts';
import type { CustomerName, RunningPhone } from './system.ts';

/** A wish; the amount of an order is that of no other order. */
export type Wish =
  { readonly kind: 'start' } | { readonly kind: 'logOn' } | { readonly kind: 'renew' } | OrderWish;

/** A wish for an order; an enquiry has no amount. */
export interface OrderWish {
  readonly kind: 'order';
  readonly business: string;
  readonly payee: string;
  readonly amount: string;
}

/** What a customer believes became of an order. */
export type Belief =
  | 'executed'
  | 'declined'
  | 'paid, by the statement'
  | 'not paid, by the statement'
  /** The log has its record: the bank carries it out, or declines it (R7). */
  | 'recorded, by the log';

/** Something told, for ever. */
export interface Told {
  readonly wish: OrderWish;
  readonly belief: Belief;
}

/** A customer. */
export interface Customer {
  readonly name: CustomerName;
  readonly wishes: readonly Wish[];
  /** After how many vain attempts an order is given up; never when it is undefined. */
  readonly patience: number | undefined;
  /** Everything told, in order. */
  readonly told: Told[];
  /** The number of the last order of each amount that a statement showed not to be paid. */
  readonly notPaid: Map<string, number>;
  /** Vain attempts in a row. */
  vain: number;
  /** Whether a renewal was gone through. */
  renewed: boolean;
}

/** The first wish that is not fulfilled; `undefined` when all are. */
export function nextWish(who: Customer, by: RunningPhone): Wish | undefined {
  const { keys, business } = by.phone.state();
  return who.wishes.find((wish) => {
    if (wish.kind === 'start') return keys === 'uninstalled' || keys === 'keyless';
    if (wish.kind === 'logOn') return business === 'loggedOff' || business === 'loggingOn';
    if (wish.kind === 'renew') return !who.renewed;
    return !isSettled(who, by, wish);
  });
}

/** The last order that was given for a wish. */
function latest(by: RunningPhone, { business, payee, amount }: OrderWish): HistoryRow | undefined {
  const rows = by.store.orders();
  return rows.findLast(
    (row) => row.business === business && row.payee === payee && row.amount === amount,
  );
}

function isSettled(who: Customer, by: RunningPhone, wish: OrderWish): boolean {
  const state = latest(by, wish)?.state;
  return (
    state === 'executed' ||
    state === 'declined' ||
    // The log has it: the bank carries it out, once (R7). What was given up is ordered anew.
    state === 'recorded' ||
    who.told.some((told) => told.wish === wish && told.belief === 'paid, by the statement')
  );
}

/** An order of which nobody knows whether it was paid; only a statement tells. */
function doubtful(who: Customer, by: RunningPhone): readonly OrderWish[] {
  return who.wishes.filter((wish) => {
    if (wish.kind !== 'order' || wish.amount === '' || isSettled(who, by, wish)) return false;
    const row = latest(by, wish);
    return row?.state === 'unanswered' && who.notPaid.get(wish.amount) !== row.seq;
  }) as readonly OrderWish[];
}

/** Whether the phone waits for an answer or has something to send. */
export function isWaiting({ phone, store }: RunningPhone): boolean {
  const { business } = phone.state();
  return (business !== 'ready' && business !== 'loggedOff') || store.journal.pending(1).length > 0;
}

/** Does one thing with the phone. */
export async function act(who: Customer, by: RunningPhone): Promise<void> {
  const doubts = doubtful(who, by);
  const news = await done(who, by);
  who.vain = news.some(({ kind }) => kind === 'unanswered') ? who.vain + 1 : 0;
  hear(who, by, { news, doubts });
}

async function done(who: Customer, by: RunningPhone): Promise<readonly News[]> {
  const { phone } = by;
  const isTired = who.patience !== undefined && who.vain >= who.patience;
  if (isWaiting(by)) {
    if (!isTired) return phone.resume();
    const { business } = phone.state();
    if (business !== 'ready' && business !== 'loggedOff') {
      return phone.giveUp();
    }
  }
  if (doubtful(who, by).length > 0) return phone.wants(...wanted(who, statement));
  const wish = nextWish(who, by);
  if (wish === undefined || wish.kind === 'renew') return isWaiting(by) ? phone.resume() : [];
  return phone.wants(...wanted(who, wish));
}

const statement: OrderWish = { kind: 'order', business: 'statement', payee: '', amount: '' };

function wanted(
  { name }: Customer,
  wish: Exclude<Wish, { readonly kind: 'renew' }>,
): readonly [
  Exclude<ClientIntent, 'timeout'>,
  Readonly<Record<string, ReturnType<typeof textToBytes>>>,
] {
  if (wish.kind === 'start') return ['start', {}];
  const password = textToBytes(passwordOf(name));
  if (wish.kind === 'logOn') return ['logOn', { userid: textToBytes(name), password }];
  const { business, payee, amount } = wish;
  const order = { type: textToBytes(business), password };
  if (amount === '') return ['enquire', order];
  return ['pay', { ...order, payee: textToBytes(payee), amount: textToBytes(amount) }];
}

/** A customer's password. */
export function passwordOf(name: CustomerName): string {
  return `password of ${name}`;
}

interface Heard {
  readonly news: readonly News[];
  /** The doubtful orders before a statement was asked for. */
  readonly doubts: readonly OrderWish[];
}

/** Notes what the phone says now: the results in its history, and what a statement shows. */
function hear(who: Customer, by: RunningPhone, { news, doubts }: Heard): void {
  noteHistory(who, by);
  const asked = by.store.orders().at(-1);
  for (const one of news) {
    if (one.kind !== 'result' || asked?.business !== 'statement') continue;
    for (const wish of doubts) settle(who, by, { wish, shown: one.information });
  }
}

/** Notes the results that stand in the phone's history. */
export function noteHistory(who: Customer, by: RunningPhone): void {
  for (const wish of who.wishes) {
    if (wish.kind !== 'order') continue;
    const state = latest(by, wish)?.state;
    if (state === 'recorded') tell(who, { wish, belief: 'recorded, by the log' });
    if (state === 'executed' || state === 'declined') tell(who, { wish, belief: state });
  }
}

function settle(
  who: Customer,
  by: RunningPhone,
  { wish, shown }: { readonly wish: OrderWish; readonly shown: string },
): void {
  const isPaid = shown.split('\n').some((line) => line.split('\t')[1] === `-${wish.amount}`);
  tell(who, { wish, belief: isPaid ? 'paid, by the statement' : 'not paid, by the statement' });
  if (!isPaid) who.notPaid.set(wish.amount, latest(by, wish)?.seq ?? 0);
}

function tell(who: Customer, told: Told): void {
  const known = who.told.findLast(({ wish }) => wish === told.wish);
  if (known?.belief !== told.belief) who.told.push(told);
}
