/**
 * W18: a short message from anybody makes the phone replace its key (§4.3, A27).
 */
import type { NamedAttack } from './attack.ts';

/** Customer locked out by a forged notice. */
export const lockOutBySms: NamedAttack = {
  id: 'w18-lock-out-by-sms',
  weaknesses: ['W18'],
  title: 'customer locked out by a forged notice',
  says: 'The attacker sends the customer a notice to renew. The phone makes a new key pair and discards the old one; the attacker keeps the new public key from the bank. From then on every order is refused.',
  source:
    '§4.3 "a notice (such as SMS) must be sent to the mobile device to generate a new key pair"',
  on: { base: 'published' },
  attacker: 'operator-sms',
  claim: 'key-confirmation-client',
  extent: { sessions: 1 },
  repair:
    'a renewal signed under the old key and the new one, a short message being no more than a hint (R8)',
};
