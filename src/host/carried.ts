/**
 * Which readings the running system carries out. Most it does; a choice that needs something that
 * is not there, a second release, a port at the gateway, is refused at the start with the reason.
 */
import type { AxisId, Reading } from '../../model/sa2pmp/reading.ts';

/** A choice that the running system does not have. */
export interface ModelOnly {
  /** The axis. */
  readonly axis: AxisId;
  /** The choice on it. */
  readonly choice: string;
  /** Why it is not there, as half a sentence. */
  readonly why: string;
}

/** All that the running system refuses at the start. */
export const modelOnly: readonly ModelOnly[] = [
  {
    axis: 'A11',
    choice: 'each-release',
    why: 'there is one release, handed over as a file',
  },
  {
    axis: 'A16',
    choice: 'https-to-gateway',
    why: 'the gateway has no HTTPS port',
  },
  {
    axis: 'A23',
    choice: 'asynchronous',
    why: 'a record goes into the outbox in the transaction that makes the result',
  },
  {
    axis: 'A25',
    choice: 'jar',
    why: 'a package is a file, and none goes out when a key is renewed',
  },
  {
    axis: 'A28',
    choice: 'block-by-call',
    why: 'nobody answers the telephone',
  },
  {
    axis: 'A39',
    choice: 'yes',
    why: 'the operator is not given the keys of the bank',
  },
];

/** Why the running system does not carry out a reading; `undefined` when it does. */
export function notCarried(reading: Reading): string | undefined {
  const found = modelOnly.find(({ axis, choice }) => reading[axis] === choice);
  return found && `${found.axis}=${found.choice} is for the model alone: ${found.why}`;
}
