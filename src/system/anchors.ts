/**
 * The keys of others that a party has to know before it can trust what they sign: told when it is set
 * up, over a way of its own, and kept in its file.
 *
 * Refuses a second key in the place of the first: who may say whose key is whose is not the network.
 */
import { type Reading, resolves, signsRecords } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';
import type { Started } from './party.ts';

/** Keys that verify what others sign. */
export interface Anchors {
  /** The bank's: of packages, notices, records and results (A10b, A18, R5, A17). */
  readonly bankPublicKey?: Bytes | undefined;
  /** The log server's: of what it says has become of an order (R7). */
  readonly logPublicKey?: Bytes | undefined;
}

/** Where each is kept in a party's file. */
const FACTS = { bankPublicKey: 'bank-public-key', logPublicKey: 'log-public-key' } as const;

/** What each is called. */
const NAMES = { bankPublicKey: 'bank', logPublicKey: 'log' } as const;

/** The keys that a party knows, those that it is told now kept; or why it is not told them. */
export function anchorsIn(
  { known, fact, world: { algebra } }: Pick<Started, 'known' | 'fact' | 'world'>,
  told: Anchors = {},
): Anchors | { readonly refusal: string } {
  const names = ['bankPublicKey', 'logPublicKey'] as const;
  for (const name of names) {
    const given = told[name];
    if (given === undefined) continue;
    if (!algebra.isPublicKey(given)) return { refusal: `that is no key of a ${NAMES[name]}` };
    if (fact(FACTS[name], () => given) !== given) {
      return { refusal: `it knows another key of the ${NAMES[name]}` };
    }
  }
  const kept = names.flatMap((name) => {
    const key = known(FACTS[name]);
    return key === undefined ? [] : [[name, key as Bytes] as const];
  });
  return Object.fromEntries(kept);
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
  if (reading.R3 === 'to-bank' && bankPublicKey === undefined) return 'the bank';
  return resolves(reading) && logPublicKey === undefined ? 'the log' : undefined;
}
