/**
 * Which keys of others a party has to know before it can trust what they sign, by the reading: told
 * when it is set up, over a way of its own.
 */
import { encapsulates, type Reading, resolves, signsRecords } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';

/** Keys that verify what others sign. */
export interface Anchors {
  /** The bank's: of packages, notices, records and results (A10b, A18, R5, A17). */
  readonly bankPublicKey?: Bytes | undefined;
  /** The log server's: of what it says has become of an order (R7). */
  readonly logPublicKey?: Bytes | undefined;
}

/** Whose keys a bank has to know: the log's, where the log decides what is executed (R7). */
export function missingAtBank(reading: Reading, { logPublicKey }: Anchors): string | undefined {
  return resolves(reading) && logPublicKey === undefined ? 'the log' : undefined;
}

/** Whose keys a log has to know: the bank's, where the bank signs records (R5). */
export function missingAtLog(reading: Reading, { bankPublicKey }: Anchors): string | undefined {
  return signsRecords(reading) && bankPublicKey === undefined ? 'the bank' : undefined;
}

/**
 * Whose keys a phone has to know: the log's, where it says what became of an order (R7), and the
 * bank's, without which anybody could make a package that is encrypted for a key of their own (R3).
 */
export function missingOnPhone(
  reading: Reading,
  { bankPublicKey, logPublicKey }: Anchors,
): string | undefined {
  if (encapsulates(reading) && bankPublicKey === undefined) return 'the bank';
  return resolves(reading) && logPublicKey === undefined ? 'the log' : undefined;
}
