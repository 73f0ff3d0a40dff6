/**
 * The operator as an active gateway: it plays the log server, so every frame passes through its
 * hands in both directions (W26, W27).
 */
import type { Capability } from './capability.ts';
import { operatorPassive } from './operator-passive.ts';

/** The operator, against its customers' bank. */
export const operatorActive: Capability = {
  ...operatorPassive,
  id: 'operator-active',
  title: 'operator, active',
  says: 'plays the gateway and the log server: reads, drops, alters and makes what passes there',
  source: '§4.2 "physically positioned on the network gateway"; W26, W27',
  holds: { ...operatorPassive.holds, wireless: 'full', wired: 'full', court: 'full' },
  // Who plays the log server has what it holds.
  reveals: [],
  corrupts: ['log'],
};
