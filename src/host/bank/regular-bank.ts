/**
 * The regular bank behind the mobile one (§5.2 BLS "interacts with the regular bank"): carries an
 * order out in the double-entry ledger, or declines it.
 *
 * Declines what it cannot read, unknown payees of a transfer, another currency, nothing, too much
 * and what the account does not hold.
 */
import { match } from 'ts-pattern';
import type { IntentEvent } from '../../../model/core/effect.ts';
import { businessNamed } from '../../../model/sa2pmp/business.ts';
import { namesPostings } from '../../../model/sa2pmp/reading.ts';
import type { Setting } from '../../../model/sa2pmp/setting.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import { STATEMENT_LINES_MAX } from '../limits.ts';
import { type Money, parseMoney, showMoney } from '../money.ts';
import { isName, textOf } from '../names.ts';
import type { Account, BankStore, OrderRow } from './store.ts';

/** What the mobile bank asks. */
export interface Instruction {
  /** The account debited or asked about. */
  readonly payer: Bytes;
  /** msg. */
  readonly order: Bytes;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What the regular bank did, and what it says. */
export interface Execution {
  readonly event: IntentEvent<Bytes>;
  readonly done: Omit<OrderRow, 'record'>;
}

/** An order to pay. */
interface Wish {
  readonly account: Account;
  readonly payee: Bytes;
  readonly amount: Bytes;
  readonly at: number;
}

/** Finds the account that is paid; `undefined` when there is none. */
type PayeeOf = (store: BankStore, payer: Account, payee: string) => string | undefined;

/** Where the money of opening balances comes from. */
export function openingAccount(currency: string): string {
  return `opening:${currency}`;
}

/** The ledger account of a payee of bills outside the bank. */
function billerAccount(payee: string, currency: string): string {
  return `biller:${payee}:${currency}`;
}

/** Carries an order out, inside the bank's transaction. */
export function execute(
  store: BankStore,
  setting: Pick<Setting<Bytes>, 'algebra' | 'messages' | 'offers' | 'reading'>,
  { payer, order, at }: Instruction,
): Execution {
  const { algebra, messages, offers } = setting;
  const id = textOf(payer) ?? '';
  const read = algebra.decode(messages.order, order);
  const business = read && businessNamed(algebra, offers, read.type);
  const account = store.account(id);
  if (read === undefined || business === undefined || account?.kind !== 'customer') {
    return declined(id);
  }
  const { payee, amount } = read;
  return match(business)
    .with('pay', () => pay(store, { account, payee, amount, at }, transferTo))
    .with('bill', () => pay(store, { account, payee, amount, at }, billTo))
    .with('balance', () => informed(id, showBalance(account)))
    .with('statement', () => informed(id, showStatement(store, account, setting)))
    .exhaustive();
}

function declined(account: string): Execution {
  return {
    event: { type: 'declined', values: {} },
    done: { account, status: 'declined', entry: undefined },
  };
}

function informed(account: string, text: string): Execution {
  return {
    event: { type: 'executed', values: { information: textToBytes(text) } },
    done: { account, status: 'executed', entry: undefined },
  };
}

/** The payee of a transfer: another account of this bank. */
function transferTo(store: BankStore, payer: Account, payee: string): string | undefined {
  const other = store.account(payee);
  const fits = other?.kind === 'customer' && other.currency === payer.currency;
  return fits && other.id !== payer.id ? other.id : undefined;
}

/** The payee of a bill: anybody outside, whose account is opened on the first bill. */
function billTo(store: BankStore, { currency }: Account, payee: string): string | undefined {
  if (!isName(payee)) return undefined;
  const id = billerAccount(payee, currency);
  if (store.account(id) === undefined) store.addAccount({ id, kind: 'biller', currency });
  return id;
}

function pay(store: BankStore, { account, at, ...wish }: Wish, payeeOf: PayeeOf): Execution {
  const [payee, amount] = [textOf(wish.payee), textOf(wish.amount)];
  if (payee === undefined || amount === undefined) return declined(account.id);
  const money = parseMoney(amount);
  if (money === undefined || !isCovered(account, money)) return declined(account.id);
  const to = payeeOf(store, account, payee);
  if (to === undefined) return declined(account.id);
  const what = to.startsWith('biller:') ? 'bill payment' : 'transfer';
  const entry = store.post({ from: account.id, to, money, what, at });
  return {
    event: { type: 'executed', values: {} },
    done: { account: account.id, status: 'executed', entry },
  };
}

function isCovered({ balanceMinor, currency }: Account, money: Money): boolean {
  return money.currency === currency && money.minor > 0 && money.minor <= balanceMinor;
}

function showBalance({ balanceMinor, currency }: Account): string {
  return showMoney({ minor: balanceMinor, currency });
}

/**
 * The balance, then a line for each posting, newest first: time, amount, other side, what; and the number
 * of the posting, where complaints name it (R5b).
 */
function showStatement(
  store: BankStore,
  account: Account,
  { reading }: Pick<Setting<Bytes>, 'reading'>,
): string {
  const { currency } = account;
  const lines = store
    .statement(account.id, STATEMENT_LINES_MAX)
    .map(({ number, at, amountMinor, other, what }) => {
      const amount = showMoney({ minor: amountMinor, currency });
      // P-CMP-1
      const numbered = namesPostings(reading) ? [String(number)] : [];
      return [new Date(at).toISOString(), amount, other, what, ...numbered].join('\t');
    });
  return [showBalance(account), ...lines].join('\n');
}
