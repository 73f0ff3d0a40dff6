/**
 * What has been claimed so far, interned, and which claims that breaks.
 *
 * Claims are judged at each step, on what was stated before and by the step in its order. Unless a
 * claim says that it looks at the order of earlier statements, a history is a multiset: states that
 * differ only in that order are one state. Else the statements whose order counts are kept as a
 * sequence, and the rest, which some claim or only a bound counts, as a multiset still.
 */
import type { Claim, Claimed } from '../../model/core/claim.ts';
import type { System } from '../../model/core/system.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Trace, TraceEvent } from '../../model/core/trace.ts';
import { type Guess, guessOf } from '../guess.ts';
import type { Knowledge } from '../knowledge.ts';
import { decisions } from './decided.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';

/** What claims are judged on: what parties stated, and what was taken out of their memories. */
export type Noted = Extract<TraceEvent<Term>, { kind: 'claimed' | 'compromised' }>;

/** Whether what was noted is a statement. */
function isStatement(noted: Noted): noted is Claimed<Term> {
  return noted.kind === 'claimed';
}

/** A name that is equal for what claims cannot tell apart. */
function keyOf(noted: Noted): string {
  if (!isStatement(noted)) return `${noted.party ?? ''} ${noted.kind} ${noted.what} ${noted.value}`;
  const { party, claim, about, account, values } = noted;
  return `${party} ${claim} ${about} ${account} ${values.join(' ')}`;
}

/** What something is to claims: `claim about`, or `compromised`. */
function wordingOf(noted: Noted): string {
  return isStatement(noted) ? `${noted.claim} ${noted.about}` : noted.kind;
}

