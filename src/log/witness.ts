/**
 * A witness's decision about one checkpoint (C2SP tlog-witness, "add-checkpoint").
 *
 * A witness remembers, for each log, the last head that it cosigned, and cosigns only what
 * extends it: so two clients that trust it can never be shown logs that part. The checks and
 * their order are the specification's. Pure: the caller keeps the new head **before** the answer
 * leaves, in one transaction with the reading of the old one.
 */
import { equalBytes } from '@noble/curves/utils.js';
import { type Checkpoint, parseCheckpoint, type TreeHead } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { EMPTY_ROOT } from './hash.ts';
import type { LogKey, Signer } from './key.ts';
import { verifyNote } from './note.ts';
import { verifyConsistency } from './proof.ts';

/** What a witness knows of one log. */
export interface WitnessedLog {
  /** The keys that sign for this origin. */
  readonly keys: readonly LogKey[];
  /** The head that was cosigned last; `undefined` before the first. */
  readonly latest: TreeHead | undefined;
}

/** The witness at the moment of the decision. */
export interface Witness {
  /** The key it cosigns with. */
  readonly signer: Signer;
  /** Now, in seconds since 1970. */
  readonly timeSeconds: number;
  /** What it knows of the log of this origin; `undefined` for a log that it does not watch. */
  readonly logOf: (origin: string) => WitnessedLog | undefined;
}

/** What a log asks of a witness. */
export interface CosignRequest {
  /** The size that the proof starts from: that of the last cosigned head, 0 before the first. */
  readonly oldSize: number;
  /** The consistency proof from there; empty when it starts from 0. */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint note, signed by the log. */
  readonly checkpoint: string;
}

/** Why a witness does not cosign; the HTTP status is the specification's. */
export type WitnessRefusal =
  /** Not a checkpoint (400). */
  | { readonly why: 'malformed-checkpoint' }
  /** The witness does not watch this log (404). */
  | { readonly why: 'unknown-log' }
  /** No trusted key of the log signed (403). */
  | { readonly why: 'bad-signature' }
  /** The checkpoint is smaller than the old size (400). */
  | { readonly why: 'smaller-tree' }
  /** The old size is not that of the last cosigned head, which is given (409). */
  | { readonly why: 'stale'; readonly knownSize: number }
  /** Same size as the last cosigned head, another root: the log shows two histories (409). */
  | { readonly why: 'split-view' }
  /** The proof does not show that the checkpoint extends the last cosigned head (422). */
  | { readonly why: 'inconsistent' };

/** A witness's answer. */
export type WitnessAnswer =
  | {
      readonly kind: 'cosigned';
      /** The signature line to append to the checkpoint note. */
      readonly line: string;
      /** The log. */
      readonly origin: string;
      /** What to remember of it, before the line is given out. */
      readonly head: TreeHead;
    }
  | ({ readonly kind: 'refused' } & WitnessRefusal);

/**
 * Cosigns the checkpoint, or says why not.
 *
 * @throws Error when the witness's time or seed is unusable: a mistake of ours.
 */
export function considerCheckpoint(request: CosignRequest, witness: Witness): WitnessAnswer {
  const checkpoint = parseCheckpoint(request.checkpoint);
  if (checkpoint === undefined) return { kind: 'refused', why: 'malformed-checkpoint' };
  const refusal = refusalOf(request, checkpoint, witness.logOf(checkpoint.origin));
  if (refusal !== undefined) return { kind: 'refused', ...refusal };
  const line = cosign(checkpoint, witness.signer, witness.timeSeconds);
  return { kind: 'cosigned', line, origin: checkpoint.origin, head: checkpoint.head };
}

function refusalOf(
  { oldSize, proof }: CosignRequest,
  { head, note }: Checkpoint,
  log: WitnessedLog | undefined,
): WitnessRefusal | undefined {
  if (log === undefined) return { why: 'unknown-log' };
  if (!log.keys.some((key) => verifyNote(note, key) === 'valid')) return { why: 'bad-signature' };
  if (oldSize > head.size) return { why: 'smaller-tree' };
  const known = log.latest ?? NOTHING;
  if (oldSize !== known.size) return { why: 'stale', knownSize: known.size };
  if (known.size === head.size && !equalBytes(known.root, head.root)) return { why: 'split-view' };
  return extendsHead(known, head, proof) ? undefined : { why: 'inconsistent' };
}

/** Every log extends the empty one, and needs no proof for it: the proof must be empty. */
function extendsHead(known: TreeHead, head: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (known.size === 0) return proof.length === 0;
  return verifyConsistency({
    size1: known.size,
    root1: known.root,
    size2: head.size,
    root2: head.root,
    proof,
  });
}

const NOTHING: TreeHead = { size: 0, root: EMPTY_ROOT };
