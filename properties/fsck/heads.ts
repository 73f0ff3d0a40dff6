/**
 * The log's tree and every head that it ever showed (A20 merkle): held against the entries alone,
 * by building the tree again.
 */
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { fromBytes, parseBytes } from '../../src/bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../../src/log/checkpoint.ts';
import { verifierKey } from '../../src/log/key.ts';
import { memoryNodes, type NodeStore } from '../../src/log/nodes.ts';
import { verifyNote } from '../../src/log/note.ts';
import { verifyConsistency } from '../../src/log/proof.ts';
import { append, consistencyProof, rootOf } from '../../src/log/tree.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';

/** The checks of the tree. */
export const headChecks: readonly FileCheck[] = [
  { id: 'tree', of: 'log', says: 'the tree kept is that of the entries (A20)', run: tree },
  {
    id: 'head-notes',
    of: 'log',
    says: 'every head shown is a checkpoint that the log signed',
    run: merkle(notes),
  },
  {
    id: 'head-roots',
    of: 'log',
    says: 'every head shown is a head of the log as it stands, and no size has two',
    run: merkle(roots),
  },
  {
    id: 'head-growth',
    of: 'log',
    says: 'every head shown extends the one shown before',
    run: merkle(growth),
  },
];

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');

interface Shown {
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

function merkle(run: (log: Member, heads: readonly Shown[]) => Found) {
  return (log: Member): Found | undefined => {
    const heads = log.all('SELECT size, root, note FROM head ORDER BY seq').map((row) => ({
      size: numberOf(row, 'size'),
      root: textOf(row, 'root'),
      note: textOf(row, 'note'),
    }));
    if (log.reading.A20 !== 'merkle' && heads.length === 0) return undefined;
    return run(log, heads);
  };
}

/** The tree of the entries, and how many there are. */
export function rebuilt({ all }: Member): { readonly nodes: NodeStore; readonly size: number } {
  const nodes = memoryNodes();
  let size = 0;
  for (const row of all('SELECT content FROM entry ORDER BY place')) {
    size = append(nodes, size, fromBytes(bytesOf(row, 'content')));
  }
  return { nodes, size };
}

function tree(log: Member): Found | undefined {
  const rows = log.all('SELECT level, place, hash FROM node ORDER BY level, place');
  if (log.reading.A20 !== 'merkle' && rows.length === 0) return undefined;
  const { nodes, size } = rebuilt(log);
  const due = log.reading.A20 === 'merkle' ? nodesOf(size) : 0;
  const wrong = rows.filter((row) => {
    const hash = nodes.get(numberOf(row, 'level'), numberOf(row, 'place'));
    const kept = row['hash'];
    return hash === undefined || !(kept instanceof Uint8Array) || hex(kept) !== hex(hash);
  });
  const lacking = rows.length - wrong.length < due;
  return {
    figures: `${count(rows.length, 'node')} over ${count(size, 'entry', 'entries')}`,
    broken: [
      ...wrong.map(
        (row) =>
          `node ${numberOf(row, 'place')} of level ${numberOf(row, 'level')} is not the tree's`,
      ),
      ...(lacking && wrong.length === 0 ? ['nodes of the tree are not there'] : []),
    ],
  };
}

/** How many complete subtrees a tree has. */
function nodesOf(size: number): number {
  let nodes = 0;
  for (let row = size; row > 0; row = Math.floor(row / 2)) nodes += row;
  return nodes;
}

function notes({ about }: Member, heads: readonly Shown[]): Found {
  const name = about('log-name') ?? '';
  const seed = parseBytes(about('head-seed') ?? '');
  if (seed === undefined) throw new Error('there is no head-seed');
  const key = verifierKey('log', { name, seed: fromBytes(seed) });
  const objection = ({ size, root, note }: Shown): string | undefined => {
    const parsed = parseCheckpoint(note);
    if (parsed === undefined) return 'is no checkpoint';
    if (parsed.origin !== name) return `is of another log, ${parsed.origin}`;
    if (verifyNote(parsed.note, key) !== 'valid') return 'is not signed by the log';
    return says(parsed, { size, root }) ? undefined : 'is kept as another than it says';
  };
  return {
    figures: count(heads.length, 'head'),
    broken: heads.flatMap((head, index) => {
      const why = objection(head);
      return why === undefined ? [] : [`head ${index + 1}, at ${head.size}, ${why}`];
    }),
  };
}

function says({ head }: Checkpoint, { size, root }: Omit<Shown, 'note'>): boolean {
  return head.size === size && hex(head.root) === root;
}

function roots(log: Member, heads: readonly Shown[]): Found {
  const { nodes, size } = rebuilt(log);
  const bySize = Map.groupBy(heads, (head) => head.size);
  const split = [...bySize].filter(([, some]) => new Set(some.map(({ root }) => root)).size > 1);
  const broken = [...bySize].flatMap(([at, some]) => {
    if (at > size)
      return [`a head of ${count(at, 'entry', 'entries')} was shown, and ${size} are there`];
    const due = hex(rootOf(nodes, at));
    return some.every(({ root }) => root === due)
      ? []
      : [`the head shown at ${at} is not that of the entries`];
  });
  return {
    figures: count(bySize.size, 'size'),
    broken: [...broken, ...split.map(([at]) => `two heads of one size, ${at}, were shown`)],
  };
}

function growth(log: Member, heads: readonly Shown[]): Found {
  const { nodes, size } = rebuilt(log);
  const follows = (before: Shown, after: Shown): boolean => {
    if (after.size > size || before.size > after.size) return false;
    if (before.size === 0) return true;
    return verifyConsistency({
      size1: before.size,
      root1: Buffer.from(before.root, 'hex'),
      size2: after.size,
      root2: Buffer.from(after.root, 'hex'),
      proof: consistencyProof(nodes, before.size, after.size),
    });
  };
  const broken = heads.slice(1).flatMap((after, index) => {
    const before = heads[index];
    if (before === undefined || follows(before, after)) return [];
    return [`the head at ${after.size} does not extend the one at ${before.size} shown before`];
  });
  return { figures: count(heads.length, 'head'), broken };
}
