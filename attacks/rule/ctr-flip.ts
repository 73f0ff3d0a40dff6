/**
 * Bit flips under counter mode (W13; SP 800-38A §6.5): the message is added to a key stream, so that
 * any change of the ciphertext is the same change of the message, and of nothing else. The counter
 * stays: the box is the one that would have been made of the changed message.
 */
import type { Term, TermStore } from '../../model/core/term.ts';
import { flip, flipped, type Flipping } from './flip.ts';
import type { Rule } from './rule.ts';

/** What counter mode allows: everything, under the same counter. */
function ctr(store: TermStore): Flipping {
  return { within: Infinity, randomness: (box): Term | undefined => store.args(box)[2] };
}

/**
 * Bit flips anywhere.
 *
 * @param words - public constants worth turning others into
 */
export function ctrFlip(words: readonly string[]): Rule {
  return {
    id: 'ctr-flip',
    title: 'bit flips anywhere (CTR)',
    says: 'a known value under counter mode becomes another of the same length, by changing the ciphertext',
    source: 'W13; §4.2 "AES is employed", no integrity check',
    applies: ({ cipher }) => cipher === 'aes-128-ctr',
    gives: (space, item) => flipped(space, item, { flipping: ctr(space.store), words }),
    onTerms: (store) => (of, labels) => flip({ store }, ctr(store), { of, labels }),
  };
}
