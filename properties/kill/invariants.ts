/**
 * What must hold of the files whoever was killed: judged from the bank's tables, the log's
 * entries, the phones' files and the customers' journals, by queries of its own.
 *
 * `standing` holds at every moment, with everybody at work; `settled` when all is quiet.
 */
import { DatabaseSync } from 'node:sqlite';
import { parseMoney } from '../../src/host/money.ts';
import { logLaws } from '../crash/log-laws.ts';
import { type Outcome, readJournal, type Told, toldIn } from './journal.ts';
import { broken, type Violation } from './laws.ts';
import { ledger } from './ledger.ts';
import { parties, type Town } from './town.ts';
import { type CustomerName, customers, OPENING_MINOR } from './wishes.ts';

type Rows = Parameters<typeof broken>[1];

/** Reads a database that its owner may be writing. */
export function reading<R>(path: string, read: (db: DatabaseSync) => R): R {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** A customer's wishes and what she was told. */
interface Person {
  readonly name: CustomerName;
  readonly told: readonly Told[];
}

function people(town: Town): readonly Person[] {
  return customers.map((name) => ({ name, told: toldIn(readJournal(town.journal(name))) }));
}

/** What holds at every moment. */
export function standing(town: Town): readonly Violation[] {
  // The journals first: what is told was in the ledger before.
  const persons = people(town);
  return reading(town.database('bank'), (bank) => {
    bank.exec('BEGIN');
    return [...ledger(bank, OPENING_MINOR * customers.length), ...promises(bank, persons)];
  });
}

/** What holds when every customer rests and the bank's outbox is empty. */
export function settled(town: Town): readonly Violation[] {
  const damage = parties.flatMap((party) => sound(town.database(party)));
  if (damage.length > 0) return damage;
  const persons = people(town);
  return reading(town.database('bank'), (bank) => {
    return [
      ...ledger(bank, OPENING_MINOR * customers.length),
      ...promises(bank, persons),
      ...strangers(bank, persons),
      ...counts(bank, persons),
      ...persons.flatMap((person) => knowing(town, person)),
      ...broken('the outbox is empty', waiting(bank)),
      ...logLaws(bank, left(town)),
    ];
  });
}

/** What the laws of the log look at. */
function left(town: Town): Parameters<typeof logLaws>[1] {
  const [bank, gateway] = [town.database('bank'), town.database('gateway')];
  return {
    reading: town.reading,
    files: { bank, gateway, alice: town.database('alice'), bob: town.database('bob') },
    people: [],
    openingMinor: OPENING_MINOR,
  };
}

function sound(path: string): readonly Violation[] {
  const law = 'the files are sound';
  try {
    return reading(path, (db) => {
      const flaws = db.prepare('PRAGMA integrity_check').all();
      return broken(law, [
        ...flaws.filter((row) => row['integrity_check'] !== 'ok').map((row) => ({ path, ...row })),
        ...db.prepare('PRAGMA foreign_key_check').all(),
      ]);
    });
  } catch (error) {
    return [{ law, detail: `${path}: ${String(error)}` }];
  }
}

function waiting(db: DatabaseSync): Rows {
  return db.prepare("SELECT seq, channel, receiver FROM outbox WHERE state = 'pending'").all();
}

/** An amount that left a customer's account. */
interface Payment {
  readonly times: number;
  /** Whether each is an order that was executed and that names its record. */
  readonly isRecorded: boolean;
}

function paymentsIn(bank: DatabaseSync): ReadonlyMap<string, Payment> {
  const rows = bank
    .prepare(
      `SELECT account.id || ' ' || -amount_minor AS paid, count(*) AS times,
         sum(status = 'executed' AND record IS NOT NULL) AS recorded
       FROM posting JOIN account ON account.id = posting.account
         LEFT JOIN executed_order ON executed_order.entry = posting.entry
       WHERE kind = 'customer' AND amount_minor < 0 GROUP BY paid`,
    )
    .all();
  return new Map(
    rows.map(({ paid, times, recorded }) => [
      String(paid),
      { times: Number(times), isRecorded: recorded === times },
    ]),
  );
}

/** What a payment is known by: who paid, and the amount that is like no other. */
export function paidBy(name: string, amount: string): string {
  return `${name} ${parseMoney(amount)?.minor ?? 0}`;
}

/** The laws of what was told against what was paid. */
function promises(bank: DatabaseSync, persons: readonly Person[]): readonly Violation[] {
  const payments = paymentsIn(bank);
  return persons.flatMap(({ name, told }) =>
    told.flatMap(({ wish, outcomes }) => {
      const payment = payments.get(paidBy(name, wish.amount));
      const isOrder = wish.amount !== '';
      const last = outcomes.at(-1);
      const detail = `${name}'s wish ${wish.n}, ${wish.business} ${wish.amount}: paid ${payment?.times ?? 0} times, told ${outcomes.join(', then ') || 'nothing'}`;
      const laws: readonly (readonly [string, boolean])[] = [
        ['a wish is executed at most once', (payment?.times ?? 0) > 1],
        [
          'what was told executed is in the ledger, with its order and record',
          isOrder && last === 'executed' && payment?.isRecorded !== true,
        ],
        [
          'what was declined or never sent moved nothing',
          (last === 'declined' || last === 'never sent') && payment !== undefined,
        ],
        ['what was told stays true', new Set(outcomes).size > 1],
        ['no customer is left not knowing', last === 'in doubt'],
      ];
      return laws.flatMap(([law, isBroken]) => (isBroken ? [{ law, detail }] : []));
    }),
  );
}

function strangers(bank: DatabaseSync, persons: readonly Person[]): readonly Violation[] {
  const wished = new Set(
    persons.flatMap(({ name, told }) => told.map(({ wish }) => paidBy(name, wish.amount))),
  );
  const paid = [...paymentsIn(bank).keys()].filter((key) => !wished.has(key));
  return broken(
    'nothing is executed that nobody wished',
    paid.map((payment) => ({ payment })),
  );
}

/** The bank's orders and the answers that each customer got are as many, enquiries too. */
function counts(bank: DatabaseSync, persons: readonly Person[]): readonly Violation[] {
  const ordered = bank.prepare(
    'SELECT count(*) AS n FROM executed_order WHERE account = ? AND status = ?',
  );
  const statuses = ['executed', 'declined'] as const satisfies readonly Outcome[];
  return persons.flatMap(({ name, told }) =>
    statuses.flatMap((status) => {
      const heard = told.filter(({ outcomes }) => outcomes.at(-1) === status).length;
      const orders = Number(ordered.get(name, status)?.['n']);
      const detail = `${name}: ${orders} orders ${status}, told of ${heard}`;
      return orders === heard ? [] : [{ law: 'every order was answered once', detail }];
    }),
  );
}

/** A customer at rest knows what became of every wish, and her phone says the same. */
function knowing(town: Town, { name, told }: Person): readonly Violation[] {
  return reading(town.database(name), (db) => {
    const states = db
      .prepare('SELECT state FROM user_order ORDER BY seq')
      .all()
      .map(({ state }) => state);
    const wrong = told.filter(({ wish, outcomes }) => {
      const last = outcomes.at(-1);
      return last === undefined || (last !== 'never sent' && states[wish.orders] !== last);
    });
    return [
      ...broken(
        'a customer at rest knows, and her phone says the same',
        wrong.map(({ wish, outcomes }) => ({ name, n: wish.n, outcomes })),
      ),
      ...broken(
        'a phone at rest waits for nothing',
        waiting(db).map((row) => ({ name, ...row })),
      ),
    ];
  });
}
