/**
 * Claims about disputes: evidence that convinces (completeness), evidence that speaks for one thing
 * only, and verdicts that name the right party.
 */
import type { Trace } from '../trace.ts';
import {
  agree,
  type Claimed,
  firstOf,
  isClaimed,
  onHonestAccounts,
  type Predicate,
  sameValues,
  type Violation,
  type Wording,
  wordingName,
} from './statement.ts';

/** What a statement is borne out by, whoever's account it names. */
export interface Testimony {
  /** The verdict. */
  readonly verdict: Wording;
  /** What bears it out: the same values stated before. */
  readonly borneOutBy: Wording;
  /** How many of the values are compared, from the first; all unless said. */
  readonly values?: number;
}

/** Whether statements have the same first values. */
function sameFirst<M>(
  [a, b]: readonly [Claimed<M>, Claimed<M>],
  count: number | undefined,
  equal: (a: M, b: M) => boolean,
): boolean {
  return sameValues(a.values.slice(0, count), b.values.slice(0, count), equal);
}

/**
 * Soundness of a verdict that names a server: what the judge says it did, it stated before. The
 * accounts of all are judged, since an insider may be the one who accuses; the account itself is
 * not compared, since a server need not know it.
 */
export function borneOut({ verdict, borneOutBy, values }: Testimony): Predicate {
  const violation: Violation = ({ events }, equal) =>
    firstOf([...events.entries()], ([index, event]) => {
      if (!isClaimed(event, verdict)) return undefined;
      const stated = events
        .slice(0, index)
        .filter((other) => isClaimed(other, borneOutBy))
        .some((other) => sameFirst([other, event], values, equal));
      return stated ? undefined : `${event.party}: ${event.about} held proven, and never done`;
    });
  const occasion = wordingName(verdict);
  return { violation, reads: [occasion, wordingName(borneOutBy)], occasion };
}

/** When a party that goes to court has to be believed. */
export interface Suit {
  /** The statement of going to court, with what for. */
  readonly sued: Wording;
  /** The verdict that it is owed, on the same values. */
  readonly verdict: Wording;
  /** What it has a right to it by, stated before on the same values; always, unless said. */
  readonly given?: Wording;
}

/**
 * Completeness: whoever goes to court is believed, in the same step, since the court's channels are
 * honest and hold nothing up; what another party does not hand over is not evidence that one has.
 */
export function completeness({ sued, verdict, given }: Suit): Predicate {
  const violation: Violation = (trace, equal) =>
    firstOf(onHonestAccounts(trace, sued, equal), ({ event, index }) => {
      const among = (part: readonly unknown[], wording: Wording): boolean =>
        (part as Trace<typeof event.account>['events'])
          .filter((other) => isClaimed(other, wording))
          .some((other) => sameValues(other.values, event.values, equal));
      if (given !== undefined && !among(trace.events.slice(0, index), given)) return undefined;
      return among(trace.events.slice(index), verdict)
        ? undefined
        : `${event.party} went to court for its ${event.about}, and the judge was not convinced`;
    });
  const occasion = wordingName(sued);
  const reads = [occasion, wordingName(verdict), ...(given ? [wordingName(given)] : [])];
  return { violation, reads, occasion };
}

/**
 * Evidence speaks for one thing: no two verdicts share their last value (the signature, the place
 * in the log) and differ in the others.
 *
 * @param verdict - the verdict, or another statement
 * @param by - whether only statements of one party are compared with each other
 */
export function unequivocal(verdict: Wording, by: 'anyone' | 'each' = 'anyone'): Predicate {
  const violation: Violation = ({ events }, equal) => {
    const given = events.filter((event) => isClaimed(event, verdict));
    const clash = given.some((event, index) =>
      given.slice(0, index).some((other) => {
        const [a, b] = [event.values.at(-1), other.values.at(-1)];
        const same = a !== undefined && b !== undefined && equal(a, b);
        const isOneParty = by === 'anyone' || event.party === other.party;
        return same && isOneParty && !agree(event, other, equal);
      }),
    );
    return clash ? `one ${verdict.about} convinces of two different things` : undefined;
  };
  const occasion = wordingName(verdict);
  return { violation, reads: [occasion], occasion };
}

/** Who answers for a payment that its owner disputes. */
export interface Answering {
  /** The owner's statement of disputing what was posted. */
  readonly disputed: Wording;
  /** The posting. */
  readonly posted: Wording;
  /** The owner's sending. */
  readonly running: Wording;
  /** The verdict against the owner, on the order. */
  readonly blamed: Wording;
  /** The verdict against whoever posted. */
  readonly liable: Wording;
}

