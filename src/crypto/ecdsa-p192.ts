/** ECDSA on P-192, the paper's curve by its usual reading (A30), on noble; see `ecdsa.ts`. */
import { ecdsaOn } from './ecdsa.ts';

/** See {@link import('./ecdsa.ts').Ecdsa}: each is documented there. */
export const {
  signingScalar,
  publicKeyOf,
  isPublicKey,
  sign,
  signWith,
  verify,
  agree,
  importPublicKey,
} = ecdsaOn('secp192r1');
