/**
 * Whether the ledger a bank ends with is the one its clients' answers call for: no money made or
 * lost, nothing acknowledged and forgotten, nothing done twice or that nobody asked for.
 */
import type { Balances, History, Operation, Transfer } from './history.ts';

/** A transfer as the ledger has it. */
export type Entry = Omit<Transfer, 'kind'>;

/** What a bank ends with, when all is quiet. */
export interface Final {
  readonly balances: Balances;
  readonly ledger: readonly Entry[];
}

/** A way the ledger and the answers disagree. */
export type Discrepancy =
  /** All balances together are not what they were. */
  | { readonly kind: 'total'; readonly initialMinor: number; readonly finalMinor: number }
  /** A balance is not what the ledger makes of the initial one. */
  | {
      readonly kind: 'balance';
      readonly account: string;
      readonly bookedMinor: number;
      readonly finalMinor: number;
    }
  /** Acknowledged as executed, and not in the ledger. */
  | { readonly kind: 'lost'; readonly reference: string }
  /** Told there was not enough money, and in the ledger. */
  | { readonly kind: 'declined-yet-executed'; readonly reference: string }
  /** More than once in the ledger. */
  | { readonly kind: 'repeated'; readonly reference: string; readonly times: number }
  /** In the ledger with another payer, payee or amount than asked for. */
  | { readonly kind: 'altered'; readonly entry: Entry }
  /** In the ledger, and nobody asked for it. */
  | { readonly kind: 'unasked'; readonly entry: Entry }
  /** Two operations have one reference: the history itself is not well recorded. */
  | { readonly kind: 'asked-twice'; readonly reference: string };

/** All the ways in which they disagree. */
export function discrepancies(
  { initial, operations }: History,
  { balances, ledger }: Final,
): readonly Discrepancy[] {
  return [
    ...wrongTotal(initial, balances),
    ...wrongBalances(initial, { balances, ledger }),
    ...wrongEntries(operations, ledger),
    ...wrongAnswers(operations, ledger),
  ];
}

/**
 * The history with every transfer of unknown outcome looked up in the final ledger: executed, if
 * only after its client gave up, or else left out. It asks more of an order than the history itself
 * does: a transfer that took place must have done so on both its accounts.
 */
export function settled({ initial, operations }: History, ledger: Final['ledger']): History {
  const booked = new Set(ledger.map(({ reference }) => reference));
  const known = operations.flatMap((operation): readonly Operation[] => {
    const { what, outcome } = operation;
    if (outcome.kind !== 'unknown') return [operation];
    if (what.kind !== 'transfer' || !booked.has(what.reference)) return [];
    return [{ ...operation, what, returnedAt: undefined, outcome: { kind: 'executed' } }];
  });
  return { initial, operations: known };
}

function wrongTotal(initial: Balances, balances: Balances): readonly Discrepancy[] {
  const [initialMinor, finalMinor] = [total(initial), total(balances)];
  return initialMinor === finalMinor ? [] : [{ kind: 'total', initialMinor, finalMinor }];
}

function total(balances: Balances): number {
  return [...balances.values()].reduce((sum, balanceMinor) => sum + balanceMinor, 0);
}

function wrongBalances(initial: Balances, { balances, ledger }: Final): readonly Discrepancy[] {
  const booked = new Map(initial);
  const add = (account: string, minor: number): void =>
    void booked.set(account, (booked.get(account) ?? 0) + minor);
  for (const { from, to, amountMinor } of ledger) {
    add(from, -amountMinor);
    add(to, amountMinor);
  }
  const accounts = [...new Set([...booked.keys(), ...balances.keys()])];
  return accounts.flatMap((account): readonly Discrepancy[] => {
    const [bookedMinor, finalMinor] = [booked.get(account) ?? 0, balances.get(account) ?? 0];
    return bookedMinor === finalMinor
      ? []
      : [{ kind: 'balance', account, bookedMinor, finalMinor }];
  });
}

/** What is wrong with what the ledger has. */
function wrongEntries(
  operations: History['operations'],
  ledger: Final['ledger'],
): readonly Discrepancy[] {
  const asked = Map.groupBy(transfers(operations), ({ what }) => what.reference);
  return ledger.flatMap((entry): readonly Discrepancy[] => {
    const { from, to, amountMinor } = entry;
    const whats = asked.get(entry.reference);
    if (whats === undefined) return [{ kind: 'unasked', entry }];
    const same = whats.some(
      ({ what }) => what.from === from && what.to === to && what.amountMinor === amountMinor,
    );
    return same ? [] : [{ kind: 'altered', entry }];
  });
}

/** What is wrong with what the clients were told. */
function wrongAnswers(
  operations: History['operations'],
  ledger: Final['ledger'],
): readonly Discrepancy[] {
  const entries = Map.groupBy(ledger, ({ reference }) => reference);
  const asked = Map.groupBy(transfers(operations), ({ what }) => what.reference);
  return [...asked].flatMap(([reference, [first, second]]): readonly Discrepancy[] => {
    const times = entries.get(reference)?.length ?? 0;
    const told = first?.told;
    return [
      ...(second === undefined ? [] : [{ kind: 'asked-twice' as const, reference }]),
      ...(told === 'executed' && times === 0 ? [{ kind: 'lost' as const, reference }] : []),
      ...(told === 'declined' && times > 0
        ? [{ kind: 'declined-yet-executed' as const, reference }]
        : []),
      ...(times > 1 ? [{ kind: 'repeated' as const, reference, times }] : []),
    ];
  });
}

/** The transfers among them, each with what its client was told. */
function transfers(
  operations: History['operations'],
): readonly { readonly what: Transfer; readonly told: Operation['outcome']['kind'] }[] {
  return operations.flatMap(({ what, outcome }) =>
    what.kind === 'transfer' ? [{ what, told: outcome.kind }] : [],
  );
}
