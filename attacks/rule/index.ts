/** All rules of deduction, in the order in which tables show them. */
import { cbcFlip } from './cbc-flip.ts';
import { ctrFlip } from './ctr-flip.ts';
import { ecbSplice } from './ecb-splice.ts';
import { chosenPrefixCollision, identicalPrefixCollision } from './hash-collision.ts';
import { jointSignatures } from './joint-signature.ts';
import { keySubstitution } from './key-substitution.ts';
import { malleability } from './malleability.ts';
import { nonceReuse } from './nonce-reuse.ts';
import { paddingOracle } from './padding-oracle.ts';
import { plainConcatenation } from './plain-concatenation.ts';
import type { Rule } from './rule.ts';
import { statusWords } from './status-words.ts';

/** The rules by their stable ids. */
export const rules: readonly Rule[] = [
  malleability,
  jointSignatures,
  keySubstitution,
  nonceReuse,
  identicalPrefixCollision,
  chosenPrefixCollision,
  cbcFlip(statusWords),
  ctrFlip(statusWords),
  ecbSplice,
  paddingOracle,
  plainConcatenation,
];
