/**
 * Linearizability of one account by its definition, every order tried: slow, and with nothing in
 * common with the search but the types.
 */
import type { Operation } from './history.ts';

/** A balance before, and an operation. */
type After = (balanceMinor: number, operation: Operation) => number | undefined;

/** Whether some order of the operations explains what was seen of an account. */
export function explainable(
  account: string,
  balanceMinor: number,
  operations: readonly Operation[],
): boolean {
  if (operations.every(({ outcome }) => outcome.kind === 'unknown')) return true;
  return operations.some((operation) => {
    const rest = operations.filter((other) => other !== operation);
    if (rest.some((other) => precedes(other, operation))) return false;
    const after = onAccount(account)(balanceMinor, operation);
    return after !== undefined && explainable(account, after, rest);
  });
}

/**
 * Whether an order is one in which the operations can have taken place on an account: no step back
 * in time, every answer right.
 */
export function replays(
  account: string,
  balanceMinor: number,
  order: readonly Operation[],
): number | undefined {
  const back = order.some((operation, index) =>
    order.slice(index + 1).some((later) => precedes(later, operation)),
  );
  if (back) return undefined;
  return order.reduce<number | undefined>(
    (balance, operation) =>
      balance === undefined ? undefined : onAccount(account)(balance, operation),
    balanceMinor,
  );
}

/** Whether one had its answer before the other was called. */
function precedes(a: Operation, b: Operation): boolean {
  if (a.outcome.kind === 'unknown' || a.returnedAt === undefined) return false;
  return a.returnedAt < b.invokedAt;
}

/** The balance after an operation, if its answer is the one it would get. */
function onAccount(account: string): After {
  return (balance, { what, outcome }) => {
    if (outcome.kind === 'balance') return outcome.balanceMinor === balance ? balance : undefined;
    if (what.kind === 'balance') return balance;
    const { from, to, amountMinor } = what;
    const there = from !== account || balance >= amountMinor;
    if (outcome.kind === 'declined') return there && from === account ? undefined : balance;
    if (!there) return outcome.kind === 'unknown' ? balance : undefined;
    const without = from === account ? balance - amountMinor : balance;
    return to === account ? without + amountMinor : without;
  };
}
