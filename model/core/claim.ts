/**
 * Claims: what a protocol promises, as predicates on traces.
 *
 * A predicate reads nothing but the trace and compares values through the algebra, so the same
 * code judges a symbolic run, a run on bytes and a live one. It says what broke, or nothing.
 */
import type { PartyKind } from './system.ts';
import {
  agree,
  type Claimed,
  firstOf,
  isClaimed,
  onHonestAccounts,
  type Predicate,
  type Violation,
  type Wording,
  wordingName,
} from './claim/statement.ts';

export type { Claimed, Predicate, Wording } from './claim/statement.ts';

/** A claim of the paper or of the field. */
export interface Claim extends Predicate {
  /** Stable id, for the command line and JSON. */
  readonly id: string;
  /** A short name. */
  readonly title: string;
  /** What it says, in a sentence. */
  readonly says: string;
  /** Whose definition it is, and the paper's sentence. */
  readonly source: string;
  /** The kinds of party on the attacker's side besides the attacker named. */
  readonly corrupts: readonly PartyKind[];
  /** Whether a judge hears evidence. */
  readonly court: boolean;
  /** Whether it is about what the attacker learns, so that a search asks for that. */
  readonly secretOf?: string;
  /** With {@link Claim.secretOf}: whether confirming a guess of it off-line breaks it as well. */
  readonly guessed?: true;
  /** Whether the order of earlier statements counts: a search then keeps sequences of them. */
  readonly ordered?: true;
  /** With {@link Claim.ordered}: the statements whose order counts; all that it reads, unless said. */
  readonly inOrder?: readonly string[];
  /** The ids of capabilities that the attacker has besides. */
  readonly with?: readonly string[];
  /** What the scenario must have besides. */
  readonly needs?: ClaimNeeds;
  /** How many verdicts the judge gives; one unless said. */
  readonly hearings?: number;
  /** Whether parties go to court by themselves; the court is then out of the attacker's reach. */
  readonly disputes?: true;
}

/** Witnesses of a log, and how many of them have to stand by a head of it. */
export interface Quorum {
  /** How many there are. */
  readonly of: number;
  /** How many have to cosign. */
  readonly need: number;
}

/** What a claim needs a scenario to have. */
export interface ClaimNeeds {
  /** Key renewals for each honest customer, at least. */
  readonly renewals?: number;
  /** A second bank, with the same customers. */
  readonly secondBank?: boolean;
  /** Witnesses who cosign the heads of a log that is a tree (A20 merkle). */
  readonly witnesses?: Quorum;
  /** Whether the judge remembers what convinced it, and compares views of the log. */
  readonly comparesViews?: boolean;
  /** What the judge hears cases about: `origin` of orders unless said. */
  readonly cause?: 'origin' | 'receipt' | 'submission';
}

/**
 * Secrecy (Dolev & Yao 1983): what an honest party claims secret is never learned. Secrets of
 * accounts of the attacker's own are not judged.
 */
export function secrecy(about: string): Predicate {
  const secret: Wording = { claim: 'secret', about };
  const violation: Violation = (trace, equal) => {
    const secrets = onHonestAccounts(trace, secret, equal);
    const broken = trace.events.some(
      (event) =>
        event.kind === 'learned' &&
        secrets.some(({ event: { values } }) => values.some((value) => equal(value, event.value))),
    );
    return broken ? `the attacker has the ${about}` : undefined;
  };
  return {
    violation,
    reads: [wordingName(secret)],
    occasion: wordingName(secret),
    ofHonest: true,
  };
}

/** What an agreement is between and about. */
export interface Agreement {
  /** The claim that believes. */
  readonly commit: Wording;
  /** The claim that bears it out. */
  readonly running: Wording;
  /** Whether each belief needs a commitment of its own. */
  readonly injective: boolean;
  /** Who is to have been running: the account's owner, or anybody. */
  readonly by: 'owner' | 'anyone';
}

/**
 * Non-injective or injective agreement (Lowe, CSFW 1997): whoever finishes believing in values
 * has a peer that was running with those values before, and each belief one of its own.
 *
 * Beliefs about accounts of the attacker's own are not judged.
 */
export function agreement({ commit, running, injective, by }: Agreement): Predicate {
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, commit, equal), ({ event, owner, index }) => {
      const before = trace.events.slice(0, index + 1);
      const same = (wording: Wording): readonly Claimed<typeof event.account>[] =>
        before
          .filter((earlier) => isClaimed(earlier, wording))
          .filter((earlier) => agree(earlier, event, equal));
      const runs = same(running).filter(({ party }) => by === 'anyone' || party === owner).length;
      const commits = same(commit).length;
      const peer = by === 'owner' ? owner : 'its peer';
      if (runs === 0) return `${event.party}: ${event.about} accepted that ${peer} never sent`;
      return injective && commits > runs
        ? `${event.party}: ${event.about} accepted ${commits} times, sent ${runs} times`
        : undefined;
    });
  const occasion = wordingName(commit);
  const reads = [occasion, wordingName(running)];
  return { violation, reads, occasion, decidedBy: [occasion], ofHonest: true };
}

/** No more than one `did` for each `running` with the same values, and one where there is none. */
export function atMostOnce(did: string, running: string): Predicate {
  const done: Wording = { claim: 'did', about: did };
  const meant: Wording = { claim: 'running', about: running };
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, done, equal), ({ event, index }) => {
      const before = trace.events.slice(0, index + 1);
      const count = (wording: Wording): number =>
        before
          .filter((earlier) => isClaimed(earlier, wording))
          .filter((earlier) => agree(earlier, event, equal)).length;
      const times = count(done);
      const most = Math.max(1, count(meant));
      return times > most
        ? `one order was ${did} ${times} times and sent ${most} times`
        : undefined;
    });
  const occasion = wordingName(done);
  const reads = [occasion, wordingName(meant)];
  return { violation, reads, occasion, decidedBy: [occasion], ofHonest: true };
}
