/**
 * Claims about what is left when a key is lost: forward secrecy (Günther 1989) and post-compromise
 * security (Cohn-Gordon, Cremers, Garratt, CSF 2016).
 *
 * Only what is taken out of a party's memory during the run counts as a compromise; what the
 * attacker has from the start is its own and excuses nothing.
 */
import type { Trace, TraceEvent } from '../trace.ts';
import type { Agreement } from '../claim.ts';
import {
  agree,
  firstOf,
  isClaimed,
  onHonestAccounts,
  type Predicate,
  type Violation,
  type Wording,
  wordingName,
} from './statement.ts';

/** The name under which claims say that they look at compromises. */
export const compromises = 'compromised';

/** Whether something was taken out of a party's memory. */
function isTheft<M>(event: TraceEvent<M>): boolean {
  return event.kind === 'compromised' && event.party !== undefined;
}

/**
 * Forward secrecy: what an honest party claims secret before any compromise is never learned. A
 * compromise before the claim excuses it, whoever's memory was read.
 */
export function forwardSecrecy(about: string): Predicate {
  const secret: Wording = { claim: 'secret', about };
  const violation: Violation = (trace, equal) => {
    const learned = trace.events.filter((event) => event.kind === 'learned');
    return firstOf(onHonestAccounts(trace, secret, equal), ({ event, index }) => {
      if (trace.events.slice(0, index).some(isTheft)) return undefined;
      const known = learned.some(({ value }) => event.values.some((own) => equal(own, value)));
      return known ? `the attacker has the ${about} of before the compromise` : undefined;
    });
  };
  return { violation, reads: [wordingName(secret), compromises], occasion: wordingName(secret) };
}

/** What heals a compromise. */
export interface Healing extends Omit<Agreement, 'by'> {
  /** Statements that make up the renewal, in order; the owner's are those that only it makes. */
  readonly renewal: readonly Wording[];
}

/** Whether a renewal was made between two places of a trace, its statements in order. */
function isHealed<M>(
  { events }: Trace<M>,
  renewal: readonly Wording[],
  {
    from,
    to,
    account,
    equal,
  }: {
    readonly from: number;
    readonly to: number;
    readonly account: M;
    readonly equal: (a: M, b: M) => boolean;
  },
): boolean {
  let at = from;
  for (const wording of renewal) {
    at = events.findIndex(
      (event, place) =>
        place > at && place < to && isClaimed(event, wording) && equal(event.account, account),
    );
    if (at < 0) return false;
  }
  return true;
}

/**
 * Post-compromise security: after a renewal that followed the last compromise, whoever finishes
 * believing has the account's owner running with the same values. Beliefs before it are not judged.
 */
export function postCompromise({ commit, running, renewal }: Healing): Predicate {
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, commit, equal), ({ event, owner, index }) => {
      const from = trace.events.slice(0, index).findLastIndex(isTheft);
      const { account } = event;
      if (from < 0 || !isHealed(trace, renewal, { from, to: index, account, equal })) {
        return undefined;
      }
      const meant = trace.events
        .slice(0, index)
        .filter((other) => isClaimed(other, running))
        .some((other) => other.party === owner && agree(other, event, equal));
      return meant
        ? undefined
        : `${event.party}: ${event.about} accepted after the renewal that ${owner} never sent`;
    });
  const occasion = wordingName(commit);
  const reads = [occasion, wordingName(running), ...renewal.map(wordingName), compromises];
  return { violation, reads, occasion, decidedBy: [occasion] };
}
