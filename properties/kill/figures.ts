/** The figures of a campaign: counted while it runs, read from the files at its end. */
import { existsSync, readFileSync } from 'node:fs';
import { readJournal } from './journal.ts';
import { reading } from './invariants.ts';
import { type Party, parties, type Town } from './town.ts';
import { customers } from './wishes.ts';

/** One kill. */
export interface Kill {
  readonly party: Party;
  /** When since it was ready, in milliseconds; `starting` before it was. */
  readonly afterMs: number | 'starting';
  /** How many customers waited for an answer. */
  readonly inFlight: number;
  /** Messages that the bank had answered and whose sender had not heard the answer. */
  readonly answersLost: number;
  /** Messages in the bank's outbox that the gateway had not acknowledged. */
  readonly unfetched: number;
}

/** Counts of what the files say. */
export interface Counted {
  readonly executed: number;
  readonly declined: number;
  readonly neverSent: number;
  readonly enquiries: number;
  readonly resends: number;
  readonly resentWishes: number;
  readonly unanswered: number;
  readonly odd: readonly string[];
  readonly renewals: number;
  readonly records: number;
}

/** Counts from the files. */
export function counted(town: Town): Counted {
  const lines = customers.flatMap((name) =>
    readJournal(town.journal(name)).map((line) => ({ name, line })),
  );
  const number = (kind: string): number => lines.filter(({ line }) => line.kind === kind).length;
  const resent = lines.flatMap(({ name, line }) =>
    line.kind === 'resend' && line.n > 0 ? [`${name} ${line.n}`] : [],
  );
  const count = (party: Party, table: string): number =>
    existsSync(town.database(party)) ? rowsIn(party, table) : 0;
  const rowsIn = (party: Party, table: string): number =>
    reading(town.database(party), (db) =>
      Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']),
    );
  return {
    executed: number('executed'),
    declined: number('declined'),
    neverSent: number('never sent'),
    enquiries: lines.filter(({ line }) => line.kind === 'intended' && line.amount === '').length,
    resends: number('resend'),
    resentWishes: new Set(resent).size,
    unanswered: number('unanswered'),
    odd: lines.flatMap(({ name, line }) =>
      line.kind === 'odd' ? [`${name}'s wish ${line.n}: ${line.what}`] : [],
    ),
    renewals: count('bank', 'depository') - customers.length,
    records: count('gateway', 'entry') + count('bank', 'record'),
  };
}

/** Faults that a server wrote into its own log, by what they were. */
export function faultsIn(file: string): ReadonlyMap<string, number> {
  const faults = new Map<string, number>();
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const { msg, what = '', why = '' } = JSON.parse(line) as Readonly<Record<string, string>>;
    const name = [msg, what, why].filter((text) => text !== '').join(': ');
    faults.set(name, (faults.get(name) ?? 0) + 1);
  }
  return faults;
}

/** The figures of the kills, a line each. */
export function showKills(kills: readonly Kill[]): readonly string[] {
  const starting = kills.filter(({ afterMs }) => afterMs === 'starting').length;
  const busy = kills.filter(({ inFlight }) => inFlight > 0).length;
  const sum = (of: (kill: Kill) => number): number =>
    kills.reduce((total, kill) => total + of(kill), 0);
  const at = (n: number): number => kills.filter(({ inFlight }) => inFlight === n).length;
  return [
    ...parties.map(
      (party) => `kills of ${party} ${kills.filter((kill) => kill.party === party).length}`,
    ),
    `kills while starting ${starting}, at work ${kills.length - starting}`,
    `kills with customers waiting ${busy} (one ${at(1)}, two ${at(2)}, three ${at(3)}), idle ${at(0)}`,
    `kills between the bank's commit and the customer's hearing ${kills.filter(({ answersLost }) => answersLost > 0).length}`,
    `kills with the bank's outbox not empty ${kills.filter(({ unfetched }) => unfetched > 0).length}`,
    `answers lost, given again from memory ${sum(({ answersLost }) => answersLost)}`,
  ];
}

/** The figures of the files, a line each. */
export function showCounted(counts: Counted): readonly string[] {
  const { executed, declined, neverSent, enquiries, odd } = counts;
  return [
    `wishes executed ${executed}, declined ${declined}, never sent ${neverSent} (enquiries among them ${enquiries})`,
    `records ${counts.records}`,
    `key renewals ${counts.renewals}`,
    `times without an answer ${counts.unanswered}`,
    `resends ${counts.resends}, of ${counts.resentWishes} wishes`,
    `odd news ${odd.length}${odd.length === 0 ? '' : `: ${odd.slice(0, 5).join('; ')}`}`,
  ];
}
