/**
 * Passwords that are never sent (A13 verifier): the phone proves, with a number used once, that it
 * can make the verifier that the bank has on file.
 *
 * In the model a verifier is a digest; the running system makes it with scrypt (RFC 7914). Who has
 * the verifier can log on and can try passwords off-line: whoever checks a password can.
 */
import type { Algebra } from '../core/algebra.ts';
import type { Customer } from './identity.ts';
import type { Messages } from './messages.ts';

/** What verifiers and proofs are made with. */
export interface Means<M> {
  readonly algebra: Algebra<M>;
  readonly messages: Messages;
}

/** The verifier of a password. */
export function verifierOf<M>(
  { algebra, messages }: Means<M>,
  { userid, password }: Pick<Customer<M>, 'userid' | 'password'>,
): M {
  return algebra.hash(algebra.encode(messages.passwordFile, { userid, password }));
}

/** The proof that one has a verifier, with a number used once. */
export function proofOf<M>(
  { algebra, messages }: Means<M>,
  parts: { readonly verifier: M; readonly nonce: M },
): M {
  return algebra.hash(algebra.encode(messages.passwordProof, parts));
}
