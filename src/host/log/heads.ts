/**
 * The heads that the log shows, and the proofs that go with them (A20 merkle).
 *
 * A head is on disk before anybody sees it, so that the log can be held to it (`fsck`).
 */
import { type Bytes, toBytes } from '../../bytes.ts';
import { parseCheckpoint, signCheckpoint } from '../../log/checkpoint.ts';
import { verifyCosignature } from '../../log/cosignature.ts';
import type { Signer, WitnessKey } from '../../log/key.ts';
import { consistencyProof, inclusionProof, rootOf } from '../../log/tree.ts';
import type { LogStore } from './store.ts';

/** A witness that the log asks: its answer is a line to append, or why there is none. */
export interface WitnessLine {
  /** By which its cosignatures are known. */
  readonly key: WitnessKey;
  /** Asks it. */
  readonly cosign: (asked: CosignAsked) => Promise<CosignAnswer>;
}

/** What a witness is asked (C2SP tlog-witness, add-checkpoint). */
export interface CosignAsked {
  /** The size the witness is thought to know. */
  readonly oldSize: number;
  /** The consistency proof from there, hashes in hex. */
  readonly proof: readonly string[];
  readonly checkpoint: string;
}

/** What a witness answers. */
export type CosignAnswer =
  | { readonly line: string }
  /** It knows another size than the log thought. */
  | { readonly knownSize: number }
  | { readonly refusal: string };

/** What a judge is shown of one record besides the record. */
export interface Inclusion {
  readonly index: number;
  /** Hashes in hex, from the leaf up. */
  readonly proof: readonly Bytes[];
  /** The signed note with its cosignatures. */
  readonly checkpoint: string;
}

/** Signs the head of the log as it stands, and keeps it before it is shown. */
export function showHead(store: LogStore, signer: Signer): string {
  return store.journal.transaction(() => {
    const size = store.size();
    const root = rootOf(store.nodes, size);
    const note = signCheckpoint({ size, root }, signer);
    if (!store.wasShown(note)) store.addHead({ size, root: toBytes(root), note });
    return note;
  });
}

/**
 * Has the head as it stands cosigned.
 *
 * @returns the note with every cosignature got, and why the others were not
 */
export async function showWitnessedHead(
  store: LogStore,
  signer: Signer,
  witnesses: readonly WitnessLine[],
): Promise<{ readonly note: string; readonly missing: readonly string[] }> {
  const shown = showHead(store, signer);
  const size = parseCheckpoint(shown)?.head.size ?? 0;
  const missing: string[] = [];
  let note = shown;
  for (const witness of witnesses) {
    const answer = await cosigned(store, witness, { checkpoint: shown, size });
    if ('line' in answer && isCosigned(shown + answer.line, witness.key)) note += answer.line;
    else missing.push(`${witness.key.name}: ${whyNot(answer)}`);
  }
  if (note !== shown) {
    const root = parseCheckpoint(note)?.head.root;
    if (root === undefined) throw new Error('a witness answered with no signature line');
    store.journal.transaction(() => {
      if (!store.wasShown(note)) store.addHead({ size, root: toBytes(root), note });
    });
  }
  return { note, missing };
}

/** Whether a note carries a witness's own cosignature: its answer is not believed unseen. */
function isCosigned(note: string, key: WitnessKey): boolean {
  const checkpoint = parseCheckpoint(note);
  return checkpoint !== undefined && verifyCosignature(checkpoint, key).kind === 'valid';
}

function whyNot(answer: CosignAnswer): string {
  if ('line' in answer) return 'what it answered is not its cosignature';
  return 'refusal' in answer ? answer.refusal : 'out of step';
}

/** Asks a witness, from nothing first, and again from the size that it knows. */
async function cosigned(
  store: LogStore,
  { cosign }: WitnessLine,
  { checkpoint, size }: { readonly checkpoint: string; readonly size: number },
): Promise<CosignAnswer> {
  const first = await cosign({ oldSize: 0, proof: [], checkpoint });
  if (!('knownSize' in first) || first.knownSize > size) return first;
  const proof = consistencyProof(store.nodes, first.knownSize, size).map(toBytes);
  return cosign({ oldSize: first.knownSize, proof, checkpoint });
}

/** What shows that a record is in the log under a head; `undefined` when it is not. */
export function inclusion(
  store: LogStore,
  index: number,
  checkpoint: string,
): Inclusion | undefined {
  const size = parseCheckpoint(checkpoint)?.head.size;
  if (size === undefined || index < 0 || index >= size) return undefined;
  return { index, proof: inclusionProof(store.nodes, index, size).map(toBytes), checkpoint };
}
