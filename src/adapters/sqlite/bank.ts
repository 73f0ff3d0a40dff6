/** A bank's file: customers, depository, double-entry ledger, orders, records. */
import type {
  Account,
  BankStore,
  CustomerRow,
  OrderRow,
  Posting,
  StatementLine,
} from '../../host/bank/store.ts';
import { type Database, numberOf, type Row, type Schema, textOf } from './database.ts';
import { bytesOf, journal, JOURNAL_TABLES } from './journal.ts';

/** The tables of a bank. */
export const bankSchema: Schema = {
  party: 'bank',
  migrations: [
    `${JOURNAL_TABLES}
    CREATE TABLE customer (
      accid TEXT PRIMARY KEY REFERENCES account (id),
      userid TEXT NOT NULL, verifier TEXT NOT NULL, sim TEXT NOT NULL, phid TEXT NOT NULL,
      package_key TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE seen (
      accid TEXT NOT NULL REFERENCES customer (accid), value TEXT NOT NULL,
      PRIMARY KEY (accid, value)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE depository (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      accid TEXT NOT NULL REFERENCES customer (accid), public_key TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX depository_accid ON depository (accid, seq);
    CREATE TABLE account (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('customer', 'biller', 'opening')),
      currency TEXT NOT NULL, balance_minor INTEGER NOT NULL DEFAULT 0,
      CHECK (kind <> 'customer' OR balance_minor >= 0)
    ) STRICT;
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE posting (
      entry INTEGER NOT NULL REFERENCES entry (seq), account TEXT NOT NULL REFERENCES account (id),
      amount_minor INTEGER NOT NULL, other TEXT NOT NULL REFERENCES account (id)
    ) STRICT;
    CREATE INDEX posting_account ON posting (account, entry);
    CREATE INDEX posting_entry ON posting (entry);
    CREATE TABLE executed_order (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('executed', 'declined')),
      entry INTEGER UNIQUE REFERENCES entry (seq), record TEXT
    ) STRICT;
    CREATE TABLE record (seq INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT NOT NULL) STRICT;`,
    `CREATE TABLE opening (
      commitment TEXT PRIMARY KEY, accid TEXT NOT NULL REFERENCES customer (accid),
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;`,
    `CREATE TABLE word (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, accid TEXT NOT NULL REFERENCES customer (accid),
      commitment TEXT NOT NULL UNIQUE, record TEXT NOT NULL, content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX word_accid ON word (accid, seq);`,
  ],
};

function customer(row: Row): CustomerRow {
  return {
    accid: textOf(row, 'accid'),
    userid: textOf(row, 'userid'),
    verifier: bytesOf(row, 'verifier'),
    sim: textOf(row, 'sim'),
    phid: textOf(row, 'phid'),
    packageKey: bytesOf(row, 'package_key'),
  };
}

function account(row: Row): Account {
  return {
    id: textOf(row, 'id'),
    kind: textOf(row, 'kind') as Account['kind'],
    currency: textOf(row, 'currency'),
    balanceMinor: numberOf(row, 'balance_minor'),
  };
}

/** A line so many from the newest posting. */
function line(row: Row, place: number): StatementLine {
  return {
    number: numberOf(row, 'postings') - place,
    at: numberOf(row, 'at'),
    amountMinor: numberOf(row, 'amount_minor'),
    other: textOf(row, 'other'),
    what: textOf(row, 'what'),
  };
}

function post(db: Database, { from, to, money, what, at }: Posting): number {
  const entry = db.run('INSERT INTO entry (what, at) VALUES (?, ?)', what, at);
  const sides = [
    [from, to, -money.minor],
    [to, from, money.minor],
  ] as const;
  for (const [id, other, amountMinor] of sides) {
    db.run(
      'INSERT INTO posting (entry, account, amount_minor, other) VALUES (?, ?, ?, ?)',
      entry,
      id,
      amountMinor,
      other,
    );
    db.run('UPDATE account SET balance_minor = balance_minor + ? WHERE id = ?', amountMinor, id);
  }
  return entry;
}

function addOrder(db: Database, { account: id, status, entry, record }: OrderRow): void {
  db.run(
    'INSERT INTO executed_order (account, status, entry, record) VALUES (?, ?, ?, ?)',
    id,
    status,
    entry ?? null,
    record ?? null,
  );
}

