/**
 * The log server's signing key revealed: entries signed with it prove nothing any more, whoever
 * wrote them (A20, W27).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has the key that signs log entries. */
export const logKeyReveal: Capability = {
  ...network,
  id: 'log-key-reveal',
  title: 'log key reveal',
  says: `${network.says}; has the log server's signing key and goes to court`,
  source: '§5.2 TLS, A20; W27',
  holds: { ...network.holds, court: 'connect' },
  reveals: [{ kind: 'signing-key', of: 'log' }],
};
