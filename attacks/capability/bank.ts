/**
 * The bank itself: plays all its servers, with its keys, its books and its customers' passwords
 * (W11, W24, W28).
 */
import { type Capability, withCorrupted } from './capability.ts';
import { network } from './network.ts';

/** A bank that cheats its customers. */
export const bank: Capability = {
  ...withCorrupted(network, ['bank']),
  id: 'bank',
  title: 'bank',
  says: `${network.says}; plays the bank with all its keys and books, and goes to court`,
  source: '§4.3 the depository is the bank\u2019s alone; W11, W24, W28',
};
