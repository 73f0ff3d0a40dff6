/**
 * Bit flips (W13): a known part of what a box holds is turned into another value of the same length,
 * without the key, by adding the difference of the two to octets that decryption adds again.
 *
 * Which octets those are is the mode's business (`cbc-flip.ts`, `ctr-flip.ts`); here is which parts
 * are worth it: those that the attacker knows, turned into what it knows of the same sort. A part
 * that it does not know could only be garbled.
 */
import type { Term } from '../../model/core/term.ts';
import { bytesIn, type Ground, type Leaf, leavesOf, octetsOf, textOf, withLeaf } from './layout.ts';
import type { Gift, RuleSpace } from './rule.ts';

/** What a mode lets an attacker do. */
export interface Flipping {
  /** Octets from the beginning of the message within which it may change some. */
  readonly within: number;
  /** The randomness of the changed box; `undefined` where this one cannot be changed again. */
  readonly randomness: (box: Term, changed: Term) => Term | undefined;
}

/** Octets up to the last in which two values of one length differ. */
function differing({ store }: Ground, { term, bytes }: Leaf, to: Term): number {
  const [from, into] = [textOf(store, term), textOf(store, to)];
  // What is no text is unpredictable: taken to differ up to its last octet.
  if (from === undefined || into === undefined) return bytes;
  const [before, after] = [octetsOf(from), octetsOf(into)];
  return 1 + before.findLastIndex((octet, at) => octet !== after[at]);
}

/** What a known part may be turned into: known values of its sort and length, and public words. */
function replacements(
  space: RuleSpace,
  { term, bytes }: Leaf,
  words: readonly string[],
): readonly Term[] {
  const { store } = space;
  const isConstant = store.kind(term) === 'constant';
  const constants = isConstant ? words.map((word) => store.constant(word)) : [];
  const known = [...space.ofSort(store.sort(term)), ...constants];
  return [...new Set(known)].filter((t) => t !== term && bytesIn(space, t) === bytes);
}

/**
 * The boxes that a known box can be turned into.
 *
 * @param space - where the rule looks
 * @param box - the known item; nothing comes of what is no box, or one whose key is known anyway
 * @param words - public constants that a role compares with, worth turning others into
 */
export function flipped(
  space: RuleSpace,
  box: Term,
  { flipping, words }: { readonly flipping: Flipping; readonly words: readonly string[] },
): readonly Gift[] {
  const { store } = space;
  const [key, content] = store.args(box);
  if (store.kind(box) !== 'box' || key === undefined || content === undefined) return [];
  if (space.derives(key)) return [];
  return leavesOf(space, content)
    .leaves.filter(({ term }) => space.derives(term))
    .flatMap((leaf) =>
      replacements(space, leaf, words)
        .filter((to) => leaf.at + differing(space, leaf, to) <= flipping.within)
        .flatMap((to): readonly Gift[] => {
          const labels = [String(leaf.at), leaf.path.join('.')];
          const of = [box, leaf.term, to];
          const term = flip(space, flipping, { of, labels });
          return term === undefined ? [] : [{ term, of, labels }];
        }),
    );
}

/** A box turned into another, on terms: the part at a path, which must be `from`, becomes `to`. */
export function flip(
  { store }: Pick<Ground, 'store'>,
  { randomness }: Pick<Flipping, 'randomness'>,
  { of, labels }: Pick<Gift, 'of' | 'labels'>,
): Term | undefined {
  const [[box, from, to], path] = [of, labels[1]];
  if (box === undefined || from === undefined || to === undefined) return undefined;
  const [key, content] = store.args(box);
  if (store.kind(box) !== 'box' || key === undefined || content === undefined) return undefined;
  const places = path === undefined || path === '' ? [] : path.split('.').map(Number);
  const there = places.reduce<Term | undefined>(
    (t, place) => (t === undefined ? undefined : store.args(t)[place]),
    content,
  );
  if (there !== from) return undefined;
  const changed = withLeaf(store, content, { path: places, part: to });
  const fresh = randomness(box, changed);
  return fresh === undefined ? undefined : store.box(key, changed, fresh);
}
