/**
 * The operator as a passive reader: it carries all traffic, the packages too, and writes nothing.
 * That it learns nothing is what the paper claims to have closed: the gap at the gateway (W26).
 */
import type { Capability } from './capability.ts';

/** Staff of the operator's with a listening post. */
export const operatorPassive: Capability = {
  id: 'operator-passive',
  title: 'operator, passive',
  says: 'reads the wireless and the wired link, packages on their way and what the log server keeps',
  source: '§1.3 the gateway gap of LSM; W26, A19, A39',
  holds: { wireless: 'read', wired: 'read', package: 'read' },
  insider: false,
  reveals: [{ kind: 'package-key', of: 'log' }],
  corrupts: [],
};
