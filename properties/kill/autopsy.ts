/**
 * What was under way when somebody was killed, looked up before anybody is started again.
 *
 * The files of the dead are copied and the copies opened: who restarts finds them as they were
 * left, the write-ahead log not yet folded in.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Bytes } from '../../src/bytes.ts';
import { type Request, requestKey } from '../../src/host/envelope.ts';
import type { Kill } from './figures.ts';
import { isBusy, readJournal } from './journal.ts';
import { reading } from './invariants.ts';
import type { Party, Town } from './town.ts';
import { customers } from './wishes.ts';

/** How many customers wait for an answer. */
export function inFlight(town: Town): number {
  return customers.filter((name) => isBusy(readJournal(town.journal(name)))).length;
}

/** What the death of some interrupted. */
export function autopsy(
  town: Town,
  dead: readonly Party[],
): Pick<Kill, 'answersLost' | 'unfetched'> {
  const isServer = dead.some((party) => party === 'bank' || party === 'gateway');
  const waiting = customers.filter((name) => isServer || dead.includes(name));
  const keys = waiting.flatMap((name) => look(town, { party: name, dead }, pendingKeys));
  return look(town, { party: 'bank', dead }, (bank) => {
    const answered = bank.prepare('SELECT 1 FROM inbox WHERE key = ?');
    const unfetched = bank.prepare("SELECT count(*) AS n FROM outbox WHERE state = 'pending'");
    return {
      answersLost: keys.filter((key) => answered.get(key) !== undefined).length,
      unfetched: Number(unfetched.get()?.['n']),
    };
  });
}

/** What the bank remembers the requests by that a phone has no answer to. */
function pendingKeys(phone: DatabaseSync): readonly string[] {
  const tables = phone.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'outbox'").get();
  if (tables === undefined) return [];
  const rows = phone.prepare("SELECT * FROM outbox WHERE state = 'pending'").all();
  return rows.map((row) => {
    const channel: Request['channel'] = row['channel'] === 'https' ? 'https' : 'wired';
    const [id, from, to] = [String(row['id']), String(row['sender']), String(row['receiver'])];
    return requestKey({ id, channel, from, to, message: String(row['message']) as Bytes });
  });
}

/** Reads the file of somebody alive, or a copy of that of somebody dead. */
export function look<R>(
  town: Town,
  { party, dead }: { readonly party: Party; readonly dead: readonly Party[] },
  read: (db: DatabaseSync) => R,
): R {
  const path = town.database(party);
  if (!dead.includes(party) && existsSync(path)) return reading(path, read);
  const copy = join(town.folder, 'autopsy.db');
  for (const tail of ['', '-wal']) {
    if (existsSync(path + tail)) copyFileSync(path + tail, copy + tail);
  }
  const db = new DatabaseSync(copy);
  try {
    return read(db);
  } finally {
    db.close();
    for (const tail of ['', '-wal', '-shm']) rmSync(copy + tail, { force: true });
  }
}
