/** Damage to files, for tests: each makes one check break, and what necessarily follows. */
import { DatabaseSync } from 'node:sqlite';
import { readings } from '../../model/sa2pmp/reading.ts';
import type { Check } from './check.ts';
import type { LiveFiles } from './live.ts';

/** The systems that are damaged, by what is otherwise than published. */
export const bases = {
  plain: {},
  merkle: { A20: 'merkle' },
  chain: { A20: 'hash-chain' },
  gateway: { A19: 'gateway' },
  both: { A19: 'both' },
  kept: { A19: 'bank' },
  repaired: readings.repaired,
} as const;

/** One damage. */
export interface Damage {
  readonly what: string;
  readonly base: keyof typeof bases;
  readonly strikes: (files: LiveFiles) => void;
  /** Whose check breaks, and which. */
  readonly breaks: readonly `${Check['of']} ${string}`[];
}

/** Changes a file by SQL, unhindered by its constraints. */
export function sql(path: string, text: string, ...values: readonly (string | number)[]): void {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  db.exec('PRAGMA ignore_check_constraints = ON');
  if (values.length === 0) db.exec(text);
  else db.prepare(text).run(...values);
  db.close();
}

/** Damage done by SQL to one file. */
export function on(party: keyof LiveFiles, text: string): Damage['strikes'] {
  return (files) => {
    sql(files[party], text);
  };
}

/** A value in a file. */
export function valueIn(path: string, query: string): string {
  const db = new DatabaseSync(path);
  const value = Object.values(db.prepare(query).get() ?? {})[0];
  db.close();
  return String(value);
}

/** Octets that stand nowhere else. */
export const strange = '9f3a17c4e2b85d60718293a4b5c6d7e8';
