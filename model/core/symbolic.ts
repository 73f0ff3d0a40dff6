/**
 * The algebra on terms: constructors and what cancels them, nothing else.
 *
 * Dolev-Yao (1983): a box opens under its own key only, a signature verifies under the public
 * half of the key that made it and on the very message, a digest cannot be inverted; what an
 * attacker's rules make beyond that is in `crafted.ts`. Sealing
 * without randomness (ECB, fixed IV) makes equal boxes of equal messages, so such a suite drops
 * the randomness from the term.
 */
import { type Algebra, isRandomised, type Suite } from './algebra.ts';
import { craftedMessages, isMauled, sameDigest } from './crafted.ts';
import { sameSignature } from './concatenation.ts';
import { byName, inOrder } from './shape.ts';
import type { Term, TermStore } from './term.ts';
import { visible } from './untagged.ts';

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
    const isOfShape = own?.name === visible(shape).name && shape.plain !== true;
    return isOfShape ? byName(shape, store.args(m)) : undefined;
  };
  return {
    constant: store.constant,
    name: store.name,
    derive: store.derived,
    encode: (shape, fields) => store.tuple(visible(shape), inOrder(shape, fields)),
    decode,
    hash: (m) => store.digest(sameDigest(store, m)),
    publicKey: store.publicKey,
    isPublicKey: (m) => store.sort(m) === 'public-key',
    sign: (key, fresh, m) => store.signature(key, sameDigest(store, m), fresh),
    verify: (publicKey, m, signature) => {
      const byCraft = craftedMessages(store, publicKey, signature);
      if (byCraft !== undefined) return byCraft.includes(m);
      if (store.kind(publicKey) !== 'public-key' || store.kind(signature) !== 'signature') {
        return false;
      }
      if (suite.lowS === true && isMauled(store, signature)) return false;
      const [signingKey, signed] = store.args(signature);
      return store.args(publicKey)[0] === signingKey && signed === sameDigest(store, m);
    },
    seal: (key, fresh, m) => store.box(key, m, randomness(fresh)),
    open: (key, shape, box) => {
      if (store.kind(box) !== 'box') return undefined;
      const [boxKey, content] = store.args(box);
      return boxKey === key && content !== undefined ? decode(shape, content) : undefined;
    },
    opens: (key, box) => store.kind(box) === 'box' && store.args(box)[0] === key,
    encryptFor: (key, fresh, m) => store.encryption(key, m, fresh),
    decryptWith: (key, shape, box) => {
      if (store.kind(box) !== 'encryption') return undefined;
      const [owner, content] = store.args(box);
      const isOurs = owner === store.publicKey(key);
      return isOurs && content !== undefined ? decode(shape, content) : undefined;
    },
    exportFor: store.exported,
    exportWith: (key, box) => {
      if (store.kind(box) !== 'encryption') return undefined;
      const [owner, , fresh] = store.args(box);
      const isOurs = owner === store.publicKey(key);
      return isOurs && fresh !== undefined ? store.exported(owner, fresh) : undefined;
    },
    equal: (a, b) => a === b || sameSignature(store, a, b),
  };
}
