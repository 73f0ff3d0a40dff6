/**
 * Padding oracle: on the network, where the bank's refusals name their cause and boxes are made with
 * CBC (A8, A36, W13). Under other readings it is the network attacker.
 */
import { paddingOracle as rule } from '../rule/padding-oracle.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever asks the bank about boxes until it knows what they hold. */
export const paddingOracle: Capability = {
  ...network,
  id: 'padding-oracle',
  title: 'padding oracle',
  says: `${network.says}; decrypts boxes by asking the bank whether their padding is right`,
  source: 'W13; Vaudenay, EUROCRYPT 2002; A8, A36',
  rules: [rule],
};
