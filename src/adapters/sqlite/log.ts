/** A gateway's file: the transaction log, its tree, the heads shown, notices for phones. */
import type { EntryRow, HeadRow, LogStore, NoticeRow } from '../../host/log/store.ts';
import type { Resolved } from '../../../model/sa2pmp/roles/log-resolving.ts';
import type { Bytes } from '../../bytes.ts';
import type { Outcome } from '../../../model/sa2pmp/resolution.ts';
import type { NodeStore } from '../../log/nodes.ts';
import { type Database, numberOf, type Row, type Schema, textOf } from './database.ts';
import { bytesOf, journal, JOURNAL_TABLES } from './journal.ts';

/** The tables of a gateway. The log's file of the paper (§5.2 TLS) is the table `entry`. */
export const logSchema: Schema = {
  party: 'log',
  migrations: [
    `${JOURNAL_TABLES}
    CREATE TABLE received (seq INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE entry (place INTEGER PRIMARY KEY, content TEXT NOT NULL, signature TEXT) STRICT;
    CREATE TABLE frame (seq INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT NOT NULL) STRICT;
    CREATE TABLE node (
      level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
      PRIMARY KEY (level, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE head (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE notice (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      sender TEXT NOT NULL, receiver TEXT NOT NULL, message TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notice_receiver ON notice (receiver, seq);`,
    `CREATE TABLE resolved (
      commitment TEXT PRIMARY KEY,
      outcome TEXT NOT NULL CHECK (outcome IN ('recorded', 'aborted')),
      records TEXT NOT NULL DEFAULT '[]'
    ) STRICT, WITHOUT ROWID;`,
  ],
};

function entry(row: Row): EntryRow {
  const signed = row['signature'] !== null;
  return {
    index: numberOf(row, 'place'),
    entry: bytesOf(row, 'content'),
    signature: signed ? bytesOf(row, 'signature') : undefined,
  };
}

function head(row: Row): HeadRow {
  return { size: numberOf(row, 'size'), root: textOf(row, 'root'), note: textOf(row, 'note') };
}

function notice(row: Row): NoticeRow {
  return {
    seq: numberOf(row, 'seq'),
    from: textOf(row, 'sender'),
    to: textOf(row, 'receiver'),
    message: bytesOf(row, 'message'),
  };
}

function resolved(row: Row): Resolved<Bytes> {
  return {
    commitment: bytesOf(row, 'commitment'),
    outcome: textOf(row, 'outcome') as Outcome,
    records: JSON.parse(textOf(row, 'records')) as readonly Bytes[],
  };
}

function size(db: Database): number {
  const row = db.get('SELECT coalesce(max(place) + 1, 0) AS n FROM entry');
  return row === undefined ? 0 : numberOf(row, 'n');
}

function nodes(db: Database): NodeStore {
  return {
    get: (level, index) => {
      const row = db.get('SELECT hash FROM node WHERE level = ? AND place = ?', level, index);
      const hash = row?.['hash'];
      return hash instanceof Uint8Array ? hash : undefined;
    },
    put: (level, index, hash) =>
      void db.run('INSERT INTO node (level, place, hash) VALUES (?, ?, ?)', level, index, hash),
  };
}

function file(
  db: Database,
): Pick<LogStore, 'addEntry' | 'entry' | 'entries' | 'size' | 'addFrame' | 'nodes'> {
  return {
    addEntry: (content, signature) => {
      const place = size(db);
      db.run(
        'INSERT INTO entry (place, content, signature) VALUES (?, ?, ?)',
        place,
        content,
        signature ?? null,
      );
      return place;
    },
    entry: (index) => {
      const row = db.get('SELECT * FROM entry WHERE place = ?', index);
      return row && entry(row);
    },
    entries: (from, most) =>
      db.all('SELECT * FROM entry WHERE place >= ? ORDER BY place LIMIT ?', from, most).map(entry),
    size: () => size(db),
    addFrame: (content) => void db.run('INSERT INTO frame (content) VALUES (?)', content),
    nodes: nodes(db),
  };
}

function notices(db: Database): Pick<LogStore, 'addNotice' | 'notices'> {
  return {
    addNotice: ({ from, to, message }, most) => {
      db.run('INSERT INTO notice (sender, receiver, message) VALUES (?, ?, ?)', from, to, message);
      db.run(
        'DELETE FROM notice WHERE receiver = ? AND seq NOT IN (SELECT seq FROM notice WHERE receiver = ? ORDER BY seq DESC LIMIT ?)',
        to,
        to,
        most,
      );
    },
    notices: (to) => db.all('SELECT * FROM notice WHERE receiver = ? ORDER BY seq', to).map(notice),
  };
}

/** What a gateway keeps, in an open database. */
export function logStore(db: Database): LogStore {
  return {
    journal: journal(db),
    ...file(db),
    ...notices(db),
    isReceived: (seq) => db.get('SELECT 1 FROM received WHERE seq = ?', seq) !== undefined,
    forgetReceived: () => void db.run('DELETE FROM received'),
    addReceived: (seq) => void db.run('INSERT INTO received (seq) VALUES (?)', seq),
    resolved: (commitment) => {
      const row = db.get('SELECT * FROM resolved WHERE commitment = ?', commitment);
      return row && resolved(row);
    },
    keepResolved: ({ commitment, outcome, records }) =>
      void db.run(
        'INSERT OR REPLACE INTO resolved (commitment, outcome, records) VALUES (?, ?, ?)',
        commitment,
        outcome,
        JSON.stringify(records),
      ),
    addHead: ({ size: n, root, note }) =>
      void db.run('INSERT INTO head (size, root, note) VALUES (?, ?, ?)', n, root, note),
    wasShown: (note) => db.get('SELECT 1 FROM head WHERE note = ?', note) !== undefined,
    heads: () => db.all('SELECT * FROM head ORDER BY seq').map(head),
  };
}
