/**
 * The trace of a live run: what each chart was set up with, and every step that it took.
 *
 * A line is written in the transaction of the step it tells of, and names the digest of the line
 * before, so that a line cannot be changed, left out or put elsewhere without its followers. From
 * the lines of all parties a `Trace` is made, and the model takes every step again
 * (`properties/audit`). Keys and passwords stand in it: it is kept on request only.
 */
import { createHash } from 'node:crypto';
import type { Effect, RoleEvent } from '../../model/core/effect.ts';
import type { PartyKind } from '../../model/core/system.ts';
import type { Bytes } from '../bytes.ts';
import type { Journal } from './journal.ts';

/** What a line says: a chart is set up, or takes a step. */
export type TraceLine =
  | {
      readonly opens: string;
      readonly kind: PartyKind;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | {
      readonly step: string;
      readonly event: RoleEvent<Bytes>;
      readonly effects: readonly Effect<Bytes>[];
    };

/** What stands before the first line. */
export const TRACE_START = 'sa2pmp trace';

/** The digest of a line: SHA-256 over the digest before and the line, in hex. */
export function lineDigest(previous: string, line: string): string {
  return createHash('sha256').update(`${previous}\n${line}`).digest('hex');
}

/** Adds a line to a party's trace. */
export function traceLine(journal: Journal, said: TraceLine): void {
  const line = JSON.stringify(said);
  journal.trace(line, lineDigest(journal.traceHead() ?? TRACE_START, line));
}
