/**
 * Cells of the repaired protocol that fall, each with the argument why no protocol could hold there, or,
 * where one could, with what it would take.
 *
 * Refuses nothing: that each of them falls, and that nothing else does, is tested.
 */

/** Claims that fall to attackers for one reason. */
export interface Listing {
  /** A short name. */
  readonly id: string;
  /** `none`: no protocol could hold; `another`: one could, and this one does not. */
  readonly holdsIn: 'none' | 'another';
  /** Each of these claims falls to each of these attackers. */
  readonly claims: readonly string[];
  readonly attackers: readonly string[];
  /** Payments from which on it does; 1 unless said. */
  readonly from?: number;
  /** The argument, or what it would take. */
  readonly because: string;
  /** Where the field says so. */
  readonly source?: string;
}

const ofTheCustomer: readonly Listing[] = [
  {
    id: 'known-password',
    holdsIn: 'none',
    claims: ['secrecy-password', 'guessing-password', 'forward-secrecy-password'],
    attackers: ['password-reveal'],
    because:
      'The attacker is given the password. What it has it need not guess, and nothing that is sent later takes it away.',
  },
  {
    id: 'phone-and-pin',
    holdsIn: 'none',
    claims: [
      'secrecy-signing-key',
      'secrecy-key',
      'secrecy-token',
      'agreement-order',
      'injective-agreement-order',
      'weak-agreement-client',
      'specific-server',
      'recent-aliveness-client',
      'synchronisation-order',
      'injective-synchronisation-order',
      'injective-synchronisation-result',
      'nro-soundness',
      'accountability',
      'trusted-auditor',
      'multi-factor-device',
      'multi-factor-number',
    ],
    attackers: ['device-theft-with-pin'],
    because:
      'Whoever has the phone in an open session and the PIN does what its owner could do there: nothing that comes to the bank, or to a judge later, tells the two apart. A secure element keeps the key from being copied; it does not know whose finger presses. What is left is to report the phone.',
    source: 'compromise of the endpoint: Basin, Radomirovic & Schmid, CSF 2016 on human agents',
  },
  {
    id: 'result-for-a-thief',
    holdsIn: 'none',
    claims: ['synchronisation-result'],
    attackers: ['device-theft-with-pin'],
    from: 2,
    because:
      'The thief orders with the phone of the owner, and the result that comes back answers an order which the owner did not send: as with all that is done with phone and PIN, nobody else can tell.',
  },
  {
    id: 'signing-key-revealed',
    holdsIn: 'none',
    claims: ['secrecy-signing-key'],
    attackers: ['key-reveal-before', 'key-reveal-during', 'key-reveal-after'],
    because: 'The attacker is given the key whose secrecy is asked about.',
  },
  {
    id: 'signatures-of-a-revealed-key',
    holdsIn: 'none',
    claims: ['nro-soundness'],
    attackers: ['key-reveal-before', 'key-reveal-during', 'key-reveal-after'],
    because:
      'Everybody but the accused acts together and has her private key while it is in force, be it after her last payment: a signature is the same whoever makes it, and the judge sees nothing else. The owner can only have the key replaced; from then on it is her renewal that counts.',
    source: 'key compromise impersonation; Zhou & Lam 1999 on revoked signature keys',
  },
  {
    id: 'both-factors',
    holdsIn: 'none',
    claims: ['multi-factor-password'],
    attackers: [
      'device-theft-with-pin',
      'key-reveal-before',
      'key-reveal-during',
      'key-reveal-after',
    ],
    because:
      'The claim gives the attacker the password; this attacker has the key as well. There are two factors, and both are gone.',
  },
  {
    id: 'memory-read',
    holdsIn: 'none',
    claims: ['secrecy-key', 'secrecy-token'],
    attackers: ['malware'],
    because:
      'The phone needs the key for the answer and the token of the session in its memory, and this attacker reads all of that memory. Only what never leaves a secure element is kept from it: the signing key.',
  },
  {
    id: 'two-orders-of-a-thief',
    holdsIn: 'another',
    claims: ['log-order'],
    attackers: ['device-theft-with-pin'],
    because:
      'The thief gives two orders and the keeper of the log, who acts with it, enters their records the other way round. The bank signs the time in each record (R5); it would take a judge who compares the times with the places, and a search in which time does not stand still.',
  },
];

