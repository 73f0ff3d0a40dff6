/**
 * Diagrams of the interesting part of the space of repairs: for each claim and attacker the minimal
 * sets that restore the claim and the maximal ones that do not, ordered by inclusion, between no
 * repairs and all of them (Hasse diagram: a line where nothing shown stands between).
 *
 * One SVG file without scripts or fonts of its own, which follows the reader's light or dark scheme;
 * what holds and what does not differ in line and sign, not in colour alone.
 */
import type { Lattice } from '../repairs/lattice.ts';
import { escaped } from './markup.ts';
import { counted } from './table.ts';

const legend =
  '✓ and thick: the claim holds, and with no fewer. ✗ and dashed: an attack, and none with one more.';

/** A set in a diagram. */
interface Node {
  readonly kind: 'holds' | 'attack' | 'open' | 'end';
  /** The repairs, by id. */
  readonly set: ReadonlySet<string>;
  readonly lines: readonly string[];
}

/** Where a node is. */
interface Placed extends Node {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const letter = 7.4;
const lineHeight = 18;
const gap = { x: 18, y: 46, middle: 64 } as const;

/** How many sets left open are drawn; the table says how many there are. */
const openDrawn = 2;
const margin = 20;
const signs = { holds: '✓', attack: '✗', open: '?', end: '' } as const;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1b1b1f; }
  .title { font-weight: 600; font-size: 15px; }
  .note { fill: #55555c; }
  .node rect { fill: #ffffff; stroke: #55555c; stroke-width: 1; }
  .node.holds rect { stroke: #1a7f37; stroke-width: 2.5; }
  .node.attack rect { stroke: #b3261e; stroke-width: 1.5; stroke-dasharray: 6 3; }
  .node.open rect { stroke: #8a6100; stroke-dasharray: 2 3; }
  .edge { stroke: #8c8c94; stroke-width: 1.2; fill: none; }
  .page { fill: #fafafa; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ececf1; } .note { fill: #b4b4bd; } .page { fill: #17171b; }
    .node rect { fill: #232329; stroke: #a0a0aa; }
    .node.holds rect { stroke: #4ac26b; } .node.attack rect { stroke: #ff8a80; }
    .node.open rect { stroke: #e3b341; } .edge { stroke: #77777f; }
  }`;

/** The sets shown of one lattice, with no repairs and all of them. */
function nodesOf(
  { minimal, insufficient, open, bare }: Lattice,
  all: readonly string[],
): readonly Node[] {
  const nodes: readonly Node[] = [
    ...minimal.map((ids): Node => ({ kind: 'holds', set: new Set(ids), lines: ids })),
    ...insufficient.map(({ repairs, without, attack }): Node => {
      const most = without.length === 0 ? ['all repairs'] : ['all but', ...without];
      const lines = repairs.length <= without.length ? repairs : most;
      return {
        kind: 'attack',
        set: new Set(repairs),
        lines: [...lines, counted(attack.steps, 'step')],
      };
    }),
    ...open
      .slice(0, openDrawn)
      .map((ids): Node => ({ kind: 'open', set: new Set(ids), lines: ids })),
  ];
  const has = (count: number): boolean => nodes.some(({ set }) => set.size === count);
  const foot: Node = {
    kind: bare === 'inconclusive' ? 'open' : bare,
    set: new Set(),
    lines: ['no repairs'],
  };
  const head: Node = { kind: 'end', set: new Set(all), lines: ['all repairs'] };
  return [
    ...nodes.map((node) => (node.set.size === 0 ? { ...node, lines: ['no repairs'] } : node)),
    ...(has(0) ? [] : [foot]),
    ...(has(all.length) ? [] : [head]),
  ];
}

/** Nodes with the sizes of their boxes. */
function boxed(nodes: readonly Node[]): readonly Placed[] {
  return nodes.map((node) => ({
    ...node,
    x: 0,
    y: 0,
    width: Math.max(...node.lines.map(({ length }) => length + 3), 8) * letter + 16,
    height: node.lines.length * lineHeight + 12,
  }));
}

/** The width of a row. */
function widthOf(row: readonly Placed[]): number {
  return row.reduce((sum, { width }) => sum + width + gap.x, row.length === 0 ? 0 : -gap.x);
}

/** A row's nodes beside each other, in the middle of so much room from `left` on. */
function spread(row: readonly Placed[], left: number, room: number): readonly Placed[] {
  let x = left + (room - widthOf(row)) / 2;
  return row.map((node) => {
    const here = { ...node, x };
    x += node.width + gap.x;
    return here;
  });
}

/**
 * The nodes in rows by size, the largest sets on top; what does not hold on the left, what does on
 * the right, so that no line between the ends goes through a box of the other side.
 */
function placed(nodes: readonly Node[], top: number): readonly Placed[] {
  const bySize = Map.groupBy(boxed(nodes), ({ set }) => set.size);
  const rows = [...bySize].sort(([a], [b]) => b - a).map(([, row]) => row);
  const inner = rows.slice(1, -1);
  const fails = ({ kind }: Node): boolean => kind === 'attack';
  const left = Math.max(0, ...inner.map((row) => widthOf(row.filter(fails))));
  const right = Math.max(0, ...inner.map((row) => widthOf(row.filter((node) => !fails(node)))));
  const between = left > 0 && right > 0 ? gap.middle : 0;
  const all = Math.max(left + between + right, ...rows.map(widthOf));
  let y = top;
  return rows.flatMap((row) => {
    const at = y;
    y += Math.max(...row.map(({ height }) => height)) + gap.y;
    const halves = inner.includes(row)
      ? [
          ...spread(row.filter(fails), margin, left),
          ...spread(
            row.filter((node) => !fails(node)),
            margin + left + between,
            right,
          ),
        ]
      : spread(row, margin, all);
    return halves.map((node) => ({ ...node, y: at }));
  });
}

const isBelow = (a: Node, b: Node): boolean => a.set.size < b.set.size && a.set.isSubsetOf(b.set);

/** Lines between a set and those right above it. */
function edges(nodes: readonly Placed[]): readonly string[] {
  return nodes.flatMap((lower) =>
    nodes
      .filter((upper) => isBelow(lower, upper))
      .filter((upper) => !nodes.some((one) => isBelow(lower, one) && isBelow(one, upper)))
      .map((upper) => {
        const [x1, y1] = [lower.x + lower.width / 2, lower.y];
        const [x2, y2] = [upper.x + upper.width / 2, upper.y + upper.height];
        return `<path class="edge" d="M${x1.toFixed(1)} ${y1.toFixed(1)} L${x2.toFixed(1)} ${y2.toFixed(1)}"/>`;
      }),
  );
}

/** A node: its box, its sign, its repairs. */
function drawn({ kind, lines, x, y, width, height }: Placed): string {
  const texts = lines.map((line, index) => {
    const sign = index === 0 && signs[kind] !== '' ? `${signs[kind]} ` : '';
    const down = y + 19 + index * lineHeight;
    return `<text x="${(x + width / 2).toFixed(1)}" y="${down.toFixed(1)}" text-anchor="middle">${escaped(sign + line)}</text>`;
  });
  const box = `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height}" rx="6"/>`;
  return `<g class="node ${kind}">${box}${texts.join('')}</g>`;
}

/** One lattice, from a height on. */
function panel(
  lattice: Lattice,
  all: readonly string[],
  top: number,
): { readonly svg: string; readonly bottom: number; readonly right: number } {
  const nodes = placed(nodesOf(lattice, all), top + 40);
  const title = `<text class="title" x="${margin}" y="${top + 20}">${escaped(`${lattice.claim} against ${lattice.attacker}`)}</text>`;
  const right = Math.max(...nodes.map(({ x, width }) => x + width), title.length * 3);
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height));
  return { svg: [title, ...edges(nodes), ...nodes.map(drawn)].join('\n'), bottom, right };
}

/**
 * The diagrams of lattices as one SVG file.
 *
 * @param lattices - what was found
 * @param all - the ids of all repairs
 */
export function hasse(lattices: readonly Lattice[], all: readonly string[]): string {
  const parts: string[] = [];
  let [top, right] = [margin + 24, margin + legend.length * 6.6];
  for (const lattice of lattices) {
    const drawing = panel(lattice, all, top);
    parts.push(drawing.svg);
    top = drawing.bottom + 36;
    right = Math.max(right, drawing.right);
  }
  const width = Math.ceil(right + margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${Math.ceil(top)}" width="${width}" height="${Math.ceil(top)}" role="img" aria-label="Minimal sets of repairs">`,
    `<style>${style}\n</style>`,
    `<rect class="page" width="100%" height="100%"/>`,
    `<text class="note" x="${margin}" y="${margin + 6}">${legend}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
