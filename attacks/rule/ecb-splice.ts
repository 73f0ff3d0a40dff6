/**
 * Cut and paste of blocks under ECB (W13): each block is encrypted by itself, so that the front of
 * one box and the back of another under the same key are a box again.
 *
 * Which values come out follows from where the cut falls: it is on a block's edge, fields are not,
 * so that a value on both sides becomes a mixture of two. Only boxes of messages of one form and one
 * layout are joined, for of others nothing would parse; joining twice replaces blocks in the middle.
 * That equal blocks are seen to be equal is no rule: what follows from seeing it is a guess
 * confirmed (W17).
 */
import type { Term, TermStore } from '../../model/core/term.ts';
import {
  blockBytes,
  bytesIn,
  type Ground,
  type Leaf,
  leavesOf,
  octetsOf,
  textOf,
} from './layout.ts';
import type { Gift, Rule, RuleSpace } from './rule.ts';

/** The beginning of the label of a mixture; arguments front and back. */
const mixture = 'mixture';

/** The number of octets of the front in a mixture, by its label. */
export function frontOf(label: string): number | undefined {
  const [kind, octets] = label.split(' ');
  return kind === mixture && octets !== undefined ? Number(octets) : undefined;
}

/** The text whose octets these are; `undefined` where they are none. */
function textFrom(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}

/** A value whose first octets are those of one and the rest those of another. */
function mixed(store: TermStore, [front, back]: readonly [Term, Term], octets: number): Term {
  if (front === back) return front;
  const [a, b] = [textOf(store, front), textOf(store, back)];
  const text =
    a === undefined || b === undefined
      ? undefined
      : textFrom(Uint8Array.of(...octetsOf(a).slice(0, octets), ...octetsOf(b).slice(octets)));
  if (text === undefined || store.kind(front) !== store.kind(back)) {
    return store.crafted(`${mixture} ${octets}`, store.sort(front), [front, back]);
  }
  return store.kind(front) === 'constant'
    ? store.constant(text)
    : store.name(store.sort(front), text);
}

/** Two boxes, their common key and what they hold. */
interface Pair {
  readonly key: Term;
  readonly front: Term;
  readonly back: Term;
}

/** What two boxes hold, if they are under one key. */
function pairOf(store: TermStore, a: Term, b: Term): Pair | undefined {
  if (store.kind(a) !== 'box' || store.kind(b) !== 'box') return undefined;
  const [[key, front], [other, back]] = [store.args(a), store.args(b)];
  if (key === undefined || key !== other) return undefined;
  return front === undefined || back === undefined ? undefined : { key, front, back };
}

/** Whether two messages are of one form, all their parts in the same places. */
function isAlike(ground: Ground, front: Term, back: Term): boolean {
  const [a, b] = [leavesOf(ground, front), leavesOf(ground, back)];
  const same = (leaf: Leaf, index: number): boolean => {
    const other = b.leaves[index];
    return other?.at === leaf.at && other.bytes === leaf.bytes;
  };
  return (
    a.whole &&
    b.whole &&
    a.leaves.length === b.leaves.length &&
    a.leaves.every(same) &&
    sameForm(ground.store, front, back)
  );
}

/** Whether two terms are messages of one shape, and so on inside, or neither is a message. */
function sameForm(store: TermStore, a: Term, b: Term): boolean {
  if (store.shapeOf(a) === undefined) return store.shapeOf(b) === undefined;
  const others = store.args(b);
  return (
    store.sameHead(a, b) &&
    store.args(a).every((arg, index) => {
      const other = others[index];
      return other !== undefined && sameForm(store, arg, other);
    })
  );
}

/** The message whose octets before a cut are one message's and behind it another's. */
function joined(
  ground: Ground,
  { front, back }: Pick<Pair, 'front' | 'back'>,
  cut: number,
): Term | undefined {
  if (!isAlike(ground, front, back)) return undefined;
  const { store } = ground;
  const { leaves } = leavesOf(ground, front);
  const others = leavesOf(ground, back).leaves;
  let index = 0;
  const part = (leaf: Leaf, other: Term): Term => {
    const octets = cut - leaf.at;
    if (octets >= leaf.bytes) return leaf.term;
    return octets <= 0 ? other : mixed(store, [leaf.term, other], octets);
  };
  const walk = (t: Term): Term => {
    if (store.shapeOf(t) !== undefined) return store.rebuild(t, store.args(t).map(walk));
    const [leaf, other] = [leaves[index], others[index]];
    index += 1;
    return leaf === undefined || other === undefined ? t : part(leaf, other.term);
  };
  return walk(front);
}

/** The front of one box joined to the back of another, on terms. */
function splice(ground: Ground, [a, b]: readonly [Term, Term], blocks: number): Term | undefined {
  const { store } = ground;
  const pair = pairOf(store, a, b);
  const content = pair && joined(ground, pair, blocks * blockBytes);
  const [, , randomness] = store.args(a);
  if (pair === undefined || content === undefined || randomness === undefined) return undefined;
  return store.box(pair.key, content, randomness);
}

/** All that joining a box to others gives. */
function splices(space: RuleSpace, item: Term): readonly Gift[] {
  const { store } = space;
  const [key, content] = store.args(item);
  if (store.kind(item) !== 'box' || key === undefined || content === undefined) return [];
  const bytes = space.derives(key) ? undefined : bytesIn(space, content);
  if (bytes === undefined) return [];
  const inside = Math.floor(bytes / blockBytes);
  const cuts = Array.from({ length: inside }, (_, index) => index + 1);
  return space
    .ofSort('box')
    .filter((other) => other !== item)
    .flatMap((other) =>
      cuts.flatMap((blocks): readonly Gift[] => {
        const term = splice(space, [item, other], blocks);
        if (term === undefined || term === item || term === other) return [];
        return [{ term, of: [item, other], labels: [String(blocks)] }];
      }),
    );
}

/** Cut and paste of blocks. */
export const ecbSplice: Rule = {
  id: 'ecb-splice',
  title: 'cut and paste of blocks (ECB)',
  says: 'the first blocks of one box and the last of another under the same key are a box of the mixture',
  source: 'W13; §4.2 "AES is employed", the mode a bare engine call gives (A8)',
  applies: ({ cipher }) => cipher === 'aes-128-ecb',
  gives: splices,
  onTerms: (store, suite) => (of, labels) => {
    const [[front, back], blocks] = [of, Number(labels[0])];
    if (front === undefined || back === undefined) return undefined;
    return splice({ store, suite }, [front, back], blocks);
  },
};
