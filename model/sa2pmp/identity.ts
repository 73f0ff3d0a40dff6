/**
 * Who is who: the data that identify a customer and a bank, and the secrets they start with.
 */

/** ID_C and the log-on data of one customer (§4.2). */
export interface Customer<M> {
  /** Subscriber identifier module number. */
  readonly sim: M;
  /** Mobile phone serial number. */
  readonly phid: M;
  /** Bank account number; names the account in every message. */
  readonly accid: M;
  /** Log-on name. */
  readonly userid: M;
  /** Log-on secret. */
  readonly password: M;
}

/** What the bank puts into a customer's application package (§4.3, "Encryption Key Management"). */
export interface AppPackage<M> {
  /** K, the AES key; none where requests are for the bank's own key (R3). */
  readonly key?: M | undefined;
  /** The bank's public key to encrypt for (R3). */
  readonly boxKey?: M | undefined;
  /** The bank's name. */
  readonly bank: M;
  /** The bank's signature verification key, used where A17 or A18 has the bank sign. */
  readonly bankPublicKey: M;
  /** skC, where the JAR holds it (A25). */
  readonly signingKey?: M | undefined;
}

/** Transport addresses; not authenticated by anything. */
export interface Addresses {
  /** The customer's phone. */
  readonly phone: string;
  /** The bank's service for this account. */
  readonly bank: string;
  /** The log server on the gateway. */
  readonly log: string;
  /** The notary who attests keys handed over in a branch, and the judge who asks it. */
  readonly judge: string;
}
