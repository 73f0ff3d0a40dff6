/**
 * The law of the log at the moment of a death, before anybody is started again and catches up: of
 * every payment that its customer was told is executed, the record is in the log already.
 */
import type { DatabaseSync } from 'node:sqlite';
import { messages } from '../../model/sa2pmp/messages.ts';
import { type Bytes, parseBytes } from '../../src/bytes.ts';
import { contentDigest } from '../../src/host/envelope.ts';
import { native } from '../../src/native.ts';
import { look } from './autopsy.ts';
import { paidBy } from './invariants.ts';
import { readJournal, toldIn } from './journal.ts';
import { broken, type Violation } from './laws.ts';
import type { Party, Town } from './town.ts';
import { customers } from './wishes.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** Payments told executed whose record is not in the log, where the bank hands records over (A19). */
export function unlogged(town: Town, dead: readonly Party[]): readonly Violation[] {
  if (town.reading.A19 !== 'bank-pushes') return [];
  // The journals first: what is told was in the log before.
  const told = customers.flatMap((name) =>
    toldIn(readJournal(town.journal(name)))
      .filter(({ wish, outcomes }) => wish.amount !== '' && outcomes.at(-1) === 'executed')
      .map(({ wish }) => paidBy(name, wish.amount)),
  );
  const due = look(town, { party: 'bank', dead }, recordsDue);
  const kept = look(town, { party: 'gateway', dead }, (db) => recordsKept(town, db));
  const missing = told.filter((paid) => !kept.has(due.get(paid) ?? ''));
  return broken(
    'what was told executed is in the log at once',
    missing.map((paid) => ({ paid, record: due.get(paid), dead })),
  );
}

/** The digest of each payment's record. */
function recordsDue(bank: DatabaseSync): ReadonlyMap<string, string> {
  const rows = bank
    .prepare(
      `SELECT posting.account || ' ' || -amount_minor AS paid, record
       FROM posting JOIN executed_order USING (entry) WHERE amount_minor < 0`,
    )
    .all();
  return new Map(rows.map(({ paid, record }) => [String(paid), String(record)]));
}

function recordsKept({ reading }: Town, gateway: DatabaseSync): ReadonlySet<string> {
  const algebra = native(suiteOf(reading));
  const shape = messages(reading).entry;
  const recordIn = (entry: Bytes): Bytes => algebra.decode(shape, entry)?.record ?? entry;
  const entries = gateway.prepare('SELECT content FROM entry').all();
  return new Set(
    entries.flatMap(({ content }) => {
      const entry = parseBytes(String(content));
      return entry === undefined ? [] : [contentDigest(recordIn(entry))];
    }),
  );
}
