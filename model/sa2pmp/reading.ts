/**
 * Readings: every gap of the paper is an axis with its choices; a reading picks one of each.
 *
 * The ids A1 to A40 are those of the project's list of ambiguities (`docs/readings.md`). An axis
 * whose id carries a letter is a part of a listed ambiguity that can be switched alone. Adding an
 * axis is adding an entry here; the type follows.
 */

/** One gap of the paper, its choices named `C`. */
export interface AxisOf<C extends string> {
  /** A name for people and for the command line. */
  readonly name: string;
  /** The sentence of the paper that leaves it open, with its section. */
  readonly paper: string;
  /** What a faithful implementer might build. */
  readonly choices: Readonly<Record<C, string>>;
  /** The most literal choice. */
  readonly published: NoInfer<C>;
  /** The kindest choice. */
  readonly charitable: NoInfer<C>;
}

/** Checks an entry against the type of an axis and keeps the names of its choices. */
const axis = <C extends string>(entry: AxisOf<C>): AxisOf<C> => entry;

/** All axes, by id. */
export const axes = {
  A1: axis({
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
  }),
  A2: axis({
    name: 'registration',
    paper:
      '§4.2 "It is not necessary to encrypt a public key … we can transfer the public key over an open wireless network"',
    choices: {
      bare: 'ID_C and the public key in the clear',
      'under-key': 'ID_C and the public key under the package key',
      'in-session': 'with the token of a logged-on session, protected as log-on is (A13)',
      'self-signed': 'in the clear with a signature under the new key (proof of possession)',
      'in-session-proof':
        'with the token of a logged-on session and proof of possession, protected as log-on is',
      'in-branch': 'handed over in the branch, to the bank and to a notary whom a judge can ask',
    },
    published: 'bare',
    charitable: 'in-session-proof',
  }),
  A4: axis({
    name: 'identity-check',
    paper: '§4.2 "we combine the SIM …, PHID …, and ACCID … as the identifier ID_C"',
    choices: { account: 'the bank checks ACCID only', all: 'the bank checks SIM, PHID and ACCID' },
    published: 'account',
    charitable: 'account',
  }),
  A5: axis({
    name: 'recipient',
    paper: '§4.2 "to ensure the message is sent from a specific client to a specific server"',
    choices: {
      none: 'no server name anywhere',
      signed: "the bank's name inside the signature",
      outside: "the bank's name outside the signature only",
    },
    published: 'none',
    charitable: 'none',
  }),
  A6: axis({
    name: 'order-fields',
    paper: '§4.2 "transaction message (msg)"',
    choices: {
      'payee-amount': 'type, payee, amount; the account debited is ACCID of ID_C',
      'payer-payee-amount':
        'type, payer account, payee, amount; without it A33 has nothing to check',
    },
    published: 'payee-amount',
    charitable: 'payer-payee-amount',
  }),
  A7: axis({
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
    },
    published: 'none',
    charitable: 'signatures',
  }),
  A8: axis({
    name: 'cipher',
    paper: '§4.2 "AES is employed for encryption and decryption"',
    choices: {
      'aes-128-ecb': 'AES-128, ECB: what a bare engine call gives',
      'aes-128-cbc': 'AES-128, CBC, random initialisation vector',
      'aes-128-cbc-zero-iv': 'AES-128, CBC, initialisation vector of zeros',
      'aes-128-ctr': 'AES-128, counter mode, random initial counter',
    },
    published: 'aes-128-cbc',
    charitable: 'aes-128-cbc',
  }),
  A9: axis({
    name: 'key-scope',
    paper:
      '§4.3 "this key be stored in the program application jar package; then users would be issued the key along with the application package"',
    choices: {
      'per-release': 'one key per bank and release, the same in every package',
      'per-user': 'one key per user; frames name the account in the clear',
      'per-bank': 'one key per bank for ever; here as per-release, there being one release',
    },
    published: 'per-release',
    charitable: 'per-user',
  }),
  A13: axis({
    name: 'log-on',
    paper: '§5.2 "checking for userid/password legality during log on"',
    choices: {
      'under-key': 'userid and password under the package key, no nonce',
      clear: 'userid and password in the clear',
      https: 'userid and password over HTTPS',
      signed: 'userid and password signed, then under the package key',
    },
    published: 'under-key',
    charitable: 'https',
  }),
  A13b: axis({
    name: 'order-binding',
    paper: '§4.2 names userid/password a factor; no sentence links log-on to orders',
    choices: {
      none: 'an order needs no log-on',
      'logged-on': 'an order needs an account that is logged on, by whomever',
      token: 'every order carries the token of its session',
      password: 'every order carries the password',
    },
    published: 'none',
    charitable: 'none',
  }),
  A17: axis({
    name: 'result',
    paper: '§5.2 "it responds by sending the result information to the user\'s mobile device"',
    choices: {
      clear: 'result in the clear',
      'under-key': 'result under the package key',
      'under-key-bound': 'result and digest of the request under the package key',
      signed: 'result and digest of the request signed by the bank',
    },
    published: 'under-key',
    charitable: 'under-key-bound',
  }),
  A19: axis({
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
  }),
  A20: axis({
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
  }),
  A22: axis({
    name: 'record',
    paper: '§5.2 "providing the transaction record as proof"',
    choices: {
      plaintext: 'account and order in the clear',
      signed: 'S(msg, ID_C)',
      ciphertext: 'the ciphertext as sent',
      'signed-result': 'S(msg, ID_C), result and time',
    },
    published: 'plaintext',
    charitable: 'signed-result',
  }),
  A22b: axis({
    name: 'judge-sees',
    paper: '§4.2 "the transaction log server can provide the transaction records as proof"',
    choices: {
      'record-only': 'the judge sees the record; a key that it needs comes with it, unattested',
      depository: "the judge also sees the bank's depository entry, the bank's word",
      'package-key': 'the judge also sees depository entry and AES key',
    },
    published: 'record-only',
    charitable: 'depository',
  }),
  A23: axis({
    name: 'log-order',
    paper: 'no sentence on the order of logging and execution',
    choices: { after: 'logged after execution', before: 'logged before execution' },
    published: 'after',
    charitable: 'before',
  }),
  A27: axis({
    name: 'renewal',
    paper:
      '§4.3 "a notice (such as SMS) must be sent to the mobile device to generate a new key pair"',
    choices: {
      bare: 'the new key is registered like the first one',
      'signed-by-old':
        'a key is registered under a signature of the one it replaces, the first under its own',
    },
    published: 'bare',
    charitable: 'bare',
  }),
  A31: axis({
    name: 'composition',
    paper:
      'Eq. (1) E(S(msg, ID_C)) against §5.2 "2. verification of the digital signature, and 3. decryption"',
    choices: {
      'sign-then-encrypt': 'E(S(msg, ID_C))',
      'encrypt-then-sign': 'S(E(msg, ID_C)), with the account named outside',
    },
    published: 'sign-then-encrypt',
    charitable: 'sign-then-encrypt',
  }),
  A33: axis({
    name: 'payer-check',
    paper: '§5.2 "The message which has passed through AS is a legal business message"',
    choices: {
      unchecked: "the payer account of the order need not be the signer's",
      checked: 'the payer account, where the order names one (A6), must be ACCID of ID_C',
    },
    published: 'unchecked',
    charitable: 'checked',
  }),
  A36: axis({
    name: 'errors',
    paper: 'no sentence on what a refused request is answered',
    choices: {
      distinct:
        'the answer to a refused request names the cause; the attacker of the model learns nothing from causes, so that here it is as uniform',
      uniform: 'every refusal looks the same: silence',
    },
    published: 'distinct',
    charitable: 'uniform',
  }),
} as const;

