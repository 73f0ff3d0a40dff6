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
import type { HeadRow, LogStore } from './store.ts';

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
  return shownHead(store, signer).note;
}

function shownHead(store: LogStore, signer: Signer): HeadRow {
  return store.journal.transaction(() => {
    const size = store.size();
    const root = rootOf(store.nodes, size);
    return kept(store, { size, root: toBytes(root), note: signCheckpoint({ size, root }, signer) });
  });
}

/** Keeps a head that is to be shown; inside a transaction. */
function kept(store: LogStore, head: HeadRow): HeadRow {
  if (!store.wasShown(head.note)) store.addHead(head);
  return head;
}

/**
 * Has the head as it stands cosigned.
 *
 * @returns the note with every cosignature got that it has room for, and why the others were not
 */
export async function showWitnessedHead(
  store: LogStore,
  signer: Signer,
  witnesses: readonly WitnessLine[],
): Promise<{ readonly note: string; readonly missing: readonly string[] }> {
  const head = shownHead(store, signer);
  const { note: checkpoint, size } = head;
  const missing: string[] = [];
  let note = checkpoint;
  for (const witness of witnesses) {
    const answer = await cosigned(store, witness, { checkpoint, size });
    if ('line' in answer && isCosigned(note + answer.line, witness.key)) note += answer.line;
    else missing.push(`${witness.key.name}: ${whyNot(answer, checkpoint, witness.key)}`);
  }
  store.journal.transaction(() => kept(store, { ...head, note }));
  return { note, missing };
}

/** Whether a note carries a witness's own cosignature: its answer is not believed unseen. */
function isCosigned(note: string, key: WitnessKey): boolean {
  const checkpoint = parseCheckpoint(note);
  return checkpoint !== undefined && verifyCosignature(checkpoint, key).kind === 'valid';
}

function whyNot(answer: CosignAnswer, checkpoint: string, key: WitnessKey): string {
  if ('line' in answer) {
    return isCosigned(checkpoint + answer.line, key)
      ? 'the note has no place for its cosignature'
      : 'what it answered is not its cosignature';
  }
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
