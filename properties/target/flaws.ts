/**
 * Flaws of a deliberately flawed copy of our system, each behind a switch, one for each kind of law that
 * can be judged from outside.
 */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { CheckId } from '../../model/sa2pmp/setting.ts';

/** A flaw: what the copy does otherwise. */
export interface Flaw {
  readonly says: string;
  /** Checks that the bank leaves out. */
  readonly omitted?: readonly CheckId[];
  /** What bank and gateway do by another reading than the one they speak. */
  readonly otherwise?: Partial<Reading>;
  /** What was stored since the last enrolment is gone after a restart. */
  readonly forgets?: true;
  /** Each entry of the ledger is made twice. */
  readonly postsTwice?: true;
}

/** The flaws, by name. */
export const flaws = {
  twice: { says: 'an order that was carried out is posted to the ledger twice', postsTwice: true },
  signature: { says: 'the signature on an order is not verified', omitted: ['signature'] },
  password: { says: 'every password opens a session', omitted: ['credentials'] },
  causes: { says: 'who is refused is told why', otherwise: { A36: 'distinct' } },
  durability: { says: 'payments are acknowledged before they are on disk', forgets: true },
} as const satisfies Readonly<Record<string, Flaw>>;

/** The name of a flaw. */
export type FlawName = keyof typeof flaws;
