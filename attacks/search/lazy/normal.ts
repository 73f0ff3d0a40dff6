/**
 * Lazy states in normal form: what stands in a state has its variables replaced, and of what is
 * known of variables only that is kept which concerns something that stands there.
 *
 * The path to a state keeps what was known along it, so that an attack can still be told. What is
 * dropped has no say any more: a variable that occurs nowhere takes a value made up for it, which
 * meets no test that was refused. Tests on sorts whose values are given are kept, since of those
 * there may be too few.
 */
import type { Claimed } from '../../../model/core/claim.ts';
import { type Refused, variablesOf } from '../../../model/core/narrowing.ts';
import type { Bindings } from '../../../model/core/substitution.ts';
import type { InFlight } from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import { isGiven } from './ground.ts';
import { boundIn, type LazySearch, type LazyState } from './state.ts';

/** What a state mentions: its terms, bound variables replaced. */
type Standing = Pick<
  LazyState,
  'bindings' | 'observed' | 'inFlight' | 'claimed' | 'owed' | 'stolen' | 'declined'
>;

/** The same list if nothing in it changes. */
function mapped<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  const next = list.map(change);
  return next.every((item, index) => item === list[index]) ? list : next;
}

function refinedStatement(refine: (t: Term) => Term, statement: Claimed<Term>): Claimed<Term> {
  const account = refine(statement.account);
  const values = mapped(statement.values, refine);
  const same = account === statement.account && values === statement.values;
  return same ? statement : { ...statement, account, values };
}

function refinedFrame(refine: (t: Term) => Term, frame: InFlight<Term>): InFlight<Term> {
  const message = refine(frame.message);
  return message === frame.message ? frame : { ...frame, message };
}

/** What memories hold, bound variables replaced. */
function projected(
  { ways }: LazySearch,
  locals: LazyState['locals'],
  refine: (t: Term) => Term,
): Bindings {
  const bindings = new Map<Term, Term>();
  for (const local of locals) {
    for (const v of ways.inMemory(local)) {
      const value = refine(v);
      if (value !== v) bindings.set(v, value);
    }
  }
  return bindings;
}

/** All variables that something in a state mentions. */
function mentionedIn(
  { ways, workshop: { store } }: LazySearch,
  { locals }: LazyState,
  { bindings, observed, inFlight, claimed, owed, stolen }: Standing,
): Set<Term> {
  const mentioned = new Set<Term>();
  const add = (t: Term): void => {
    if (!store.isGround(t)) for (const v of variablesOf(store, t)) mentioned.add(v);
  };
  for (const v of locals.flatMap(ways.inMemory)) add(bindings.get(v) ?? v);
  observed.forEach(add);
  for (const { message } of [...inFlight, ...owed]) add(message);
  for (const { value } of stolen) add(value);
  for (const { account, values } of claimed) [account, ...values].forEach(add);
  return mentioned;
}

/** The tests that still matter, and the variables in them added to what is mentioned. */
function keptTests(
  search: LazySearch,
  refused: readonly Refused[],
  mentioned: Set<Term>,
): readonly Refused[] {
  const { store } = search.workshop;
  const tests = refused.map((test) => {
    const inIt = [...variablesOf(store, test.left), ...variablesOf(store, test.right)];
    return { test, inIt: inIt.filter((v) => !test.any.includes(v)) };
  });
  const kept = tests.filter(({ inIt }) =>
    inIt.some((v) => mentioned.has(v) || isGiven(search, store.sort(v))),
  );
  for (const { inIt } of kept) for (const v of inIt) mentioned.add(v);
  return kept.map(({ test }) => test);
}

/** A state in normal form; its constraints are solved, so that its tests are refined already. */
export function normalForm(search: LazySearch, state: LazyState): LazyState {
  const { refine } = boundIn(search, state);
  const standing: Standing = {
    bindings: projected(search, state.locals, refine),
    observed: mapped(state.observed, refine),
    inFlight: mapped(state.inFlight, (frame) => refinedFrame(refine, frame)),
    claimed: mapped(state.claimed, (statement) => refinedStatement(refine, statement)),
    stolen: state.stolen.map((taken) => ({ ...taken, value: refine(taken.value) })),
    declined: mapped(state.declined, refine),
    owed: state.owed.map((owed) => ({ ...owed, message: refine(owed.message) })),
  };
  const mentioned = mentionedIn(search, state, standing);
  const refused = keptTests(search, state.refused, mentioned);
  const chosen = new Map([...state.chosen].filter(([v]) => mentioned.has(v)));
  return { ...state, ...standing, refused, chosen };
}
