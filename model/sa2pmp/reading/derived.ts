/** What follows from a reading, said once for all who need it: channels, forms, protections. */
import type { Channel } from '../../core/effect.ts';
import type { Reading } from './axes.ts';

/** Whether the key is registered with the token of a logged-on session (A2). */
export function registersInSession(reading: Reading): boolean {
  return reading.A2 === 'in-session' || reading.A2 === 'in-session-proof';
}

/** Whether log-on, and what goes the way of log-on, travels over HTTPS to the bank (A13, A16). */
export function logsOnOverHttps(reading: Reading): boolean {
  return reading.A13 === 'https' || reading.A16 === 'https';
}

/** Whether orders, challenges and results travel over HTTPS to the bank (A16). */
export function ordersOverHttps(reading: Reading): boolean {
  return reading.A16 === 'https';
}

/** The link between phone and gateway (A16). */
export function linkToGateway(reading: Reading): Channel {
  return reading.A16 === 'https-to-gateway' ? 'https' : 'wireless';
}

/** Whether a log-on is sealed, and the answer to it as well (A13). */
export function sealsLogOn({ A13 }: Reading): boolean {
  return A13 === 'under-key' || A13 === 'signed' || A13 === 'verifier';
}

/** Whether what the phone sends is for the bank's own key, and no secret is in the package (R3). */
export function encapsulates({ R3 }: Reading): boolean {
  return R3 !== 'none';
}

/** Whether the key for the answer is exported of the encryption, not sent in it (R3). */
export function exportsReplyKey({ R3 }: Reading): boolean {
  return R3 === 'to-bank-exported';
}

/**
 * Whether boxes carry no nonce (R3b): every key then makes one box only, the answer to one order or
 * to one log-on, neither of which is answered twice.
 */
export function sparesNonces(reading: Reading): boolean {
  const isOnce = exportsReplyKey(reading) && rotatesTokens(reading) && provesPassword(reading);
  return reading.R3b === 'spared' && reading.A8 === 'aes-128-gcm' && isOnce;
}

/** Whether a log-on is signed by the phone (A13). */
export function signsLogOn({ A13 }: Reading): boolean {
  return A13 === 'signed' || A13 === 'verifier';
}

/** Whether the phone proves that it knows the password without sending it (A13). */
export function provesPassword({ A13 }: Reading): boolean {
  return A13 === 'verifier';
}

/** Whether a registration carries a signature under the key that it registers (A2, R2). */
export function provesPossession({ A2, R2 }: Reading): boolean {
  return A2 === 'self-signed' || A2 === 'in-session-proof' || R2 === 'proved';
}

/** Whether the bank's servers use a key of the depository only where the notary attests it (R2b). */
export function usesAttestedKeys({ R2b }: Reading): boolean {
  return R2b === 'attested';
}

/** Whether the public key is under the signature, unsent (R1). */
export function signsOwner({ R1 }: Reading): boolean {
  return R1 === 'key-signed';
}

/** Whether what is signed names the bank that it is for (A5, R1). */
export function namesRecipient({ A5 }: Reading): boolean {
  return A5 === 'signed';
}

/** Whether the bank's name is signed and not sent (A5, R1c); a ciphertext that is signed holds it. */
export function impliesRecipient(reading: Reading): boolean {
  const { A31, R1c } = reading;
  return namesRecipient(reading) && A31 === 'sign-then-encrypt' && R1c === 'unsent';
}

/** Whether the digest of the order is signed with the result and not sent (A17, R1c). */
export function impliesRequest({ A17, R1c }: Reading): boolean {
  return A17 === 'signed' && R1c === 'unsent';
}

/** Whether a token is good for one order, and another comes with the answer (A7). */
export function rotatesTokens({ A7 }: Reading): boolean {
  return A7 === 'token-once' || A7 === 'token-chain';
}

/** Whether the next token is made on both sides and not sent (A7). */
export function chainsTokens({ A7 }: Reading): boolean {
  return A7 === 'token-chain';
}

/** Whether the log decides what is executed and what is given up (R7). */
export function resolves({ R7 }: Reading): boolean {
  return R7 === 'abort-resolve';
}

/** Whether the log's word that it has recorded an order counts in court as its record (R7b). */
export function showsWord({ R7b }: Reading): boolean {
  return R7b === 'shown';
}

