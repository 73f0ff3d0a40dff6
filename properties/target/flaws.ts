/**
 * Flaws of a deliberately flawed copy of our system, each behind a switch, one for each kind of law that
 * can be judged from outside.
 */
import { flipped } from '../mounted/means.ts';
import type { Rewriting } from './rewritten.ts';
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
  /** The log knows nothing of what it has said of orders. */
  readonly forgetsOutcomes?: true;
  /** What its keeper shows of the log in the place of it. */
  readonly shows?: Rewriting;
}

/** The flaws, by name. */
export const flaws = {
  twice: { says: 'an order that was carried out is posted to the ledger twice', postsTwice: true },
  signature: { says: 'the signature on an order is not verified', omitted: ['signature'] },
  password: { says: 'every password opens a session', omitted: ['credentials'] },
  causes: { says: 'who is refused is told why', otherwise: { A36: 'distinct' } },
  word: {
    says: 'the bank executes on anybody’s word that an order is recorded',
    omitted: ['resolution-signature'],
  },
  hasty: {
    says: 'the bank executes whatever comes, seen before or not, without the log’s word',
    otherwise: { R7: 'none' },
    omitted: ['freshness', 'session'],
  },
  drops: {
    says: 'the log leaves out every other record and signs the rest as if there were no more',
    shows: { keeps: (index) => index % 2 === 0 },
  },
  alters: {
    says: 'the log changes what records say and signs them anew',
    shows: { changes: (content) => flipped(content, 0) },
  },
  forks: {
    says: 'the log has its first record at one look and not at the next, and signs both',
    shows: { keeps: (index, size) => index > 0 || size % 2 === 0 },
  },
  tree: {
    says: 'the heads that the log signs are of other records than it shows',
    shows: { leaves: (entry) => flipped(entry, 0) },
  },
  forgets: {
    says: 'the log forgets of which orders it said that they are aborted',
    forgetsOutcomes: true,
  },
  durability: { says: 'payments are acknowledged before they are on disk', forgets: true },
} as const satisfies Readonly<Record<string, Flaw>>;

/** The name of a flaw. */
export type FlawName = keyof typeof flaws;
