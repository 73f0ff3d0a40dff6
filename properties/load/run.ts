/**
 * A run for the history: many clients at once on a bad network, and what was seen of it judged
 * against the bank's file.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import type { History, Operation } from '../history/history.ts';
import { type Linearizability, linearizability } from '../history/linearizable.ts';
import { type Dice, diceFrom } from '../history/simulated.ts';
import { type Discrepancy, discrepancies, type Final, settled } from '../history/totals.ts';
import { ask, type Incident, type Wish } from './client.ts';
import { type Flaw, serveFlawed } from './flawed.ts';
import { ledgerIn } from './ledger.ts';
import { type Fate, proxy, type Proxy } from './proxy.ts';
import { type Town, town } from './town.ts';

/** What to run. */
export interface RunSettings {
  readonly reading: Reading;
  readonly clients: number;
  /** Of all clients together. */
  readonly operations: number;
  readonly seed: number;
  readonly flaw?: Flaw | undefined;
  /** Of a hundred requests on each of the two lines, how many each fate strikes. */
  readonly percentEach?: number;
  readonly onProgress?: (done: number) => void;
  /** Where the files are put for the while; among other temporary ones unless told. */
  readonly shelf?: string;
}

/** What came of it. */
export interface Ran {
  readonly history: History;
  readonly final: Final;
  readonly incidents: ReadonlyMap<Incident, number>;
  /** How often each fate struck, phones' line and bank's together. */
  readonly struck: ReadonlyMap<Fate, number>;
  /** From the first operation to the last answer. */
  readonly seconds: number;
}

/** What is said of it. */
export interface Judged {
  readonly linearizable: Linearizability;
  readonly discrepancies: readonly Discrepancy[];
}

/** Held against the bank's file. */
export function judged({ history, final }: Ran): Judged {
  return {
    linearizable: linearizability(settled(history, final.ledger)),
    discrepancies: discrepancies(history, final),
  };
}

const BALANCE_PERCENT = 30;

/** Runs a town until all operations are done, and once more quietly over each account. */
export async function run(settings: RunSettings): Promise<Ran> {
  const { reading, clients, operations, seed, flaw, percentEach = 3, shelf = tmpdir() } = settings;
  const folder = mkdtempSync(join(shelf, 'sa2pmp-load-'));
  const roll = diceFrom(seed);
  const network: Proxy[] = [];
  // A fraction of all that is ever asked for, so that some orders are declined.
  const openingMinor = Math.ceil((operations * operations) / (16 * clients));
  let running: Town | undefined;
  try {
    running = await town({
      folder,
      reading,
      customers: clients,
      openingMinor,
      crypto: 'openssl',
      ...(flaw === undefined ? {} : { serve: (path) => serveFlawed(path, flaw) }),
      reach: async (to) => {
        const made = await proxy({ to, roll, percentEach });
        network.push(made);
        return made.url;
      },
    });
    const { accounts, files, phones, stop } = running;
    const noted = await observed(await phones(clients), {
      ...settings,
      roll,
      network,
      wishes: wishes(accounts, operations, roll),
    });
    await stop();
    const initial = new Map(accounts.map((account) => [account, openingMinor]));
    const { operations: all, ...rest } = noted;
    return { ...rest, history: { initial, operations: all }, final: ledgerIn(files.bank) };
  } finally {
    await running?.stop();
    for (const { close } of network) await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What each client is to ask for, in turn; no two transfers are of one amount. */
function wishes(
  accounts: readonly string[],
  operations: number,
  roll: Dice,
): ReadonlyMap<string, readonly Wish[]> {
  const amounts = Array.from({ length: operations }, (_, n) => n + 1);
  const all = Array.from({ length: operations }, (_, n): Wish => {
    const from = accounts[n % accounts.length] ?? '';
    const others = accounts.filter((account) => account !== from);
    const to = others[roll(others.length)] ?? '';
    if (roll(100) < BALANCE_PERCENT) return { kind: 'balance', account: from };
    const [amountMinor = 0] = amounts.splice(roll(amounts.length), 1);
    return { kind: 'transfer', from, to, amountMinor, reference: String(amountMinor) };
  });
  return Map.groupBy(all, (wish) => (wish.kind === 'transfer' ? wish.from : wish.account));
}

interface Stage extends Pick<RunSettings, 'onProgress'> {
  readonly roll: Dice;
  readonly network: readonly Proxy[];
  readonly wishes: ReadonlyMap<string, readonly Wish[]>;
}

/** What the clients see, in the storm and in the calm after it. */
async function observed(
  phones: readonly OpenPhone[],
  { roll, network, wishes: wanted, onProgress }: Stage,
): Promise<Omit<Ran, 'history' | 'final'> & { readonly operations: readonly Operation[] }> {
  const operations: Operation[] = [];
  const incidents = new Map<Incident, number>();
  let now = 0;
  const manner = {
    roll,
    tick: () => (now += 1),
    count: (what: Incident) => void incidents.set(what, (incidents.get(what) ?? 0) + 1),
  };
  const asks = async (phone: OpenPhone, wish: Wish): Promise<void> => {
    operations.push(await ask(phone, wish, manner));
    onProgress?.(operations.length);
  };
  const began = performance.now();
  for (const { storm } of network) storm();
  await Promise.all(
    phones.map(async (phone) => {
      for (const wish of wanted.get(phone.accid) ?? []) await asks(phone, wish);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const { calm } of network) await calm();
  for (const phone of phones) await asks(phone, { kind: 'balance', account: phone.accid });
  for (const { close } of phones) close();
  const struck = new Map<Fate, number>();
  for (const [fate, times] of network.flatMap((line) => Object.entries(line.struck())))
    struck.set(fate as Fate, (struck.get(fate as Fate) ?? 0) + times);
  return { operations, incidents, struck, seconds };
}
