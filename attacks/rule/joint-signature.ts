/**
 * One signature on two messages, by the owner of a key that was made for it (W9): the nonce k and
 * the messages come first, the private key is what makes both verification equations one.
 *
 * Gives, of texts that the attacker may come to sign on its own account, the keys and signatures of
 * each pair. What signs is a private key like any other, so that proof of possession stops nothing.
 */
import { jointKey, jointSignature, jointSignatureOf } from '../../model/core/crafted.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Gift, Rule, RuleSpace } from './rule.ts';

/** The key for a pair of messages, its public half and the signature on both. */
function giftsOf({ store }: RuleSpace, of: readonly [Term, Term, Term]): readonly Gift[] {
  const key = store.crafted(jointKey, 'signing-key', of);
  const signature = jointSignatureOf(store, key);
  const made: Gift = { term: key, of, labels: [jointKey, 'signing-key'] };
  if (signature === undefined) return [made];
  return [made, { term: signature, of, labels: [jointSignature, 'signature'] }];
}

/** The pairs of messages, each once. */
function pairs(messages: readonly Term[]): readonly (readonly [Term, Term])[] {
  return messages.flatMap((first, at) =>
    messages.slice(at + 1).map((second) => [first, second] as const),
  );
}

/** Whether a crafted term is a signature under a key that was not made for it. */
function isForAnotherKey(store: TermStore, crafted: Term): boolean {
  const [key] = store.args(crafted);
  if (store.label(crafted) !== jointSignature) return false;
  return key === undefined || jointSignatureOf(store, key) !== crafted;
}

/** Keys of one's own with one signature on two messages. */
export const jointSignatures: Rule = {
  id: 'joint-signature',
  title: 'one signature on two messages',
  says: 'makes a key pair of its own together with one signature that verifies on two messages of its choice; two messages under one signature are proof that the owner of the key made it so',
  source: 'W9; Stern, Pointcheval, Malone-Lee & Smart, CRYPTO 2002',
  drafts: true,
  crafts: [jointKey, jointSignature],
  unless: isForAnotherKey,
  madeOf: (store, crafted) => {
    const [key] = store.args(crafted);
    const isSignature = store.label(crafted) === jointSignature && key !== undefined;
    return store.args(isSignature ? key : crafted);
  },
  gives: (space, item) => {
    const [seed] = space.ofSort('seed');
    if (seed === undefined || item !== space.drafts[0]) return [];
    return pairs(space.drafts).flatMap((both) => giftsOf(space, [seed, ...both]));
  },
  onTerms:
    (store) =>
    (of, [label]) => {
      const key = store.crafted(jointKey, 'signing-key', of);
      return label === jointSignature ? jointSignatureOf(store, key) : key;
    },
};
