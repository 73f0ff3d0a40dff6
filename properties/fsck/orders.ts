/** The bank's orders against its ledger, its records and its outbox. */
import { numberOf, type Row, textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { ANSWERS_KEPT_MAX } from '../../src/host/limits.ts';
import { accountAt, addressesOf, logAddress } from '../../src/host/names.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';
import { counted, total } from './multiset.ts';
import { isNotice } from './notice.ts';
import { type Acknowledged, acknowledged, balanced, handedOn, keptByBank } from './records.ts';

/** The checks of the bank's orders. */
export const orderChecks: readonly FileCheck[] = [
  {
    id: 'orders',
    of: 'bank',
    says: 'every entry but opening balances has its order, and every order its entry',
    run: orders,
  },
  {
    id: 'records',
    of: 'bank',
    says: "every order's record was kept or handed on, and no other",
    run: records,
  },
  {
    id: 'outbox',
    of: 'bank',
    says: 'what waits in the outbox is a record for the log or a notice',
    run: outbox,
  },
];

function orders({ all }: Member): Found {
  const wrong = all(
    `SELECT o.seq, o.status FROM executed_order AS o LEFT JOIN posting AS p
       ON p.entry = o.entry AND p.account = o.account AND p.amount_minor < 0
     WHERE o.entry IS NOT NULL AND (o.status <> 'executed' OR p.entry IS NULL)`,
  );
  const bare = all(
    `SELECT seq, what FROM entry
     WHERE what <> 'opening balance' AND seq NOT IN
       (SELECT entry FROM executed_order WHERE entry IS NOT NULL)`,
  );
  const opening = all(
    `SELECT e.seq FROM entry AS e WHERE what = 'opening balance' AND (
       EXISTS (SELECT 1 FROM executed_order AS o WHERE o.entry = e.seq) OR
       NOT EXISTS (SELECT 1 FROM posting JOIN account ON id = account
                   WHERE posting.entry = e.seq AND kind = 'opening' AND amount_minor < 0) OR
       EXISTS (SELECT 1 FROM posting AS p JOIN posting AS q ON p.account = q.account
               JOIN account ON id = p.account JOIN entry AS f ON f.seq = q.entry
               WHERE p.entry = e.seq AND q.entry < e.seq AND kind = 'customer'
                 AND f.what = 'opening balance'))`,
  );
  const n = (row: Row): number => numberOf(row, 'seq');
  return {
    figures: count(
      numberOf(all('SELECT count(*) AS n FROM executed_order')[0] ?? {}, 'n'),
      'order',
    ),
    broken: [
      ...wrong.map((row) => `order ${n(row)} (${textOf(row, 'status')}) has an entry not its own`),
      ...bare.map((row) => `entry ${n(row)} (${textOf(row, 'what')}) has no order`),
      ...opening.map((row) => `entry ${n(row)} is no opening balance`),
    ],
  };
}

function records(bank: Member): Found {
  const noted = acknowledged(bank);
  const bare = noted
    .filter(({ record }) => !/^[0-9a-f]{64}$/u.test(record ?? ''))
    .map(({ seq }) => `order ${seq} names no record`);
  const figures = count(noted.length, 'order');
  if (bank.reading.A19 === 'gateway') return { figures, broken: bare };
  const isKept = bank.reading.A19 === 'bank';
  const there = isKept ? keptByBank(bank) : handedOn(bank).map(({ record }) => record);
  const { missing, surplus } = balanced(bank, there);
  const forgotten = isKept ? [] : forgettable(bank, noted);
  const lost = total(missing) - total(counted(forgotten.filter((digest) => missing.has(digest))));
  return {
    figures: `${figures}, ${count(there.length, 'record')}`,
    broken: [
      ...bare,
      ...(lost > 0
        ? [`${count(lost, 'record')} of orders ${lost === 1 ? 'is' : 'are'} nowhere`]
        : []),
      ...(total(surplus) > 0 ? [`${count(total(surplus), 'record')} of no order`] : []),
    ],
    notes:
      total(missing) > 0 && lost <= 0
        ? [`${count(total(missing), 'record')} received by the log and forgotten here since`]
        : [],
  };
}

/** The records of orders whose answers, and what was sent with them, may have been forgotten. */
function forgettable(bank: Member, noted: readonly Acknowledged[]): readonly string[] {
  const full = bank
    .all('SELECT chart FROM inbox GROUP BY chart HAVING count(*) >= ?', ANSWERS_KEPT_MAX)
    .map((row) => textOf(row, 'chart'));
  const { A6, A33 } = bank.reading;
  // An order may name another's account as the payer's where nobody checks it.
  const isSigners = A6 === 'payee-amount' || A33 === 'checked';
  const mayBe = ({ account }: Acknowledged): boolean =>
    full.length > 0 && (!isSigners || full.includes(addressesOf(account).bank));
  return noted.filter(mayBe).flatMap(({ record }) => record ?? []);
}

function outbox(bank: Member): Found {
  const { all, get, algebra, messages } = bank;
  const isFrom = (row: Row): boolean => {
    const accid = accountAt(textOf(row, 'sender')) ?? '';
    const byGateway = textOf(row, 'channel') === 'wired';
    return (
      ['wired', 'https', 'sms'].includes(textOf(row, 'channel')) &&
      textOf(row, 'hop') === (byGateway ? logAddress : textOf(row, 'receiver')) &&
      get('SELECT 1 FROM customer WHERE accid = ?', accid) !== undefined
    );
  };
  const rows = all('SELECT * FROM outbox ORDER BY seq');
  const isRecord = (row: Row): boolean =>
    textOf(row, 'channel') === 'wired' &&
    algebra.decode(messages.record, bytesOf(row, 'message')) !== undefined;
  const isRight = (row: Row): boolean => {
    if (!isFrom(row)) return false;
    if (bytesOf(row, 'message') === '') return false;
    if (textOf(row, 'receiver') === logAddress)
      return textOf(row, 'state') !== 'reply' && isRecord(row);
    if (textOf(row, 'channel') !== 'sms') return textOf(row, 'state') === 'reply';
    return isNotice(bank, bytesOf(row, 'message'));
  };
  const pending = rows.filter((row) => textOf(row, 'state') === 'pending').length;
  return {
    figures: count(rows.length, 'message'),
    broken: rows
      .filter((row) => !isRight(row))
      .map((row) => `message ${numberOf(row, 'seq')} is not one that waits or was sent`),
    notes: pending > 0 ? [`${count(pending, 'message')} not yet received by the gateway`] : [],
  };
}
