/** The laws of a double-entry ledger, by queries. */
import type { DatabaseSync } from 'node:sqlite';
import { broken, type Violation } from './laws.ts';

/** Violations in a ledger whose opening balances come to `openingMinor`. */
export function ledger(bank: DatabaseSync, openingMinor: number): readonly Violation[] {
  const law = (name: string, sql: string): readonly Violation[] =>
    broken(name, bank.prepare(sql).all());
  return [
    ...law(
      'every entry has two postings that sum to zero',
      `SELECT seq, count(amount_minor) AS sides, total(amount_minor) AS sum
       FROM entry LEFT JOIN posting ON entry = seq GROUP BY seq HAVING sum <> 0 OR sides <> 2`,
    ),
    ...law(
      'a balance is the sum of its postings',
      `SELECT id, balance_minor, total(amount_minor) AS sum
       FROM account LEFT JOIN posting ON account = id GROUP BY id HAVING sum <> balance_minor`,
    ),
    ...law(
      'no money comes or goes',
      `SELECT * FROM (SELECT total(balance_minor) AS everything,
         total(CASE WHEN kind = 'opening' THEN balance_minor END) AS opening FROM account)
       WHERE everything <> 0 OR opening <> ${-openingMinor}`,
    ),
    ...law(
      'no customer is below zero',
      "SELECT id, balance_minor FROM account WHERE kind = 'customer' AND balance_minor < 0",
    ),
    ...law(
      'an order executes one entry of its own account',
      `SELECT executed_order.* FROM executed_order JOIN posting USING (entry)
       WHERE amount_minor < 0 AND posting.account <> executed_order.account`,
    ),
  ];
}
