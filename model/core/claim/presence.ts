/**
 * Aliveness, weak agreement and recentness (Lowe, CSFW 1997): below agreement on values, whether
 * the peer took part at all, with this partner, and lately.
 */
import {
  type Claimed,
  firstOf,
  isClaimed,
  onHonestAccounts,
  type Placed,
  type Predicate,
  type Violation,
  type Wording,
  wordingName,
} from './statement.ts';

/** Who is to have taken part, and how it shows. */
export interface Presence {
  /** The statement that believes the peer to be there. */
  readonly commit: Wording;
  /** Statements of the peer's that show it taking part; one is enough. */
  readonly signs: readonly Wording[];
  /** Who is to have made one: the account's owner, or anybody. */
  readonly by: 'owner' | 'anyone';
  /**
   * What the sign is to agree on: nothing (aliveness); the account, which names the partner where
   * each account has a chart of its own; the account and the last value, which names the partner.
   */
  readonly on: 'nothing' | 'account' | 'last-value';
  /**
   * Recentness: the sign lies inside the claimant's run, which begins with the last of these on
   * the account; a belief without one before it is not judged.
   */
  readonly since?: readonly Wording[];
}

/** Where the run that a belief ends has begun: after the last opening statement on the account. */
function beginning<M>(
  earlier: readonly Claimed<M>[],
  { event }: Placed<M>,
  { since = [], equal }: { readonly since?: readonly Wording[]; readonly equal: Equals<M> },
): number {
  return earlier.findLastIndex(
    (other) =>
      equal(other.account, event.account) && since.some((wording) => isClaimed(other, wording)),
  );
}

type Equals<M> = (a: M, b: M) => boolean;

/** Whether a statement agrees with a belief as far as is asked. */
function agreesOn<M>(
  on: Presence['on'],
  [sign, belief]: readonly [Claimed<M>, Claimed<M>],
  equal: Equals<M>,
): boolean {
  if (on === 'nothing') return true;
  if (!equal(sign.account, belief.account)) return false;
  if (on === 'account') return true;
  const [a, b] = [sign.values.at(-1), belief.values.at(-1)];
  return a !== undefined && b !== undefined && equal(a, b);
}

/**
 * Whoever finishes believing has a peer that took part before: at all (aliveness), with this
 * partner (weak agreement), since the claimant's run began (recentness).
 */
export function presence({ commit, signs, by, on, since }: Presence): Predicate {
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, commit, equal), (placed) => {
      const { event, owner, index } = placed;
      const earlier = trace.events.slice(0, index).filter((other) => other.kind === 'claimed');
      const from = since === undefined ? 0 : beginning(earlier, placed, { since, equal });
      if (from < 0) return undefined;
      const there = earlier
        .slice(from)
        .filter((other) => signs.some((sign) => isClaimed(other, sign)))
        .filter(({ party }) => by === 'anyone' || party === owner)
        .some((sign) => agreesOn(on, [sign, event], equal));
      if (there) return undefined;
      const peer = by === 'owner' ? owner : 'its peer';
      const when = since === undefined ? '' : ' since its run began';
      return `${event.party}: ${event.about} accepted, and ${peer} took no part${when}`;
    });
  const occasion = wordingName(commit);
  const reads = [occasion, ...signs.map(wordingName), ...(since ?? []).map(wordingName)];
  return { violation, reads: [...new Set(reads)], occasion, decidedBy: [occasion] };
}
