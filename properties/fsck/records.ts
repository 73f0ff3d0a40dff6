/**
 * Transaction records (A19, A22): what a record holds, where each party has it, and how it is
 * counted. A record is known by the SHA-256 of its content, as the bank notes it of each order.
 */
import { type Business, businesses, movesMoney } from '../../model/sa2pmp/business.ts';
import { openOrder } from '../../model/sa2pmp/composition.ts';
import { openAtBank } from '../../model/sa2pmp/confidential.ts';
import { recordForm } from '../../model/sa2pmp/reading.ts';
import { numberOf, textOf as textIn } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { contentDigest } from '../../src/host/envelope.ts';
import { logAddress, textOf } from '../../src/host/names.ts';
import { liveSetting } from '../../src/host/world.ts';
import type { Member } from './check.ts';
import { counted, less, type Multiset } from './multiset.ts';

/** A record on its way to the log, or gone there. */
export interface Handed {
  readonly seq: number;
  readonly isPending: boolean;
  readonly record: Bytes;
}

/** The records in the bank's outbox. */
export function handedOn({ all }: Member): readonly Handed[] {
  return all(
    'SELECT seq, state, message FROM outbox WHERE receiver = ? ORDER BY seq',
    logAddress,
  ).map((row) => ({
    seq: numberOf(row, 'seq'),
    isPending: textIn(row, 'state') === 'pending',
    record: bytesOf(row, 'message'),
  }));
}

/** The records that the bank keeps itself (A19 bank). */
export function keptByBank({ all }: Member): readonly Bytes[] {
  return all('SELECT content FROM record ORDER BY seq').map((row) => bytesOf(row, 'content'));
}

/** What the log's entries record, as the bank notes it: the record, or the frame (A19 gateway). */
export function loggedBy({ all, algebra, messages, reading }: Member): readonly Bytes[] {
  return all('SELECT content FROM entry ORDER BY place').map((row) => {
    const entry = bytesOf(row, 'content');
    const record = algebra.decode(messages.entry, entry)?.record ?? entry;
    if (reading.A19 !== 'gateway') return record;
    return algebra.decode(messages.record, record)?.content ?? record;
  });
}

/** An order that the bank acknowledged. */
export interface Acknowledged {
  readonly seq: number;
  readonly account: string;
  readonly status: string;
  readonly entry: number | undefined;
  readonly record: string | undefined;
}

/** The orders that the bank acknowledged. */
export function acknowledged({ all }: Member): readonly Acknowledged[] {
  return all('SELECT * FROM executed_order ORDER BY seq').map((row) => ({
    seq: numberOf(row, 'seq'),
    account: textIn(row, 'account'),
    status: textIn(row, 'status'),
    entry: row['entry'] === null ? undefined : numberOf(row, 'entry'),
    record: row['record'] === null ? undefined : textIn(row, 'record'),
  }));
}

/** Orders against records. */
export interface Balance {
  /** Records that the orders call for and that are not there. */
  readonly missing: Multiset;
  /** Records that no order calls for. */
  readonly surplus: Multiset;
}

/**
 * Holds records against orders. An order that was declined after it was recorded (A23 before) has
 * two records of one content; the bank notes one of them, and the other is nobody's surplus.
 */
export function balanced(bank: Member, records: readonly Bytes[]): Balance {
  const orders = acknowledged(bank);
  const due = counted([...orders.flatMap(({ record }) => record ?? []), ...awaited(bank)]);
  const there = counted(records.map(contentDigest));
  const missing = less(due, there);
  const surplus = less(there, due);
  if (bank.reading.A23 !== 'before' || bank.reading.A19 === 'gateway') return { missing, surplus };
  const contents = new Map(
    records.map((record) => [contentDigest(record), contentOf(bank, record)] as const),
  );
  const declined = orders.filter(({ status }) => status === 'declined');
  const twins = declined.flatMap(({ record = '' }) => contents.get(record) ?? []);
  return { missing, surplus: withoutTwins(surplus, contents, twins) };
}

