/** Axes about the order as a message: Equation (1) and what it holds (§4.2). */
import { axis } from '../axis.ts';

/** A3: what S puts out. */
export const A3 = axis({
  name: 'signed-order',
  paper: '§4.2 "then sign this together with the message" and Eq. (1) S(msg, ID_C)',
  choices: {
    'identifier-sent': 'S is message, ID_C and the signature on both',
    'identifier-looked-up':
      'S is message and signature on message and ID_C, which the bank looks up by the address of the frame; a signature that gives its message back, the third way, is not ECDSA',
  },
  published: 'identifier-sent',
  charitable: 'identifier-sent',
});

/** A3': how what is signed is put together. */
export const A3prime = axis({
  name: 'encoding',
  paper:
    '§4.2 "we combine the SIM …, PHID …, and ACCID … then sign this together with the message"',
  choices: {
    plain:
      'what is signed is the values one after the other, without lengths; on terms a tuple, whose ambiguity is an attacker of its own (W16)',
    injective: 'what is signed says where each value begins and ends',
  },
  published: 'plain',
  charitable: 'injective',
});

/** A3b: whether what is sealed or signed says what it is. */
export const A3b = axis({
  name: 'tags',
  paper: '§4.2 Eq. (1) and §5.2 name no type of message; log-on, orders and replies share one key',
  choices: {
    tagged: 'what is sealed or signed says what message it is',
    untagged:
      'what is sealed or signed is its fields with their lengths, and is taken for whatever message of as many fields is expected; the literal reading, for the paper names no tags (W15)',
  },
  published: 'tagged',
  charitable: 'tagged',
});

/** A5: whether the order says for whom it is. */
export const A5 = axis({
  name: 'recipient',
  paper: '§4.2 "to ensure the message is sent from a specific client to a specific server"',
  choices: {
    none: 'no server name anywhere',
    signed: "the bank's name inside the signature",
    outside: "the bank's name outside the signature only",
  },
  published: 'none',
  charitable: 'none',
});

/** A6: the fields of msg. */
export const A6 = axis({
  name: 'order-fields',
  paper: '§4.2 "transaction message (msg)"',
  choices: {
    'payee-amount': 'type, payee, amount; the account debited is ACCID of ID_C',
    'payer-payee-amount': 'type, payer account, payee, amount; without it A33 has nothing to check',
    'payee-amount-memo': 'type, payee, amount and a free text that the payee asks for (W22)',
    'payee-amount-dated':
      'type, payee, amount, date, sequence number and transaction id, which nobody checks unless A7 says so',
  },
  published: 'payee-amount',
  charitable: 'payer-payee-amount',
});

/** A7: freshness. */
export const A7 = axis({
  name: 'freshness',
  paper: 'no sentence; Equation (1) carries no fresh value',
  choices: {
    none: 'no check',
    ciphertexts: 'the bank remembers ciphertexts',
    signatures: 'the bank remembers signatures',
    transactions: 'the bank remembers (ID_C, transaction id)',
    'clock-window': 'orders carry the time and the bank accepts a window',
    counter: "orders carry a counter of the client's",
    challenge: "orders carry a challenge of the bank's",
    'token-once':
      'repair: the token that an order carries (A13b) is good for one order; the answer brings the next one',
    'token-chain':
      'repair: the same, but the next one is made of the last one and of the key of the answer, so that it is not sent',
  },
  published: 'none',
  charitable: 'signatures',
});

/** A31: what comes first. */
export const A31 = axis({
  name: 'composition',
  paper:
    'Eq. (1) E(S(msg, ID_C)) against §5.2 "2. verification of the digital signature, and 3. decryption"',
  choices: {
    'sign-then-encrypt': 'E(S(msg, ID_C))',
    'encrypt-then-sign': 'S(E(msg, ID_C)), with the account named outside',
  },
  published: 'sign-then-encrypt',
  charitable: 'sign-then-encrypt',
});

/** A32: where the public key of A1 is. */
export const A32 = axis({
  name: 'public-key-place',
  paper:
    '§4.2 "combines the transaction message and the digital signature\'s public key and both are transferred"',
  choices: {
    outside: 'a public key that comes with the order (A1) is beside the box',
    inside: 'it is in the box, and not under the signature',
  },
  published: 'outside',
  charitable: 'outside',
});

/** A33: whose money. */
export const A33 = axis({
  name: 'payer-check',
  paper: '§5.2 "The message which has passed through AS is a legal business message"',
  choices: {
    unchecked: "the payer account of the order need not be the signer's",
    checked: 'the payer account, where the order names one (A6), must be ACCID of ID_C',
  },
  published: 'unchecked',
  charitable: 'checked',
});

/** A38: what E covers. */
export const A38 = axis({
  name: 'encrypted-parts',
  paper: 'Table 1 Confidentiality "AES" of what, and Eq. (1) E(S(msg, ID_C))',
  choices: {
    equation: 'what Eq. (1) says: message, ID_C and signature; log-on and result as A13, A17 say',
    message: 'message and signature only: ID_C goes beside the box, in the clear',
    everything:
      'ID_C, log-on and result too: refuses the choices of A13 and A17 that leave one in the clear',
  },
  published: 'equation',
  charitable: 'equation',
});
