/**
 * The operator as keeper of the log: an honest gateway, but what it shows of the log is its own
 * making. With the log's key it may drop, alter, insert, reorder and back-date entries and show
 * each court another log (W27). The chart that keeps the honest log goes on running beside it.
 */
import type { Capability } from './capability.ts';
import { operatorPassive } from './operator-passive.ts';

/** Whoever can write the log file and sign for it. */
export const operatorLogKeeper: Capability = {
  ...operatorPassive,
  id: 'operator-log-keeper',
  title: 'operator as log keeper',
  says: 'passes traffic on and reads it; shows courts a log of its own making, signed as the log',
  source: '§5.2 "creates and maintains the log files"; W27, A20',
  holds: { ...operatorPassive.holds, court: 'full' },
  reveals: [...operatorPassive.reveals, { kind: 'signing-key', of: 'log' }],
};