/** Records of orders of which the log has not said yet what becomes of them (R7). */
function awaited({ all }: Member): readonly string[] {
  return all(
    `SELECT o.message FROM meta AS m JOIN json_each(json_extract(m.value, '$.records')) AS r
       JOIN outbox AS o ON o.seq = r.value WHERE m.key LIKE 'waits for the log: %'`,
  ).map((row) => contentDigest(bytesOf(row, 'message')));
}

/** What of a surplus is left when each twin has taken one record of its content. */
function withoutTwins(
  surplus: Multiset,
  contents: ReadonlyMap<string, Bytes | undefined>,
  twins: readonly Bytes[],
): Multiset {
  const left = new Map(counted(twins));
  const rest = [...surplus].map(([digest, n]) => {
    const content = contents.get(digest) ?? '';
    const taken = Math.min(n, left.get(content) ?? 0);
    left.set(content, (left.get(content) ?? 0) - taken);
    return [digest, n - taken] as const;
  });
  return new Map(rest.filter(([, n]) => n > 0));
}

/** The order that a record holds, without what became of it. */
function contentOf({ algebra, messages }: Member, record: Bytes): Bytes | undefined {
  return algebra.decode(messages.record, record)?.content;
}

/** An order as its record says it. */
export interface Recorded {
  readonly movesMoney: boolean;
  readonly business: string;
  readonly payee: string;
  readonly amount: string;
  /** The account named as the payer's, where the order names one (A6). */
  readonly payer: string | undefined;
}

/** The order in what {@link loggedBy} and {@link keptByBank} give, read with the bank's keys. */
export function orderIn(bank: Member, content: Bytes): Recorded | undefined {
  const { algebra, messages, reading } = bank;
  const held =
    reading.A19 === 'gateway' ? content : algebra.decode(messages.record, content)?.content;
  const msg = held && messageIn(bank, held);
  const order = msg && algebra.decode(messages.order, msg);
  if (order === undefined) return undefined;
  const said = (value: Bytes): string => textOf(value) ?? value;
  const business = said(order.type);
  return {
    movesMoney: Object.hasOwn(businesses, business) && movesMoney(business as Business),
    business,
    payee: said(order.payee),
    amount: said(order.amount),
    payer: order.payer && said(order.payer),
  };
}

/** msg, out of what the bank keeps of a commitment (A22 commitment). */
function openedBy({ algebra, messages, get }: Member, commitment: Bytes): Bytes | undefined {
  const opening = get('SELECT content FROM opening WHERE commitment = ?', commitment);
  const text = opening && algebra.decode(messages.signedOrder, bytesOf(opening, 'content'))?.text;
  return text && algebra.decode(messages.signedText, text)?.order;
}

/** The bank's private key for what is sealed for it, where the reading has one (R3). */
export function boxKeyOf({ algebra, about }: Member): Bytes | undefined {
  const seed = about('box-seed');
  return seed === undefined ? undefined : algebra.derive(textToBytes(seed), 'box-key');
}

/** msg, out of the form that records have (A22, A31). */
function messageIn(bank: Member, held: Bytes): Bytes | undefined {
  const { algebra, messages, reading, all } = bank;
  const form = recordForm(reading);
  if (form === 'order') return held;
  if (form === 'signed-order') {
    const text = algebra.decode(messages.signedOrder, held)?.text;
    return text && algebra.decode(messages.signedText, text)?.order;
  }
  if (form === 'commitment') return openedBy(bank, held);
  const frame = algebra.decode(messages.orderFrame, held);
  if (frame === undefined) return undefined;
  const keys = new Set(
    all('SELECT package_key FROM customer').map((row) => bytesOf(row, 'package_key')),
  );
  const setting = liveSetting(algebra, reading);
  // Whose ID_C it is does not matter: only the order is wanted, and not whether it is signed.
  const blank = textToBytes('');
  const clientId = algebra.encode(messages.clientId, { sim: blank, phid: blank, accid: blank });
  const opened = keys
    .values()
    .map((key) => openAtBank(setting, { key, boxKey: boxKeyOf(bank) }, 'order'))
    .map((open) => ({ open, clientId, recipient: blank }))
    .map((opener) => openOrder(setting, opener, frame));
  return opened.find((order) => order !== undefined)?.order;
}
