/**
 * W12: nothing under the signature names the bank that an order is for (Equation (1), A5).
 */
import type { NamedAttack } from './attack.ts';

/** Order forwarded to another bank. */
export const surreptitiousForwarding: NamedAttack = {
  id: 'w12-surreptitious-forwarding',
  weaknesses: ['W12'],
  title: 'order forwarded to another bank',
  says: 'The customer pays through a second bank that uses the same application and the same key pair. That bank opens her order, seals it under the key of the first bank and sends it there: the first bank believes that she ordered it of it.',
  source:
    'Davis, USENIX 2001: defective sign and encrypt; §4.2 "from a specific client to a specific server"',
  on: { base: 'published', changes: { A2: 'in-branch', A13: 'https' } },
  attacker: 'second-bank+insider',
  claim: 'specific-server',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A2: 'in-branch', A13: 'https', A5: 'signed' },
    because: "the bank's name is under the signature (A5)",
  },
};
