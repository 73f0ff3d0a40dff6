/** What a bank's file says when all is quiet, read by SQL: balances, and transfers in order. */
import { DatabaseSync } from 'node:sqlite';
import type { Final } from '../history/totals.ts';
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';

/**
 * Reads it.
 *
 * A transfer is named by its amount, which no other transfer of a run has. Of an entry without
 * two sides the missing one is nobody's.
 */
export function ledgerIn(path: string): Final {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const balances = db
      .prepare("SELECT id, balance_minor FROM account WHERE kind = 'customer' ORDER BY id")
      .all()
      .map((row) => [textOf(row, 'id'), numberOf(row, 'balance_minor')] as const);
    const ledger = db
      .prepare(
        `SELECT coalesce(payer.account, '') AS payer, coalesce(payee.account, '') AS payee,
          coalesce(payee.amount_minor, -payer.amount_minor, 0) AS amount
        FROM entry
          LEFT JOIN posting AS payer ON payer.entry = seq AND payer.amount_minor < 0
          LEFT JOIN posting AS payee ON payee.entry = seq AND payee.amount_minor > 0
        WHERE what = 'transfer' ORDER BY seq`,
      )
      .all()
      .map((row) => {
        const amountMinor = numberOf(row, 'amount');
        const [from, to] = [textOf(row, 'payer'), textOf(row, 'payee')];
        return { from, to, amountMinor, reference: String(amountMinor) };
      });
    return { balances: new Map(balances), ledger };
  } finally {
    db.close();
  }
}
