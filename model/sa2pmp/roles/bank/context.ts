/**
 * What the bank remembers of one customer account between steps (§5.2): one chart an account.
 */
import type { RoleEvent } from '../../../core/effect.ts';
import type { Business } from '../../business.ts';
import type { Addresses, Customer } from '../../identity.ts';

/** What the bank has on file when the customer is enrolled. */
export interface BankInput<M> {
  readonly customer: Customer<M>;
  readonly addresses: Addresses;
  /** The bank's name. */
  readonly name: M;
  /** K, the AES key of this customer's package (§4.3). */
  readonly packageKey: M;
  /** The bank's own signing key, where A17 has the result signed. */
  readonly signingKey: M;
}

/** An order that has passed the authentication server. */
export interface AuthenticOrder<M> {
  /** msg. */
  readonly order: M;
  /** What msg asks for. */
  readonly business: Business;
  /** The account debited. */
  readonly payer: M;
  /** What the answer names (A17). */
  readonly request: M;
  /** What is recorded, by kind of record (A22). */
  readonly recordable: M;
  /** What the freshness check remembers (A7). */
  readonly trace: M | undefined;
  /** The counter that the order carried (A7), or the one before. */
  readonly counter: number;
  /** The key that verified the signature. */
  readonly publicKey: M;
}

/** An order under execution. */
export interface Job<M> extends AuthenticOrder<M> {
  /** The bank's transaction reference, part of the result unless the regular bank has an answer. */
  readonly reference: M;
  /** Where the answer goes. */
  readonly replyTo: string;
}

/** The bank's memory of one account. */
export interface BankContext<M> extends BankInput<M> {
  /** The depository's entry: the customer's public key (§4.3). */
  readonly publicKey: M | undefined;
  /** The token of the session; present while the account is logged on (A13). */
  readonly token: M | undefined;
  /** The challenge given out last (A7). */
  readonly challenge: M | undefined;
  /**
   * What the freshness check remembers (A7), oldest first. A step asks only whether one value is in
   * it, the one that it would append if it were not.
   */
  readonly seen: readonly M[];
  /** The last counter accepted (A7). */
  readonly counter: number;
  /** The order under execution. */
  readonly job: Job<M> | undefined;
}

/**
 * Enrolment at the counter, facts from the regular bank, the key management's clock. `executed` may
 * bring `information`, the answer to an enquiry, which the result then has for its reference.
 */
export type BankIntent = 'issue' | 'executed' | 'declined' | 'expire';

/** What an account's chart receives. */
export type BankEvent<M> = RoleEvent<M, BankIntent>;

/** What an arriving frame is to the bank. */
export type BankReading<M> =
  | { readonly kind: 'registration'; readonly publicKey: M }
  | { readonly kind: 'log-on' }
  | { readonly kind: 'challenge-request' }
  | { readonly kind: 'order'; readonly order: AuthenticOrder<M> }
  | { readonly kind: 'refused'; readonly why: string };
