/**
 * A witness's cosignatures of checkpoints (C2SP tlog-cosignature, the Ed25519 type).
 *
 * The signed message is `cosignature/v1`, a line with the time, and the checkpoint's text; the
 * signature is the time, 8 octets big-endian, and 64 octets of Ed25519. The message does not name
 * the witness: who trusts several must see that their keys differ.
 */
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Checkpoint } from './checkpoint.ts';
import { sign, SIGNATURE_BYTES, verify } from './ed25519.ts';
import { type Signer, verifierKey, type WitnessKey } from './key.ts';
import { signatureLine, signatureOf } from './note.ts';

/** What a checkpoint says of one witness: cosigned then, not at all, or not by its key. */
export type CosignatureCheck =
  | { readonly kind: 'valid'; readonly timeSeconds: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'invalid' };

/**
 * The signature line that a witness adds to a checkpoint; append it to the note.
 *
 * Only says so: whether a witness may say it is decided in `witness.ts`.
 *
 * @param timeSeconds - now, in seconds since 1970
 * @throws Error when the time is negative or no safe integer: a mistake of ours.
 */
export function cosign(checkpoint: Checkpoint, witness: Signer, timeSeconds: number): string {
  if (!isTime(timeSeconds)) throw new Error(`no such time: ${timeSeconds}`);
  const signature = sign(witness.seed, message(checkpoint, timeSeconds));
  return signatureLine(
    verifierKey('witness', witness),
    concatBytes(timeOctets(timeSeconds), signature),
  );
}

/**
 * Whether the witness cosigned the checkpoint, and when.
 *
 * Also invalid: a length other than 72 octets and a time beyond 2^53 - 1 seconds. Whether the
 * time is plausible is for whoever has a clock.
 */
export function verifyCosignature(checkpoint: Checkpoint, key: WitnessKey): CosignatureCheck {
  const stamped = signatureOf(checkpoint.note, key);
  if (stamped === undefined) return { kind: 'absent' };
  if (stamped.length !== TIME_BYTES + SIGNATURE_BYTES) return { kind: 'invalid' };
  const timeSeconds = Number(view(stamped).getBigUint64(0, false));
  const verified =
    isTime(timeSeconds) &&
    verify(key.publicKey, message(checkpoint, timeSeconds), stamped.slice(TIME_BYTES));
  return verified ? { kind: 'valid', timeSeconds } : { kind: 'invalid' };
}

const TIME_BYTES = 8;

/** "Ed25519 signed message": the header keeps it apart from a log's own signature. */
function message({ note }: Checkpoint, timeSeconds: number): Uint8Array {
  return utf8ToBytes(`cosignature/v1\ntime ${timeSeconds}\n${note.text}`);
}

function timeOctets(timeSeconds: number): Uint8Array {
  const octets = new Uint8Array(TIME_BYTES);
  view(octets).setBigUint64(0, BigInt(timeSeconds), false);
  return octets;
}

function view(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

function isTime(timeSeconds: number): boolean {
  return Number.isSafeInteger(timeSeconds) && timeSeconds >= 0;
}
