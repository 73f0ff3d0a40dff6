/**
 * A search as data, to be sent to another thread, and its verdicts on the way back. What holds
 * functions, attackers and claims, goes by its name.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import { attackerNamed } from './attackers.ts';
import { canonical } from './canonical-value.ts';
import type { Gauge } from './gauge.ts';
import type { Own, Question, Verdict } from './verdict.ts';

/** A search to be done elsewhere. */
export interface Errand extends Omit<Question, 'attacker' | 'claims'> {
  /** The attacker's name: an id, or ids joined by `+`. */
  readonly attacker: string;
  /** Files that attackers and claims come from that are not built in. */
  readonly files: readonly string[];
  /** The claims' ids; all of them share one search. */
  readonly claims: readonly string[];
  /** When to give up, in milliseconds since 1970. */
  readonly deadlineMs: number;
  /** Where to say how far the search is. */
  readonly gauge: Gauge;
}

/** A verdict without what the asker knows. */
export interface Returned extends Omit<Verdict, 'protocol' | 'attacker' | 'claim'> {
  /** The claim's id. */
  readonly claim: string;
}

/** Whether every part of a question can be found again by its name in another thread. */
export function isSendable({ attacker, claims: asked }: Question, own?: Own): boolean {
  const named = attackerNamed(attacker.id, own?.attackers);
  const isSame = named.found && canonical(named.attacker) === canonical(attacker);
  return isSame && asked.every((claim) => claims.includes(claim) || own?.claims.includes(claim));
}

/** What of a verdict is sent back. */
export function returned({ protocol: _, attacker: __, claim, ...rest }: Verdict): Returned {
  return { ...rest, claim: claim.id };
}