function people(db: Database): Pick<BankStore, 'addCustomer' | 'customer' | 'customers'> {
  return {
    addCustomer: ({ accid, userid, verifier, sim, phid, packageKey }) =>
      void db.run(
        'INSERT INTO customer (accid, userid, verifier, sim, phid, package_key) VALUES (?, ?, ?, ?, ?, ?)',
        accid,
        userid,
        verifier,
        sim,
        phid,
        packageKey,
      ),
    customer: (accid) => {
      const row = db.get('SELECT * FROM customer WHERE accid = ?', accid);
      return row && customer(row);
    },
    customers: () => db.all('SELECT * FROM customer ORDER BY accid').map(customer),
  };
}

function ledger(db: Database): Pick<BankStore, 'addAccount' | 'account' | 'post' | 'statement'> {
  return {
    addAccount: ({ id, kind, currency }) =>
      void db.run('INSERT INTO account (id, kind, currency) VALUES (?, ?, ?)', id, kind, currency),
    account: (id) => {
      const row = db.get('SELECT * FROM account WHERE id = ?', id);
      return row && account(row);
    },
    post: (posting) => post(db, posting),
    statement: (id, most) =>
      db
        .all(
          `SELECT at, what, other, amount_minor, (SELECT count(*) FROM posting WHERE account = ?) AS postings
          FROM posting JOIN entry ON entry = seq WHERE account = ? ORDER BY entry DESC LIMIT ?`,
          id,
          id,
          most,
        )
        .map(line),
  };
}

/** What a bank keeps, in an open database. */
export function bankStore(db: Database): BankStore {
  return {
    journal: journal(db),
    ...people(db),
    ...ledger(db),
    countAttempt: (accid) => {
      db.run('UPDATE customer SET attempts = attempts + 1 WHERE accid = ?', accid);
      const row = db.get('SELECT attempts FROM customer WHERE accid = ?', accid);
      return row === undefined ? 0 : numberOf(row, 'attempts');
    },
    clearAttempts: (accid) =>
      void db.run('UPDATE customer SET attempts = 0 WHERE accid = ? AND attempts > 0', accid),
    isSeen: (accid, value) =>
      db.get('SELECT 1 FROM seen WHERE accid = ? AND value = ?', accid, value) !== undefined,
    addSeen: (accid, value) =>
      void db.run('INSERT INTO seen (accid, value) VALUES (?, ?)', accid, value),
    addKey: (accid, publicKey, at) =>
      void db.run(
        'INSERT INTO depository (accid, public_key, at) VALUES (?, ?, ?)',
        accid,
        publicKey,
        at,
      ),
    keysOf: (accid) =>
      db
        .all('SELECT public_key FROM depository WHERE accid = ? ORDER BY seq', accid)
        .map((row) => bytesOf(row, 'public_key')),
    addOrder: (order) => {
      addOrder(db, order);
    },
    addOpening: (accid, { commitment, content }) =>
      // An order that was recorded and not answered may be taken again, where nothing keeps it fresh.
      void db.run(
        'INSERT OR IGNORE INTO opening (accid, commitment, content) VALUES (?, ?, ?)',
        accid,
        commitment,
        content,
      ),
    opening: (commitment) => {
      const row = db.get('SELECT accid, content FROM opening WHERE commitment = ?', commitment);
      return row && { accid: textOf(row, 'accid'), content: bytesOf(row, 'content') };
    },
    addWord: (accid, { commitment, record, word }) =>
      void db.run(
        'INSERT OR IGNORE INTO word (accid, commitment, record, content) VALUES (?, ?, ?, ?)',
        accid,
        commitment,
        record,
        word,
      ),
    words: (accid) =>
      db
        .all('SELECT commitment, record, content FROM word WHERE accid = ? ORDER BY seq', accid)
        .map((row) => ({
          commitment: bytesOf(row, 'commitment'),
          record: bytesOf(row, 'record'),
          word: bytesOf(row, 'content'),
        })),
    addRecord: (record) => void db.run('INSERT INTO record (content) VALUES (?)', record),
  };
}
