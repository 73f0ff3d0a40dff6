/** The compressed point of a private scalar. */
export function publicKeyOf(scalar: Buffer): Buffer;
/** r then s of a message. */
export function sign(scalar: Buffer, message: Buffer): Buffer;
/** Refuses, by a requirement, what does not verify. */
export function mustVerify(
  publicKey: Buffer,
  message: Buffer,
  signature: Buffer,
  requirement: string,
): void;
/** What a box holds. */
export function open(key: Buffer, box: Buffer): Buffer;
/** The verifier of a password. */
export function passwordVerifier(
  of: { readonly bank: string; readonly userid: string; readonly password: string },
  cost: { readonly N: number; readonly r: number; readonly p: number },
): Buffer;
/** The proof that one has it. */
export function passwordProof(verifier: Buffer, nonce: Buffer): Buffer;
