/** All damage: to each party's file, between files, and secrets spilt. */
import { writeFileSync } from 'node:fs';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../src/bytes.ts';
import { native } from '../../src/native.ts';
import { type Damage, on, sql, strange, valueIn } from './damage.ts';
import { atBank } from './damage-bank.ts';
import { atRepaired } from './damage-repaired.ts';
import { atLog } from './damage-log.ts';

/** The secret that damage may spill, and tests name. */
export const SPILT = 'tr0ub4dor & 3';

const algebra = native({ cipher: 'aes-128-cbc' });
const K = 'SELECT package_key FROM customer LIMIT 1';
const spill = 'INSERT INTO meta (key, value) VALUES (?, ?)';
const clearOrder = algebra.encode(messages(readings.published).order, {
  type: textToBytes('pay'),
  payee: textToBytes('bob-01'),
  amount: textToBytes('1000 CAD'),
});

const atPhone: readonly Damage[] = [
  {
    what: "a chart of nobody's",
    base: 'plain',
    strikes: on('alice', "INSERT INTO chart SELECT 'phone:nobody', state FROM chart"),
    breaks: ['phone charts'],
  },
  {
    what: 'an order open for ever',
    base: 'plain',
    strikes: on('alice', "UPDATE user_order SET state = 'sent' WHERE seq = 1"),
    breaks: ['phone open-orders'],
  },
  {
    what: 'a message for somebody else',
    base: 'plain',
    strikes: on(
      'alice',
      `INSERT INTO outbox (id, state, channel, hop, sender, receiver, message, note)
        VALUES ('${strange}', 'pending', 'wireless', 'log', 'phone:alice-01', 'bank:bob-01', '00', '')`,
    ),
    breaks: ['phone outbox'],
  },
  {
    what: 'a password kept',
    base: 'plain',
    strikes: on(
      'alice',
      `UPDATE meta SET value = json_set(value, '$.owner.password', 'open sesame') WHERE key = 'package'`,
    ),
    breaks: ['phone password'],
  },
];

const between: readonly Damage[] = [
  {
    what: 'a phone of another reading',
    base: 'plain',
    strikes: on(
      'bob',
      `UPDATE meta SET value = json_set(value, '$.A36', 'uniform') WHERE key = 'reading'`,
    ),
    breaks: ['across reading'],
  },
  {
    what: 'the last entry cut off',
    base: 'plain',
    strikes: on('log', 'DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)'),
    breaks: ['across logged'],
  },
  {
    what: 'the last entry cut off a gateway’s own log',
    base: 'gateway',
    strikes: on('log', 'DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)'),
    breaks: ['across logged'],
  },
  {
    what: 'a record twice',
    base: 'plain',
    strikes: on(
      'log',
      'INSERT INTO entry (place, content) SELECT (SELECT max(place) + 1 FROM entry), content FROM entry WHERE place = 4',
    ),
    breaks: ['across known'],
  },
  {
    what: 'a receipt lost',
    base: 'plain',
    strikes: on('log', 'DELETE FROM received WHERE seq = (SELECT min(seq) FROM received)'),
    breaks: ['across receipts'],
  },
  {
    what: 'a message that was never sent',
    base: 'plain',
    strikes: on('log', 'INSERT INTO received VALUES (999999)'),
    breaks: ['across receipts'],
  },
  {
    what: 'a witness that saw another log',
    base: 'merkle',
    strikes: on('witness', `UPDATE cosigned SET root = '${strange}${strange}'`),
    breaks: ['across witnessed'],
  },
  {
    what: 'another amount told',
    base: 'plain',
    strikes: on('alice', "UPDATE user_order SET amount = '1001 CAD' WHERE seq = 1"),
    breaks: ['across told'],
  },
  {
    what: 'told once more than done',
    base: 'plain',
    strikes: on('alice', "UPDATE user_order SET state = 'executed' WHERE state = 'declined'"),
    breaks: ['across told'],
  },
  {
    what: 'another private key',
    base: 'plain',
    strikes: on(
      'alice',
      `UPDATE chart SET state = json_set(state, '$.context.signingKey', '${strange}')`,
    ),
    breaks: ['across keys'],
  },
  {
    what: 'a package of another bank',
    base: 'plain',
    strikes: on(
      'alice',
      `UPDATE chart SET state = json_set(state, '$.context.appPackage.bank', '00')`,
    ),
    breaks: ['across packages'],
  },
  {
    what: 'the entries of two orders exchanged',
    base: 'plain',
    strikes: on(
      'bank',
      `UPDATE executed_order SET entry = -entry WHERE entry IN (4, 5);
        UPDATE executed_order SET entry = CASE entry WHEN -4 THEN 5 ELSE 4 END WHERE entry < 0;`,
    ),
    breaks: ['across as-recorded'],
  },
];

const spilt: readonly Damage[] = [
  {
    what: 'K in the log, in base64',
    base: 'plain',
    strikes: ({ bank, log }) => {
      sql(
        log,
        spill,
        'x',
        `K is ${Buffer.from(`00${valueIn(bank, K)}`, 'hex').toString('base64')}`,
      );
    },
    breaks: ['octets keys-secret'],
  },
  {
    what: "K in what is left of the log's write-ahead log",
    base: 'plain',
    strikes: ({ bank, log }) => {
      writeFileSync(`${log}-wal`, Buffer.from(valueIn(bank, K), 'hex'));
    },
    breaks: ['octets keys-secret'],
  },
  {
    what: "a phone's private key at the bank",
    base: 'plain',
    strikes: ({ alice, bank }) => {
      sql(
        bank,
        spill,
        'x',
        valueIn(alice, "SELECT json_extract(state, '$.context.signingKey') FROM chart"),
      );
    },
    breaks: ['octets keys-secret'],
  },
  {
    what: 'an order in the clear at the gateway',
    base: 'gateway',
    strikes: ({ log }) => {
      sql(log, spill, 'x', Buffer.from(`53${clearOrder}`, 'hex').toString('base64'));
    },
    breaks: ['octets orders-secret'],
  },
  {
    what: 'a secret that was named',
    base: 'plain',
    strikes: ({ witness }) => {
      sql(witness, spill, 'x', Buffer.from(SPILT).toString('hex').toUpperCase());
    },
    breaks: ['octets named-secret'],
  },
];

/** All of them. */
export const damages: readonly Damage[] = [
  ...atBank,
  ...atLog,
  ...atRepaired,
  ...atPhone,
  ...between,
  ...spilt,
];
