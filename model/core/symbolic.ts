/**
 * The algebra on terms: constructors and what cancels them, nothing else.
 *
 * Dolev-Yao (1983): a box opens under its own key only, a signature verifies under the public
 * half of the key that made it and on the very message, a digest cannot be inverted. Sealing
 * without randomness (ECB, fixed IV) makes equal boxes of equal messages, so such a suite drops
 * the randomness from the term.
 */
import { type Algebra, isRandomised, type Suite } from './algebra.ts';
import { byName, inOrder } from './shape.ts';
import type { Term, TermStore } from './term.ts';

/**
 * The symbolic algebra over one store.
 *
 * @param store - where terms are interned
 * @param suite - whether boxes are randomised
 */
export function symbolic(store: TermStore, suite: Suite): Algebra<Term> {
  const noRandomness = store.constant('no randomness');
  const randomness = isRandomised(suite) ? (fresh: Term) => fresh : () => noRandomness;
  const decode: Algebra<Term>['decode'] = (shape, m) => {
    const own = store.shapeOf(m);
    return own?.name === shape.name ? byName(shape, store.args(m)) : undefined;
  };
  return {
    constant: store.constant,
    name: store.name,
    derive: store.derived,
    encode: (shape, fields) => store.tuple(shape, inOrder(shape, fields)),
    decode,
    hash: store.digest,
    publicKey: store.publicKey,
    sign: (key, fresh, m) => store.signature(key, m, fresh),
    verify: (publicKey, m, signature) => {
      if (store.kind(publicKey) !== 'public-key' || store.kind(signature) !== 'signature') {
        return false;
      }
      const [signingKey, signed] = store.args(signature);
      return store.args(publicKey)[0] === signingKey && signed === m;
    },
    seal: (key, fresh, m) => store.box(key, m, randomness(fresh)),
    open: (key, shape, box) => {
      if (store.kind(box) !== 'box') return undefined;
      const [boxKey, content] = store.args(box);
      return boxKey === key && content !== undefined ? decode(shape, content) : undefined;
    },
    equal: (a, b) => a === b,
  };
}
