/**
 * Names of lazy states, equal for states with the same future: what parties remember and what is
 * known of the variables that still matter.
 */
import { variablesOf } from '../../../model/core/narrowing.ts';
import type { Term } from '../../../model/core/term.ts';
import { knowledgeAt } from './constraints.ts';
import { boundIn, type LazySearch, type LazyState } from './state.ts';

/** A state's name. */
export function lazyKey(search: LazySearch, state: LazyState, ordered: boolean): string {
  const { ways, workshop } = search;
  const { store } = workshop;
  const { locals, agenda, inFlight, observed, claimed, chosen, refused, last, owed } = state;
  const bound = boundIn(search, state);
  const { refine } = bound;
  const memory = [...new Set(locals.flatMap(ways.inMemory))];
  const values = memory.map((v) => `${v}=${refine(v)}`);
  const statements = claimed.map(
    ({ party, claim, about, account, values: on }) =>
      `${party} ${claim} ${about} ${refine(account)} ${on.map(refine).join(' ')}`,
  );
  if (!ordered) statements.sort();
  const flying = inFlight.map(
    ({ hop, from, to, message }) => `${hop} ${from} ${to} ${refine(message)}`,
  );
  flying.sort();
  const debts = owed.map(({ message, at, before }) => `${refine(message)} ${before} ${at}`);
  const mentioned: readonly Term[] = [
    ...memory.map(refine),
    ...observed.map(refine),
    ...inFlight.map(({ message }) => refine(message)),
    ...claimed.flatMap(({ account, values: on }) => [account, ...on].map(refine)),
    ...refused.flatMap(({ left, right }) => [left, right]),
  ];
  const relevant = new Set(mentioned.flatMap((t) => variablesOf(store, t)));
  const knownAt = (at: number): number => knowledgeAt(workshop, bound, { ...state, at }).id;
  const choices = [...chosen]
    .filter(([v]) => relevant.has(v))
    .map(([v, at]) => `${v}:${knownAt(at)}`);
  choices.sort();
  const tests = refused
    .filter(({ left }) => variablesOf(store, left).some((v) => relevant.has(v)))
    .map(({ left, right }) => `${left}/${right}`);
  tests.sort();
  const lastKey = last && [
    last.party,
    last.touched.join('+'),
    last.spoke.join('+'),
    last.flew,
    knownAt(last.observedBefore),
  ];
  return [
    locals,
    agenda,
    flying,
    knownAt(observed.length),
    values,
    statements,
    choices,
    tests,
    lastKey ?? '',
    debts,
  ].join(';');
}
