/**
 * Checkpoints: tree heads as signed notes (C2SP tlog-checkpoint).
 *
 * ```text
 * example.com/behind-the-sofa                    origin
 * 20852163                                       tree size
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=   root hash
 *
 * — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhc...
 * ```
 *
 * Ours are signed under the origin as the key's name and carry no extension lines, both as the
 * specification recommends; those of others are read with theirs.
 */
import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES } from './hash.ts';
import type { Signer } from './key.ts';
import { type Note, parseNote, signNote } from './note.ts';

/** What a log says at one size. */
export interface TreeHead {
  /** How many entries the log has. */
  readonly size: number;
  /** The root hash over them, 32 octets. */
  readonly root: Uint8Array;
}

/** A checkpoint, as read: nothing in it is verified. */
export interface Checkpoint {
  /** Which log it is of. */
  readonly origin: string;
  /** What the log says. */
  readonly head: TreeHead;
  /** Lines after the root hash, none of them empty; nobody audits them. */
  readonly extensions: readonly string[];
  /** The note it stands in. */
  readonly note: Note;
}

/**
 * The checkpoint note of a log that signs under its origin.
 *
 * @throws Error on a size that is no safe integer, a root of another length than 32 octets, or a
 * name that cannot be a key's: a mistake of ours.
 */
export function signCheckpoint({ size, root }: TreeHead, log: Signer): string {
  const note = signNote(`${log.name}\n${size}\n${toBase64(root)}\n`, log);
  if (parseCheckpoint(note) === undefined) throw new Error('no checkpoint can hold this head');
  return note;
}

/**
 * The parts of a checkpoint note ("Note text").
 *
 * `undefined` for what is no note, fewer than three lines, an empty line, a size with a leading
 * zero, a sign or beyond 2^53 - 1, and a root hash that is not 32 octets in canonical base64.
 */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const note = parseNote(text);
  if (note === undefined) return undefined;
  const lines = note.text.slice(0, -1).split('\n');
  const [origin = '', digits = '', encoded = '', ...extensions] = lines;
  const size = parseSize(digits);
  const root = fromBase64(encoded);
  if (lines.includes('') || size === undefined || root?.length !== HASH_BYTES) return undefined;
  return { origin, head: { size, root }, extensions, note };
}

function parseSize(digits: string): number | undefined {
  const size = /^(?:0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}
