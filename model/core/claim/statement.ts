/**
 * Statements in a trace: how claims find them, whose they are and whether two agree.
 *
 * Everything here reads the trace alone and compares values through the algebra.
 */
import type { Claim as ClaimEvent } from '../effect.ts';
import type { Trace, TraceEvent } from '../trace.ts';

/** Compares two values. */
export type Equal<M> = (a: M, b: M) => boolean;

/** Says how a trace breaks a claim; `undefined` when it does not. */
export type Violation = <M>(trace: Trace<M>, equal: Equal<M>) => string | undefined;

/** A predicate, the statements it looks at, and what gives occasion to break it. */
export interface Predicate {
  /** How a trace breaks it; `undefined` when the trace does not. */
  readonly violation: Violation;
  /** The statements it looks at, as `claim about`; a search forgets what no claim looks at. */
  readonly reads: readonly string[];
  /**
   * The statement that gives occasion to break it, as `claim about`. A claim holds vacuously when
   * no state within the bounds has it for an honest account.
   */
  readonly occasion: string;
  /**
   * The statements that decide, as `claim about`: a trace that keeps it is broken by a step only if the
   * step makes one of them. All that it looks at, unless said.
   */
  readonly decidedBy?: readonly string[];
  /**
   * Whether it looks at no statement but those about accounts of honest customers, and compares none
   * of different accounts: what is stated of others then makes no difference to it.
   */
  readonly ofHonest?: true;
}

/** A kind of statement. */
export interface Wording {
  /** What sort of statement. */
  readonly claim: ClaimEvent<unknown>['claim'];
  /** What about. */
  readonly about: string;
}

/** A claim event with the party that made it. */
export type Claimed<M> = Extract<TraceEvent<M>, { kind: 'claimed' }>;

/** The name under which searches know a kind of statement: `claim about`. */
export function wordingName({ claim, about }: Wording): string {
  return `${claim} ${about}`;
}

/** Whether a trace event is a statement of this kind. */
export function isClaimed<M>(event: TraceEvent<M>, { claim, about }: Wording): event is Claimed<M> {
  return event.kind === 'claimed' && event.claim === claim && event.about === about;
}

/** The owner of an account, if honest. */
export function honestOwner<M>(trace: Trace<M>, account: M, equal: Equal<M>): string | undefined {
  return trace.principals.find((principal) => principal.honest && equal(principal.account, account))
    ?.party;
}

/** Whether two lists of values are the same. */
export function sameValues<M>(a: readonly M[], b: readonly M[], equal: Equal<M>): boolean {
  return (
    a.length === b.length &&
    a.every((value, index) => {
      const other = b[index];
      return other !== undefined && equal(value, other);
    })
  );
}

/** Whether two statements agree on the account and all values. */
export function agree<M>(a: Claimed<M>, b: Claimed<M>, equal: Equal<M>): boolean {
  return equal(a.account, b.account) && sameValues(a.values, b.values, equal);
}

/** A statement about an honest account, and where it stands in the trace. */
export interface Placed<M> {
  /** The statement. */
  readonly event: Claimed<M>;
  /** The party that owns the account. */
  readonly owner: string;
  /** Its place in the trace, counted from 0. */
  readonly index: number;
}

/** The statements of a kind about accounts of honest customers, in order. */
export function onHonestAccounts<M>(
  trace: Trace<M>,
  wording: Wording,
  equal: Equal<M>,
): readonly Placed<M>[] {
  return trace.events.flatMap((event, index): readonly Placed<M>[] => {
    if (!isClaimed(event, wording)) return [];
    const owner = honestOwner(trace, event.account, equal);
    return owner === undefined ? [] : [{ event, owner, index }];
  });
}

/** The first answer that is one. */
export function firstOf<T>(
  items: readonly T[],
  answer: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = answer(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
