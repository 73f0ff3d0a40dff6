/**
 * A history as each account sees it: steps that need a balance within bounds and change it.
 *
 * Of a transfer the payer's account sees a withdrawal and the payee's a deposit; of a declined one
 * the payer's alone sees something, that the money was not there. A transfer of unknown outcome is
 * a step that may be left out on either account.
 */
import type { Balances, History, Operation, Transfer } from './history.ts';

/** What one operation is to one account. */
export interface Step {
  readonly operation: Operation;
  readonly account: string;
  /** It takes place only where the balance is no less, */
  readonly leastMinor: number;
  /** and no more, */
  readonly mostMinor: number;
  /** and changes it by this much. */
  readonly deltaMinor: number;
  readonly invokedAt: number;
  /** Infinite where it may take place at any later time. */
  readonly returnedAt: number;
  /** Whether it may also never take place. */
  readonly optional: boolean;
}

/** Every account's steps, in the order of their invocations. */
export function stepsByAccount({
  initial,
  operations,
}: History): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>([...initial.keys()].map((account) => [account, []]));
  const inOrder = operations.toSorted((a, b) => a.invokedAt - b.invokedAt);
  for (const step of inOrder.flatMap((operation) => stepsOf(operation, initial)))
    steps.get(step.account)?.push(step);
  return steps;
}

/** Steps cut wherever nothing is under way: what is in one window comes before all of the next. */
export function windows(steps: readonly Step[]): readonly (readonly Step[])[] {
  const cut: Step[][] = [];
  let quietAt = -Infinity;
  for (const step of steps) {
    const last = cut.at(-1);
    if (last === undefined || step.invokedAt > quietAt) cut.push([step]);
    else last.push(step);
    quietAt = Math.max(quietAt, step.returnedAt);
  }
  return cut;
}

const whatever = { leastMinor: -Infinity, mostMinor: Infinity, deltaMinor: 0 };

function stepsOf(operation: Operation, initial: Balances): readonly Step[] {
  const { what, outcome, invokedAt } = operation;
  const unknown = outcome.kind === 'unknown';
  const returnedAt = unknown ? Infinity : (operation.returnedAt ?? Infinity);
  const call = { operation, invokedAt, returnedAt, optional: unknown };
  refuseNonsense(operation, initial);
  switch (outcome.kind) {
    case 'balance': {
      if (what.kind === 'transfer') return [];
      const [leastMinor, mostMinor] = [outcome.balanceMinor, outcome.balanceMinor];
      return [{ ...call, ...whatever, account: what.account, leastMinor, mostMinor }];
    }
    case 'declined':
      if (what.kind === 'balance') return [];
      return [{ ...call, ...whatever, account: what.from, mostMinor: what.amountMinor - 1 }];
    case 'executed':
    case 'unknown':
      return what.kind === 'balance' ? [] : moved(what, call);
  }
}

/** A history that cannot have been recorded is a mistake of the recorder, not of the bank. */
function refuseNonsense({ what, invokedAt, returnedAt }: Operation, initial: Balances): void {
  const accounts = what.kind === 'transfer' ? [what.from, what.to] : [what.account];
  const stranger = accounts.find((account) => !initial.has(account));
  if (stranger !== undefined) throw new Error(`history: no initial balance of ${stranger}`);
  if (returnedAt !== undefined && returnedAt < invokedAt)
    throw new Error(`history: returned at ${returnedAt}, invoked at ${invokedAt}`);
  const amountMinor = what.kind === 'transfer' ? what.amountMinor : 0;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0)
    throw new Error(`history: an amount of ${amountMinor}`);
}

/** A transfer that took place. */
function moved(
  { from, to, amountMinor }: Transfer,
  call: Pick<Step, 'operation' | 'invokedAt' | 'returnedAt' | 'optional'>,
): readonly Step[] {
  const withdrawal = { ...call, ...whatever, account: from, leastMinor: amountMinor };
  if (from === to) return [withdrawal];
  return [
    { ...withdrawal, deltaMinor: -amountMinor },
    { ...call, ...whatever, account: to, deltaMinor: amountMinor },
  ];
}
