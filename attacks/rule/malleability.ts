/**
 * ECDSA is malleable: where (r, s) verifies, so does (r, n - s) on the same message under the same
 * key (W8).
 *
 * Refuses a signature that is such a twin already, whose twin is the first again, and those of the
 * attacker's own keys, which it can make anew anyway.
 */
import { mauledSignature } from '../../model/core/crafted.ts';
import type { Rule } from './rule.ts';

/** Another signature by the same signer on the same message. */
export const malleability: Rule = {
  id: 'malleability',
  title: 'signature malleability',
  says: "makes of a known signature a second one on the same message, with the signer's key unknown; where only the lower s is accepted (A30c) nobody takes it",
  source: 'W8; Stern, Pointcheval, Malone-Lee & Smart, CRYPTO 2002',
  gives: ({ store, derives }, item) => {
    const [signer] = store.args(item);
    const twin = mauledSignature(store, item);
    if (twin === undefined || signer === undefined || derives(signer)) return [];
    return [{ term: twin, of: [item], labels: [] }];
  },
  onTerms:
    (store) =>
    ([signature]) =>
      signature === undefined ? undefined : mauledSignature(store, signature),
};
