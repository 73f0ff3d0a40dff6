/**
 * The tables that every party has: what it is, its charts' snapshots, what it has sent and still
 * must send, what it has answered, and its trace.
 */
import { type Bytes, parseBytes } from '../../bytes.ts';
import type { Journal, OutboxRow, Outgoing } from '../../host/journal.ts';
import { type Database, numberOf, type Row, textOf } from './database.ts';

/** The tables. */
export const JOURNAL_TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE chart (name TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'reply', 'done')),
    channel TEXT NOT NULL, hop TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,
    message TEXT NOT NULL, note TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_pending ON outbox (seq) WHERE state = 'pending';
  CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE, chart TEXT NOT NULL, replies TEXT NOT NULL
  ) STRICT;
  CREATE INDEX inbox_chart ON inbox (chart, seq);
  CREATE TABLE trace (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, digest TEXT NOT NULL
  ) STRICT;
`;

/** A column of hex as bytes. */
export function bytesOf(row: Row, column: string): Bytes {
  const value = parseBytes(textOf(row, column));
  if (value === undefined) throw new Error(`database: ${column} is no hex`);
  return value;
}

function outgoing(row: Row): OutboxRow {
  return {
    seq: numberOf(row, 'seq'),
    id: textOf(row, 'id'),
    state: textOf(row, 'state') as OutboxRow['state'],
    channel: textOf(row, 'channel') as Outgoing['channel'],
    hop: textOf(row, 'hop'),
    from: textOf(row, 'sender'),
    to: textOf(row, 'receiver'),
    message: bytesOf(row, 'message'),
    note: textOf(row, 'note'),
  };
}

/** The journal in an open database. */
export function journal(db: Database): Journal {
  return {
    transaction: db.transaction,
    about: (key) => {
      const row = db.get('SELECT value FROM meta WHERE key = ?', key);
      return row && textOf(row, 'value');
    },
    note: (key, value) =>
      void db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value),
    forget: (key) => void db.run('DELETE FROM meta WHERE key = ?', key),
    chart: (name) => {
      const row = db.get('SELECT state FROM chart WHERE name = ?', name);
      return row && textOf(row, 'state');
    },
    saveChart: (name, state) =>
      void db.run('INSERT OR REPLACE INTO chart (name, state) VALUES (?, ?)', name, state),
    enqueue: (sent) =>
      db.run(
        'INSERT INTO outbox (id, state, channel, hop, sender, receiver, message, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        sent.id,
        sent.state,
        sent.channel,
        sent.hop,
        sent.from,
        sent.to,
        sent.message,
        sent.note,
      ),
    sent: (seq) => {
      const row = db.get('SELECT * FROM outbox WHERE seq = ?', seq);
      return row && outgoing(row);
    },
    pending: (most) =>
      db
        .all("SELECT * FROM outbox WHERE state = 'pending' ORDER BY seq LIMIT ?", most)
        .map(outgoing),
    settle: (seq) =>
      void db.run("UPDATE outbox SET state = 'done' WHERE seq = ? AND state = 'pending'", seq),
    drop: (seq) => db.get('DELETE FROM outbox WHERE seq = ? RETURNING seq', seq) !== undefined,
    scrub: () => void db.all('PRAGMA wal_checkpoint(TRUNCATE)'),
    answered: (key) => {
      const row = db.get('SELECT replies FROM inbox WHERE key = ?', key);
      return row && (JSON.parse(textOf(row, 'replies')) as readonly number[]);
    },
    remember: ({ key, chart, replies }, most) => {
      db.run(
        'INSERT INTO inbox (key, chart, replies) VALUES (?, ?, ?)',
        key,
        chart,
        JSON.stringify(replies),
      );
      forgetOld(db, chart, most);
    },
    revise: (key, replies) =>
      void db.run('UPDATE inbox SET replies = ? WHERE key = ?', JSON.stringify(replies), key),
    trace: (line, digest) =>
      void db.run('INSERT INTO trace (line, digest) VALUES (?, ?)', line, digest),
    traceHead: () => {
      const row = db.get('SELECT digest FROM trace ORDER BY seq DESC LIMIT 1');
      return row && textOf(row, 'digest');
    },
    traced: () =>
      db
        .all('SELECT line, digest FROM trace ORDER BY seq')
        .map((row) => ({ line: textOf(row, 'line'), digest: textOf(row, 'digest') })),
  };
}

/** Drops what was answered on a chart longest ago, beyond a number, and the answers themselves. */
function forgetOld(db: Database, chart: string, most: number): void {
  const old = db.all(
    'SELECT seq, replies FROM inbox WHERE chart = ? ORDER BY seq DESC LIMIT -1 OFFSET ?',
    chart,
    most,
  );
  for (const row of old) {
    const replies = JSON.parse(textOf(row, 'replies')) as readonly number[];
    db.run('DELETE FROM inbox WHERE seq = ?', numberOf(row, 'seq'));
    // The log's word on an order has the same answer as the order (R7): it stays while either does.
    for (const seq of replies)
      db.run(
        `DELETE FROM outbox WHERE seq = ? AND state <> 'pending' AND NOT EXISTS (
           SELECT 1 FROM inbox, json_each(inbox.replies) AS reply
           WHERE chart = ? AND reply.value = outbox.seq)`,
        seq,
        chart,
      );
  }
}
