/**
 * Whether a lazy state can break a claim: the claim's own predicate, narrowed, so that it says of
 * each comparison of values not chosen yet what comes of either answer.
 */
import type { Claim, Claimed } from '../../../model/core/claim.ts';
import { narrow } from '../../../model/core/narrowing.ts';
import type { Trace, TraceEvent } from '../../../model/core/trace.ts';
import type { Leak } from '../history.ts';
import type { Term } from '../../../model/core/term.ts';
import { type Goal, type Known, stillRefused } from './constraints.ts';
import { boundIn, type LazySearch, type LazyState } from './state.ts';

/** A way in which a state breaks a claim, if its variables are chosen so. */
export interface Breach {
  readonly known: Known;
  readonly leak: Leak | undefined;
}

/** Variables of a judgement have numbers beyond all others. */
const judgementsFrom = 1_000_000_000;

/** Statements with what was stolen in its place among them. */
function withThefts(
  stated: readonly Claimed<Term>[],
  stolen: LazyState['stolen'],
  refine: (t: Term) => Term,
): readonly TraceEvent<Term>[] {
  if (stolen.length === 0) return stated;
  const before = (count: number): readonly TraceEvent<Term>[] =>
    stolen
      .filter(({ after }) => after === count)
      .map(({ party, what, value }) => ({
        kind: 'compromised',
        party,
        what,
        value: refine(value),
      }));
  return [...before(0), ...stated.flatMap((event, index) => [event, ...before(index + 1)])];
}

/** All ways in which a trace breaks a claim, what they make of the variables being possible. */
function* breaches(
  search: LazySearch,
  state: LazyState,
  {
    claim,
    known,
    shown,
  }: { readonly claim: Claim; readonly known: Known; readonly shown: Leak | undefined },
): Generator<Breach> {
  const { stage, workshop, solver } = search;
  const { space } = stage.backstage;
  const { typed } = workshop;
  const { refine } = boundIn(search, known);
  const stated = state.claimed.map((statement): Claimed<Term> => ({
    ...statement,
    account: refine(statement.account),
    values: statement.values.map(refine),
  }));
  const learned: readonly TraceEvent<Term>[] =
    shown === undefined ? [] : [{ kind: 'learned', value: refine(shown.value) } as const];
  const trace: Trace<Term> = {
    principals: stage.system.principals,
    events: [...withThefts(stated, state.stolen, refine), ...learned],
  };
  const nothing = workshop.store.constant('nothing');
  const paths = narrow({ ...space, typed, firstFree: judgementsFrom }, nothing, ({ equal }) =>
    claim.violation(trace, equal),
  );
  for (const path of paths) {
    if (path.result === undefined) continue;
    const bound = boundIn(search, known);
    if (!bound.unify(path.learned)) continue;
    const refused = stillRefused(workshop, bound, [...known.refused, ...path.refused]);
    if (refused === undefined) continue;
    const next: Known = { bindings: bound.bound(), chosen: known.chosen, refused };
    for (const solved of solver.solve(next, { observed: state.observed, goals: [] })) {
      yield { known: solved, leak: shown };
    }
  }
}

/** All ways in which the attacker shows something that was claimed secret. */
function* leaks(search: LazySearch, state: LazyState, claim: Claim): Generator<Breach> {
  const secrets = state.claimed.filter(
    (statement) => statement.claim === 'secret' && statement.about === claim.secretOf,
  );
  const tried = new Set<Term>();
  const { refine } = boundIn(search, state);
  for (const { about, account, values } of secrets) {
    if (isDishonest(search, refine(account))) continue;
    for (const value of values.map(refine)) {
      if (tried.has(value)) continue;
      tried.add(value);
      const goal: Goal = { term: value, at: state.observed.length };
      const order = { observed: state.observed, goals: [goal] };
      for (const known of search.solver.solve(state, order)) {
        yield* breaches(search, state, { claim, known, shown: { about, value } });
      }
    }
  }
}

/** Whether an account is certainly none of an honest principal's. */
function isDishonest({ stage, workshop }: LazySearch, account: Term): boolean {
  const { principals } = stage.system;
  return (
    workshop.store.isGround(account) &&
    !principals.some((principal) => principal.honest && principal.account === account)
  );
}

/**
 * All ways in which a state breaks a claim.
 *
 * @param search - the search
 * @param state - the state, its constraints solved
 * @param claim - the claim
 */
export function breachesIn(search: LazySearch, state: LazyState, claim: Claim): Generator<Breach> {
  if (claim.secretOf !== undefined) return leaks(search, state, claim);
  return breaches(search, state, { claim, known: state, shown: undefined });
}
