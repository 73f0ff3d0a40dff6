/**
 * Whether a history is one of a bank that does one thing at a time: linearizability (Herlihy and
 * Wing 1990, section 2).
 *
 * It is local (their theorem 1), so each account is looked at alone, and so is what a transfer does
 * to either of its accounts. That the two happen at the same instant, or that a transfer of unknown
 * outcome happens to both or to neither, does not follow: `settled` and `totals` see to the latter.
 */
import type { History, Operation } from './history.ts';
import { search } from './search.ts';
import { type Step, stepsByAccount, windows } from './steps.ts';

/** An order of operations on one account. */
export interface Order {
  readonly account: string;
  /** A transfer that was declined or is of unknown outcome may be missing on an account. */
  readonly operations: readonly Operation[];
  /** The balance after them. */
  readonly balanceMinor: number;
}

/** What is said of a history. */
export type Linearizability =
  /** For each account an order that explains all that was seen. */
  | {
      readonly verdict: 'linearizable';
      readonly order: readonly Order[];
      readonly explored: number;
    }
  /** An account that no order explains, with one that explains most of it. */
  | {
      readonly verdict: 'not-linearizable';
      readonly account: string;
      readonly stuckAt: {
        readonly prefix: Order;
        /** Operations one of which should have come next, and none can. */
        readonly unplaced: readonly Operation[];
      };
      readonly explored: number;
    }
  /** The limit came first on some account, and no other account is wrong. */
  | { readonly verdict: 'undecided'; readonly account: string; readonly explored: number };

/** Configurations visited for one account unless told: a minute or two, and a few hundred MB, at worst. */
const statesMaxDefault = 1_000_000;

/**
 * Looks for an order of each account's operations.
 *
 * @param statesMax - configurations to visit for one account
 */
export function linearizability(history: History, statesMax = statesMaxDefault): Linearizability {
  const order: Order[] = [];
  let explored = 0;
  let undecided: string | undefined;
  for (const [account, steps] of stepsByAccount(history)) {
    const balanceMinor = history.initial.get(account) ?? 0;
    const answer = ordered(steps, { account, balanceMinor, statesMax });
    explored += answer.explored;
    if (answer.kind === 'stuck') {
      const { prefix, unplaced } = answer;
      return { verdict: 'not-linearizable', account, stuckAt: { prefix, unplaced }, explored };
    }
    if (answer.kind === 'limit') undecided ??= account;
    else order.push(answer.prefix);
  }
  if (undecided !== undefined) return { verdict: 'undecided', account: undecided, explored };
  return { verdict: 'linearizable', order, explored };
}

/** What one account's search came to. */
type Answer = { readonly explored: number } & (
  | { readonly kind: 'found'; readonly prefix: Order }
  | { readonly kind: 'stuck'; readonly prefix: Order; readonly unplaced: readonly Operation[] }
  | { readonly kind: 'limit' }
);

/** Orders one account's steps, window by window. */
function ordered(
  steps: readonly Step[],
  start: {
    readonly account: string;
    readonly balanceMinor: number;
    readonly statesMax: number;
  },
): Answer {
  const operations: Operation[] = [];
  const { account, statesMax } = start;
  let { balanceMinor } = start;
  let explored = 0;
  for (const window of windows(steps)) {
    const found = search(window, { balanceMinor, statesMax: statesMax - explored });
    explored += found.explored;
    if (found.kind === 'limit') return { kind: 'limit', explored };
    operations.push(...found.order.map(({ operation }) => operation));
    ({ balanceMinor } = found);
    if (found.kind === 'stuck') {
      const unplaced = found.unplaced.map(({ operation }) => operation);
      return { kind: 'stuck', prefix: { account, operations, balanceMinor }, unplaced, explored };
    }
  }
  return { kind: 'found', prefix: { account, operations, balanceMinor }, explored };
}
