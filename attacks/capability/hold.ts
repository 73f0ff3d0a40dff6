/**
 * Holds on channels, and what two attackers hold together.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Hold, Holds } from '../../model/core/system.ts';

/** What a hold lets one do with messages of others and of one's own. */
const powers: Readonly<Record<Hold, readonly ('read' | 'stop' | 'write' | 'open')[]>> = {
  connect: ['stop', 'open'],
  read: ['read'],
  divert: ['read', 'stop'],
  full: ['read', 'stop', 'write', 'open'],
};

/** Whether one hold is at least another. */
export function isAtLeast(more: Hold, less: Hold): boolean {
  return powers[less].every((power) => powers[more].includes(power));
}

/** The hold of two on one channel: the greater, or full where neither is. */
export function together(a: Hold | undefined, b: Hold | undefined): Hold | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (isAtLeast(a, b)) return a;
  // Reading what one can delay and adding messages of one's own is holding the channel.
  return isAtLeast(b, a) ? b : 'full';
}

/** The holds of both. */
export function heldByBoth(a: Holds, b: Holds): Holds {
  const channels = new Set([...Object.keys(a), ...Object.keys(b)] as Channel[]);
  return Object.fromEntries(
    [...channels].map((channel) => [channel, together(a[channel], b[channel])]),
  );
}
