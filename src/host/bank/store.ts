/**
 * The port to what a bank keeps besides its charts: customers, the ledger, the depository, orders.
 */
import type { Bytes } from '../../bytes.ts';
import type { Journal } from '../journal.ts';
import type { Opening } from './openings.ts';
import type { GivenWord } from './words.ts';
import type { Money } from '../money.ts';

/** A customer as enrolled. */
export interface CustomerRow {
  /** ACCID, the account number. */
  readonly accid: string;
  readonly userid: string;
  /** The password's verifier. */
  readonly verifier: Bytes;
  /** SIM number. */
  readonly sim: string;
  /** Phone serial number. */
  readonly phid: string;
  /** K of the customer's package. */
  readonly packageKey: Bytes;
}

/** What an account of the ledger is: a customer's, a payee's outside, or where money comes from. */
export type AccountKind = 'customer' | 'biller' | 'opening';

/** An account of the ledger. */
export interface Account {
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: string;
  /** In minor units; the sum of the account's postings. */
  readonly balanceMinor: number;
}

/** Money from one account to another: two postings that sum to zero. */
export interface Posting {
  readonly from: string;
  readonly to: string;
  readonly money: Money;
  /** What for, in words. */
  readonly what: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A line of a statement. */
export interface StatementLine {
  /** The place among the postings of the account, from 1 on. */
  readonly number: number;
  readonly at: number;
  /** Signed minor units: negative when money left. */
  readonly amountMinor: number;
  readonly other: string;
  readonly what: string;
}

/** What became of an order. */
export interface OrderRow {
  /** The account debited or asked about, as far as it can be read. */
  readonly account: string;
  readonly status: 'executed' | 'declined';
  /** The ledger entry, where money moved. */
  readonly entry: number | undefined;
  /** SHA-256 of what the log is to hold of it, in hex; none where the reading logs nothing. */
  readonly record: string | undefined;
}

/** What the bank keeps. */
export interface BankStore {
  readonly journal: Journal;
  /** Adds a customer. */
  readonly addCustomer: (customer: CustomerRow) => void;
  /** A customer, by account number. */
  readonly customer: (accid: string) => CustomerRow | undefined;
  /** All customers. */
  readonly customers: () => readonly CustomerRow[];
  /** Counts a log-on tried; returns how many there were in a row without success, this one too. */
  readonly countAttempt: (accid: string) => number;
  /** Forgets the log-ons tried. */
  readonly clearAttempts: (accid: string) => void;
  /** Whether a freshness check has seen a value (A7). */
  readonly isSeen: (accid: string, value: Bytes) => boolean;
  /** Notes a value that a freshness check is to know. */
  readonly addSeen: (accid: string, value: Bytes) => void;
  /** Files a public key (§4.3 "stored in a public key depository"). */
  readonly addKey: (accid: string, publicKey: Bytes, at: number) => void;
  /** The keys filed for an account, oldest first. */
  readonly keysOf: (accid: string) => readonly Bytes[];
  /** Opens an account of the ledger, with nothing on it. */
  readonly addAccount: (account: Omit<Account, 'balanceMinor'>) => void;
  /** An account of the ledger. */
  readonly account: (id: string) => Account | undefined;
  /** Posts to both accounts; returns the entry's number. */
  readonly post: (posting: Posting) => number;
  /** The latest lines of an account, newest first. */
  readonly statement: (id: string, most: number) => readonly StatementLine[];
  /** Notes what became of an order. */
  readonly addOrder: (order: OrderRow) => void;
  /** Keeps what a record is a commitment to (A22 commitment). */
  readonly addOpening: (accid: string, opening: Opening) => void;
  /** What a commitment is to, and whose order that is. */
  readonly opening: (
    commitment: Bytes,
  ) => { readonly accid: string; readonly content: Bytes } | undefined;
  /** Keeps the log's word that it has recorded an order, and the record (R7b). */
  readonly addWord: (accid: string, given: GivenWord) => void;
  /** What the log gave its word for of an account's orders, oldest first. */
  readonly words: (accid: string) => readonly GivenWord[];
  /** Keeps a transaction record, where the bank keeps the log itself (A19 bank). */
  readonly addRecord: (record: Bytes) => void;
}
