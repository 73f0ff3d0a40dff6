/** The port to what a phone keeps besides its chart: the orders that its user has given. */
import type { Journal } from '../journal.ts';

/**
 * What a phone knows of an order: paid or not is unknown until the bank has said it, or until the log
 * has said that it has the order, which the bank then executes, or will never take it (R7).
 */
export type OrderState = 'sent' | 'executed' | 'declined' | 'unanswered' | 'recorded' | 'given-up';

/** An order as its user remembers it. */
export interface HistoryRow {
  readonly seq: number;
  /** Milliseconds since 1970, by the phone's clock. */
  readonly at: number;
  readonly business: string;
  readonly payee: string;
  readonly amount: string;
  readonly state: OrderState;
}

/** What a phone keeps. */
export interface PhoneStore {
  readonly journal: Journal;
  /** Notes an order that its user gives. */
  readonly addOrder: (order: Omit<HistoryRow, 'seq' | 'state'>) => void;
  /** Notes what became of the order sent last. */
  readonly closeOrder: (state: OrderState) => void;
  /** All of them, oldest first. */
  readonly orders: () => readonly HistoryRow[];
}
