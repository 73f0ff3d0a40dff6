/**
 * The keys of logs and witnesses: names, key IDs and the text of a verifier key.
 *
 * Carries out the key IDs of C2SP signed-note ("Signatures") and tlog-cosignature ("Format"), and
 * the encoding `<name>+<key ID in hex>+<base64(type || public key)>` (signed-note, "Verifier
 * keys"). The type octet is part of the ID: a log's key never passes for a witness's.
 */
import { equalBytes } from '@noble/curves/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';
import { isPublicKey, publicKeyOf } from './ed25519.ts';

/** Octets of a key ID. */
export const KEY_ID_BYTES = 4;

/** What a key signs: checkpoints as their log, or cosignatures as a witness. */
export type KeyRole = 'log' | 'witness';

/** Who signs, with the secret. */
export interface Signer {
  /** The key's name; a log's is its origin. See {@link isKeyName}. */
  readonly name: string;
  /** The Ed25519 private key, 32 octets. */
  readonly seed: Uint8Array;
}

/** What is needed to verify one signer's signatures. */
export interface VerifierKey<R extends KeyRole = KeyRole> {
  /** What the key signs; it decides the signature's type. */
  readonly role: R;
  /** The key's name. */
  readonly name: string;
  /** The Ed25519 public key, 32 octets. */
  readonly publicKey: Uint8Array;
}

/** A log's key: note signatures of type 0x01. */
export type LogKey = VerifierKey<'log'>;

/** A witness's key: timestamped cosignatures of type 0x04. */
export type WitnessKey = VerifierKey<'witness'>;

/** The verifier key of a signer in this role; throws when the seed has not 32 octets. */
export function verifierKey<R extends KeyRole>(role: R, signer: Signer): VerifierKey<R> {
  return { role, name: signer.name, publicKey: publicKeyOf(signer.seed) };
}

/** The key ID, 4 octets: SHA-256(name || 0x0A || type || public key), cut short. */
export function keyId({ role, name, publicKey }: VerifierKey): Uint8Array {
  const octets = concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(TYPE[role]), publicKey);
  return sha256(octets).slice(0, KEY_ID_BYTES);
}

/** The text of a verifier key, as it stands in configurations. */
export function formatVerifierKey(key: VerifierKey): string {
  const material = concatBytes(Uint8Array.of(TYPE[key.role]), key.publicKey);
  return `${key.name}+${bytesToHex(keyId(key))}+${toBase64(material)}`;
}

/**
 * The verifier key that `text` spells.
 *
 * `undefined` on a bad name, another type than the role's, a key that is no Ed25519 point or one
 * of small order, a key ID that is not the key's, and every spelling but the canonical one.
 */
export function parseVerifierKey<R extends KeyRole>(
  role: R,
  text: string,
): VerifierKey<R> | undefined {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const material = fromBase64(encoded);
  if (!isKeyName(name) || material?.[0] !== TYPE[role]) return undefined;
  const key = { role, name, publicKey: material.slice(1) };
  return isPublicKey(key.publicKey) && bytesToHex(keyId(key)) === id ? key : undefined;
}

/** Whether this text may name a key: not empty, no Unicode space, no plus, nothing unprintable. */
export function isKeyName(text: string): boolean {
  return text.isWellFormed() && /^[^\p{White_Space}+[\p{Cc}--[\u007f-\u009f]]]+$/v.test(text);
}

/** Whether a signature line with this name and key ID claims to be the key's. */
export function claims(
  key: VerifierKey,
  line: { readonly name: string; readonly keyId: Uint8Array },
): boolean {
  return line.name === key.name && equalBytes(line.keyId, keyId(key));
}

/** The signature type octets (C2SP signed-note, "Signature types"). */
const TYPE: Readonly<Record<KeyRole, number>> = { log: 0x01, witness: 0x04 };