/** An axis' id. */
export type AxisId = keyof typeof axes;

/** A choice on one axis. */
export type Choice<A extends AxisId> = keyof (typeof axes)[A]['choices'] & string;

/** One choice on every axis. */
export type Reading = { readonly [A in AxisId]: Choice<A> };

/** The ids of all axes, in the paper's order. */
export const axisIds = Object.keys(axes) as readonly AxisId[];

const point = (which: 'published' | 'charitable'): Reading =>
  Object.fromEntries(axisIds.map((id) => [id, axes[id][which]])) as Reading;

/** The named points in the space of readings. */
export const readings = { published: point('published'), charitable: point('charitable') } as const;

/** The name of a named point. */
export type ReadingName = keyof typeof readings;

/** A combination that makes no sense, with the reason. */
export interface Contradiction {
  readonly axes: readonly AxisId[];
  readonly reason: string;
}

/** Whether the key is registered with the token of a logged-on session (A2). */
export function registersInSession(reading: Reading): boolean {
  return reading.A2 === 'in-session' || reading.A2 === 'in-session-proof';
}

/** Whether log-on, and what goes the way of log-on, travels over HTTPS (A13). */
export function logsOnOverHttps(reading: Reading): boolean {
  return reading.A13 === 'https';
}

/** Whether the answer to a log-on is under the package key, as the log-on is (A13). */
export function sealsWelcome(reading: Reading): boolean {
  return reading.A13 === 'under-key' || reading.A13 === 'signed';
}

