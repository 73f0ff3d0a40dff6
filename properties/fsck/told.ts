/** The bank's file against the phones': what customers were told and hold is what the bank has. */
import { movesMoney } from '../../model/sa2pmp/business.ts';
import { encapsulates } from '../../model/sa2pmp/reading.ts';
import { isSealed } from '../../src/host/phone/lock.ts';
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import type { Bytes } from '../../src/bytes.ts';
import { contentDigest } from '../../src/host/envelope.ts';
import { parseMoney } from '../../src/host/money.ts';
import { keyAtBank } from './customers.ts';
import { type AcrossCheck, count, type Found, type Member, type System, the } from './check.ts';
import { signingKeyOf } from './entries.ts';
import { counted, less } from './multiset.ts';
import { accidOf, stateOfPhone } from './phone.ts';
import {
  type Acknowledged,
  acknowledged,
  boxKeyOf,
  keptByBank,
  loggedBy,
  orderIn,
  type Recorded,
} from './records.ts';

/** The checks of the bank, the phones and what was recorded against each other. */
export const toldChecks: readonly AcrossCheck[] = [
  {
    id: 'told',
    of: 'across',
    needs: ['bank', 'phone'],
    says: 'every order that a phone was told is executed is in the ledger, as often as it was told',
    run: told,
  },
  {
    id: 'keys',
    of: 'across',
    needs: ['bank', 'phone'],
    says: "every phone's key is the one in force at the bank, or the bank awaits it",
    run: keys,
  },
  {
    id: 'packages',
    of: 'across',
    needs: ['bank', 'phone'],
    says: "every phone has the bank's package: its key, its name, its public key",
    run: packages,
  },
  {
    id: 'as-recorded',
    of: 'across',
    needs: ['bank', 'log'],
    says: 'every order did in the ledger what its record says',
    run: asRecorded,
  },
];

/** The ledger account of a payee: another customer, or outside. */
function accountOf(business: string, payee: string, currency: string): string {
  return business === 'bill' ? `biller:${payee}:${currency}` : payee;
}

function told(system: System): Found {
  const bank = the(system, 'bank');
  const enquiries = 'an enquiry';
  const heard = system.phones.flatMap((phone) =>
    phone
      .all("SELECT business, payee, amount FROM user_order WHERE state = 'executed' ORDER BY seq")
      .map((row) => {
        const [business, payee, amount] = [
          textOf(row, 'business'),
          textOf(row, 'payee'),
          textOf(row, 'amount'),
        ];
        const money = parseMoney(amount);
        const isPaid = business === 'pay' || business === 'bill' ? movesMoney(business) : false;
        if (!isPaid) return `${accidOf(phone)}: ${enquiries}`;
        const to = accountOf(business, payee, money?.currency ?? '');
        return `${accidOf(phone)}: ${money?.minor ?? amount} to ${to}`;
      }),
  );
  const done = [
    ...bank
      .all(
        `SELECT p.account, p.other, p.amount_minor FROM executed_order AS o
         JOIN posting AS p ON p.entry = o.entry WHERE p.amount_minor < 0`,
      )
      .map(
        (row) =>
          `${textOf(row, 'account')}: ${-numberOf(row, 'amount_minor')} to ${textOf(row, 'other')}`,
      ),
    ...bank
      .all("SELECT account FROM executed_order WHERE status = 'executed' AND entry IS NULL")
      .map((row) => `${textOf(row, 'account')}: ${enquiries}`),
  ];
  return {
    figures: count(heard.length, 'order'),
    broken: [...less(counted(heard), counted(done))].map(
      ([what, n]) => `${what}: told ${n} more than the bank has`,
    ),
  };
}

