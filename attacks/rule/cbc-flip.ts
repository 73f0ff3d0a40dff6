/**
 * Bit flips under CBC with the initialisation vector in front (W13; Vaudenay, EUROCRYPT 2002, on
 * what CBC adds): decryption adds the vector to the first block, so that a change of the vector is
 * the same change of the first sixteen octets, and of nothing else.
 *
 * A change further on would garble the block before it, lengths included, and is left out.
 */
import type { Term, TermStore } from '../../model/core/term.ts';
import { flip, flipped, type Flipping } from './flip.ts';
import { blockBytes } from './layout.ts';
import type { Rule } from './rule.ts';

/** The label of a changed vector: arguments the vector, what the box held, what it holds now. */
export const changedVector = 'changed-vector';

/** What CBC allows: the first block, the vector changing with it. */
function cbc(store: TermStore): Flipping {
  return {
    within: blockBytes,
    randomness: (box, changed): Term | undefined => {
      const [, content, vector] = store.args(box);
      if (content === undefined || vector === undefined) return undefined;
      const isChanged = store.kind(vector) === 'crafted';
      // What can be reached in two changes can be reached in one.
      if (isChanged) return undefined;
      return store.crafted(changedVector, 'box-randomness', [vector, content, changed]);
    },
  };
}

/**
 * Bit flips in the first block.
 *
 * @param words - public constants worth turning others into
 */
export function cbcFlip(words: readonly string[]): Rule {
  return {
    id: 'cbc-flip',
    title: 'bit flips in the first block (CBC)',
    says: 'a known value in the first block under CBC becomes another of the same length, by changing the vector in front',
    source: 'W13; §4.2 "AES is employed", no integrity check',
    applies: ({ cipher }) => cipher === 'aes-128-cbc',
    gives: (space, item) => flipped(space, item, { flipping: cbc(space.store), words }),
    onTerms: (store) => (of, labels) => flip({ store }, cbc(store), { of, labels }),
  };
}
