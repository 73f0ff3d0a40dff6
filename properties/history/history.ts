/**
 * What the clients of a bank saw, each from its own side: what was asked, when, and what came back.
 *
 * A retry is not another operation: one transfer is recorded once, from the first time it is sent
 * to the answer that ends it. Times are of one clock, best a counter; an operation comes before
 * another only if it returned strictly earlier than the other was invoked, so equal times, which a
 * clock of milliseconds has many of, never lead to a false alarm.
 */

/** Moves money if there is enough. */
export interface Transfer {
  readonly kind: 'transfer';
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
  /** Names the transfer in the ledger. */
  readonly reference: string;
}

/** Reads a balance. */
export interface Balance {
  readonly kind: 'balance';
  readonly account: string;
}

/** The answer to a transfer; `declined` means that there was not enough money, nothing else. */
export type TransferOutcome =
  { readonly kind: 'executed' } | { readonly kind: 'declined' } | { readonly kind: 'unknown' };

/** The answer to a reading. */
export type BalanceOutcome =
  { readonly kind: 'balance'; readonly balanceMinor: number } | { readonly kind: 'unknown' };

/** When and by whom an operation was called. */
export interface Call {
  readonly client: string;
  readonly invokedAt: number;
  /**
   * Undefined where no answer came. An operation of unknown outcome may take effect at any time
   * after its invocation or never, whenever the client gave up; one of known outcome took effect
   * at some time after its invocation.
   */
  readonly returnedAt: number | undefined;
}

/** One operation of one client. */
export type Operation =
  | (Call & { readonly what: Transfer; readonly outcome: TransferOutcome })
  | (Call & { readonly what: Balance; readonly outcome: BalanceOutcome });

/** Money by account. */
export type Balances = ReadonlyMap<string, number>;

/** All operations of all clients, in any order, and what the accounts held before. */
export interface History {
  readonly initial: Balances;
  readonly operations: readonly Operation[];
}
