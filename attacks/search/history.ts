/**
 * What has been claimed so far, interned as a multiset, and which claims that breaks.
 *
 * Claims are judged at each step, on what was stated before and by the step in its order; so states
 * that differ only in the order of earlier statements are one state.
 */
import type { Claim, Claimed } from '../../model/core/claim.ts';
import type { System } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Trace, TraceEvent } from '../../model/core/trace.ts';
import type { Knowledge } from '../knowledge.ts';

/** Statements made, in one of the orders in which they can have been made. */
export interface History {
  /** Equal exactly for equal multisets. */
  readonly id: number;
  readonly claimed: readonly Claimed<Term>[];
  /** The statements' numbers, sorted. */
  readonly numbers: readonly number[];
  /** How often each bounded statement has been made. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A history with one more step. */
export interface Extension {
  readonly history: History;
  /** The claims, not about secrets, that the step's statements break, in their order. */
  readonly broken: readonly Claim[];
}

/** A secret that the attacker has. */
export interface Leak {
  readonly about: string;
  readonly value: Term;
}

/** Interns histories and judges claims on them. */
export interface Historian {
  readonly empty: History;
  /** The history after a step; `undefined` when the step goes beyond the bounds. */
  readonly extend: (history: History, events: readonly TraceEvent<Term>[]) => Extension | undefined;
  /** Whether one more of each of these statements stays within the bounds. */
  readonly allows: (history: History, statements: readonly string[]) => boolean;
  /** What has been stated of honest accounts in any history so far, as `claim about`. */
  readonly stated: () => ReadonlySet<string>;
  /** Secrets that a claim is about and whose being known breaks it. */
  readonly leaks: (claim: Claim, history: History, knowledge: Knowledge) => readonly Leak[];
}

/** Terms are equal when their numbers are. */
const equal = (a: Term, b: Term): boolean => a === b;

/** A trace of nothing but statements, and of what the attacker shows to have learned. */
function claimTrace(
  system: System<Term>,
  { claimed }: History,
  learned: readonly Term[] = [],
): Trace<Term> {
  const shown = learned.map((value) => ({ kind: 'learned', value }) as const);
  return { principals: system.principals, events: [...claimed, ...shown] };
}

/** The claims that new statements break: only those that look at one of them can be. */
function brokenBy(
  claims: readonly Claim[],
  trace: Trace<Term>,
  added: readonly Claimed<Term>[],
): readonly Claim[] {
  const kinds = new Set(added.map(({ claim, about }) => `${claim} ${about}`));
  return claims.filter(
    ({ secretOf, reads, violation }) =>
      secretOf === undefined &&
      reads.some((kind) => kinds.has(kind)) &&
      violation(trace, equal) !== undefined,
  );
}

/**
 * A historian for one system.
 *
 * @param system - the system, whose budget bounds how often something is stated
 * @param claims - the claims to be judged; of a statement that none of them looks at, only its
 *   having been made counts, and that only where it is bounded
 */
export function historian(system: System<Term>, claims: readonly Claim[]): Historian {
  const read = new Set(claims.flatMap(({ reads }) => reads));
  const relevant = (event: TraceEvent<Term>): readonly Claimed<Term>[] => {
    if (event.kind !== 'claimed') return [];
    const { party, claim, about } = event;
    if (read.has(`${claim} ${about}`)) return [event];
    return system.budget[`${party} ${claim} ${about}`] === undefined
      ? []
      : [{ ...event, values: [] }];
  };
  const statementIds = new Map<string, number>();
  const histories = new Map<string, History>();
  const extensions = new Map<string, Extension | undefined>();

  const stated = new Set<string>();
  const honest = system.principals.filter((principal) => principal.honest);
  const noteStated = (added: readonly Claimed<Term>[]): void => {
    for (const { claim, about, account } of added) {
      if (honest.some((owner) => owner.account === account)) stated.add(`${claim} ${about}`);
    }
  };

  const statementId = ({ party, claim, about, account, values }: Claimed<Term>): number => {
    const key = `${party} ${claim} ${about} ${account} ${values.join(' ')}`;
    const id = statementIds.get(key) ?? statementIds.size;
    statementIds.set(key, id);
    return id;
  };
  const intern = (history: Omit<History, 'id'>): History => {
    const key = history.numbers.join(',');
    const found = histories.get(key) ?? { ...history, id: histories.size };
    histories.set(key, found);
    return found;
  };
  /** The counts with more statements made; `undefined` when that is beyond the bounds. */
  const counted = (
    { counts }: History,
    statements: readonly string[],
  ): ReadonlyMap<string, number> | undefined => {
    const more = new Map(counts);
    for (const key of statements) {
      const bound = system.budget[key];
      if (bound === undefined) continue;
      const count = (more.get(key) ?? 0) + 1;
      if (count > bound) return undefined;
      more.set(key, count);
    }
    return more;
  };
  const extended = (
    history: History,
    added: readonly Claimed<Term>[],
    ids: readonly number[],
  ): Extension | undefined => {
    const statements = added.map(({ party, claim, about }) => `${party} ${claim} ${about}`);
    const counts = counted(history, statements);
    if (counts === undefined) return undefined;
    noteStated(added);
    const claimed = [...history.claimed, ...added];
    const numbers = [...history.numbers, ...ids].sort((a, b) => a - b);
    return {
      history: intern({ claimed, numbers, counts }),
      broken: brokenBy(claims, { principals: system.principals, events: claimed }, added),
    };
  };

  return {
    empty: intern({ claimed: [], numbers: [], counts: new Map() }),
    extend: (history, events) => {
      const added = events.flatMap(relevant);
      if (added.length === 0) return { history, broken: [] };
      const ids = added.map(statementId);
      const key = `${history.id}+${ids.join(',')}`;
      if (extensions.has(key)) return extensions.get(key);
      const extension = extended(history, added, ids);
      extensions.set(key, extension);
      return extension;
    },
    allows: (history, more) => counted(history, more) !== undefined,
    stated: () => stated,
    leaks: (claim, history, knowledge) =>
      history.claimed
        .filter((statement) => statement.claim === 'secret' && statement.about === claim.secretOf)
        .flatMap(({ about, values }) => values.map((value) => ({ about, value })))
        .filter(({ value }) => knowledge.derives(value))
        .filter(({ value }) => {
          const trace = claimTrace(system, history, [value]);
          return claim.violation(trace, equal) !== undefined;
        }),
  };
}
