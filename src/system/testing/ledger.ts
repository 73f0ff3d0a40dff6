/** A ledger in memory for the tests, and orders as the regular bank is handed them. */
import { type Reading, readings } from '../../../model/sa2pmp/reading.ts';
import { messages as messagesOf } from '../../../model/sa2pmp/messages.ts';
import { bankSchema, bankStore } from '../../adapters/sqlite/bank.ts';
import { type Database, openDatabase } from '../../adapters/sqlite/database.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import { execute, type Execution } from '../../host/bank/regular-bank.ts';
import type { BankStore } from '../../host/bank/store.ts';
import { liveSetting } from '../../host/world.ts';
import { native } from '../../native.ts';

/** An order in words. */
export interface Words {
  readonly payer: string;
  readonly type: string;
  readonly payee: string;
  readonly amount: string;
}

/** A ledger with the regular bank on it. */
export interface Ledger {
  readonly db: Database;
  readonly store: BankStore;
  /** Has an order carried out, in a transaction. */
  readonly execute: (words: Words) => Execution;
  /** Has octets carried out as if they were an order. */
  readonly executeOctets: (payer: Bytes, order: Bytes) => Execution;
  /** What all accounts hold together. */
  readonly total: () => unknown;
  readonly balance: (id: string) => number | undefined;
}

const algebra = native({ cipher: 'aes-128-cbc' });
const messages = messagesOf(readings.published);

/** An order as the mobile bank hands it over. */
export function encoded(fields: {
  readonly type: Bytes;
  readonly payee: Bytes;
  readonly amount: Bytes;
}): Bytes {
  return algebra.encode(messages.order, fields);
}

/** Where an execution stands in time. */
export const AT = 1_700_000_000_000;

/** A ledger with these customers, who have so many cents each. */
export function ledger(
  customers: Readonly<Record<string, number>>,
  changes: Partial<Reading> = {},
): Ledger {
  const db = openDatabase({ path: ':memory:', schema: bankSchema });
  if ('refusal' in db) throw new Error(db.refusal);
  const store = bankStore(db);
  const currency = 'CAD';
  store.addAccount({ id: 'opening:CAD', kind: 'opening', currency });
  for (const [id, minor] of Object.entries(customers)) {
    store.addAccount({ id, kind: 'customer', currency });
    const money = { minor, currency };
    if (minor > 0) store.post({ from: 'opening:CAD', to: id, money, what: 'opening', at: 0 });
  }
  const executeOctets = (payer: Bytes, order: Bytes): Execution =>
    store.journal.transaction(() =>
      execute(store, liveSetting(algebra, { ...readings.published, ...changes }), {
        payer,
        order,
        at: AT,
      }),
    );
  return {
    db,
    store,
    executeOctets,
    execute: ({ payer, type, payee, amount }) =>
      executeOctets(
        textToBytes(payer),
        encoded({
          type: textToBytes(type),
          payee: textToBytes(payee),
          amount: textToBytes(amount),
        }),
      ),
    total: () => db.get('SELECT sum(balance_minor) AS n FROM account')?.['n'],
    balance: (id) => store.account(id)?.balanceMinor,
  };
}
