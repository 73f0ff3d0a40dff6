/** A witness's file: for each log the head that it cosigned last, and its own key. */
import type { TreeHead } from '../../log/checkpoint.ts';
import { type Database, numberOf, type Schema, textOf } from './database.ts';

/** The tables of a witness. */
export const witnessSchema: Schema = {
  party: 'witness',
  migrations: [
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE cosigned (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL) STRICT;`,
  ],
};

/** The head of a log that was cosigned last. */
export function latestOf(db: Database, origin: string): TreeHead | undefined {
  const row = db.get('SELECT size, root FROM cosigned WHERE origin = ?', origin);
  if (row === undefined) return undefined;
  return { size: numberOf(row, 'size'), root: Buffer.from(textOf(row, 'root'), 'hex') };
}

/** Remembers a head, before the cosignature is given out. */
export function remember(db: Database, origin: string, { size, root }: TreeHead): void {
  db.run(
    'INSERT OR REPLACE INTO cosigned (origin, size, root) VALUES (?, ?, ?)',
    origin,
    size,
    Buffer.from(root).toString('hex'),
  );
}
