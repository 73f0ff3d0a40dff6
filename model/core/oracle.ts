/**
 * Oracles: parties that tell bad padding from other faults (A36), so that whoever may put messages
 * in learns of any box whether its padding is right (Vaudenay, EUROCRYPT 2002; W13).
 */
import type { Holds, Oracle } from './system.ts';

/** Whether an attacker who holds these channels can put boxes before an oracle. */
export function isWithin(holds: Holds, { door }: Pick<Oracle<never>, 'door'>): boolean {
  const hold = holds[door.channel];
  return hold === 'full' || (hold === 'connect' && door.server);
}
