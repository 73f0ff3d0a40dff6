/** The laws of crash safety by name, and what they are judged from. */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Customer } from './customer.ts';
import type { PartyName } from './fault.ts';

/** The laws. */
export type Law =
  | 'every entry sums to zero'
  | 'a balance is the sum of its postings'
  | 'no money comes or goes'
  | 'no customer is below zero'
  | 'an order is executed at most once'
  | 'nothing is executed that nobody wished'
  | 'an acknowledged order is in the ledger'
  | 'an order told not executed moved nothing'
  | 'what was told stays true'
  | 'an executed order is known to be'
  | 'every wish is settled'
  | 'who resumes until there is an answer needs no statement'
  | 'the log holds the record of every order once'
  | 'no order is without its record'
  | 'the heads shown are heads of the log'
  | 'the files are sound'
  | 'no host throws but what its disk threw';

/** A law broken. */
export interface Violation {
  readonly law: Law;
  readonly detail: string;
}

/** What a run left. */
export interface Left {
  readonly reading: Reading;
  readonly files: Readonly<Record<PartyName, string>>;
  readonly people: readonly Customer[];
  /** What each customer was given at first. */
  readonly openingMinor: number;
}

/** Rows of a query that should have returned none. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A violation for each row. */
export function broken(law: Law, rows: Rows): readonly Violation[] {
  return rows.map((row) => ({ law, detail: JSON.stringify(row) }));
}
