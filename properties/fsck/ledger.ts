/**
 * The bank's ledger: double entry, so that money neither comes nor goes, and no customer is ever
 * below zero. Judged from the postings; the balances kept are held against them.
 */
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';

/** The checks of the ledger. */
export const ledgerChecks: readonly FileCheck[] = [
  {
    id: 'entries',
    of: 'bank',
    says: 'every entry is two postings, of one amount, from one account to another',
    run: entries,
  },
  { id: 'ledger', of: 'bank', says: 'the ledger sums to zero in every currency', run: ledger },
  { id: 'balances', of: 'bank', says: 'every balance is the sum of its postings', run: balances },
  { id: 'covered', of: 'bank', says: 'no customer is below zero at any entry', run: covered },
];

function entries({ all }: Member): Found {
  const rows = all(
    `SELECT seq, count(account) AS sides, coalesce(sum(amount_minor), 0) AS sum,
       coalesce(max(amount_minor), 0) AS most, count(DISTINCT account) AS accounts,
       count(DISTINCT CASE WHEN account < other THEN account || ' ' || other
                           ELSE other || ' ' || account END) AS pairs
     FROM entry LEFT JOIN posting ON entry = seq GROUP BY seq`,
  );
  const isRight = (row: (typeof rows)[number]): boolean =>
    numberOf(row, 'sides') === 2 &&
    numberOf(row, 'sum') === 0 &&
    numberOf(row, 'most') > 0 &&
    numberOf(row, 'accounts') === 2 &&
    numberOf(row, 'pairs') === 1;
  return {
    figures: count(rows.length, 'entry', 'entries'),
    broken: rows
      .filter((row) => !isRight(row))
      .map(
        (row) =>
          `entry ${numberOf(row, 'seq')} has ${count(numberOf(row, 'sides'), 'posting')} that sum to ${numberOf(row, 'sum')}`,
      ),
  };
}

function ledger({ all }: Member): Found {
  const sums = all(
    `SELECT currency, count(*) AS n, sum(amount_minor) AS sum
     FROM posting JOIN account ON id = account GROUP BY currency ORDER BY currency`,
  );
  return {
    figures: sums
      .map((row) => `${count(numberOf(row, 'n'), 'posting')} in ${textOf(row, 'currency')}`)
      .join(', '),
    broken: sums
      .filter((row) => numberOf(row, 'sum') !== 0)
      .map((row) => `the postings in ${textOf(row, 'currency')} sum to ${numberOf(row, 'sum')}`),
  };
}

function balances({ all }: Member): Found {
  const rows = all(
    `SELECT id, balance_minor, coalesce(sum(amount_minor), 0) AS sum
     FROM account LEFT JOIN posting ON account = id GROUP BY id`,
  );
  return {
    figures: count(rows.length, 'account'),
    broken: rows
      .filter((row) => numberOf(row, 'sum') !== numberOf(row, 'balance_minor'))
      .map(
        (row) =>
          `${textOf(row, 'id')} says ${numberOf(row, 'balance_minor')}, its postings ${numberOf(row, 'sum')}`,
      ),
  };
}

function covered({ all }: Member): Found {
  const held = new Map<string, number>();
  const broken: string[] = [];
  const rows = all(
    `SELECT entry, account, amount_minor FROM posting JOIN account ON id = account
     WHERE kind = 'customer' ORDER BY entry`,
  );
  for (const row of rows) {
    const account = textOf(row, 'account');
    const now = (held.get(account) ?? 0) + numberOf(row, 'amount_minor');
    held.set(account, now);
    if (now < 0) broken.push(`${account} is at ${now} after entry ${numberOf(row, 'entry')}`);
  }
  return { figures: count(held.size, 'customer'), broken };
}
