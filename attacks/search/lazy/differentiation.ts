/**
 * Constraint differentiation (Basin, Mödersheim & Viganò 2005): of two moves that might have come
 * in either order, the later of two parties comes first only if the other makes use of what was
 * seen from it.
 *
 * Every run can be put in such an order by exchanging neighbours, which changes neither what is
 * known in the end nor how many moves there are. Moves that state different things that one claim
 * looks at are not exchanged: agreement depends on whether a commitment came before the belief.
 */
import type { Claim } from '../../../model/core/claim.ts';
import type { Term } from '../../../model/core/term.ts';
import { knowledgeAt } from './constraints.ts';
import {
  boundIn,
  type Last,
  type LazySearch,
  type LazyState,
  type MoveOrder,
  type Owed,
} from './state.ts';

/** Whether of two moves that can be exchanged the one is to come first; not where they are alike. */
function precedes(one: MoveOrder, other: MoveOrder): boolean {
  return one.rank === other.rank ? one.text < other.text : one.rank < other.rank;
}

/** Whether a move could as well have been made before the one that preceded it. */
export function couldComeFirst(
  { claims }: Pick<LazySearch, 'claims'>,
  before: Last | undefined,
  now: Last,
): boolean {
  if (before === undefined || !precedes(now.order, before.order) || before.flew) return false;
  const isApart = before.touched.every((party) => !now.touched.includes(party));
  return isApart && !claims.some((claim) => isTold(claim, before.spoke, now.spoke));
}

/** Whether a claim depends on which of two moves' statements came first. */
function isTold(claim: Claim, before: readonly string[], now: readonly string[]): boolean {
  if (claim.secretOf !== undefined) return false;
  const read = (spoke: readonly string[]): readonly string[] =>
    spoke.filter((kind) => claim.reads.includes(kind));
  const [first, second] = [read(before), read(now)];
  if (claim.ordered === true) return first.length > 0 && second.length > 0;
  return first.some((kind) => second.some((other) => other !== kind));
}

/** What is to become of a state that owes something. */
export type Due = 'redundant' | 'paid' | 'owing';

/** Whether a variable could still stand for something that was seen only later. */
function mayUse(
  { workshop }: LazySearch,
  bound: ReturnType<typeof boundIn>,
  { term, late }: { readonly term: Term; readonly late: readonly Term[] },
): boolean {
  const { store } = workshop;
  return late.some((t) => store.kind(t) !== 'variable' && bound.missing(term, t) !== undefined);
}

/** All terms inside some terms: what might be taken out of them. */
function insideOf({ workshop: { store } }: LazySearch, ts: readonly Term[]): readonly Term[] {
  const all = new Set<Term>();
  const visit = (t: Term): void => {
    if (all.has(t)) return;
    all.add(t);
    if (store.shapeOf(t) !== undefined) store.args(t).forEach(visit);
    const isBox = store.kind(t) === 'box' || store.kind(t) === 'encryption';
    const content = isBox ? store.args(t)[1] : undefined;
    if (content !== undefined) visit(content);
  };
  ts.forEach(visit);
  return [...all];
}

/**
 * Whether a message that was to make use of what was seen late does so.
 *
 * @returns `redundant` when it can be made without whatever else is chosen; `paid` when it cannot;
 *   `owing` while that depends on what is not chosen yet
 */
export function due(search: LazySearch, state: LazyState, { message, at, before }: Owed): Due {
  const { store } = search.workshop;
  const bound = boundIn(search, state);
  const m = bound.refine(message);
  const early = knowledgeAt(search.workshop, bound, { ...state, at: before });
  const late = insideOf(search, state.observed.slice(before, at).map(bound.refine));
  const open = new Set<Term>();
  /** Whether a part is made without what was seen late, taking variables for chosen freely. */
  const isMade = (t: Term): boolean => {
    if (early.derives(t)) return true;
    if (store.kind(t) === 'variable') {
      if (mayUse(search, bound, { term: t, late })) open.add(t);
      return true;
    }
    const kind = store.kind(t);
    return kind !== 'name' && store.args(t).length > 0 && store.args(t).every(isMade);
  };
  if (isMade(m)) return open.size > 0 ? 'owing' : 'redundant';
  // What cannot be made as it stands may be unified with something early once more is chosen.
  return store.isGround(m) ? 'paid' : 'owing';
}
