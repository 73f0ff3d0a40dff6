/**
 * One SQLite file of one party: opened, checked, brought up to date, and written in whole
 * transactions (SQLite's write-ahead log, `synchronous=FULL`: a commit that returned is on disk).
 *
 * Refuses a file that is no database, another party's, damaged, or of a newer schema.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite';

/** A row as read. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** An open database. */
export interface Database {
  /** The file, or `:memory:`. */
  readonly path: string;
  /** Carries out a statement that returns nothing; returns the row id it inserted last. */
  readonly run: (sql: string, ...values: readonly SQLInputValue[]) => number;
  /** All rows of a query. */
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly Row[];
  /** The first row of a query. */
  readonly get: (sql: string, ...values: readonly SQLInputValue[]) => Row | undefined;
  /**
   * All or nothing: commits what `work` wrote and returns once it is on disk; rolls back when
   * `work` or the commit throws. Inside another it is undone alone and durable with the other. What
   * wrote nothing costs no disk access.
   */
  readonly transaction: <R>(work: () => R) => R;
  /** Closes the file; the write-ahead log is folded into it. */
  readonly close: () => void;
}

/** The tables of one kind of party, as a list of changes; its length is the schema's version. */
export interface Schema {
  /** Whose it is: `bank`, `log`, `phone`, `witness`. */
  readonly party: string;
  /** SQL that leads from each version to the next. */
  readonly migrations: readonly string[];
}

/** How to open. */
export interface Opening {
  readonly path: string;
  readonly schema: Schema;
  /** Whether a file that is not there is an error (default: it is made). */
  readonly mustExist?: boolean;
  /** Carries out each commit that writes; tests put faults in here. */
  readonly durably?: (commit: () => void) => void;
}

/** A database that cannot be used as asked: the user's to sort out, told in one line. */
export interface DatabaseRefusal {
  readonly refusal: string;
}

/** How long a statement waits for another process's transaction, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5_000;

/** Marks our files: the octets `SA2p`. */
export const APPLICATION_ID = 0x53413270;

/**
 * Opens or makes a party's database.
 *
 * @returns the database, or why it is refused; nothing is changed on refusal
 */
export function openDatabase(opening: Opening): Database | DatabaseRefusal {
  const { path, schema, mustExist = false } = opening;
  if (mustExist && path !== ':memory:' && !existsSync(path)) {
    return { refusal: `${path}: there is no such file` };
  }
  const opened = opens(path);
  if ('refusal' in opened) return opened;
  const refusal = objection(opened, opening);
  if (refusal !== undefined) {
    opened.close();
    return { refusal: `${path}: ${refusal}` };
  }
  try {
    prepare(opened, schema);
  } catch (error) {
    opened.close();
    throw error;
  }
  return wrapped(opened, opening);
}

function opens(path: string): DatabaseSync | DatabaseRefusal {
  let db: DatabaseSync | undefined;
  try {
    // Keys stand in it: for its owner alone. SQLite gives the files beside it the same mode.
    if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    db = new DatabaseSync(path, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
    });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db?.close();
    if (!existsSync(dirname(path))) {
      return { refusal: `${path}: there is no folder ${dirname(path)}; make it first` };
    }
    return { refusal: `${path}: cannot be opened as a database (${messageOf(error)})` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function pragma(db: DatabaseSync, name: string): SQLOutputValue {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? null;
}

/** Why a file that opens is not one to work with. */
function objection(db: DatabaseSync, { schema }: Opening): string | undefined {
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get();
  if (tables?.['n'] === 0) return undefined;
  if (pragma(db, 'application_id') !== APPLICATION_ID) return 'a database, but not of sa2pmp';
  const meta = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'")
    .get();
  if (meta === undefined) return 'a database with the mark of sa2pmp, but without its tables';
  const party = db.prepare('SELECT value FROM meta WHERE key = ?').get('party')?.['value'];
  if (party !== schema.party) return `the database of a ${String(party)}, not of a ${schema.party}`;
  const version = Number(pragma(db, 'user_version'));
  const known = schema.migrations.length;
  return version > known
    ? `made by a newer sa2pmp (schema ${version}; this one knows up to ${known}); nothing was changed`
    : undefined;
}

/** Sets the file's ways and brings its tables up to date, in one transaction. */
function prepare(db: DatabaseSync, { party, migrations }: Schema): void {
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON;',
  );
  const version = Number(pragma(db, 'user_version'));
  if (version >= migrations.length) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been quicker.
    const now = Number(pragma(db, 'user_version'));
    for (const sql of migrations.slice(now)) db.exec(sql);
    if (now === 0) {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('party', party);
    }
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** What undid a transaction while it was under way. */
interface Undone {
  by: Error | undefined;
}

function wrapped(db: DatabaseSync, { path, durably }: Opening): Database {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  let wrote = false;
  const commit = (): void => {
    const carryOut = (): void => {
      db.exec('COMMIT');
    };
    if (wrote && durably !== undefined) durably(carryOut);
    else carryOut();
  };
  let undone: Undone | undefined;
  const outermost = <R>(work: () => R): R => {
    db.exec('BEGIN IMMEDIATE');
    wrote = false;
    const mine: Undone = { by: undefined };
    undone = mine;
    try {
      const result = work();
      if (mine.by !== undefined) throw mine.by;
      commit();
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    } finally {
      undone = undefined;
    }
  };
  /** A transaction inside another: undone alone when it throws, durable with the other. */
  const nested = <R>(work: () => R, outer: Undone): R => {
    if (outer.by !== undefined) throw outer.by;
    db.exec('SAVEPOINT nested');
    try {
      const result = work();
      db.exec('RELEASE nested');
      return result;
    } catch (error) {
      // A full disk undoes the whole transaction, and what comes after must not stand alone.
      if (db.isTransaction) db.exec('ROLLBACK TO nested; RELEASE nested');
      else outer.by = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  };
  return {
    path,
    run: (sql, ...values) => {
      wrote = true;
      return Number(prepared(sql).run(...values).lastInsertRowid);
    },
    all: (sql, ...values) => prepared(sql).all(...values),
    get: (sql, ...values) => {
      wrote ||= sql.startsWith('DELETE');
      return prepared(sql).get(...values);
    },
    transaction: (work) => (undone === undefined ? outermost(work) : nested(work, undone)),
    close: () => {
      db.close();
    },
  };
}

/** A text column of a row. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`database: ${column} is no text`);
  return value;
}

/** A whole-number column of a row. */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`database: ${column} is no number`);
  return value;
}
