/**
 * The padding oracle (Vaudenay, EUROCRYPT 2002; Black & Urtubia, USENIX Security 2002; W13): a party
 * that says when padding is wrong decrypts any box of CBC under its key, block by block, in some
 * thousand questions, though it answers none with a plaintext.
 *
 * On terms: a box under a key with which an oracle opens boxes, if the attacker can ask it, gives
 * what it holds. On bytes the questions are put to the party's chart (`src/weak/padding-oracle.ts`).
 */
import type { Cipher } from '../../model/core/algebra.ts';
import type { Rule } from './rule.ts';

const chained: readonly Cipher[] = ['aes-128-cbc', 'aes-128-cbc-zero-iv', 'aes-128-cbc-fixed-iv'];

/** Decryption by asking. */
export const paddingOracle: Rule = {
  id: 'padding-oracle',
  title: 'padding oracle (CBC)',
  says: 'a box under CBC is decrypted by asking a party that tells bad padding from other faults',
  source: 'W13; Vaudenay, EUROCRYPT 2002; A36',
  applies: ({ cipher }) => chained.includes(cipher),
  gives: ({ store, tells, derives }, item) => {
    const [key, content] = store.args(item);
    if (store.kind(item) !== 'box' || key === undefined || content === undefined) return [];
    const oracle = tells.indexOf(key);
    if (oracle < 0 || derives(key)) return [];
    return [{ term: content, of: [item], labels: [String(oracle)] }];
  },
  onTerms: (store) => (of, labels, trial) => {
    const [box] = of;
    if (box === undefined || store.kind(box) !== 'box') return undefined;
    return trial?.(Number(labels[0]), box) === true ? store.args(box)[1] : undefined;
  },
};