/** What has happened, in one of the orders in which it can have happened. */
export interface History {
  /** Equal exactly for histories that the search does not tell apart. */
  readonly id: number;
  readonly noted: readonly Noted[];
  /** The numbers of what is kept as a multiset, sorted. */
  readonly numbers: readonly number[];
  /** The numbers of what is kept as a sequence. */
  readonly sequence: readonly number[];
  /** How often each bounded statement has been made. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A history with one more step. */
export interface Extension {
  readonly history: History;
  /** The claims, not about secrets, that the step's statements break, in their order. */
  readonly broken: readonly Claim[];
}

/** What a step adds to a history; one object for equal additions. */
interface Addition {
  readonly added: readonly Noted[];
  readonly ids: readonly number[];
}

/** A secret that the attacker has. */
export interface Leak {
  readonly about: string;
  readonly value: Term;
  /** How a guess of it is confirmed, where it cannot be made. */
  readonly guess?: Guess<Term> | undefined;
}

/** Other names for parties and terms. */
export interface HistoryRenaming {
  /** A party's other name. */
  readonly party: (name: string) => string;
  /** The term that stands for a term then. */
  readonly term: (t: Term) => Term;
}

/** What was noted, under other names. */
function renamedIn(noted: Noted, { party, term }: HistoryRenaming): Noted {
  if (!isStatement(noted)) {
    const { party: victim, value } = noted;
    return {
      ...noted,
      ...(victim === undefined ? {} : { party: party(victim) }),
      value: term(value),
    };
  }
  const { party: name, account, values } = noted;
  return { ...noted, party: party(name), account: term(account), values: values.map(term) };
}

/** Interns histories and judges claims on them. */
export interface Historian {
  readonly empty: History;
  /** The history after a step; `undefined` when the step goes beyond the bounds. */
  readonly extend: (history: History, events: readonly TraceEvent<Term>[]) => Extension | undefined;
  /**
   * A name for a history in which parties and terms are renamed, equal where they are the same. What a
   * renaming does to a statement is remembered by the renaming.
   */
  readonly renamed: (history: History, renaming: HistoryRenaming) => string;
  /** A name for what a step adds to any history, equal where it is the same. */
  readonly addedBy: (events: readonly TraceEvent<Term>[]) => string;
  /** Whether one more of each of these statements stays within the bounds. */
  readonly allows: (history: History, statements: readonly string[]) => boolean;
  /** Whether some claim looks at statements of this wording, `claim about`. */
  readonly reads: (wording: string) => boolean;
  /** Whether after a history no claim can be broken any more (`decided.ts`). */
  readonly isDecided: (history: History) => boolean;
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
  { noted }: History,
  learned: readonly Term[] = [],
): Trace<Term> {
  const shown = learned.map((value) => ({ kind: 'learned', value }) as const);
  return { principals: system.principals, events: [...noted, ...shown] };
}

/** The claims that new statements break: only those that one of them can break. */
function brokenBy(
  claims: readonly Claim[],
  trace: Trace<Term>,
  added: readonly Noted[],
): readonly Claim[] {
  const kinds = new Set(added.map(wordingOf));
  return claims.filter(
    ({ secretOf, reads, decidedBy = reads, violation }) =>
      secretOf === undefined &&
      decidedBy.some((kind) => kinds.has(kind)) &&
      violation(trace, equal) !== undefined,
  );
}

/**
 * How the attacker comes by a secret: it makes it, or confirms a guess where the claim asks that.
 *
 * @param store - where terms are interned; without it no guess is confirmed
 */
function comer(
  store: TermStore | undefined,
): (claim: Claim, knowledge: Knowledge) => (leak: Leak) => readonly Leak[] {
  const tried = new Map<string, Guess<Term> | undefined>();
  const guessed = (
    terms: TermStore,
    knowledge: Knowledge,
    secret: Term,
  ): Guess<Term> | undefined => {
    const key = `${knowledge.id} ${secret}`;
    if (!tried.has(key)) tried.set(key, guessOf(terms, knowledge, secret));
    return tried.get(key);
  };
  return (claim, knowledge) => (leak) => {
    if (knowledge.derives(leak.value)) return [leak];
    if (claim.guessed === undefined || store === undefined) return [];
    const guess = guessed(store, knowledge, leak.value);
    return guess === undefined ? [] : [{ ...leak, guess }];
  };
}

/** Counts bounded statements; `undefined` when that is beyond the bounds. */
function countedBy({ budget }: System<Term>) {
  return (
    { counts }: History,
    statements: readonly string[],
  ): ReadonlyMap<string, number> | undefined => {
    const more = new Map(counts);
    for (const key of statements) {
      const bound = budget[key];
      if (bound === undefined) continue;
      const count = (more.get(key) ?? 0) + 1;
      if (count > bound) return undefined;
      more.set(key, count);
    }
    return more;
  };
}

/** What of an event claims can be judged on, and bounds be counted by. */
function relevance(
  { principals, budget }: System<Term>,
  claims: readonly Claim[],
): (event: TraceEvent<Term>) => readonly Noted[] {
  const read = new Set(claims.flatMap(({ reads }) => reads));
  // Statements that some claim reads of whatever account.
  const readOfAll = new Set(
    claims.filter(({ ofHonest }) => ofHonest !== true).flatMap(({ reads }) => reads),
  );
  const owners = principals.filter(({ honest }) => honest).map(({ account }) => account);
  const isRead = ({ claim, about, account }: Claimed<Term>): boolean =>
    (owners.includes(account) ? read : readOfAll).has(`${claim} ${about}`);
  // Bounds do not count by account: one stands for all, and not an honest customer's, which claims read.
  const nobodys = principals.find(({ honest }) => !honest)?.account;
  return (event) => {
    if (event.kind === 'compromised') return read.has(event.kind) ? [event] : [];
    if (event.kind !== 'claimed') return [];
    const { party, claim, about } = event;
    if (isRead(event)) return [event];
    if (budget[`${party} ${claim} ${about}`] === undefined) return [];
    return [{ ...event, account: nobodys ?? event.account, values: [] }];
  };
}

/**
 * A historian for one system.
 *
 * @param system - the system, whose budget bounds how often something is stated
 * @param claims - the claims to be judged; of a statement that none of them looks at, only its
 *   having been made counts, and that only where it is bounded
 * @param store - where terms are interned; without it no guess is confirmed
 */
export function historian(
  system: System<Term>,
  claims: readonly Claim[],
  store?: TermStore,
): Historian {
  const sequenced = new Set(
    claims.flatMap(({ ordered, inOrder, reads }) => (ordered === true ? (inOrder ?? reads) : [])),
  );
  const comesBy = comer(store);
  const counted = countedBy(system);
  const relevant = relevance(system, claims);
  const { decides, hear } = decisions(system, claims);
  const statementIds = new Map<string, number>();
  const statements: Noted[] = [];
  const histories = new Map<string, History>();

  const stated = new Set<string>();
  const honest = system.principals.filter((principal) => principal.honest);
  const noteStated = (added: readonly Noted[]): void => {
    for (const { party, claim, about, account } of added.filter(isStatement)) {
      hear(party, `${claim} ${about}`);
      if (honest.some((owner) => owner.account === account)) stated.add(`${claim} ${about}`);
    }
  };

  const statementId = (noted: Noted): number => {
    const key = keyOf(noted);
    const known = statementIds.get(key);
    if (known !== undefined) return known;
    const id = statements.push(noted) - 1;
    statementIds.set(key, id);
    return id;
  };
  /** The number of a statement under other names. */
  const renamedId = perPair((renaming: HistoryRenaming, id: number): number => {
    const noted = statements[id];
    return noted === undefined ? id : statementId(renamedIn(noted, renaming));
  });
  const additions = new Map<string, Addition>();
  const additionOf = perObject((events: readonly TraceEvent<Term>[]): Addition => {
    const added = events.flatMap(relevant);
    const ids = added.map(statementId);
    const name = ids.join(',');
    const addition = additions.get(name) ?? { added, ids };
    additions.set(name, addition);
    return addition;
  });
  const intern = (history: Omit<History, 'id'>): History => {
    const key = `${history.numbers.join(',')};${history.sequence.join(',')}`;
    const found = histories.get(key) ?? { ...history, id: histories.size };
    histories.set(key, found);
    return found;
  };
  const extended = (history: History, { added, ids }: Addition): Extension | undefined => {
    const made = added
      .filter(isStatement)
      .map(({ party, claim, about }) => `${party} ${claim} ${about}`);
    const counts = counted(history, made);
    if (counts === undefined) return undefined;
    noteStated(added);
    const noted = [...history.noted, ...added];
    const inOrder = added.map((event) => sequenced.has(wordingOf(event)));
    const loose = ids.filter((_, index) => inOrder[index] === false);
    const numbers = [...history.numbers, ...loose].sort((a, b) => a - b);
    const sequence = [...history.sequence, ...ids.filter((_, index) => inOrder[index] === true)];
    return {
      history: intern({ noted, numbers, sequence, counts }),
      broken: brokenBy(claims, { principals: system.principals, events: noted }, added),
    };
  };
  const extension = perPair(extended);

  return {
    empty: intern({ noted: [], numbers: [], sequence: [], counts: new Map() }),
    extend: (history, events) => {
      const addition = additionOf(events);
      return addition.added.length === 0 ? { history, broken: [] } : extension(history, addition);
    },
    renamed: ({ numbers, sequence }, renaming) => {
      const other = (id: number): number => renamedId(renaming, id);
      const loose = Int32Array.from(numbers, other).sort();
      return `${loose.join()};${sequence.map(other).join()}`;
    },
    addedBy: (events) => additionOf(events).ids.join(','),
    allows: (history, more) => counted(history, more) !== undefined,
    reads: (wording) => claims.some(({ reads }) => reads.includes(wording)),
    isDecided: ({ counts }) => decides(counts, stated),
    stated: () => stated,
    leaks: (claim, history, knowledge) =>
      history.noted
        .filter(isStatement)
        .filter((statement) => statement.claim === 'secret' && statement.about === claim.secretOf)
        .flatMap(({ about, values }) => values.map((value) => ({ about, value })))
        .flatMap(comesBy(claim, knowledge))
        .filter(({ value }) => {
          const trace = claimTrace(system, history, [value]);
          return claim.violation(trace, equal) !== undefined;
        }),
  };
}
