/**
 * Banks that get one thing wrong, for the control: each serves a bank's file on real ports and
 * differs from a sound bank in one function of its store.
 */
import { bank } from '../../src/host/bank/bank.ts';
import type { Account, BankStore } from '../../src/host/bank/store.ts';
import { openBank, serveBank } from '../../src/system/bank.ts';
import { quietLog } from '../../src/host/world.ts';
import { identityOf, orThrow, type Served } from './town.ts';

/** What a bank gets wrong, every so often. */
export const flaws = [
  'forgets what it has answered',
  'books an order twice',
  'shows the balance before the last change',
  'takes a repetition for a second order',
] as const;

/** One of them. */
export type Flaw = (typeof flaws)[number];

/** Every so many times the flaw shows. */
const EVERY = 4;
const GRACE_MS = 100;

/** Serves a bank's file with a flaw. */
export async function serveFlawed(path: string, flaw: Flaw): Promise<Served> {
  const open = orThrow(openBank({ path, crypto: 'openssl', log: quietLog }));
  const { world, store } = open;
  const identity = identityOf(open);
  const running = bank({ world, store: flawed(store, flaw), identity, tracing: false });
  const ports = await serveBank({ ...open, bank: running }, { wired: any, https: any });
  const listening = [ports.wired, ...(ports.https === undefined ? [] : [ports.https])];
  return {
    pid: process.pid,
    urls: listening.map(({ url }) => url),
    stop: async () => {
      await Promise.all(listening.map(({ close }) => close(GRACE_MS)));
      open.close();
    },
  };
}

const any = { port: 0 };

function flawed(store: BankStore, flaw: Flaw): BankStore {
  const { journal } = store;
  const isTurn = turns(EVERY);
  switch (flaw) {
    case 'forgets what it has answered':
      return { ...store, journal: { ...journal, transaction: forgetful(store, isTurn) } };
    case 'books an order twice':
      return {
        ...store,
        post: (posting) => {
          if (isTurn()) store.post(posting);
          return store.post(posting);
        },
      };
    case 'shows the balance before the last change':
      return { ...store, account: stale(store) };
    case 'takes a repetition for a second order':
      return {
        ...store,
        isSeen: () => false,
        addSeen: () => {},
        journal: { ...journal, answered: () => undefined, remember: () => {} },
      };
  }
}

function turns(every: number): () => boolean {
  let count = 0;
  return () => (count += 1) % every === 0;
}

/** Answers first, and crashes before the commit: now and then what was decided is gone. */
function forgetful(
  { journal: { transaction } }: BankStore,
  isTurn: () => boolean,
): BankStore['journal']['transaction'] {
  return <R>(work: () => R): R => {
    if (!isTurn()) return transaction(work);
    const done: R[] = [];
    const crash = new Error('crash');
    try {
      transaction(() => {
        done.push(work());
        throw crash;
      });
    } catch (error) {
      if (error !== crash) throw error;
    }
    return done[0] as R;
  };
}

/** Knows of each account what it was before its balance changed last. */
function stale({ account }: BankStore): BankStore['account'] {
  const seen = new Map<string, { readonly last: Account; readonly former: Account }>();
  return (id) => {
    const now = account(id);
    if (now === undefined) return undefined;
    const { last, former } = seen.get(id) ?? { last: now, former: now };
    const isChanged = last.balanceMinor !== now.balanceMinor;
    const next = isChanged ? { last: now, former: last } : { last, former };
    seen.set(id, next);
    return next.former;
  };
}
