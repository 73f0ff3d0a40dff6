/** Where the tests keep their databases: a folder of its own for each file of tests, and memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, type Opening } from '../database.ts';

/** A folder for databases. */
export interface Folder {
  /** A path in it that no other test was given. */
  readonly path: (suffix?: string) => string;
  /** Removes it and all that is in it. */
  readonly remove: () => void;
}

/** Makes a folder. */
export function folder(): Folder {
  const dir = mkdtempSync(join(tmpdir(), 'sa2pmp-sqlite-'));
  let given = 0;
  return {
    path: (suffix = 'db') => {
      given += 1;
      return join(dir, `${given}.${suffix}`);
    },
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The two kinds of place that a database may have. */
export const places = ['a file', ':memory:'] as const;

/** A path of that kind. */
export function pathAt(place: (typeof places)[number], { path }: Folder): string {
  return place === ':memory:' ? place : path();
}

/** A database that is not refused. */
export function opened(opening: Opening): Database {
  const db = openDatabase(opening);
  if ('refusal' in db) throw new Error(db.refusal);
  return db;
}