/**
 * Accountability (after Küsters, Truderung, Vogt, CCS 2010) of a payment that the owner never sent:
 * the dispute ends with a verdict, and it does not name the owner.
 */
export function accountability(form: Answering): Predicate {
  const { disputed, posted, running, blamed, liable } = form;
  const violation: Violation = (trace, equal) => {
    const { events } = trace;
    const claimed = events.filter((event) => event.kind === 'claimed');
    const unsent = onHonestAccounts(trace, posted, equal).filter(
      ({ event, owner }) =>
        !claimed.some(
          (other) =>
            isClaimed(other, running) && other.party === owner && agree(other, event, equal),
        ),
    );
    return firstOf(unsent, ({ event, owner }) => {
      if (claimed.some((other) => isClaimed(other, blamed) && agree(other, event, equal))) {
        return `${owner} is blamed for an order posted that ${owner} never sent`;
      }
      const suit = claimed.findLastIndex(
        (other) => isClaimed(other, disputed) && equal(other.account, event.account),
      );
      if (suit < 0 || claimed.indexOf(event) > suit) return undefined;
      const ended = claimed
        .slice(suit)
        .some((other) => isClaimed(other, liable) && equal(other.account, event.account));
      return ended ? undefined : `${owner} disputes an order posted, and nobody answers for it`;
    });
  };
  const reads = [disputed, posted, running, blamed, liable].map(wordingName);
  return { violation, reads, occasion: wordingName(disputed) };
}

/** What a customer who gives up is left with. */
export interface Outcome {
  /** The customer's statement of giving up: the order first. */
  readonly gaveUp: Wording;
  /** The posting, of the order. */
  readonly posted: Wording;
}

/** Pairs of giving up and posting the same order of an honest customer, with their places. */
function leftShort<M>(
  trace: Trace<M>,
  { gaveUp, posted }: Outcome,
  equal: (a: M, b: M) => boolean,
): readonly (readonly [gaveUp: number, posted: number, Claimed<M>])[] {
  return onHonestAccounts(trace, gaveUp, equal).flatMap(({ event, index }) =>
    [...trace.events.entries()].flatMap(([place, other]) =>
      isClaimed(other, posted) &&
      equal(other.account, event.account) &&
      sameFirst([other, event], 1, equal)
        ? [[index, place, event] as const]
        : [],
    ),
  );
}

/** Strong fairness (Asokan 1998): never is an order posted whose sender gave up without a result. */
export function fairness(outcome: Outcome): Predicate {
  const violation: Violation = (trace, equal) =>
    leftShort(trace, outcome, equal).length > 0
      ? 'an order is posted whose sender has given up waiting for the result'
      : undefined;
  const [gaveUp, posted] = [wordingName(outcome.gaveUp), wordingName(outcome.posted)];
  return { violation, reads: [gaveUp, posted], occasion: gaveUp };
}

/** Weak fairness: or the sender who gave up convinces the judge of having sent it. */
export function weakFairness(
  outcome: Outcome,
  { sued, verdict }: Pick<Suit, 'sued' | 'verdict'>,
): Predicate {
  const violation: Violation = (trace, equal) =>
    firstOf(leftShort(trace, outcome, equal), ([gaveUpAt, postedAt, gaveUp]) => {
      const frame = gaveUp.values.at(-1);
      const isAboutIt = ({ values: [value] }: Claimed<typeof gaveUp.account>): boolean =>
        value !== undefined && frame !== undefined && equal(value, frame);
      // A suit from before either has nothing to be about yet.
      const from = Math.max(gaveUpAt, postedAt);
      const later = trace.events.slice(from).filter((event) => event.kind === 'claimed');
      const suit = later.findLastIndex((event) => isClaimed(event, sued) && isAboutIt(event));
      if (suit < 0) return undefined;
      return later.slice(suit).some((event) => isClaimed(event, verdict) && isAboutIt(event))
        ? undefined
        : 'an order is posted whose sender gave up and has nothing that convinces the judge';
    });
  const strong = fairness(outcome);
  const reads = [...strong.reads, wordingName(sued), wordingName(verdict)];
  return { violation, reads, occasion: strong.occasion };
}

/** Timeliness (Asokan 1998): what happens to an order is settled when its sender gives up. */
export function timeliness(outcome: Outcome): Predicate {
  const violation: Violation = (trace, equal) =>
    leftShort(trace, outcome, equal).some(([gaveUp, posted]) => posted > gaveUp)
      ? 'an order is posted after its sender has given up'
      : undefined;
  const { reads, occasion } = fairness(outcome);
  return { violation, reads, occasion };
}