/** How a registration travels (A2): in a session it goes the way of log-on. */
export function registrationWay(reading: Reading): 'clear' | 'under-key' | 'https' | 'branch' {
  if (reading.A2 === 'in-branch') return 'branch';
  if (reading.A2 === 'under-key') return 'under-key';
  if (!registersInSession(reading)) return 'clear';
  if (logsOnOverHttps(reading)) return 'https';
  return reading.A13 === 'under-key' ? 'under-key' : 'clear';
}

/** Whether an entry of the log names the digest of the one before (A20). */
export function chainsEntries(reading: Reading): boolean {
  return reading.A20 === 'hash-chain' || reading.A20 === 'merkle';
}

/** Whether the log server signs its entries (A20). */
export function signsEntries(reading: Reading): boolean {
  return reading.A20 === 'signed' || reading.A20 === 'merkle';
}

/** What a record holds: a gateway that records by itself has only the ciphertext (A19, A22, W30). */
export function recordKind(reading: Reading): Reading['A22'] {
  return reading.A19 === 'gateway' ? 'ciphertext' : reading.A22;
}

/**
 * The message that a record holds. Under encrypt-then-sign the signature is on the ciphertext, so
 * that a signed record is the whole frame (A31, W14).
 */
export function recordForm(reading: Reading): 'order' | 'signed-order' | 'order-frame' {
  const kind = recordKind(reading);
  if (kind === 'plaintext') return 'order';
  const framed = kind === 'ciphertext' || reading.A31 === 'encrypt-then-sign';
  return framed ? 'order-frame' : 'signed-order';
}

const forbidden: readonly (Contradiction & { readonly when: (reading: Reading) => boolean })[] = [
  {
    axes: ['A2', 'A13'],
    reason:
      'a log-on cannot be signed before the key is registered, nor a key registered before log-on',
    when: (reading) => reading.A13 === 'signed' && registersInSession(reading),
  },
  {
    axes: ['A1', 'A13'],
    reason: 'a signed log-on needs a registered key, and trust on first use registers none',
    when: (reading) => reading.A13 === 'signed' && reading.A1 === 'first-use',
  },
  {
    axes: ['A1', 'A27'],
    reason: 'trust on first use registers no key, so none can be renewed under the old one',
    when: (reading) => reading.A1 === 'first-use' && reading.A27 === 'signed-by-old',
  },
];

/** Why a reading cannot be carried out; empty when it can. */
export function contradictions(reading: Reading): readonly Contradiction[] {
  return forbidden
    .filter(({ when }) => when(reading))
    .map(({ axes: ids, reason }) => ({ axes: ids, reason }));
}