const ofTheBank: readonly Listing[] = [
  {
    id: 'recipient-reads',
    holdsIn: 'none',
    claims: ['secrecy-order', 'secrecy-key', 'forward-secrecy-order', 'gateway-gap'],
    attackers: ['bank'],
    because: 'Orders are for the bank, which has to read them in order to execute them.',
  },
  {
    id: 'peer-is-the-attacker',
    holdsIn: 'none',
    claims: [
      'aliveness-bank',
      'weak-agreement-bank',
      'agreement-result',
      'injective-agreement-result',
      'recent-aliveness-bank',
      'synchronisation-result',
      'injective-synchronisation-result',
      'agreement-session',
      'key-confirmation-client',
      'accountability-result',
      'log-insertion',
      'log-alteration',
      'log-back-dating',
    ],
    attackers: ['bank'],
    because:
      'The claim compares with what the bank has stated, and here the attacker is the bank: it says what it likes with the true keys and states nothing. Authentication is of a peer that keeps to the protocol.',
    source: 'Lowe 1997: agreement with an honest responder',
  },
  {
    id: 'bank-is-the-accused',
    holdsIn: 'none',
    claims: ['nrd-soundness', 'nrr-soundness'],
    attackers: ['bank'],
    because:
      'The claim protects the bank from everybody else. A bank that signs against itself is held to what it signed.',
  },
  {
    id: 'verifier-at-the-bank',
    holdsIn: 'none',
    claims: ['guessing-password'],
    attackers: ['bank'],
    because:
      'Whoever can check a password without asking anybody can try one after the other; the bank has to be able to check. An augmented exchange makes each guess dear, not impossible.',
    source: 'Bellovin & Merritt 1993; RFC 9807, security considerations',
  },
  {
    id: 'who-writes-the-depository',
    holdsIn: 'none',
    claims: ['agreement-key'],
    attackers: ['bank-depository'],
    because:
      'The claim is about what is stored, and this attacker does the storing. That it convinces nobody else is `nro-soundness` and `multi-factor-password`: judge and bank go by what the notary attests.',
  },
  {
    id: 'who-posts',
    holdsIn: 'none',
    claims: ['at-most-once'],
    attackers: ['bank-ledger'],
    because:
      'This attacker posts entries itself, past all servers. No message that a phone sends or does not send can keep the keeper of the books from writing; the owner learns of it and disputes it (`accountability`).',
  },
];

const ofTheLog: readonly Listing[] = [
  {
    id: 'corrupt-third-party',
    holdsIn: 'none',
    claims: ['fairness', 'timeliness'],
    attackers: ['operator-active', 'log-key-reveal'],
    because:
      'Neither side can be sure of ending level with the other unless a third party both trust decides, and here the attacker is that party or signs as it: it tells the phone that an order is taken no more and the bank that it is recorded.',
    source: 'Pagnia & Gärtner 1999; Even & Yacobi 1980',
  },
  {
    id: 'no-receipt-from-a-corrupt-gateway',
    holdsIn: 'none',
    claims: ['weak-fairness'],
    attackers: ['operator-active'],
    because:
      'What proves that the gateway took an order is signed by the gateway, and a corrupt one does not sign. It is the same impossibility: evidence of submission needs somebody who gives it.',
    source: 'Pagnia & Gärtner 1999; Zhou & Gollmann 1996 on non-repudiation of submission',
  },
  {
    id: 'third-party-takes-its-time',
    holdsIn: 'none',
    claims: ['recent-aliveness-client'],
    attackers: ['operator-active'],
    because:
      'An order that is settled by a third party is settled when that party speaks. One that keeps its word back until the bank has begun another session, by a second log-on that the customer gave up, has the bank accept in a run in which the customer did nothing. A bank that refused then would break fairness with an honest log that is only slow.',
    source: 'Asokan, Shoup & Waidner 1998: resolve may come at any time',
  },
  {
    id: 'log-is-the-accused',
    holdsIn: 'none',
    claims: ['nrs-soundness'],
    attackers: ['operator-active', 'operator-log-keeper', 'log-key-reveal'],
    because:
      'The claim protects the operator from everybody else, and here the attacker is the operator or signs as it.',
  },
  {
    id: 'log-that-does-not-answer',
    holdsIn: 'none',
    claims: ['log-inclusion'],
    attackers: ['operator-active'],
    because: 'Nothing makes a party speak. That it has to answer for its silence is another claim.',
  },
];

/** All cells that fall, by reason. */
export const listings: readonly Listing[] = [...ofTheCustomer, ...ofTheBank, ...ofTheLog];

/** The listing of a cell; `undefined` where it is not to fall. */
export function listing(claim: string, attacker: string): Listing | undefined {
  return listings.find(
    ({ claims, attackers }) => claims.includes(claim) && attackers.includes(attacker),
  );
}
