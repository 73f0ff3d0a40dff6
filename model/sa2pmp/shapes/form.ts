/** Which messages there are: the shapes of one reading, by name (§4, §5). */
import type { Shape } from '../../core/shape.ts';
import type { CourtMessages } from '../court/messages.ts';

/** The shapes of one reading. */
export interface Messages extends CourtMessages {
  /** The application package: what the paper puts into the JAR besides the program (§4.3). */
  readonly appPackage: Shape<'bank' | 'bankPublicKey', 'key' | 'boxKey' | 'signingKey'>;
  /** What the phone seals for the bank, with the key for the answer (R3): an order. */
  readonly enclosedOrder: Shape<'content' | 'replyKey'>;
  /** The same for a log-on. */
  readonly enclosedLogOn: Shape<'content' | 'replyKey'>;
  /** The same for a registration. */
  readonly enclosedRegistration: Shape<'content' | 'replyKey'>;
  /** A package with the bank's signature (A10b). */
  readonly signedPackage: Shape<'content' | 'signature'>;
  /** ID_C: SIM, PHID, ACCID (§4.2). */
  readonly clientId: Shape<'sim' | 'phid' | 'accid'>;
  /** The transaction message msg (§4.2, A6) with what the reading adds for freshness (A7, A13). */
  readonly order: Shape<
    'type' | 'payee' | 'amount',
    'payer' | 'memo' | 'transaction' | 'time' | 'counter' | 'challenge' | 'token' | 'password'
  >;
  /**
   * The text under E: msg, with ID_C (A3, A38), and with the bank's name where A5 puts it under the
   * signature. What S signs is made of it (`composition.ts`).
   */
  readonly signedText: Shape<'order', 'clientId' | 'recipient' | 'publicKey'>;
  /** What is signed, where it is more than the text (A3, A38, R1). */
  readonly signingInput: Shape<'order' | 'clientId', 'recipient' | 'signer'>;
  /** What is signed as the paper has it: the values one after the other (A3'). */
  readonly plainText: Shape<
    'type' | 'payee' | 'amount' | 'sim' | 'phid' | 'accid',
    | 'payer'
    | 'memo'
    | 'transaction'
    | 'time'
    | 'counter'
    | 'challenge'
    | 'token'
    | 'password'
    | 'recipient'
    | 'signer'
  >;
  /** S(msg, ID_C): the text and the signature on it (A3), and pkC where A32 puts it there. */
  readonly signedOrder: Shape<'text' | 'signature', 'publicKey'>;
  /** E(S(msg, ID_C)), or S(E(msg, ID_C)) with the account named outside (A31). */
  readonly orderFrame: Shape<
    'body',
    'accid' | 'clientId' | 'publicKey' | 'recipient' | 'signature'
  >;
  /** What a registration says (§4.3, A2). */
  readonly keyBinding: Shape<'clientId' | 'publicKey', 'token'>;
  /** A registration or renewal: the binding and the proofs the reading asks for. */
  readonly registration: Shape<'binding', 'proof' | 'endorsement'>;
  /** A registration under the package key. */
  readonly registrationBox: Shape<'accid' | 'body'>;
  /** userid and password (§5.2, A13), or a proof of it and the number used once that it is made with. */
  readonly logOn: Shape<'userid', 'password' | 'proof' | 'nonce'>;
  /** What a verifier of a password is the digest of (A13 verifier). */
  readonly passwordFile: Shape<'userid' | 'password'>;
  /** What a proof of a password is the digest of (A13 verifier). */
  readonly passwordProof: Shape<'verifier' | 'nonce'>;
  /** A signed log-on. */
  readonly signedLogOn: Shape<'text' | 'signature'>;
  /** A log-on as it travels; the account in the clear tells the bank which key to use. */
  readonly logOnFrame: Shape<'accid' | 'body'>;
  /** The bank's answer to a log-on: the session's token. */
  readonly welcome: Shape<'token', 'renew'>;
  /** An answer of the bank's as it travels. */
  readonly answerFrame: Shape<'body', 'signature'>;
  /** The result and the token for the next order (A7 token-once). */
  readonly answer: Shape<'result' | 'next'>;
  /** What the next token is made of, where none is sent (A7 token-chain). */
  readonly tokenSource: Shape<'key' | 'token'>;
  /** The result information (§5.2, A17). */
  readonly result: Shape<'status' | 'reference', 'request'>;
  /** As much of it as is sent, where the phone knows the rest (R1c). */
  readonly toldResult: Shape<'status' | 'reference'>;
  /** Which order a result is for and whose, where neither is sent (R1c): its digest is signed. */
  readonly requestOf: Shape<'commitment' | 'accid'>;
  /** Asks for a challenge (A7). */
  readonly challengeRequest: Shape<'accid'>;
  /** The bank's challenge (A7). */
  readonly challenge: Shape<'challenge'>;
  /** The bank's notice to renew the key pair, by SMS (§4.3, A27). */
  readonly notice: Shape<'accid'>;
  /** A notice with the bank's signature (A18). */
  readonly signedNotice: Shape<'notice' | 'signature'>;
  /** A transaction record (§5.2, A22). */
  readonly record: Shape<'content', 'accid' | 'result' | 'time' | 'signature'>;
  /** What the bank signs of a record (R5). */
  readonly recordText: Shape<'content', 'accid' | 'result' | 'time'>;
  /** A record as the log keeps it (A20). */
  readonly entry: Shape<'record', 'previous' | 'time'>;
  /** What is shown to a judge (A20, A22, A22b). */
  readonly evidence: Shape<
    'record',
    'binding' | 'signature' | 'previous' | 'time' | 'key' | 'opening' | 'recipient'
  >;
  /** What is shown to a judge where the log shows no record: its word that it has one (R7b). */
  readonly wordedEvidence: Shape<'record' | 'word' | 'opening' | 'binding', 'recipient'>;
  /** Asks the log to take no record of an order, named by its digest (R7). */
  readonly abortRequest: Shape<'commitment'>;
  /** What the log says has become of an order (R7). */
  readonly resolution: Shape<'commitment' | 'outcome'>;
  /** The same with the log's signature. */
  readonly signedResolution: Shape<'resolution' | 'signature'>;
  /** What who sits at the depository's desk writes into it (W11). */
  readonly depositoryEntry: Shape<'clientId' | 'publicKey'>;
  /** What who sits at the ledger's desk has posted (W11). */
  readonly ledgerEntry: Shape<'payer' | 'order'>;
}
