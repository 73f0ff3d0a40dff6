/**
 * A nonce used twice gives the key away (W21): two signatures under one key with one k on different
 * messages are two linear equations in k and d.
 *
 * Not covered: nonces that are only biased, of which a lattice makes the same from some dozens of
 * signatures (Howgrave-Graham & Smart 2001; Nguyen & Shparlinski 2003), for a search sees two or
 * three; and a k that is shared by two keys, which no reading has.
 */
import { isMauled, sameDigest } from '../../model/core/crafted.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Rule } from './rule.ts';

/** What two signatures share, if they give their key away. */
function sharedKey(store: TermStore, one: Term, other: Term): Term | undefined {
  const [[key, m, nonce], [otherKey, otherM, otherNonce]] = [store.args(one), store.args(other)];
  const areSignatures = [one, other].every(
    (t) => store.kind(t) === 'signature' && !isMauled(store, t),
  );
  if (!areSignatures || m === undefined || otherM === undefined) return undefined;
  const areTwo = sameDigest(store, m) !== sameDigest(store, otherM);
  return areTwo && key === otherKey && nonce === otherNonce ? key : undefined;
}

/** The signing key, of two signatures made with one nonce. */
export const nonceReuse: Rule = {
  id: 'nonce-reuse',
  title: 'nonce reuse',
  says: 'computes a signing key from two signatures under it on different messages that were made with the same nonce; nonces that are only biased are not covered',
  source: 'W21; A24',
  applies: ({ nonce }) => nonce === 'direct',
  gives: ({ store, derives, ofSort }, item) =>
    ofSort('signature')
      .filter((other) => other > item)
      .flatMap((other) => {
        const key = sharedKey(store, item, other);
        const [m, otherM] = [store.args(item)[1], store.args(other)[1]];
        if (key === undefined || m === undefined || otherM === undefined) return [];
        if (!derives(m) || !derives(otherM)) return [];
        return [{ term: key, of: [item, m, other, otherM], labels: [] }];
      }),
  onTerms:
    (store) =>
    ([one, , other]) =>
      one === undefined || other === undefined ? undefined : sharedKey(store, one, other),
};
