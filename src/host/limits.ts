/** Limits that several parts of the running system share; those of HTTP are `adapters/http/limits.ts`. */

import { FRAME_BYTES_MAX } from '../codec/format.ts';

/** The longest message in octets; the codec reads no longer one. */
export const MESSAGE_BYTES_MAX = FRAME_BYTES_MAX;

/**
 * The longest message in octets that a port takes from a peer: what a record makes of it, and an
 * entry of the record, must still fit {@link MESSAGE_BYTES_MAX}.
 */
export const FRAME_TAKEN_BYTES_MAX = 8 * 1024;

/** Characters of an address, an account number, a userid or another name. */
export const NAME_LENGTH_MAX = 64;

/** Log-ons tried in a row without success before an account is locked; stored before each try. */
export const LOG_ON_ATTEMPTS_MAX = 10;

/** Wrong PINs in a row before a phone takes none any more; stored before each try. */
export const PIN_TRIES_MAX = 5;

/** Requests for each account whose answers the bank keeps, for a phone that asks again. */
export const ANSWERS_KEPT_MAX = 64;

/** Requests that left a record and that the gateway remembers, for phones that ask again. */
export const PASSED_KEPT_MAX = 4096;

/** Messages handed over at once from an outbox. */
export const OUTBOX_BATCH_MAX = 100;

/** Hex digits of messages handed over at once from an outbox: well below what an answer may have. */
export const OUTBOX_CHARACTERS_MAX = 512 * 1024;

/** Notices kept for each phone at the operator's message centre; the oldest go first. */
export const NOTICES_KEPT_MAX = 16;

/** Lines of a statement. */
export const STATEMENT_LINES_MAX = 10;

/** Notices that a phone remembers to have heard. */
export const HEARD_KEPT_MAX = 256;

/** The largest amount, in minor units: a million millions stays exact in every sum. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;

/** Rounds of sending and hearing that one wish of the user's may take on the phone. */
export const ROUNDS_MAX = 8;
