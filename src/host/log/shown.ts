/** A record of the log as it is shown to a judge (§5.2 TLS "providing the transaction record as proof"). */
import type { Bytes } from '../../bytes.ts';
import type { Signer } from '../../log/key.ts';
import type { EvidenceFile, Testimony } from '../evidence.ts';
import { evidenceOf } from '../evidence-made.ts';
import type { World } from '../world.ts';
import { inclusion, showWitnessedHead, type WitnessLine } from './heads.ts';
import type { EntryRow, LogStore } from './store.ts';

/** The log that shows. */
export interface ShowingLog {
  readonly world: World;
  readonly store: LogStore;
  /** What verifies its signatures on records. */
  readonly publicKey: Bytes;
  /** Who signs its heads. */
  readonly signer: Signer;
}

/** What is shown besides the record. */
export interface Besides {
  /** What the bank says of the key. */
  readonly testimony: Testimony | undefined;
  /** Who is asked to cosign the head, where the log is a tree (A20 merkle). */
  readonly witnesses: readonly WitnessLine[];
}

/** A record as evidence. */
export interface ShownEvidence {
  /** `undefined` when the record is not of the reading's form. */
  readonly file: EvidenceFile | undefined;
  /** Who did not cosign, and why. */
  readonly missing: readonly string[];
}

/** Shows a record, in its place under a cosigned head where the log is a tree. */
export async function shownEvidence(
  { world, store, publicKey, signer }: ShowingLog,
  { index, entry, signature }: EntryRow,
  { testimony, witnesses }: Besides,
): Promise<ShownEvidence> {
  const { algebra, reading } = world;
  const shown = { entry, signature, logPublicKey: publicKey, testimony };
  if (reading.A20 !== 'merkle') {
    return { file: evidenceOf(algebra, reading, { ...shown, tree: undefined }), missing: [] };
  }
  const { note, missing } = await showWitnessedHead(store, signer, witnesses);
  const tree = inclusion(store, index, note);
  return { file: evidenceOf(algebra, reading, { ...shown, tree }), missing };
}
