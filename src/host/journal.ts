/**
 * The port to what a party keeps: one durable transaction at a time.
 *
 * A step's snapshot, its postings, its entries and what it sends are written together, and only
 * then does anything leave (design section 5). `adapters/sqlite` carries it out.
 */
import type { Send } from '../../model/core/effect.ts';
import type { Bytes } from '../bytes.ts';

/** A message on its way out. */
export type Outgoing = Send<Bytes>;

/** What becomes of a message: awaits its receipt, answers a request, or has been received. */
export type OutboxState = 'pending' | 'reply' | 'done';

/** A message as it stands in the outbox. */
export interface OutboxRow extends Outgoing {
  /** Its number; grows. */
  readonly seq: number;
  /** Names the message towards its receiver, so that a repetition is told from a second message. */
  readonly id: string;
  readonly state: OutboxState;
}

/** A request that was taken, and what answered it. */
export interface Answered {
  /** Names the request: sender, id and content. */
  readonly key: string;
  /** The chart that took it. */
  readonly chart: string;
  /** The numbers of the answers in the outbox. */
  readonly replies: readonly number[];
}

/** What every party keeps. */
export interface Journal {
  /** All or nothing; on disk when it returns. Throws what `work` throws, or the disk's error. */
  readonly transaction: <R>(work: () => R) => R;
  /** A fact about the party itself, by name. */
  readonly about: (key: string) => string | undefined;
  /** Notes such a fact. */
  readonly note: (key: string, value: string) => void;
  /** Forgets such a fact. */
  readonly forget: (key: string) => void;
  /** A chart's state as saved; `undefined` before its first step. */
  readonly chart: (name: string) => string | undefined;
  /** Saves a chart's state. */
  readonly saveChart: (name: string, state: string) => void;
  /** Puts a message into the outbox; returns its number. */
  readonly enqueue: (sent: Omit<OutboxRow, 'seq'>) => number;
  /** A message in the outbox. */
  readonly sent: (seq: number) => OutboxRow | undefined;
  /** The oldest messages that await their receipt. */
  readonly pending: (most: number) => readonly OutboxRow[];
  /** Notes that a message was received. */
  readonly settle: (seq: number) => void;
  /** Forgets a message, its octets overwritten; says whether it was still there. */
  readonly drop: (seq: number) => boolean;
  /** Leaves nothing of what was forgotten in the file or beside it; outside a transaction. */
  readonly scrub: () => void;
  /** The answers to a request that was taken before. */
  readonly answered: (key: string) => readonly number[] | undefined;
  /** Remembers a request and its answers, at most so many for each chart, oldest forgotten. */
  readonly remember: (answered: Answered, most: number) => void;
  /** Gives a request that was answered other answers; nothing when it is forgotten. */
  readonly revise: (key: string, replies: readonly number[]) => void;
  /** Adds a line to the trace. */
  readonly trace: (line: string, digest: string) => void;
  /** The digest of the trace's last line. */
  readonly traceHead: () => string | undefined;
  /** The whole trace. */
  readonly traced: () => readonly { readonly line: string; readonly digest: string }[];
}
