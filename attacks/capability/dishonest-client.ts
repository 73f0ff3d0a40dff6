/**
 * A dishonest customer: an account of its own, keys of its own choosing for it, and a day in court,
 * to deny what it sent and to show what it did not (W9, W28, W29).
 */
import type { Capability } from './capability.ts';
import { insider } from './insider.ts';

/** A customer who cheats the bank. */
export const dishonestClient: Capability = {
  ...insider,
  id: 'dishonest-client',
  title: 'dishonest customer',
  says: `${insider.says}; chooses its keys and brings evidence to court`,
  source: 'Table 1 Non-repudiation; W9, W28, W29',
  holds: { ...insider.holds, court: 'connect' },
};
