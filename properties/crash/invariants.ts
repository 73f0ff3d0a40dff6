/**
 * What must hold of the files that a run leaves, whatever was struck: the laws of crash safety.
 *
 * Judges from the bank's tables, the log's entries and what the customers were told; it asks no
 * host, so that a host's mistake is not its own judge.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Customer, Told } from './customer.ts';
import { broken, type Law, type Left, type Rows, type Violation } from './laws.ts';
import { logLaws } from './log-laws.ts';

/** Every violation of a law in what a run left. */
export function violations(left: Left): readonly Violation[] {
  const bank = new DatabaseSync(left.files.bank);
  try {
    return [
      ...sound(left),
      ...ledger(bank, left),
      ...left.people.flatMap((who) => wishes(bank, who)),
      ...strangers(bank, left),
      ...logLaws(bank, left),
    ];
  } finally {
    bank.close();
  }
}

function sound({ files }: Left): readonly Violation[] {
  return Object.values(files).flatMap((path) => {
    const db = new DatabaseSync(path);
    const rows = [
      ...db
        .prepare('PRAGMA integrity_check')
        .all()
        .filter((row) => row['integrity_check'] !== 'ok'),
      ...db.prepare('PRAGMA foreign_key_check').all(),
    ];
    db.close();
    return broken('the files are sound', rows);
  });
}

function ledger(bank: DatabaseSync, { people, openingMinor }: Left): readonly Violation[] {
  const all = (sql: string): Rows => bank.prepare(sql).all();
  const opening = -openingMinor * people.length;
  return [
    ...broken(
      'every entry sums to zero',
      all(`SELECT seq, count(amount_minor) AS sides, total(amount_minor) AS sum
           FROM entry LEFT JOIN posting ON entry = seq GROUP BY seq
           HAVING sum <> 0 OR sides <> 2`),
    ),
    ...broken(
      'a balance is the sum of its postings',
      all(`SELECT id, balance_minor, total(amount_minor) AS sum
           FROM account LEFT JOIN posting ON account = id GROUP BY id HAVING sum <> balance_minor`),
    ),
    ...broken(
      'no money comes or goes',
      all(`SELECT (SELECT total(balance_minor) FROM account) AS everything,
             (SELECT total(balance_minor) FROM account WHERE kind = 'opening') AS opening
           WHERE everything <> 0 OR opening <> ${opening}`),
    ),
    ...broken(
      'no customer is below zero',
      all(`SELECT id, balance_minor FROM account WHERE kind = 'customer' AND balance_minor < 0`),
    ),
  ];
}

/** How often a customer paid an amount. */
function timesPaid(bank: DatabaseSync, account: string, amount: string): number {
  const minor = Number(amount.split(' ')[0]);
  const sql = 'SELECT count(*) AS n FROM posting WHERE account = ? AND amount_minor = ?';
  return Number(bank.prepare(sql).get(account, -minor)?.['n']);
}

function wishes(bank: DatabaseSync, who: Customer): readonly Violation[] {
  return who.wishes.flatMap((wish) => {
    if (wish.kind !== 'order' || wish.amount === '') return [];
    const times = timesPaid(bank, who.name, wish.amount);
    const told = who.told.filter((one) => one.wish === wish);
    const detail = `${who.name}, ${wish.business} ${wish.amount}: ${times} times in the ledger, told ${told.map(({ belief }) => belief).join(', then ') || 'nothing'}`;
    const isByStatement = told.some(({ belief }) => belief.endsWith('by the statement'));
    const law = 'who resumes until there is an answer needs no statement';
    const needless = who.patience === undefined && isByStatement ? [{ law, detail } as const] : [];
    return [...needless, ...lawsBroken(times, told).map((one) => ({ law: one, detail }))];
  });
}

function lawsBroken(times: number, told: readonly Told[]): readonly Law[] {
  const last = told.at(-1)?.belief;
  // What the log has is decided, and not said to be paid: the bank may decline it (R7).
  const isDecided = last === 'recorded, by the log';
  const isPaid = (belief: Told['belief'] | undefined): boolean =>
    belief === 'executed' || belief === 'paid, by the statement';
  const final = told.filter(
    ({ belief }, index) => belief !== 'not paid, by the statement' || index === told.length - 1,
  );
  const senses = new Set(final.map(({ belief }) => isPaid(belief)));
  const laws: readonly (readonly [Law, boolean])[] = [
    ['an order is executed at most once', times > 1],
    ['an acknowledged order is in the ledger', isPaid(last) && times === 0],
    [
      'an order told not executed moved nothing',
      last !== undefined && !isDecided && !isPaid(last) && times > 0,
    ],
    ['what was told stays true', senses.size > 1],
    ['an executed order is known to be', times > 0 && last === undefined],
    ['every wish is settled', last === undefined || last === 'not paid, by the statement'],
  ];
  return laws.flatMap(([law, isBroken]) => (isBroken ? [law] : []));
}

function strangers(bank: DatabaseSync, { people }: Left): readonly Violation[] {
  const wished = new Set(
    people.flatMap(({ name, wishes: all }) =>
      all.flatMap((wish) =>
        wish.kind === 'order' ? [`${name} ${wish.amount.split(' ')[0] ?? ''}`] : [],
      ),
    ),
  );
  const rows = bank
    .prepare(
      `SELECT account, -amount_minor AS minor FROM posting JOIN account ON id = account
       WHERE kind = 'customer' AND amount_minor < 0`,
    )
    .all();
  return broken(
    'nothing is executed that nobody wished',
    rows.filter((row) => !wished.has(`${String(row['account'])} ${String(row['minor'])}`)),
  );
}
