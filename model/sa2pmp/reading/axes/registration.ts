/** Axes about who is who: registration, identifiers, factors (§4.2, §4.3). */
import { axis } from '../axis.ts';

/** A2: registration of the public key. */
export const A2 = axis({
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
});

/** A4: how much of ID_C the bank checks. */
export const A4 = axis({
  name: 'identity-check',
  paper: '§4.2 "we combine the SIM …, PHID …, and ACCID … as the identifier ID_C"',
  choices: {
    account: 'the bank checks ACCID only',
    all: 'the bank checks SIM, PHID and ACCID',
    none: 'the bank checks nothing of ID_C; the account is the one that the order is addressed to',
  },
  published: 'account',
  charitable: 'account',
});

/** A14: the PIN of Table 1. */
export const A14 = axis({
  name: 'pin',
  paper:
    'Table 1 Knowledge "PIN", Property "userid/password", against §4.2 the phone number "plays the role of the Personal Identity number"',
  choices: {
    none: 'none beyond the phone number',
    'local-unlock': 'a PIN unlocks the application on the phone',
    'to-bank': 'the PIN goes to the bank: it is the password that every order carries (A13b)',
  },
  published: 'none',
  charitable: 'none',
});

/** A15: whether somebody must be there to sign. */
export const A15 = axis({
  name: 'presence',
  paper: '§4.2 "Something the user is or does: Digital signature"',
  choices: {
    automatic: 'the phone signs by itself',
    'pin-per-signature': 'each signature asks for the PIN (A14)',
  },
  published: 'automatic',
  charitable: 'automatic',
});

/** A29: accounts and devices. */
export const A29 = axis({
  name: 'accounts-per-device',
  paper: '§2 "each individual generally has one\'s own mobile device"',
  choices: {
    one: 'one device, one account',
    several: 'several accounts on one device',
  },
  published: 'one',
  charitable: 'one',
  idle: 'each account has a package, keys and a session of its own, so that several accounts of one person are several customers; ask with `--customers 2`',
});

/** A34: what a corrupt part of the bank has. */
export const A34 = axis({
  name: 'trust-units',
  paper:
    '§4.3 public key to "the authentication server" against §5.2 "Key Management Server deals with receipt and storage of the public key"',
  choices: {
    'one-party': 'the bank is one unit of trust',
    separate: 'AS, KMS, BLS and TLS are corrupted one by one',
  },
  published: 'one-party',
  charitable: 'one-party',
  idle: 'the servers of figure 5(B) are regions of one chart and do the same either way; a part of the bank that is corrupt is an attacker who sits at its desk (depository, ledger)',
});

/** A35: what the payee learns. */
export const A35 = axis({
  name: 'payee',
  paper: 'title and §6 "two-party mobile payments"; no sentence on the payee',
  choices: {
    'name-only': 'the payee is a name in the order and gets no receipt',
    receipt: 'the bank tells the payee',
  },
  published: 'name-only',
  charitable: 'name-only',
  idle: 'the payee has no chart and no claim is about what it believes; a receipt would go out of the system at the regular bank',
});