/** Whether the gateway gives receipts for the frames that it takes (A19 both, A20 signed). */
export function givesReceipts(reading: Reading): boolean {
  return reading.A19 === 'both' && signsEntries(reading);
}

/** Whether the bank signs records (R5). */
export function signsRecords({ R5 }: Reading): boolean {
  return R5 === 'bank-signed';
}

/** Whether a complaint names the posting that it is about (R5b). */
export function namesPostings({ R5b }: Reading): boolean {
  return R5b === 'names-posting';
}

/** How a registration is protected (A2): in a session it goes the way of log-on. */
export function registrationWay(reading: Reading): 'clear' | 'under-key' | 'https' | 'branch' {
  if (reading.A2 === 'in-branch') return 'branch';
  if (reading.A2 === 'under-key') return 'under-key';
  if (!registersInSession(reading)) return 'clear';
  if (reading.A13 === 'https') return 'https';
  return sealsLogOn(reading) ? 'under-key' : 'clear';
}

/** The channel on which registrations arrive at the bank (A2, A16). */
export function registrationChannel(reading: Reading): Channel {
  const way = registrationWay(reading);
  if (way === 'branch') return 'branch';
  return way === 'https' || ordersOverHttps(reading) ? 'https' : 'wired';
}

/** The channel on which the application package travels (A10). */
export function packageChannel({ A10 }: Reading): Channel {
  if (A10 === 'https') return 'https';
  return A10 === 'in-branch' ? 'branch' : 'package';
}

/** Whether a new package goes out with each renewal of the key pair (A11, A25). */
export function reissuesPackage({ A11, A25 }: Reading): boolean {
  return A11 === 'each-release' || A25 === 'jar';
}

/** Whether the phone obeys a notice only when the next log-on confirms it (A27). */
export function checksNotices({ A27 }: Reading): boolean {
  return A27 === 'notice-checked' || A27 === 'both';
}

/** Whether a key is registered under a signature of the one it replaces (A27). */
export function endorsesKeys({ A27 }: Reading): boolean {
  return A27 === 'signed-by-old' || A27 === 'both';
}

/** Where ID_C is in an order (A3, A38): with the message, beside the box, or nowhere. */
export function identifierPlace({ A3, A38 }: Reading): 'inside' | 'outside' | 'nowhere' {
  if (A3 === 'identifier-looked-up') return 'nowhere';
  return A38 === 'message' ? 'outside' : 'inside';
}

/** Where the public key is in an order (A1, A32). */
export function publicKeyPlace({ A1, A32 }: Reading): 'inside' | 'outside' | 'nowhere' {
  return A1 === 'depository' ? 'nowhere' : A32;
}

/** Whether an entry of the log names the digest of the one before (A20). */
export function chainsEntries(reading: Reading): boolean {
  return reading.A20 === 'hash-chain' || reading.A20 === 'merkle';
}

/** Whether the log server signs its entries (A20). */
export function signsEntries(reading: Reading): boolean {
  return reading.A20 === 'signed' || reading.A20 === 'merkle';
}

/** Whether an entry of the log has the operator's time (A40). */
export function datesEntries(reading: Reading): boolean {
  return reading.A40 === 'operator';
}

/** What a record holds: a gateway that records by itself has only the ciphertext (A19, A22, W30). */
export function recordKind(reading: Reading): Reading['A22'] {
  return reading.A19 === 'gateway' ? 'ciphertext' : reading.A22;
}

/** Whether a record has the result beside the order (A22). */
export function recordsResult(reading: Reading): boolean {
  return recordKind(reading).endsWith('-result');
}

/**
 * The message that a record holds. Under encrypt-then-sign the signature is on the ciphertext, so
 * that a signed record is the whole frame (A31, W14).
 */
export function recordForm(
  reading: Reading,
): 'order' | 'signed-order' | 'order-frame' | 'commitment' {
  const kind = recordKind(reading);
  if (kind.startsWith('commitment')) return 'commitment';
  if (kind.startsWith('plaintext')) return 'order';
  const framed = kind.startsWith('ciphertext') || reading.A31 === 'encrypt-then-sign';
  return framed ? 'order-frame' : 'signed-order';
}
