/** Axes about the transaction log and disputes (§4.2 Transaction Log Strategy, §5.2 TLS). */
import { axis } from '../axis.ts';

/** A19: who writes the log. */
export const A19 = axis({
  name: 'log-writer',
  paper:
    '§4.2 log server "physically positioned on the network gateway", §5.2 among the bank server\'s components',
  choices: {
    gateway: 'the gateway records the frames that pass, whatever A22 says of records',
    'bank-pushes': 'the bank sends records to the gateway',
    bank: 'the bank keeps the log itself',
    both: 'the gateway keeps the frames that pass in a file of its own and the bank sends records',
  },
  published: 'bank-pushes',
  charitable: 'bank-pushes',
});

/** A20: what keeps a record as it is. */
export const A20 = axis({
  name: 'log-integrity',
  paper: '§5.2 "creates and maintains the log files"',
  choices: {
    mutable: 'a file that its keeper can change',
    'append-only': 'a promise to append only, with nothing to show for it; here as mutable',
    'hash-chain':
      'each record names the digest of the one before; a judge sees one record, not the chain',
    signed: 'each record is signed by the log server',
    merkle:
      'each record is a leaf of a Merkle tree whose signed heads witnesses cosign; here one signature of the log server on the record and the digest of the entry before stands for head and proof',
  },
  published: 'mutable',
  charitable: 'mutable',
});

/** A21: trust in the operator. */
export const A21 = axis({
  name: 'operator-trust',
  paper:
    '§4.2 "The mobile network operator objectively takes the role as the third trusted auditor"',
  choices: {
    honest: 'the operator is honest',
    curious: 'the operator reads along and changes nothing',
    corrupt: 'the operator does what it likes',
    'with-bank': 'the operator and the bank conspire',
    'with-client': 'the operator and a customer conspire',
  },
  published: 'honest',
  charitable: 'honest',
  idle: 'the log server does the same under each; whom the operator sides with is asked with an attacker, alone or in a coalition',
});

/** A22: what a record holds. */
export const A22 = axis({
  name: 'record',
  paper: '§5.2 "providing the transaction record as proof"',
  choices: {
    plaintext: 'account and order in the clear',
    signed: 'S(msg, ID_C)',
    ciphertext: 'the ciphertext as sent',
    'plaintext-result': 'account and order in the clear, and the result',
    'signed-result': 'S(msg, ID_C) and the result',
    'ciphertext-result': 'the ciphertext as sent, and the result',
    commitment: 'repair: a digest of S(msg, ID_C), which says nothing to who does not have it',
    'commitment-result': 'repair: a digest of S(msg, ID_C), and the result',
  },
  published: 'plaintext',
  charitable: 'signed-result',
});

/** A22b: what a judge sees. */
export const A22b = axis({
  name: 'judge-sees',
  paper: '§4.2 "the transaction log server can provide the transaction records as proof"',
  choices: {
    'record-only': 'the judge sees the record; a key that it needs comes with it, unattested',
    depository: "the judge also sees the bank's depository entry, the bank's word",
    'package-key': 'the judge also sees depository entry and AES key',
  },
  published: 'record-only',
  charitable: 'depository',
});

/** A23: when a record is made. */
export const A23 = axis({
  name: 'log-order',
  paper: 'no sentence on the order of logging and execution (§5.2)',
  choices: {
    after: 'logged after execution',
    before: 'logged before execution',
    asynchronous: 'logged at some time after execution, or never',
  },
  published: 'after',
  charitable: 'before',
});

/** A40: clocks. */
export const A40 = axis({
  name: 'record-time',
  paper: 'no sentence on clocks (§5.2 "log files for transactions taking place")',
  choices: {
    none: 'records have no time',
    bank: "records have the bank's time, where they have a result (A22)",
    operator: "entries of the log have the operator's time",
  },
  published: 'none',
  charitable: 'bank',
});
