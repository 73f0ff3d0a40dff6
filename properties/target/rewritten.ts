/**
 * A log as a dishonest keeper shows it: records left out or changed, all that is left chained, signed
 * and put into a tree anew with the log's own keys, so that nothing in it contradicts itself.
 */
import { messages as messagesOf } from '../../model/sa2pmp/messages.ts';
import { type Bytes, fromBytes, textToBytes } from '../../src/bytes.ts';
import type { EntryRow } from '../../src/host/log/store.ts';
import { memoryNodes, type NodeStore } from '../../src/log/nodes.ts';
import { append } from '../../src/log/tree.ts';
import type { OpenLog } from '../../src/system/log.ts';

/** What is made of a log. */
export interface Rewriting {
  /** Which records are shown, by their place and how many there are. */
  readonly keeps?: (index: number, size: number) => boolean;
  /** What a record is changed into, by what it commits to. */
  readonly changes?: (content: Bytes) => Bytes;
  /** What the tree has in the place of an entry. */
  readonly leaves?: (entry: Bytes) => Bytes;
}

/** A log as it is shown. */
export interface Shown {
  readonly entries: readonly Omit<EntryRow, 'index'>[];
  readonly nodes: NodeStore;
}

/** How many records are shown at most. */
const RECORDS_MAX = 10_000;

/** The log as it is, or as its keeper would have it. */
export function shownOf(log: OpenLog, rewriting: Rewriting | undefined): Shown {
  const { store } = log;
  const entries = store.entries(0, RECORDS_MAX);
  return rewriting === undefined ? { entries, nodes: store.nodes } : rewritten(log, rewriting);
}

function rewritten({ world, store, signingKey }: OpenLog, rewriting: Rewriting): Shown {
  const { algebra, reading } = world;
  const same = (octets: Bytes): Bytes => octets;
  const { keeps = () => true, changes = same, leaves = same } = rewriting;
  const messages = messagesOf(reading);
  const all = store.entries(0, RECORDS_MAX);
  const nodes = memoryNodes();
  const entries: Omit<EntryRow, 'index'>[] = [];
  for (const { entry: kept } of all.filter((_, index) => keeps(index, all.length))) {
    const fields = algebra.decode(messages.entry, kept);
    const said = fields && algebra.decode(messages.record, fields.record);
    if (fields === undefined || said === undefined) throw new Error('target: no record');
    const record = algebra.encode(messages.record, { ...said, content: changes(said.content) });
    const last = entries.at(-1);
    const previous = last === undefined ? algebra.constant('first') : algebra.hash(last.entry);
    const entry = algebra.encode(messages.entry, { ...fields, record, previous });
    append(nodes, entries.length, fromBytes(leaves(entry)));
    entries.push({ entry, signature: algebra.sign(signingKey, textToBytes('r'), entry) });
  }
  return { entries, nodes };
}
