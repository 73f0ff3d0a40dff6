/**
 * The laws of the log after a run: every order's record is in it, once, and the tree is what its
 * heads said it was.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { messages } from '../../model/sa2pmp/messages.ts';
import { type Bytes, fromBytes, parseBytes, toBytes } from '../../src/bytes.ts';
import type { LogStore } from '../../src/host/log/store.ts';
import { parseCheckpoint } from '../../src/log/checkpoint.ts';
import { verifierKey } from '../../src/log/key.ts';
import { memoryNodes } from '../../src/log/nodes.ts';
import { verifyNote } from '../../src/log/note.ts';
import { append, rootOf } from '../../src/log/tree.ts';
import { type OpenLog, openLog } from '../../src/system/log.ts';
import { broken, type Left, type Violation } from './laws.ts';
import { quietLog } from '../../src/host/world.ts';

/** Violations of the laws of the log. */
export function logLaws(bank: DatabaseSync, left: Left): readonly Violation[] {
  const opened = openLog({ path: left.files.gateway, crypto: 'openssl', log: quietLog });
  if ('refusal' in opened) return [{ law: 'the files are sound', detail: opened.refusal }];
  try {
    const entries = opened.store.entries(0, Number.MAX_SAFE_INTEGER).map(({ entry }) => entry);
    return [...recorded(bank, left, contents(opened, entries)), ...heads(opened, entries)];
  } finally {
    opened.close();
  }
}

/** What the entries record: the bank's record, or the frame that passed (A19 gateway). */
function contents({ world }: OpenLog, entries: readonly Bytes[]): readonly Bytes[] {
  const { algebra, reading } = world;
  const shapes = messages(reading);
  return entries.map((entry) => {
    const record = algebra.decode(shapes.entry, entry)?.record;
    if (reading.A19 !== 'gateway') return record ?? entry;
    return (record && algebra.decode(shapes.record, record)?.content) ?? entry;
  });
}

/**
 * Orders against records, both counted by content. An order declined after it was recorded (A23
 * before) has a second record, which says so; a frame that passed and was never executed is in a
 * gateway's own log too (A19 gateway).
 */
function recorded(
  bank: DatabaseSync,
  { reading }: Left,
  logged: readonly Bytes[],
): readonly Violation[] {
  const kept = counted((reading.A19 === 'bank' ? recordsOf(bank) : logged).map(digestOf));
  const orders = bank.prepare('SELECT seq, status, record FROM executed_order').all();
  const bare = orders.filter(({ record, status }) => record === null && status === 'executed');
  const due = counted(orders.flatMap(({ record }) => (record === null ? [] : [String(record)])));
  const isPassing = reading.A19 === 'gateway';
  const wrong = [...due]
    .map(([digest, n]) => ({ digest, orders: n, records: kept.get(digest) ?? 0 }))
    .filter(({ orders: n, records }) => records < n || (isPassing && records > n));
  const corrected = orders.filter(
    ({ status }) => status === 'declined' && reading.A23 === 'before',
  );
  const surplus = total(kept) - total(due) - corrected.length;
  const tooMany = isPassing || surplus === 0 ? [] : [{ surplus }];
  return [
    ...broken('no order is without its record', bare),
    ...broken('the log holds the record of every order once', [...wrong, ...tooMany]),
  ];
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** SHA-256 of a record's octets, in hex: what the bank notes of each order. */
function digestOf(content: Bytes): string {
  return createHash('sha256').update(fromBytes(content)).digest('hex');
}

function recordsOf(bank: DatabaseSync): readonly Bytes[] {
  const rows = bank.prepare('SELECT content FROM record').all();
  return rows.flatMap((row) => parseBytes(String(row['content'])) ?? []);
}

function counted(digests: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const digest of digests) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  return counts;
}

/** The heads shown, by the leaves and not by the nodes kept; and the nodes by the leaves (A20). */
function heads({ store, signer, world }: OpenLog, entries: readonly Bytes[]): readonly Violation[] {
  if (world.reading.A20 !== 'merkle') return [];
  const law = 'the heads shown are heads of the log';
  const key = verifierKey('log', signer);
  const unsigned = store.heads().filter(({ note }) => {
    const parsed = parseCheckpoint(note);
    return parsed === undefined || verifyNote(parsed.note, key) !== 'valid';
  });
  const root = rootOfLeaves(entries.map(fromBytes));
  const isTree = Buffer.compare(root, rootOf(store.nodes, entries.length)) === 0;
  return [
    ...brokenHeads(store, entries, rootOfLeaves).map((detail) => ({ law, detail }) as const),
    ...broken(
      law,
      unsigned.map(({ size, note }) => ({ size, note })),
    ),
    ...(isTree ? [] : [{ law, detail: 'the nodes kept are not those of the records' } as const]),
  ];
}

function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const nodes = memoryNodes();
  for (const [index, leaf] of leaves.entries()) append(nodes, index, leaf);
  return rootOf(nodes, leaves.length);
}

/** Whether every head ever shown is a head of the log as it stands; says which are not. */
function brokenHeads(
  store: Pick<LogStore, 'heads'>,
  leaves: readonly Bytes[],
  rootOfLeaves: (leaves: readonly Uint8Array[]) => Uint8Array,
): readonly string[] {
  return store.heads().flatMap(({ size, root }) => {
    if (size > leaves.length)
      return [`a head of ${size} records was shown, ${leaves.length} are there`];
    const now = toBytes(rootOfLeaves(leaves.slice(0, size).map(fromBytes)));
    return now === root ? [] : [`the head shown at ${size} records is not that of the records`];
  });
}
