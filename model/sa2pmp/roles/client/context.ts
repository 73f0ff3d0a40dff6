/**
 * What a phone remembers between steps (§5.1): keys in the record store, the session, the order
 * whose result it awaits.
 */
import type { RoleEvent } from '../../../core/effect.ts';
import type { Addresses, AppPackage, Customer } from '../../identity.ts';

/** What a phone is installed with. */
export interface ClientInput<M> {
  readonly customer: Customer<M>;
  readonly addresses: Addresses;
  /**
   * The key with which the phone's platform verifies packages (A10b); without one it has verified
   * them before they get here.
   */
  readonly platformKey?: M;
  /**
   * The bank's verification key as everybody knows it (A18 exists); without one the phone goes by the
   * key that its package names.
   */
  readonly bankPublicKey?: M;
  /** The log server's verification key, where it says what has become of an order (R7). */
  readonly logPublicKey?: M;
}

/** A phone on which two apps sign with one key pair. */
export interface SharingInput<M> extends ClientInput<M> {
  /** The phone's first key pair, where another app on the same phone signs with it too (W12). */
  readonly sharedKey?: M;
}

/** An order under way. */
export interface PendingOrder<M> {
  /** The transaction message msg. */
  readonly order: M;
  /** What the bank is to name in its answer (A17). */
  readonly request: M;
  /** What the answer is under, where it is not K (R3). */
  readonly replyKey?: M | undefined;
}

/** What the user asked for; kept only while it waits for a challenge (A7). */
export interface Wish<M> {
  /** The business function. */
  readonly type: M;
  readonly payee: M;
  readonly amount: M;
  /**
   * The password as typed, where orders carry it (A13b): with a challenge the order is made a step
   * later, and there is no other place to keep it. Undefined where orders carry none.
   */
  readonly password: M | undefined;
  /** The free text, where orders have one (A6). */
  readonly memo?: M | undefined;
}

/** A phone's memory. */
export interface ClientContext<M> extends SharingInput<M> {
  /** The application package, once installed (§4.3). */
  readonly appPackage: AppPackage<M> | undefined;
  /** skC, in the record store (§4.3). */
  readonly signingKey: M | undefined;
  /** The token of the session (A13). */
  readonly token: M | undefined;
  /** What the answer to the last log-on is under, where it is not K (R3). */
  readonly logOnKey?: M | undefined;
  /** Orders sent so far (A7 counter). */
  readonly counter: number;
  /** What waits for a challenge. */
  readonly wish: Wish<M> | undefined;
  /** The order whose result is awaited. */
  readonly pending: PendingOrder<M> | undefined;
  /** The order sent last, as it was sent; kept only where there are disputes. */
  readonly submitted?: { readonly order: M; readonly frame: M } | undefined;
  /** The answer accepted last and what it answers; kept only where there are disputes. */
  readonly receipt?: Receipt<M> | undefined;
}

/** A result as it came, and what it is the result of. */
export interface Receipt<M> extends PendingOrder<M> {
  /** The result information. */
  readonly result: M;
  /** The bank's signature on it (A17 signed). */
  readonly signature: M | undefined;
}

/**
 * What a user may want of the phone, and the time-out of an answer.
 *
 * `logOn` may bring `userid` and `password` as typed; what is on file serves where it does not.
 * `pay` brings `payee` and `amount`, may bring `memo` (A6), and may bring `type` (`pay` unless said, or `bill`). `enquire`
 * brings `type` (`balance`, `statement`). Both may bring `password`, where orders carry it (A13b).
 */
export type ClientIntent = 'start' | 'logOn' | 'pay' | 'enquire' | 'timeout' | ClientSuit;

/**
 * What a customer may go to court for: that the bank gave a result, that the gateway took an order,
 * that a payment was posted which the customer never sent.
 */
export type ClientSuit = 'proveResult' | 'proveSubmission' | 'dispute';

/** What the phone's chart receives. */
export type ClientEvent<M> = RoleEvent<M, ClientIntent>;

/** The key with which the phone verifies what the bank signs: that which all know, or its package's. */
export function bankKey<M>({
  bankPublicKey,
  appPackage,
}: Pick<ClientContext<M>, 'bankPublicKey' | 'appPackage'>): M {
  return bankPublicKey ?? installed({ appPackage }).bankPublicKey;
}

/**
 * The application package of a phone on which it is installed.
 *
 * @throws Error when it is not: no state before installation gets here
 */
export function installed<M>({ appPackage }: Pick<ClientContext<M>, 'appPackage'>): AppPackage<M> {
  if (appPackage === undefined) throw new Error('client: the application is not installed');
  return appPackage;
}
