/** Damage to a bank's file. */
import { type Damage, on, strange } from './damage.ts';

const swapEntries = (one: number, two: number): string =>
  `UPDATE posting SET entry = CASE entry WHEN ${one} THEN ${two} ELSE ${one} END
     WHERE entry IN (${one}, ${two});
   CREATE TEMP TABLE w AS SELECT seq, what FROM entry WHERE seq IN (${one}, ${two});
   UPDATE entry SET what = (SELECT what FROM w WHERE w.seq <> entry.seq) WHERE seq IN (${one}, ${two});
   UPDATE executed_order SET entry = -entry WHERE entry IN (${one}, ${two});
   UPDATE executed_order SET entry = CASE -entry WHEN ${one} THEN ${two} ELSE ${one} END WHERE entry < 0;`;

/** What breaks the bank's checks. */
export const atBank: readonly Damage[] = [
  {
    what: 'a reference to nothing',
    base: 'plain',
    strikes: on('bank', "INSERT INTO seen VALUES ('nobody', '00')"),
    breaks: ['every references'],
  },
  {
    what: 'an index dropped',
    base: 'plain',
    strikes: on('bank', 'DROP INDEX depository_accid'),
    breaks: ['every schema'],
  },
  {
    what: 'a trigger added',
    base: 'plain',
    strikes: on('bank', 'CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END'),
    breaks: ['every schema'],
  },
  {
    what: 'an answer lost',
    base: 'plain',
    strikes: on(
      'bank',
      "DELETE FROM outbox WHERE seq = (SELECT max(seq) FROM outbox WHERE state = 'reply')",
    ),
    breaks: ['member answers'],
  },
  {
    what: 'a cent moved from one entry to another of the same two accounts',
    base: 'plain',
    strikes: on(
      'bank',
      `UPDATE posting SET amount_minor = amount_minor + 1 WHERE entry = 3 AND account = 'bob-01';
        UPDATE posting SET amount_minor = amount_minor - 1 WHERE entry = 4 AND account = 'bob-01'`,
    ),
    breaks: ['bank entries'],
  },
  {
    what: 'a posting changed',
    base: 'plain',
    strikes: on(
      'bank',
      "UPDATE posting SET amount_minor = 1001 WHERE entry = 3 AND account = 'bob-01'",
    ),
    breaks: ['bank entries', 'bank ledger', 'bank balances'],
  },
  {
    what: 'an account of another currency',
    base: 'plain',
    strikes: on('bank', "UPDATE account SET currency = 'USD' WHERE id = 'bob-01'"),
    breaks: ['bank ledger'],
  },
  {
    what: 'a balance changed',
    base: 'plain',
    strikes: on(
      'bank',
      "UPDATE account SET balance_minor = balance_minor + 1 WHERE id = 'alice-01'",
    ),
    breaks: ['bank balances'],
  },
  {
    what: 'money spent before it was there',
    base: 'plain',
    strikes: on('bank', swapEntries(1, 3)),
    breaks: ['bank covered'],
  },
  {
    what: 'an order lost',
    base: 'plain',
    strikes: on('bank', 'DELETE FROM executed_order WHERE entry = 5'),
    breaks: ['bank orders', 'bank records', 'across known', 'across told'],
  },
  {
    what: 'a transfer passed off as an opening balance',
    base: 'plain',
    strikes: on('bank', "UPDATE entry SET what = 'opening balance' WHERE seq = 3"),
    breaks: ['bank orders'],
  },
  {
    what: 'a record exchanged for another before it was sent',
    base: 'plain',
    strikes: on(
      'bank',
      `UPDATE outbox SET message = (SELECT message FROM outbox WHERE receiver = 'log' ORDER BY seq LIMIT 1)
        WHERE seq = (SELECT max(seq) FROM outbox WHERE receiver = 'log')`,
    ),
    breaks: ['bank records'],
  },
  {
    what: 'a record lost that the bank keeps itself',
    base: 'kept',
    strikes: on('bank', 'DELETE FROM record WHERE seq = 1'),
    breaks: ['bank records'],
  },
  {
    what: 'an answer of nobody',
    base: 'plain',
    strikes: on('bank', "UPDATE outbox SET sender = 'nobody' WHERE seq = 1"),
    breaks: ['bank outbox'],
  },
  {
    what: "a chart of nobody's",
    base: 'plain',
    strikes: on('bank', "INSERT INTO chart SELECT 'bank:nobody', state FROM chart LIMIT 1"),
    breaks: ['bank charts'],
  },
  {
    what: 'a chart in no state of the model',
    base: 'plain',
    strikes: on(
      'bank',
      `UPDATE chart SET state = json_set(state, '$.value.KMS', 'gone') WHERE name = 'bank:alice-01'`,
    ),
    breaks: ['bank charts', 'bank depository'],
  },
  {
    what: 'a key filed that is not in force',
    base: 'plain',
    strikes: on(
      'bank',
      `INSERT INTO depository (accid, public_key, at) VALUES ('alice-01', '${strange}', 0)`,
    ),
    breaks: ['bank depository'],
  },
  {
    what: 'a password instead of its verifier',
    base: 'plain',
    strikes: on('bank', `UPDATE customer SET verifier = '${strange}' WHERE accid = 'bob-01'`),
    breaks: ['bank verifiers'],
  },
];
