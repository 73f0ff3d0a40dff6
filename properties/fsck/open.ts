/**
 * Opens parties' files for reading alone, and looks at all of them as they stand at one moment.
 *
 * Nothing is written, migrated or checkpointed. A file that nobody has open is read as it lies,
 * without the side files that SQLite would leave; one that a party has open is read by its side,
 * in one transaction. Refuses what is missing, no database, not ours, of another schema's version
 * or without a reading.
 */
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { messages } from '../../model/sa2pmp/messages.ts';
import { bankSchema } from '../../src/adapters/sqlite/bank.ts';
import {
  APPLICATION_ID,
  BUSY_TIMEOUT_MS,
  type Schema,
} from '../../src/adapters/sqlite/database.ts';
import { logSchema } from '../../src/adapters/sqlite/log.ts';
import { phoneSchema } from '../../src/adapters/sqlite/phone.ts';
import { witnessSchema } from '../../src/adapters/sqlite/witness.ts';
import { readingSchema } from '../../src/host/reading-schema.ts';
import { native } from '../../src/native.ts';
import type { Member, Party, Tables } from './check.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** The tables of each party, as this version makes them. */
export const schemas: Readonly<Record<Party, Schema>> = {
  bank: bankSchema,
  log: logSchema,
  phone: phoneSchema,
  witness: witnessSchema,
};

/** A file that cannot be checked, and why. */
export interface Unusable {
  readonly unusable: string;
}

/** A file, open. */
export interface Opened {
  readonly file: Tables | Member;
  /** Fixes what is seen: everything is read as it stands now. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** A number that changes when somebody else writes. */
  readonly version: () => string;
  /** Whether what was read may be no longer one state: somebody came who was not there. */
  readonly hasMoved: () => boolean;
  readonly close: () => void;
}

/** Opens a file. */
export function openFile(path: string): Opened | Unusable {
  if (!existsSync(path)) return { unusable: `${path}: there is no such file` };
  const dbs: DatabaseSync[] = [];
  const close = (): void => {
    for (const db of dbs) db.close();
  };
  const isIdle = isLeftAlone(path);
  const stamp = stampOf(path);
  try {
    const open = (): DatabaseSync => {
      const db = opens(path, isIdle);
      dbs.push(db);
      return db;
    };
    const db = open();
    const watch = open();
    const file = fileIn(db, path);
    if (typeof file === 'string') {
      close();
      return { unusable: `${path}: ${file}` };
    }
    const version = (): string =>
      isIdle ? stampOf(path) : String(watch.prepare('PRAGMA data_version').get()?.['data_version']);
    const freeze = (): void => {
      db.exec('BEGIN');
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
    };
    const thaw = (): void => {
      if (db.isTransaction) db.exec('ROLLBACK');
    };
    const hasMoved = (): boolean => isIdle && stampOf(path) !== stamp;
    return { file, freeze, thaw, version, hasMoved, close };
  } catch (error) {
    close();
    const why = error instanceof Error ? error.message : String(error);
    return { unusable: `${path}: cannot be opened as a database (${why})` };
  }
}

/** Whether no process has the file open, as far as SQLite's side files tell. */
function isLeftAlone(path: string): boolean {
  const isThere = (end: string): boolean => existsSync(`${path}${end}`);
  if (isThere('-shm') || isThere('-journal')) return false;
  return !isThere('-wal') || statSync(`${path}-wal`).size === 0;
}

/** What tells that somebody has opened or written a file since. */
function stampOf(path: string): string {
  const { size, mtimeMs, ino } = statSync(path);
  return [size, mtimeMs, ino, isLeftAlone(path)].join(' ');
}

function opens(path: string, isIdle: boolean): DatabaseSync {
  const url = pathToFileURL(path);
  if (isIdle) url.searchParams.set('immutable', '1');
  const db = new DatabaseSync(url, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  db.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
  return db;
}

function isParty(party: unknown): party is Party {
  return typeof party === 'string' && Object.hasOwn(schemas, party);
}

/** The file as checks see it, or why it is none to check. */
function fileIn(db: DatabaseSync, path: string): Tables | Member | string {
  const pragma = (name: string): unknown =>
    Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const about = (key: string): string | undefined => {
    const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
    return typeof value === 'string' ? value : undefined;
  };
  if (pragma('application_id') !== APPLICATION_ID) return 'a database, but not of sa2pmp';
  const party = about('party');
  if (!isParty(party)) return `the database of a ${String(party)}, which fsck does not know`;
  const [version, known] = [Number(pragma('user_version')), schemas[party].migrations.length];
  if (version !== known) {
    const age = version > known ? 'a newer' : 'an older';
    return `made by ${age} sa2pmp (schema ${version}; this one checks ${known})`;
  }
  const tables: Tables = {
    path,
    party,
    about,
    all: (sql, ...values) => db.prepare(sql).all(...values),
    get: (sql, ...values) => db.prepare(sql).get(...values),
  };
  return party === 'witness' ? tables : memberIn({ ...tables, party });
}

function memberIn(tables: Tables & Pick<Member, 'party'>): Member | string {
  const said = tables.about('reading');
  if (said === undefined) return 'not set up yet: it says no reading';
  const parsed = v.safeParse(readingSchema, jsonOf(said));
  if (!parsed.success) return 'its reading cannot be read';
  const reading = parsed.output;
  return {
    ...tables,
    reading,
    algebra: native(suiteOf(reading)),
    messages: messages(reading),
    isTraced: tables.about('tracing') === 'true',
  };
}

/** What a text says in JSON; `undefined` when it says nothing. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tries to see all files at one moment, before giving up. */
const MOMENTS_MAX = 200;

/**
 * Fixes all files at one moment, between two writes of any party.
 *
 * @returns whether that was had; parties that never pause do not let it
 */
export function freezeAll(opened: readonly Opened[]): boolean {
  for (let tries = 0; tries < MOMENTS_MAX; tries += 1) {
    const before = opened.map(({ version }) => version());
    for (const { freeze } of opened) freeze();
    if (opened.every(({ version }, index) => version() === before[index])) return true;
    for (const { thaw } of opened) thaw();
  }
  return false;
}
