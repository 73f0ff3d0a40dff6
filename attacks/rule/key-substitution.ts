/**
 * Signatures have no exclusive owner (W10): anybody computes a public key under which a signature
 * of somebody else's verifies, (a) on the message that it was made on, (b) on another one.
 *
 * Nobody knows the private half, so that proof of possession stops it. The case of a base point
 * that comes with the key (c), which gives a known private half, is not among the rules, because no
 * reading has the registrar take parameters; it is a law test on bytes.
 */
import { isMauled, substitutedKey } from '../../model/core/crafted.ts';
import type { Term } from '../../model/core/term.ts';
import type { Gift, Rule, RuleSpace } from './rule.ts';

const labels = [substitutedKey, 'public-key'] as const;

/** A key for a signature and the very message that it was made on, which takes the first key. */
function onOwnMessage(
  { store, derives }: RuleSpace,
  signature: Term,
  [signer, m]: readonly [Term, Term],
): readonly Gift[] {
  const first = store.publicKey(signer);
  if (!derives(first) || !derives(m)) return [];
  const term = store.crafted(substitutedKey, 'public-key', [signature, m]);
  return [{ term, of: [signature, m, first], labels }];
}

/** Keys for signatures of somebody else's. */
export const keySubstitution: Rule = {
  id: 'key-substitution',
  title: 'key substitution',
  says: 'makes a public key, its private half unknown, under which a signature of somebody else verifies: on its own message or on another',
  source:
    'W10; Blake-Wilson & Menezes 1999; Pornin & Stern, ACNS 2005; Jackson, Cremers, Cohn-Gordon & Sasse, CCS 2019',
  drafts: true,
  crafts: [substitutedKey],
  // Of the two keys that there are for the signature's own message one is the signer's: which, only
  // those can tell who have it. And of what is no signature there is no key.
  unless: (store, crafted) => {
    const [signature, m] = store.args(crafted);
    if (signature === undefined || store.kind(signature) !== 'signature') return true;
    return store.args(signature)[1] === m;
  },
  gives: (space, item) => {
    const { store, derives, drafts } = space;
    const [signer, m] = store.args(item);
    if (store.kind(item) !== 'signature' || isMauled(store, item)) return [];
    if (signer === undefined || m === undefined || derives(signer)) return [];
    const onDrafts = drafts
      .filter((draft) => draft !== m)
      .map((draft): Gift => {
        const term = store.crafted(substitutedKey, 'public-key', [item, draft]);
        return { term, of: [item, draft], labels };
      });
    return [...onOwnMessage(space, item, [signer, m]), ...onDrafts];
  },
  onTerms: (store) => (of) => store.crafted(substitutedKey, 'public-key', of.slice(0, 2)),
};
