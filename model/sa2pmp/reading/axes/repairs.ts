/**
 * Axes that the paper does not have: what a repair adds to it. `none`, or what stands for it, is
 * the paper in every case; which choices make which repair is said in `repair.ts`.
 */
import { axis } from '../axis.ts';

const silent = 'no sentence';

/** R1: whose key a signature is under. */
export const R1 = axis({
  name: 'signed-key',
  paper: `${silent} on the public key under the signature (§4.2 Equation (1))`,
  choices: {
    none: 'the signature says nothing of the key that verifies it',
    'key-signed':
      'repair: the public key is signed with the rest and not sent, so that a signature verifies under one key only and no key can be made for it (W9, W10; the binding of BUFF, Cremers et al. 2021)',
  },
  published: 'none',
  charitable: 'none',
});

/** R1b: how many octets a message takes. */
export const R1b = axis({
  name: 'octets',
  paper: `${silent} on the form of messages (§4.1)`,
  choices: {
    wide: 'each message with a magic number, each field with a length of four octets',
    compact: 'repair: one octet of tag, lengths as short as they can be; terms know no octets',
  },
  published: 'wide',
  charitable: 'wide',
});

/** R1c: whether what the receiver knows anyway is sent. */
export const R1c = axis({
  name: 'known-values',
  paper: '§4.2 "sign this together with the message"; no sentence on what is signed and not sent',
  choices: {
    sent: 'what is signed is sent',
    unsent:
      "repair: what the receiver knows anyway is signed and not sent: the bank's name in an order (A5), the digest of the order in a signed result (A17)",
  },
  published: 'sent',
  charitable: 'sent',
});

/** R2: whether who registers a key has it. */
export const R2 = axis({
  name: 'possession',
  paper: '§4.3 "the public key is transferred to the authentication server"',
  choices: {
    none: 'as A2 says',
    proved:
      'repair: a registration carries a signature under the new key, which bank and notary verify, wherever it is made',
  },
  published: 'none',
  charitable: 'none',
});

/** R2b: which keys of the depository the bank's servers use. */
export const R2b = axis({
  name: 'depository-keys',
  paper: '§4.3 "we do not propose any details for this depository"',
  choices: {
    any: "the bank's servers use the key that the depository has",
    attested:
      'repair: they use it only where it is the one that the notary attested last, as a judge asks for it; who writes the depository is no notary (W11)',
  },
  published: 'any',
  charitable: 'any',
});

/** R3: what protects what the phone sends. */
export const R3 = axis({
  name: 'encapsulation',
  paper: '§4.3 "Encryption and decryption share the same secret key"',
  choices: {
    none: 'the key in the package (A9)',
    'to-bank':
      "repair: the package holds the bank's public key and nothing secret; each request is encrypted for it, with a key for the answer inside (HPKE, RFC 9180)",
    'to-bank-exported':
      'repair: the same, but the key for the answer is what phone and bank both export of the encryption (RFC 9180 §5.3), so that it is not sent',
  },
  published: 'none',
  charitable: 'none',
});

/** R3b: the nonce of an answer. */
export const R3b = axis({
  name: 'answer-nonce',
  paper: '§4.3 "AES"; no sentence on initialisation vectors',
  choices: {
    carried: 'a box carries the nonce or vector that it was made with',
    spared:
      'repair: where a key makes one box only, since it was exported for one answer (R3), an order is answered once (A7) and so is a log-on (A13 verifier), GCM takes a nonce of zeros and sends none; carried everywhere else',
  },
  published: 'carried',
  charitable: 'carried',
});

/** R4: the digest. */
export const R4 = axis({
  name: 'digest',
  paper: '§4.2 "uses SHA-1"',
  choices: {
    'sha-1': 'SHA-1, as the paper says',
    'sha-256': 'repair: SHA-256, in signatures too; no collisions are known (W22)',
  },
  published: 'sha-1',
  charitable: 'sha-1',
});

/** R5: whether the bank signs records. */
export const R5 = axis({
  name: 'record-signature',
  paper: '§5.2 "providing the transaction record as proof"',
  choices: {
    none: 'the bank signs no record',
    'bank-signed': 'repair: a record carries the bank\u2019s signature, which a judge asks for',
  },
  published: 'none',
  charitable: 'none',
});

/** R5b: what a complaint is about. */
export const R5b = axis({
  name: 'complaint',
  paper:
    '§4.2 "If a user refuses to admit participating in a mobile transaction"; no sentence on how',
  choices: {
    none: 'a complaint is about an account, and the bank shows evidence of any order',
    'names-posting':
      'repair: the ledger numbers the postings of an account, its statement shows them to the owner, and a complaint names one; evidence answers that posting or none, and one posting alone (W24)',
  },
  published: 'none',
  charitable: 'none',
});

/** R7: how an exchange ends when no answer comes. */
export const R7 = axis({
  name: 'resolution',
  paper: `${silent} on an answer that does not come (§5.2 "it responds by sending the result information")`,
  choices: {
    none: 'the phone gives up and knows nothing (W25)',
    'abort-resolve':
      'repair: the bank executes what the log has taken, and the phone gives up when the log has taken note that it is not to be taken; which of the two comes first decides (Asokan, Shoup, Waidner 1998)',
  },
  published: 'none',
  charitable: 'none',
});

/** R7b: what a bank shows in court of a record that the log does not show. */
export const R7b = axis({
  name: 'word-in-court',
  paper:
    '§4.2 "the transaction log server can provide the transaction records as proof"; no sentence on a log that does not',
  choices: {
    none: 'the bank asks the log for the record and shows what it gets',
    shown:
      "repair: the bank keeps the log's signed word that it has recorded the order (R7) and shows it in the place of the record; the court has the log show the record, and a log that gave its word and shows none answers for it",
  },
  published: 'none',
  charitable: 'none',
});
