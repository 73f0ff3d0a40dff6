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
  const reads = [occasion, wordingName(borneOutBy)];
  return { violation, reads, occasion, decidedBy: [occasion] };
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
  return { violation, reads, occasion, decidedBy: [occasion] };
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

/** Who answers for what, when a goal of the protocol has failed and somebody goes to court over it. */
export interface Answering {
  /** The statement of what must not be without {@link Answering.borneOutBy}. */
  readonly done: Wording;
  /** What bears it out, on the same account and values. */
  readonly borneOutBy: Wording;
  /** Who states that: the account's owner, or anybody. */
  readonly by: 'owner' | 'anyone';
  /** Whether each needs one of its own, and the goal has failed where one alone is wanting. */
  readonly counted?: true;
  /** The statement of going to court about it. */
  readonly called: Wording;
  /** A verdict against the innocent, on the same account and values. */
  readonly innocent?: Wording;
  /**
   * The verdict against whoever is to answer, on the same account, and on the same values where it names
   * any; nobody is to be found unless said.
   */
  readonly liable?: Wording;
}

/** What a goal has failed in, with its account's owner. */
function failures<M>(
  trace: Trace<M>,
  { done, borneOutBy, by, counted }: Answering,
  equal: (a: M, b: M) => boolean,
): readonly {
  readonly event: Claimed<M>;
  readonly index: number;
  readonly owner: string;
}[] {
  return onHonestAccounts(trace, done, equal).filter(({ event, owner, index }) => {
    const alike = (events: Trace<M>['events'], wording: Wording): readonly Claimed<M>[] =>
      events
        .filter((other) => isClaimed(other, wording))
        .filter((other) => agree(other, event, equal));
    const borneOut = alike(trace.events, borneOutBy).filter(
      ({ party }) => by === 'anyone' || party === owner,
    ).length;
    if (counted !== true) return borneOut === 0;
    // The one too many, not those before it.
    return borneOut > 0 && alike(trace.events.slice(0, index + 1), done).length > borneOut;
  });
}

/** Whether a verdict is about what was stated: on all of an account, or on these very values. */
function isFor<M>(verdict: Claimed<M>, event: Claimed<M>, equal: (a: M, b: M) => boolean): boolean {
  return verdict.values.length === 0
    ? equal(verdict.account, event.account)
    : agree(verdict, event, equal);
}

/**
 * Accountability (after Küsters, Truderung, Vogt, CCS 2010) for one goal of the protocol: where it has
 * failed and somebody goes to court over it, the verdict names who is to answer, and nobody innocent.
 */
export function accountability(form: Answering): Predicate {
  const { done, borneOutBy, called, innocent, liable } = form;
  const violation: Violation = (trace, equal) => {
    return firstOf(failures(trace, form, equal), ({ event, index, owner }) => {
      const about = `what ${event.party} states of the ${event.about} is not borne out`;
      const isBlamed = trace.events.some(
        (other) =>
          innocent !== undefined && isClaimed(other, innocent) && agree(other, event, equal),
      );
      if (isBlamed) return `${about}, and the innocent is blamed for it (${owner}'s account)`;
      // By place: a search has one object for statements that are the same.
      const suit = trace.events.findLastIndex(
        (other) => isClaimed(other, called) && equal(other.account, event.account),
      );
      if (index > suit) return undefined;
      const isAnswered = trace.events
        .slice(suit)
        .some(
          (other) => liable !== undefined && isClaimed(other, liable) && isFor(other, event, equal),
        );
      return isAnswered ? undefined : `${about}, and nobody answers for it (${owner}'s account)`;
    });
  };
  const verdicts = [innocent, liable].filter((verdict) => verdict !== undefined);
  const reads = [done, borneOutBy, called, ...verdicts].map(wordingName);
  // What is done after the last suit is nobody's to answer for, unless somebody was blamed for it.
  const blamed = innocent === undefined ? [] : [innocent, done];
  // Where it is one too many, the one that is borne out is what makes it so.
  const counts = form.counted === true ? [borneOutBy] : [];
  const decidedBy = [called, ...blamed, ...counts].map(wordingName);
  return { violation, reads: [...new Set(reads)], occasion: wordingName(called), decidedBy };
}

/** Two statements that cannot both be honest, and the verdict that is owed on them. */
export interface Conviction {
  /** The statement: of two that share the last value one is false. */
  readonly twice: Wording;
  /** The verdict, after the second. */
  readonly verdict: Wording;
}

/**
 * Accountability for equivocation: where two things stand in one place, whoever put them there is named,
 * and where none do, nobody is.
 */
export function convicted({ twice, verdict }: Conviction): Predicate {
  const { violation: clashes } = unequivocal(twice);
  const violation: Violation = (trace, equal) => {
    const isNamed = trace.events.some((event) => isClaimed(event, verdict));
    const isClash = clashes(trace, equal) !== undefined;
    if (isClash === isNamed) return undefined;
    return isClash
      ? `one ${twice.about} holds two different things, and nobody answers`
      : `no ${twice.about} holds two different things, and the ${verdict.about} is convicted`;
  };
  const occasion = wordingName(twice);
  return { violation, reads: [occasion, wordingName(verdict)], occasion };
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
      const later = trace.events.slice(Math.max(gaveUpAt, postedAt) + 1);
      const suit = later.findLastIndex((event) => isClaimed(event, sued) && isAboutIt(event));
      if (suit < 0) return undefined;
      return later.slice(suit).some((event) => isClaimed(event, verdict) && isAboutIt(event))
        ? undefined
        : 'an order is posted whose sender gave up and has nothing that convinces the judge';
    });
  const strong = fairness(outcome);
  const reads = [...strong.reads, wordingName(sued), wordingName(verdict)];
  return { violation, reads, occasion: strong.occasion, decidedBy: [wordingName(sued)] };
}

/** Timeliness (Asokan 1998): what happens to an order is settled when its sender gives up. */
export function timeliness(outcome: Outcome): Predicate {
  const violation: Violation = (trace, equal) =>
    leftShort(trace, outcome, equal).some(([gaveUp, posted]) => posted > gaveUp)
      ? 'an order is posted after its sender has given up'
      : undefined;
  const { reads, occasion } = fairness(outcome);
  return { violation, reads, occasion, decidedBy: [wordingName(outcome.posted)] };
}
