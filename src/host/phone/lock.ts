/**
 * The PIN of a phone (A14 local-unlock, A15, A25): what it unlocks and what it costs to guess.
 *
 * Where the reading has the private key in a secure element, or encrypted under the PIN, it stands in
 * the phone's file sealed under a key that scrypt makes of the PIN. A file is no secure element: who
 * copies it tries PINs at leisure, ten thousand of which are soon tried. What is refused here, and
 * counted on disk before it is tried, is guessing on the phone itself.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import { textToBytes } from '../../bytes.ts';
import type { Journal } from '../journal.ts';
import { PIN_TRIES_MAX } from '../limits.ts';
import { type PasswordCost, stretched } from '../passwords.ts';

/** Whether the phone asks for a PIN. */
export function needsPin({ A14 }: Reading): boolean {
  return A14 === 'local-unlock';
}

/** Whether the private key is kept sealed under the PIN. */
function sealsKey({ A25 }: Reading): boolean {
  return A25 === 'hardware' || A25 === 'rms-pin';
}

/** Whether a text is a PIN. */
export function isPin(text: string): boolean {
  return /^\d{4,12}$/u.test(text);
}

/** What a PIN unlocks: the key that seals. */
export type PinKey = Uint8Array;

/** How a PIN was stretched, and what shows that it is the right one. */
interface Setting {
  readonly salt: string;
  readonly cost: PasswordCost;
  readonly check: string;
}

const PIN = 'pin';
const TRIES = 'pin tries';
const CHECK = 'the PIN is right';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;
/** What stands before the octets of what is sealed. */
const SEALED = 'sealed under the PIN:';

function seal(key: PinKey, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return SEALED + Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('hex');
}

function open(key: PinKey, sealed: string): string | undefined {
  const octets = Buffer.from(sealed.slice(SEALED.length), 'hex');
  if (octets.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(octets.subarray(-TAG_BYTES));
  const body = octets.subarray(NONCE_BYTES, -TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Whether a value in a phone's file is sealed under its PIN. */
export function isSealed(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(SEALED);
}

/** Sets the PIN of a phone that has none. */
export function setPin(journal: Journal, pin: string, cost: PasswordCost): PinKey {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const key = stretched(textToBytes(pin), Buffer.from(salt, 'hex'), cost);
  const setting: Setting = { salt, cost, check: seal(key, CHECK) };
  journal.transaction(() => {
    journal.note(PIN, JSON.stringify(setting));
    journal.note(TRIES, '0');
  });
  return key;
}

/** Whether the phone has a PIN. */
export function hasPin(journal: Journal): boolean {
  return journal.about(PIN) !== undefined;
}

/** What trying a PIN gives: the key, or how many tries are left. */
export type Tried = { readonly key: PinKey } | { readonly triesLeft: number };

/** Tries a PIN; the try is on disk before it is looked at. */
export function tryPin(journal: Journal, pin: string): Tried {
  const noted = journal.about(PIN);
  if (noted === undefined) throw new Error('lock: the phone has no PIN');
  const { salt, cost, check } = JSON.parse(noted) as Setting;
  const tries = journal.transaction(() => {
    const before = Number(journal.about(TRIES));
    if (before < PIN_TRIES_MAX) journal.note(TRIES, String(before + 1));
    return before + 1;
  });
  if (tries > PIN_TRIES_MAX) return { triesLeft: 0 };
  const key = stretched(textToBytes(pin), Buffer.from(salt, 'hex'), cost);
  if (open(key, check) !== CHECK) return { triesLeft: PIN_TRIES_MAX - tries };
  journal.transaction(() => {
    journal.note(TRIES, '0');
  });
  return { key };
}

/** A chart's state, as far as it matters here. */
interface State {
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * A journal in which the private key stands sealed; without the PIN's key it is read as it stands,
 * for nobody to sign with.
 */
export function underPin(journal: Journal, key: PinKey | undefined, reading: Reading): Journal {
  if (!sealsKey(reading)) return journal;
  let known: { readonly plain: string; readonly sealed: string } | undefined;
  const withKey = (state: string, change: (signingKey: string) => string): string => {
    const parsed = JSON.parse(state) as State;
    const { signingKey } = parsed.context;
    if (typeof signingKey !== 'string') return state;
    return JSON.stringify({
      ...parsed,
      context: { ...parsed.context, signingKey: change(signingKey) },
    });
  };
  const opened = (sealed: string): string => {
    if (key === undefined || !isSealed(sealed)) return sealed;
    if (known?.sealed === sealed) return known.plain;
    const plain = open(key, sealed);
    if (plain === undefined) throw new Error('the private key in the phone’s file was changed');
    known = { plain, sealed };
    return plain;
  };
  // Sealed once for each key: no nonce is used again, and none is wasted.
  const sealedOf = (plain: string): string => {
    if (key === undefined || isSealed(plain)) return plain;
    if (known?.plain !== plain) known = { plain, sealed: seal(key, plain) };
    return known.sealed;
  };
  return {
    ...journal,
    chart: (name) => {
      const state = journal.chart(name);
      return state && withKey(state, opened);
    },
    saveChart: (name, state) => {
      journal.saveChart(name, withKey(state, sealedOf));
    },
  };
}