function keys(system: System): Found {
  const bank = the(system, 'bank');
  const notes: string[] = [];
  const broken = system.phones.flatMap((phone) => {
    const accid = accidOf(phone);
    const signingKey = stateOfPhone(phone)?.context.signingKey;
    const { publicKey, awaited } = keyAtBank(bank, accid);
    if (isSealed(signingKey)) {
      notes.push(`the key of ${accid} is sealed under the PIN, and not compared (A25)`);
      return [];
    }
    if ((signingKey && phone.algebra.publicKey(signingKey as Bytes)) === publicKey) return [];
    const waits = numberOf(
      phone.get("SELECT count(*) AS n FROM outbox WHERE note LIKE '%public key%'") ?? {},
      'n',
    );
    if (awaited || waits > 0) {
      notes.push(`the bank awaits the key of ${accid}`);
      return [];
    }
    return [`the key of ${accid} is not the one in force at the bank`];
  });
  return { figures: count(system.phones.length, 'phone'), broken, notes };
}

function packages(system: System): Found {
  const bank = the(system, 'bank');
  const bankPublicKey = bank.algebra.publicKey(signingKeyOf(bank));
  const name = bank.algebra.name('bank', bank.about('bank-name') ?? '');
  const broken = system.phones.flatMap((phone) => {
    const accid = accidOf(phone);
    const row = bank.get('SELECT package_key FROM customer WHERE accid = ?', accid);
    if (row === undefined) return [`the bank has no customer ${accid}`];
    const installed = stateOfPhone(phone)?.context.appPackage;
    if (installed === undefined) return [];
    const secret = boxKeyOf(bank);
    const boxKey = secret && bank.algebra.publicKey(secret);
    const isSealing = encapsulates(bank.reading)
      ? installed.key === undefined && installed.boxKey === boxKey
      : installed.key === row['package_key'];
    const isRight =
      isSealing && installed.bankPublicKey === bankPublicKey && installed.bank === name;
    return isRight ? [] : [`the package of ${accid} is not the one that the bank issued`];
  });
  return { figures: count(system.phones.length, 'phone'), broken };
}

function asRecorded(system: System): Found {
  const bank = the(system, 'bank');
  const contents = bank.reading.A19 === 'bank' ? keptByBank(bank) : loggedBy(the(system, 'log'));
  const byDigest = new Map(contents.map((content) => [contentDigest(content), content] as const));
  const readable = acknowledged(bank).flatMap((order) => {
    const content = order.record === undefined ? undefined : byDigest.get(order.record);
    return content === undefined ? [] : [{ order, content }];
  });
  return {
    figures: count(readable.length, 'order'),
    broken: readable.flatMap(({ order, content }) => disagreement(bank, order, content)),
  };
}

function disagreement(bank: Member, order: Acknowledged, content: Bytes): readonly string[] {
  const said = orderIn(bank, content);
  const { seq, account } = order;
  if (said === undefined) return [`the record of order ${seq} cannot be read`];
  if (said.payer !== undefined && said.payer !== account) {
    return [`order ${seq} is of ${account}, its record of ${said.payer}`];
  }
  return did(bank, order) === due(order, said)
    ? []
    : [`order ${seq} did ${did(bank, order)}, and its record says ${due(order, said)}`];
}

const nothing = 'nothing in the ledger';

/** What an order did. */
function did({ get }: Member, { entry, account }: Acknowledged): string {
  if (entry === undefined) return nothing;
  const row = get(
    'SELECT amount_minor, other FROM posting WHERE entry = ? AND account = ? AND amount_minor < 0',
    entry,
    account,
  );
  return row === undefined
    ? nothing
    : `move ${-numberOf(row, 'amount_minor')} to ${textOf(row, 'other')}`;
}

/** What it was to do. */
function due(
  { status }: Acknowledged,
  { movesMoney: moves, business, payee, amount }: Recorded,
): string {
  const money = parseMoney(amount);
  if (status !== 'executed' || !moves || money === undefined) return nothing;
  return `move ${money.minor} to ${accountOf(business, payee, money.currency)}`;
}
