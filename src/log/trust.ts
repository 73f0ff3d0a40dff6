/**
 * The offline check of one log entry: the judge's whole trust in a log, in one function.
 *
 * An entry counts when the log signed a checkpoint that contains it and enough witnesses, who
 * would have noticed a second history, cosigned that checkpoint. A function of the evidence and
 * of the policy alone; it never throws, whatever the evidence.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Checkpoint, parseCheckpoint, type TreeHead } from './checkpoint.ts';
import { verifyCosignature } from './cosignature.ts';
import { leafHash } from './hash.ts';
import type { LogKey, WitnessKey } from './key.ts';
import { verifyNote } from './note.ts';
import { verifyInclusion } from './proof.ts';

/** Whom the judge trusts. */
export interface LogPolicy {
  /** The log's key; its name is the origin that checkpoints must have. */
  readonly log: LogKey;
  /** The witnesses; names and public keys all differ, also from the log's. */
  readonly witnesses: readonly WitnessKey[];
  /** How many of them must have cosigned, 0 to all. */
  readonly quorum: number;
}

/** What is shown to the judge. */
export interface EntryEvidence {
  /** The entry's octets. */
  readonly leaf: Uint8Array;
  /** Where it stands in the log, from 0. */
  readonly index: number;
  /** The inclusion proof, from the leaf up. */
  readonly proof: readonly Uint8Array[];
  /** The checkpoint note with its cosignatures. */
  readonly checkpoint: string;
}

/** A witness that cosigned, and when. */
export interface Cosigner {
  /** The witness's key name. */
  readonly name: string;
  /** Seconds since 1970, by the witness's clock. */
  readonly timeSeconds: number;
}

/** Why an entry does not count. */
export type EntryRefusal =
  /** No evidence could meet the policy, or one signer would count twice: our own mistake. */
  | 'unusable-policy'
  /** Not a checkpoint (C2SP tlog-checkpoint). */
  | 'malformed-checkpoint'
  /** The checkpoint's origin is not the log's name. */
  | 'another-log'
  /** The log did not sign the checkpoint. */
  | 'unsigned'
  /** What stands as the log's signature is not its own. */
  | 'bad-signature'
  /** What stands as a trusted witness's cosignature is not its own (signed-note: reject it all). */
  | 'bad-cosignature'
  /** Fewer witnesses than the quorum cosigned. */
  | 'too-few-witnesses'
  /** The proof does not lead from the entry to the checkpoint's root (RFC 9162 §2.1.3.2). */
  | 'not-included';

/** The verdict on an entry. */
export type EntryVerdict =
  | {
      readonly kind: 'accepted';
      /** The tree that contains the entry. */
      readonly head: TreeHead;
      /** Who cosigned it, in the policy's order. */
      readonly cosigners: readonly Cosigner[];
    }
  | { readonly kind: 'refused'; readonly why: EntryRefusal };

/** Whether the entry counts under the policy; the first reason when it does not. */
export function judgeEntry(evidence: EntryEvidence, policy: LogPolicy): EntryVerdict {
  if (!isUsable(policy)) return refused('unusable-policy');
  const checkpoint = parseCheckpoint(evidence.checkpoint);
  if (checkpoint === undefined) return refused('malformed-checkpoint');
  const why = signatureRefusal(checkpoint, policy.log);
  if (why !== undefined) return refused(why);
  const cosigners = cosignersOf(checkpoint, policy.witnesses);
  if (cosigners === undefined) return refused('bad-cosignature');
  if (cosigners.length < policy.quorum) return refused('too-few-witnesses');
  const { head } = checkpoint;
  const { leaf, index, proof } = evidence;
  const included = verifyInclusion({ leafHash: leafHash(leaf), index, proof, ...head });
  return included ? { kind: 'accepted', head, cosigners } : refused('not-included');
}

function signatureRefusal(checkpoint: Checkpoint, log: LogKey): EntryRefusal | undefined {
  if (checkpoint.origin !== log.name) return 'another-log';
  const check = verifyNote(checkpoint.note, log);
  if (check === 'absent') return 'unsigned';
  return check === 'valid' ? undefined : 'bad-signature';
}

/** Who cosigned; `undefined` when a line in a trusted witness's name is not the witness's. */
function cosignersOf(
  checkpoint: Checkpoint,
  witnesses: readonly WitnessKey[],
): readonly Cosigner[] | undefined {
  const checks = witnesses.map((key) => ({ key, check: verifyCosignature(checkpoint, key) }));
  if (checks.some(({ check }) => check.kind === 'invalid')) return undefined;
  return checks.flatMap(({ key, check }) =>
    check.kind === 'valid' ? [{ name: key.name, timeSeconds: check.timeSeconds }] : [],
  );
}

/**
 * A cosignature does not name its witness (C2SP tlog-cosignature), so one key under two names
 * would count twice; and a log must not witness itself.
 */
function isUsable({ log, witnesses, quorum }: LogPolicy): boolean {
  const signers = [log, ...witnesses];
  const names = new Set(signers.map(({ name }) => name));
  const keys = new Set(signers.map(({ publicKey }) => bytesToHex(publicKey)));
  const distinct = names.size === signers.length && keys.size === signers.length;
  return distinct && Number.isSafeInteger(quorum) && quorum >= 0 && quorum <= witnesses.length;
}

function refused(why: EntryRefusal): EntryVerdict {
  return { kind: 'refused', why };
}
