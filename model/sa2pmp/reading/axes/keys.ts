/** Axes about keys, once they exist: where they are, how they travel, how long they live (§4.3). */
import { axis } from '../axis.ts';

/** A1: whose key the bank verifies with. */
export const A1 = axis({
  name: 'public-key-source',
  paper:
    '§4.2 "combines the transaction message and the digital signature\'s public key" against §4.3 "stored in a public key depository"',
  choices: {
    depository: 'the bank verifies with the key in its depository',
    'in-message': 'the bank verifies with the key that comes with the order, trusted as sent',
    'in-message-checked': "the key comes with the order and must equal the depository's",
    'first-use':
      'the key that comes with the first order is stored and trusted from then on; nothing is registered, whatever A2 says',
  },
  published: 'depository',
  charitable: 'depository',
});

/** A9: who shares an AES key. */
export const A9 = axis({
  name: 'key-scope',
  paper:
    '§4.3 "this key be stored in the program application jar package; then users would be issued the key along with the application package"',
  choices: {
    'per-release': 'one key per bank and release, the same in every package',
    'per-user': 'one key per user; frames name the account in the clear',
    'per-bank': 'one key per bank for ever; as per-release while there is one release (A11)',
  },
  published: 'per-release',
  charitable: 'per-user',
});

/** A10: the way of the package. */
export const A10 = axis({
  name: 'package-delivery',
  paper:
    '§4.3 "users would be issued the key along with the application package when they register"',
  choices: {
    'over-the-air':
      'an open download: whoever listens while it is fetched has it (`package-extraction`)',
    https: 'downloaded over HTTPS',
    'in-branch': 'handed over in the branch',
  },
  published: 'over-the-air',
  charitable: 'https',
});

/** A10b: whether the JAR is signed. */
export const A10b = axis({
  name: 'package-signature',
  paper: '§4.3 "stored in the program application jar package"; no sentence on signing the JAR',
  choices: {
    unsigned: 'the phone installs the package that arrives',
    signed: "the package carries the bank's signature, which the phone's platform verifies",
  },
  published: 'unsigned',
  charitable: 'signed',
});

/** A11: the life of the AES key. */
export const A11 = axis({
  name: 'key-life',
  paper: '§4.3 "A key pair will eventually expire"; no sentence on the AES key',
  choices: {
    never: 'the AES key is never renewed',
    'each-release':
      'with each renewal of the key pair there is a release, whose package has a key of its own',
  },
  published: 'never',
  charitable: 'never',
});

/** A24: chance on the phone. */
export const A24 = axis({
  name: 'phone-randomness',
  paper:
    '§4.3 "a Key Generation function is called", "When the key is randomly generated the system must prevent impersonation"',
  choices: {
    good: 'keys and nonces of the phone come from an unguessable seed, which the paper does not promise',
    'weak-nonce':
      'the phone draws the same nonce for every signature under a key; the first start seeds the key itself',
  },
  published: 'good',
  charitable: 'good',
});

/** A25: where skC is. */
export const A25 = axis({
  name: 'private-key-store',
  paper:
    '§4.3 "generate the key pair in the mobile device" against §4.3 "storage of the private key in the same jar package as the application program"',
  choices: {
    rms: 'in the record store, in the clear',
    'rms-pin': 'in the record store, encrypted under the PIN',
    jar: 'in the JAR, so that the bank has made it and knows it; renewed with a new package',
    hardware:
      'repair: in a secure element, which signs with it and never gives it out; nothing that runs on the phone reads it',
  },
  published: 'rms',
  charitable: 'rms',
});

/** A26: what becomes of an expired key. */
export const A26 = axis({
  name: 'expired-keys',
  paper:
    '§4.3 "A key pair will eventually expire, and renewal of a key pair must initiated by the banking server"',
  choices: {
    replace: 'the new key replaces the old one, which serves until then and is discarded',
    archive: 'the old key is kept for disputes; no order is accepted under it',
    'archive-late': 'the old key is kept, and late orders under it are accepted',
  },
  published: 'replace',
  charitable: 'replace',
});

/** A27: what makes a renewal authentic. */
export const A27 = axis({
  name: 'renewal',
  paper:
    '§4.3 "a notice (such as SMS) must be sent to the mobile device to generate a new key pair"',
  choices: {
    bare: 'the phone obeys any notice; the new key is registered like the first one',
    'notice-checked':
      'a notice is obeyed when the answer to the next log-on says the same, protected as log-on is',
    'signed-by-old':
      'a key is registered under a signature of the one it replaces, the first under its own',
    both: 'the notice is checked on log-on and the new key is signed by the old one',
  },
  published: 'bare',
  charitable: 'bare',
});

/** A28: what a customer can do about a lost phone. */
export const A28 = axis({
  name: 'revocation',
  paper: 'no sentence on loss, theft, another SIM or a compromised key (§4.3)',
  choices: {
    none: 'nothing can be revoked',
    'block-by-call':
      'the customer calls and the bank takes nothing more from the account; whoever calls is believed',
  },
  published: 'none',
  charitable: 'none',
});

/** A39: whether the gateway has K. */
export const A39 = axis({
  name: 'gateway-key',
  paper:
    '§4.2 "The mobile network operator objectively takes the role as the third trusted auditor"; no sentence on K at the gateway',
  choices: {
    no: 'the log server does not have the AES key',
    yes: 'the log server is given the AES keys, to read what it records',
  },
  published: 'no',
  charitable: 'no',
});
