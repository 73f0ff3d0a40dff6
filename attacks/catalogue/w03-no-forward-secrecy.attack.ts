/**
 * W3: the AES key is never renewed, so that its loss opens what was recorded before (§4.3).
 */
import type { NamedAttack } from './attack.ts';

/** Later disclosure opens recorded orders. */
export const noForwardSecrecy: NamedAttack = {
  id: 'w03-no-forward-secrecy',
  weaknesses: ['W3'],
  title: 'later disclosure opens recorded orders',
  says: "The attacker records the traffic of a day and is given the phone long after. The key in it is the one under which that day's orders went.",
  source: '§4.3 renews the key pair and never the AES key (A11); forward secrecy, Günther 1989',
  on: { base: 'charitable' },
  attacker: 'network',
  claim: 'forward-secrecy-order',
  repair: 'key encapsulation to a public key of the bank, nothing secret in the package (R3)',
};
