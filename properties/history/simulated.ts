/**
 * A bank with many clients at once, sound or with one fault, and the history its clients saw.
 *
 * Every operation takes effect at one instant between its invocation and its return, so that the
 * history of a sound bank is linearizable by construction.
 */
import type { History, Operation, Transfer } from './history.ts';
import type { Entry, Final } from './totals.ts';

/** Chooses a number below `sides`. */
export type Dice = (sides: number) => number;

/** What banks get wrong. */
export const faults = [
  'stale read',
  'lost update',
  'double execution',
  'value never there',
  'overdraft accepted',
  'declined although money was there',
] as const;

/** One of them. */
export type Fault = (typeof faults)[number];

/** A simulation. */
export interface Simulation {
  readonly roll: Dice;
  readonly clients: number;
  readonly operations: number;
  /** What each account has at first. */
  readonly initial: History['initial'];
  readonly amountMax: number;
  /** Of a hundred operations, how many get no answer. */
  readonly unknownPercent: number;
  readonly fault?: Fault;
  /** What a client asks for; anything unless told. */
  readonly ask?: (roll: Dice, reference: string) => Operation['what'];
}

/** What came of it. */
export interface Simulated {
  readonly history: History;
  readonly final: Final;
}

/** An operation under way. */
interface Pending {
  readonly client: string;
  readonly what: Operation['what'];
  readonly invokedAt: number;
  /** The balances when it was invoked. */
  readonly seen: History['initial'];
  readonly lost: boolean;
  outcome: Operation['outcome'] | undefined;
}

interface Bank {
  readonly balances: Map<string, number>;
  /** The balances before the last change. */
  readonly former: Map<string, number>;
  readonly ledger: Entry[];
  readonly fault: Fault | undefined;
  readonly roll: Dice;
}

/** Numbers that look random, the same for the same seed (mulberry32). */
export function diceFrom(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** Runs a bank until all operations have been asked for and answered. */
export function simulated(simulation: Simulation): Simulated {
  const { roll, clients, initial, fault } = simulation;
  const bank: Bank = { balances: new Map(initial), former: new Map(), ledger: [], fault, roll };
  const under = new Map<string, Pending>();
  /** Operations whose client went away; they may still take effect. */
  const orphans: Pending[] = [];
  const operations: Operation[] = [];
  let asked = 0;
  for (let now = 0; asked < simulation.operations || under.size > 0; now += 1) {
    if (orphans.length > 0 && roll(8) === 0) execute(bank, orphans.splice(roll(orphans.length), 1));
    const client = `client-${roll(clients)}`;
    const pending = under.get(client);
    if (pending === undefined) {
      if (asked === simulation.operations) continue;
      under.set(client, invoked(simulation, bank, { client, now, asked }));
      asked += 1;
    } else if (pending.outcome === undefined && !pending.lost) execute(bank, [pending]);
    else {
      under.delete(client);
      if (pending.lost) orphans.push(pending);
      operations.push(recorded(pending, now));
    }
  }
  const { balances, ledger } = bank;
  return { history: { initial, operations }, final: { balances, ledger } };
}

function invoked(
  { roll, initial, amountMax, unknownPercent, ask }: Simulation,
  { balances }: Bank,
  { client, now, asked }: { readonly client: string; readonly now: number; readonly asked: number },
): Pending {
  const accounts = [...initial.keys()];
  const account = (): string => accounts[roll(accounts.length)] ?? '';
  const reference = `r${asked}`;
  const any = (): Operation['what'] => {
    if (roll(3) === 0) return { kind: 'balance', account: account() };
    const amountMinor = 1 + roll(amountMax);
    return { kind: 'transfer', from: account(), to: account(), amountMinor, reference };
  };
  const what = ask === undefined ? any() : ask(roll, reference);
  const lost = roll(100) < unknownPercent;
  return { client, what, invokedAt: now, seen: new Map(balances), lost, outcome: undefined };
}

/** What the client writes down. */
function recorded({ client, what, invokedAt, lost, outcome }: Pending, now: number): Operation {
  const call = { client, invokedAt, returnedAt: lost ? undefined : now };
  if (what.kind === 'balance') {
    const told = !lost && outcome?.kind === 'balance' ? outcome : ({ kind: 'unknown' } as const);
    return { ...call, what, outcome: told };
  }
  const told = !lost && outcome?.kind !== 'balance' ? outcome : undefined;
  return { ...call, what, outcome: told ?? { kind: 'unknown' } };
}

/** The instant at which operations take effect, one after the other. */
function execute(bank: Bank, pending: readonly Pending[]): void {
  for (const operation of pending) {
    const { what, seen } = operation;
    operation.outcome =
      what.kind === 'balance' ? read(bank, what.account) : transferred(bank, what, seen);
  }
}

function read({ balances, former, fault }: Bank, account: string): Operation['outcome'] {
  const current = balances.get(account) ?? 0;
  if (fault === 'value never there') return { kind: 'balance', balanceMinor: current + 1 };
  const balanceMinor = fault === 'stale read' ? (former.get(account) ?? current) : current;
  return { kind: 'balance', balanceMinor };
}

function transferred(
  bank: Bank,
  { from, to, amountMinor, reference }: Transfer,
  seen: History['initial'],
): Operation['outcome'] {
  const { fault, roll } = bank;
  const enough = (bank.balances.get(from) ?? 0) >= amountMinor;
  const wronglyDeclined = fault === 'declined although money was there' && roll(2) === 0;
  if ((!enough && fault !== 'overdraft accepted') || wronglyDeclined) return { kind: 'declined' };
  for (let times = fault === 'double execution' ? 2 : 1; times > 0; times -= 1) {
    bank.ledger.push({ from, to, amountMinor, reference });
    for (const [account, minor] of [
      [from, -amountMinor],
      [to, amountMinor],
    ] as const) {
      const current = bank.balances.get(account) ?? 0;
      const basis = fault === 'lost update' ? (seen.get(account) ?? 0) : current;
      bank.former.set(account, current);
      bank.balances.set(account, basis + minor);
    }
  }
  return { kind: 'executed' };
}
