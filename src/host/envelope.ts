/**
 * A message between processes, in its envelope: who says to send it, whom it is for, and a name
 * by which a repetition is told from a second message. Nothing in an envelope is authenticated.
 */
import { createHash } from 'node:crypto';
import type { Envelope } from '../../model/core/effect.ts';
import { type Bytes, fromBytes } from '../bytes.ts';

/** A message handed over and its name. */
export interface Request extends Envelope<Bytes> {
  /** 32 hex digits, chosen by who sends. */
  readonly id: string;
}

/** A message that comes back, or is fetched. */
export interface Delivery extends Envelope<Bytes> {
  /** Its number in the sender's outbox, if the sender waits for a receipt; else 0. */
  readonly seq: number;
}

/** The answer to a request: messages, none when there is nothing to say. */
export interface Reply {
  readonly deliveries: readonly Delivery[];
  /** Whose outbox the numbers are of; another file's may be the same and mean other messages. */
  readonly epoch?: string;
  /** The cause of a refusal, where the reading has the peer told (A36 distinct). */
  readonly refusal?: string;
}

/** Nothing to say: also the answer to everything that is refused (A36 uniform). */
export const SILENCE: Reply = { deliveries: [] };

/**
 * What makes a request the same as one before: SHA-256 over channel, addresses, id and message,
 * so that nobody can use up another's id with a message of its own.
 */
export function requestKey({ channel, from, to, id, message }: Request): string {
  return createHash('sha256').update([channel, from, to, id, message].join('\n')).digest('hex');
}

/** SHA-256 of a message's octets, in hex. */
export function contentDigest(content: Bytes): string {
  return createHash('sha256').update(fromBytes(content)).digest('hex');
}
