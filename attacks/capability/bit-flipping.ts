/**
 * Bit flipping: on the network, where boxes have no integrity check and are made with CBC or in
 * counter mode (A8, W13). Under other modes it is the network attacker.
 */
import { cbcFlip } from '../rule/cbc-flip.ts';
import { ctrFlip } from '../rule/ctr-flip.ts';
import { statusWords } from '../rule/status-words.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever changes ciphertexts on their way. */
export const bitFlipping: Capability = {
  ...network,
  id: 'bit-flipping',
  title: 'bit flipping',
  says: `${network.says}; turns known values in boxes into others of the same length`,
  source: 'W13; §4.2 "AES is employed", A8',
  rules: [cbcFlip(statusWords), ctrFlip(statusWords)],
};
