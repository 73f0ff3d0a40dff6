/**
 * Signed notes (C2SP signed-note): text, a blank line, signature lines.
 *
 * ```text
 * <text, one line or more>
 *
 * — <key name> <base64(key ID || signature)>
 * ```
 *
 * Read strictly. Refused are control characters, unpaired surrogates, names with spaces or plus,
 * base64 that is not canonical, two signatures of one key, and whatever exceeds the limits.
 */
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';
import { sign, verify } from './ed25519.ts';
import {
  claims,
  isKeyName,
  keyId,
  KEY_ID_BYTES,
  type LogKey,
  type Signer,
  verifierKey,
  type VerifierKey,
} from './key.ts';

/** The most signatures that are read; a verifier must accept 16 ("Format"). */
export const NOTE_SIGNATURES_MAX = 16;

/** The longest note that is read, in octets of UTF-8: room for 16 post-quantum signatures. */
export const NOTE_BYTES_MAX = 128 * 1024;

/** One signature line. */
export interface NoteSignature {
  /** The key's name. */
  readonly name: string;
  /** The key's ID, 4 octets. */
  readonly keyId: Uint8Array;
  /** What follows the key ID, 1 octet at least; the key's type gives it its form. */
  readonly signature: Uint8Array;
}

/** A note, as read: nothing in it is verified. */
export interface Note {
  /** The text, with its final newline. */
  readonly text: string;
  /** The signatures, in the note's order; no two have the same name and key ID. */
  readonly signatures: readonly NoteSignature[];
}

/** What a note says of one key: signed, not signed at all, or a signature that is not the key's. */
export type SignatureCheck = 'valid' | 'absent' | 'invalid';

/** The parts of a note; `undefined` for what is no note or exceeds the limits. */
export function parseNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n');
  if (!isText(note) || end < 0) return undefined;
  const lines = note.slice(end + 2).split('\n');
  // The last line ends with a newline too, so that nothing stands after it.
  if (lines.pop() !== '' || lines.length === 0 || lines.length > NOTE_SIGNATURES_MAX) {
    return undefined;
  }
  const signatures = lines.flatMap((line) => parseSignatureLine(line) ?? []);
  const complete = signatures.length === lines.length && areDistinct(signatures);
  return complete ? { text: note.slice(0, end + 1), signatures } : undefined;
}

/**
 * The note of this text with the signer's Ed25519 signature.
 *
 * @param text - ends with a newline
 * @throws Error on a text or name that {@link parseNote} would refuse: a mistake of ours.
 */
export function signNote(text: string, signer: Signer): string {
  const signature = sign(signer.seed, utf8ToBytes(text));
  const note = `${text}\n${signatureLine(verifierKey('log', signer), signature)}`;
  if (parseNote(note)?.text !== text) throw new Error('no note can hold this text or name');
  return note;
}

/** Whether the log's key signed the note's text ("Ed25519 signatures"). */
export function verifyNote(note: Note, key: LogKey): SignatureCheck {
  const signature = signatureOf(note, key);
  if (signature === undefined) return 'absent';
  return verify(key.publicKey, utf8ToBytes(note.text), signature) ? 'valid' : 'invalid';
}

/** What stands in the note as the key's signature, unverified; `undefined` when nothing does. */
export function signatureOf(note: Note, key: VerifierKey): Uint8Array | undefined {
  return note.signatures.find((line) => claims(key, line))?.signature;
}

/** The line, newline and all, that adds the key's signature to a note when appended to it. */
export function signatureLine(key: VerifierKey, signature: Uint8Array): string {
  return `— ${key.name} ${toBase64(concatBytes(keyId(key), signature))}\n`;
}

/** Valid UTF-8, no control character but newline, and within the limit ("Format"). */
function isText(note: string): boolean {
  if (note.length > NOTE_BYTES_MAX || !note.isWellFormed()) return false;
  // The format means U+0000 to U+001F; \p{Cc} has U+007F to U+009F besides.
  const hasControl = /[\p{Cc}--[\n\u007f-\u009f]]/v.test(note);
  return !hasControl && utf8ToBytes(note).length <= NOTE_BYTES_MAX;
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const octets = fromBase64(encoded);
  if (!isKeyName(name) || octets === undefined || octets.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: octets.slice(0, KEY_ID_BYTES), signature: octets.slice(KEY_ID_BYTES) };
}

function areDistinct(signatures: readonly NoteSignature[]): boolean {
  const keys = signatures.map((line) => `${line.name}+${bytesToHex(line.keyId)}`);
  return new Set(keys).size === keys.length;
}
