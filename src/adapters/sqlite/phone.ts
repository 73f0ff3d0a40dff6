/** A phone's file: its chart's memory (§4.3 "Record Stored in RMS") and its user's orders. */
import type { HistoryRow, OrderState, PhoneStore } from '../../host/phone/store.ts';
import { type Database, numberOf, type Row, type Schema, textOf } from './database.ts';
import { journal, JOURNAL_TABLES } from './journal.ts';

/** The tables of a phone. */
export const phoneSchema: Schema = {
  party: 'phone',
  migrations: [
    `${JOURNAL_TABLES}
    CREATE TABLE user_order (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, business TEXT NOT NULL,
      payee TEXT NOT NULL, amount TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('sent', 'executed', 'declined', 'unanswered'))
    ) STRICT;`,
    `ALTER TABLE user_order RENAME TO user_order_1;
    CREATE TABLE user_order (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, business TEXT NOT NULL,
      payee TEXT NOT NULL, amount TEXT NOT NULL,
      state TEXT NOT NULL CHECK (
        state IN ('sent', 'executed', 'declined', 'unanswered', 'recorded', 'given-up')
      )
    ) STRICT;
    INSERT INTO user_order SELECT * FROM user_order_1;
    DROP TABLE user_order_1;`,
  ],
};

function order(row: Row): HistoryRow {
  return {
    seq: numberOf(row, 'seq'),
    at: numberOf(row, 'at'),
    business: textOf(row, 'business'),
    payee: textOf(row, 'payee'),
    amount: textOf(row, 'amount'),
    state: textOf(row, 'state') as OrderState,
  };
}

/** What a phone keeps, in an open database. */
export function phoneStore(db: Database): PhoneStore {
  return {
    journal: journal(db),
    addOrder: ({ at, business, payee, amount }) =>
      void db.run(
        "INSERT INTO user_order (at, business, payee, amount, state) VALUES (?, ?, ?, ?, 'sent')",
        at,
        business,
        payee,
        amount,
      ),
    closeOrder: (state) =>
      void db.run(
        "UPDATE user_order SET state = ? WHERE state = 'sent' AND seq = (SELECT max(seq) FROM user_order)",
        state,
      ),
    orders: () => db.all('SELECT * FROM user_order ORDER BY seq').map(order),
  };
}
