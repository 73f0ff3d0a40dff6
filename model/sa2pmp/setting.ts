/**
 * What every role is a function of: an algebra, a reading, the checks in force, the business that
 * the bank offers, and how passwords are compared.
 *
 * A role makes each of its checks by name, so that a mutant of the protocol is the same role with
 * one check switched off (`properties/verdict/mutants.ts`) and not a copy.
 */
import type { Algebra } from '../core/algebra.ts';
import type { Business } from './business.ts';
import type { Customer } from './identity.ts';
import { type Messages, messages } from './messages.ts';
import { verifierOf } from './password.ts';
import { plainProceedings, type Proceedings } from './proceedings.ts';
import type { Reading } from './reading.ts';

/**
 * Every check that a role makes, with who makes it and what it is for; and every secret that the
 * phone is to keep, a duty that is done unless it is switched off.
 */
export const checks = {
  signature: 'bank: the signature on the order verifies (§5.2 AS item 2)',
  account: 'bank: ID_C names the account (§4.2, A4)',
  payer: "bank: the payer account is the signer's (A33)",
  recipient: 'bank: the order names this bank (A5)',
  freshness: 'bank: the order was not seen before (A7)',
  session: 'bank: the order belongs to a session (A13b)',
  'key-in-message': "bank: the key in the message is the depository's (A1)",
  credentials: 'bank: userid and password are right (§5.2 AS item 1)',
  'log-on-signature': 'bank: the signature on the log-on verifies (A13)',
  'key-validation': 'bank: what is registered is a public key (A30e)',
  'log-on-freshness': 'bank: the proof of the password was not taken before (A13 verifier)',
  'registration-session': 'bank: the registration carries the token of the session (A2)',
  'registration-proof': 'bank: the registrant has the private key (A2)',
  'registration-endorsement': 'bank: the old key signs the new one (A27)',
  'result-request': 'client: the result is for the pending request (A17)',
  'result-signature': 'client: the bank signed the result (A17)',
  'package-signature': 'client: the bank signed the package (A10b)',
  'notice-signature': 'client: the bank signed the notice (A18)',
  'notice-confirmed': 'client: the answer to the log-on confirms the notice (A27)',
  'notice-account': 'client: the notice names this account (§4.3)',
  'resolution-signature': 'bank, client: the log signed what it says has become of an order (R7)',
  'resolution-order': 'client: what the log says is of the pending order (R7)',
  'resolution-job': 'bank: what the log says is of the order under way (R7)',
  'record-signature': 'log: the bank signed the record (R5)',
  'depository-attestation': "bank: the notary attests the depository's key (R2b)",
  'attestation-proof': 'notary: the registrant has the private key (R2)',
  'evidence-commitment': 'judge: the order shown is the one recorded (A22 commitment)',
  'evidence-bank': 'judge: the bank signed the record (R5)',
  'order-kept': 'client: the order leaves the phone in its box only (Equation (1))',
  'password-kept': 'client: the password is in no order in clear (§4.2)',
  'package-key-kept':
    'client: the AES key is never sent (§4.3 "cannot be transferred over the open wireless network")',
  'signing-key-kept': 'client: the private key never leaves the phone (§4.3)',
  'key-store-kept': 'client: AES key and private key, together, never leave the phone (§4.3)',
  'attested-person': 'notary: who hands over a key is the customer whom it names (A2 in-branch)',
  'evidence-binding': 'judge: the key is attested for the accused (A2, A22b)',
  'evidence-signature': "judge: the accused's signature verifies (A22)",
  'evidence-recipient': 'judge: the order is for the bank whose record it is (R1, W12)',
  'evidence-log': 'judge: the log server signed the record (A20)',
  'evidence-word': "judge: the log's signed word is of the order recorded (R7b)",
  'evidence-witness': 'judge: the witness cosigned the head of the log (A20 merkle)',
  'plea-once': 'judge: the bank has an order for each posting (W4)',
  'plea-posting': 'judge: the evidence is of the posting complained of (R5b)',
  'view-differs': 'judge: two views of the log differ at one place (A20 merkle)',
  'evidence-receipt': 'judge: the bank signed the result (A17 signed)',
  'evidence-request': 'judge: the result is for the order shown (A17 signed)',
  'witness-extends': 'witness: the head extends the one cosigned last (A20 merkle)',
} as const;

/** The name of a check. */
export type CheckId = keyof typeof checks;

/** Makes a check, or skips it. */
export type Check = (id: CheckId, passes: () => boolean) => boolean;

/** What roles are functions of. */
export interface Setting<M> {
  /** How values are made, taken apart and compared. */
  readonly algebra: Algebra<M>;
  /** Which choice is made on every gap of the paper. */
  readonly reading: Reading;
  /** The shapes of that reading. */
  readonly messages: Messages;
  /** Makes the checks. */
  readonly check: Check;
  /** The business functions that the bank takes orders for (§5.2 BLS). */
  readonly offers: readonly Business[];
  /**
   * Whether a password given is the one that the bank has on file: in the model the password
   * itself, in the running system what verifies it.
   */
  readonly isPassword: (given: M, onFile: M) => boolean;
  /**
   * The verifier of a password (A13 verifier), of one given on the phone as of what the bank has on
   * file: in the model a digest, in the running system made with scrypt.
   */
  readonly verifier: (of: Pick<Customer<M>, 'userid' | 'password'>) => M;
  /** What goes on in court. */
  readonly proceedings: Proceedings;
  /**
   * Whether statements name private keys, so that a search can ask who learns them. Never in the
   * running system, whose statements are written down.
   */
  readonly statesPrivateKeys: boolean;
}

/** What a setting may have otherwise than searches do. */
export interface SettingOptions<M> {
  /** Checks switched off; none unless said. */
  readonly omitted?: readonly CheckId[];
  /** See {@link Setting.offers}; payments alone unless said, which bounds a search. */
  readonly offers?: readonly Business[];
  /** See {@link Setting.isPassword}; equality unless said. */
  readonly isPassword?: (given: M, onFile: M) => boolean;
  /** See {@link Setting.verifier}; a digest unless said. */
  readonly verifier?: (of: Pick<Customer<M>, 'userid' | 'password'>) => M;
  /** See {@link Setting.proceedings}; the plainest unless said. */
  readonly proceedings?: Proceedings | undefined;
  /** See {@link Setting.statesPrivateKeys}; true unless said. */
  readonly statesPrivateKeys?: boolean;
}

/**
 * A setting.
 *
 * @param algebra - how values are made, taken apart and compared
 * @param reading - which choice is made on every gap of the paper
 * @param options - what is otherwise than in a search
 */
export function setting<M>(
  algebra: Algebra<M>,
  reading: Reading,
  options: SettingOptions<M> = {},
): Setting<M> {
  const { omitted = [], offers = ['pay'], isPassword = algebra.equal } = options;
  const { proceedings = plainProceedings, statesPrivateKeys = true } = options;
  const shapes = messages(reading);
  const digest: Setting<M>['verifier'] = (of) => verifierOf({ algebra, messages: shapes }, of);
  return {
    algebra,
    reading,
    messages: shapes,
    check: (id, passes) => omitted.includes(id) || passes(),
    offers,
    isPassword,
    verifier: options.verifier ?? digest,
    proceedings,
    statesPrivateKeys,
  };
}
