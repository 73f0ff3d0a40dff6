/**
 * What the bank remembers of one customer account between steps (§5.2): one chart an account.
 */
import type { RoleEvent } from '../../../core/effect.ts';
import type { Business } from '../../business.ts';
import type { BankKeys } from '../../confidential.ts';
import type { Addresses, Customer } from '../../identity.ts';
import type { Outcome } from '../../resolution.ts';

/** What the bank has on file when the customer is enrolled. */
export interface BankInput<M> {
  readonly customer: Customer<M>;
  readonly addresses: Addresses;
  /** The bank's name. */
  readonly name: M;
  /** K, the AES key of this customer's package (§4.3). */
  readonly packageKey: M;
  /** The bank's own signing key, where A10b, A17 or A18 has it sign. */
  readonly signingKey: M;
  /** The private key that requests are encrypted for (R3). */
  readonly boxKey?: M;
  /** The log server's verification key, where the log decides what is executed (R7). */
  readonly logPublicKey?: M;
  /** The seed of the keys of later releases, where there are any (A11). */
  readonly releases?: M;
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
  /** What the answer is to be under (R3). */
  readonly replyKey: M;
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
  /** The frame that it came in. */
  readonly frame: M;
  /** The log's signed word that it is recorded (R7b); kept only where there are disputes. */
  readonly word?: M;
}

/** What evidence of an order is made of. */
export interface Proof<M> {
  /** The record that the log keeps of it. */
  readonly record: M;
  /** S(msg, ID_C), where the record is a commitment to it (A22). */
  readonly opening?: M | undefined;
  /** The log's signed word that it has the record (R7b). */
  readonly word?: M;
  /** The key that verified it. */
  readonly publicKey: M;
}

/** A posting in the ledger of the account (R5b); its number is its place. */
export interface Posting<M> {
  /** The order. */
  readonly order: M;
  /** What bears it out; nothing where it was entered past the servers (W11). */
  readonly proof: Proof<M> | undefined;
  /** Whether the bank, summoned over it, waits for the log to show the record. */
  readonly isAwaited: boolean;
}

/** What the bank would go to court with: the order posted last. */
export interface Matter<M> extends Proof<M> {
  /** The order. */
  readonly order: M;
  /** Whether the ledger has some order of the account twice. */
  readonly isRepeated: boolean;
  /** The orders in the ledger, each once. */
  readonly posted: readonly M[];
  /** Whether it is in court over it: as plaintiff, or summoned to answer for it. */
  readonly plea: 'none' | 'suit' | 'answer';
}

/** A job that has come to an end. */
export interface Finished<M> {
  readonly job: Job<M>;
  /** What the regular bank said. */
  readonly status: 'executed' | 'declined';
  /** When, in milliseconds. */
  readonly at: number;
}

/** The bank's memory of one account. */
export interface BankContext<M> extends BankInput<M> {
  /** The depository's entry: the customer's public key (§4.3). */
  readonly publicKey: M | undefined;
  /** Keys that were replaced, oldest first (A26 archive, archive-late). */
  readonly archived: readonly M[];
  /**
   * Key bindings handed over before the notary, oldest first: what the notary attests, apart from the
   * depository (R2b).
   */
  readonly attested?: readonly M[];
  /** How often the package went out anew (A11, A25). */
  readonly release: number;
  /** K of the release in force, where it is not the first (A11). */
  readonly releaseKey: M | undefined;
  /** skC that went out with the last package, which the bank made and knows (A25 jar). */
  readonly issuedKey: M | undefined;
  /** Whether a renewal was asked for and has not come (A27 notice-checked). */
  readonly renewing: boolean;
  /** Whether the customer has had the account blocked (A28). */
  readonly blocked: boolean;
  /** When the session began, in milliseconds, where it keeps others out (A37 one). */
  readonly loggedOnAt: number | undefined;
  /** What waits to be recorded (A23 asynchronous), oldest first. */
  readonly unlogged: readonly Finished<M>[];
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
  /** See {@link Matter}; kept only where there are disputes. */
  readonly matter?: Matter<M> | undefined;
  /** The ledger, oldest first; kept only where there are disputes and complaints name postings (R5b). */
  readonly postings?: readonly Posting<M>[];
}

/**
 * Enrolment at the counter, facts from the regular bank, the key management's clock, the legal
 * department, which sues over the payment posted last. `executed` may
 * bring `information`, the answer to an enquiry, which the result then has for its reference.
 * `block` is the customer's call (A28), `report` the moment at which waiting records go out (A23).
 */
export type BankIntent = 'issue' | 'executed' | 'declined' | 'expire' | 'sue' | 'block' | 'report';

/** What an account's chart receives. */
export type BankEvent<M> = RoleEvent<M, BankIntent>;

/** K in force: that of the package issued last. */
export function keyInForce<M>({
  packageKey,
  releaseKey,
}: Pick<BankContext<M>, 'packageKey' | 'releaseKey'>): M {
  return releaseKey ?? packageKey;
}

/** What the bank opens with. */
export function bankKeys<M>(
  context: Pick<BankContext<M>, 'packageKey' | 'releaseKey' | 'boxKey'>,
): BankKeys<M> {
  return { key: keyInForce(context), boxKey: context.boxKey };
}

/** What an arriving frame is to the bank. */
export type BankReading<M> =
  | { readonly kind: 'registration'; readonly publicKey: M; readonly binding: M }
  | { readonly kind: 'depository-entry'; readonly publicKey: M }
  | { readonly kind: 'ledger-entry'; readonly payer: M; readonly order: M }
  | { readonly kind: 'log-on'; readonly replyKey: M; readonly trace: M | undefined }
  | { readonly kind: 'challenge-request' }
  | { readonly kind: 'order'; readonly order: AuthenticOrder<M> }
  | { readonly kind: 'resolution'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly why: string };
