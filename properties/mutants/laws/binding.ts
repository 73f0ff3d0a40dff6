/**
 * Two laws about what parties make of messages (`asking.ts`). Binding: whoever receives what is signed,
 * hashed or compared refuses it, or makes something else of it, where one field of that is another and
 * what protects it is as it was made (§4.2 S; A3, A20, A22). Hearing: what parties of one kind make of all
 * messages of a day, with any one value another. What is right is what the protocol does.
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import type { PartyKind } from '../../../model/core/system.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import { isAtom, isProtection, type Place, privateHalf, termsIn } from './alter.ts';
import { answeredOtherwise, answersIn, type Otherness } from './asking.ts';
import type { Answer, Play } from './delivery.ts';
import { type Occasion, occasions } from './occasions.ts';
import type { Builds } from '../operators/apply.ts';
import type { FieldDropped } from '../operators/mutant.ts';
import type { Line } from './probe.ts';
import { watchedBuild } from './watch.ts';

/** A problem, and what builds it and mutants of it. */
export interface Scenery {
  readonly problem: Problem;
  readonly builds: Builds;
}

/** Where in a message a field is. */
function placesOf(store: TermStore, { path }: FieldDropped): Play['at'] {
  const last = path.at(-1) ?? '';
  return (values) => {
    if (values.length === 0) return undefined;
    const own = termsIn(store, values);
    const digested = termsIn(
      store,
      values.filter((value) => store.kind(value) === 'digest'),
    );
    return ({ within, fields }) => {
      const value = within.at(-1);
      if (value === undefined) return false;
      return fields.includes(last) ? own.has(value) : digested.has(value);
    };
  };
}

/** What protects a field: the signatures on its tuple, or the digests of it. */
function protectionOf(store: TermStore, { use, shape }: FieldDropped): Play['protects'] {
  const [kind, at] = use === 'hashed' ? (['digest', 0] as const) : (['signature', 1] as const);
  if (use === 'compared') return () => false;
  return (t) => {
    const content = store.kind(t) === kind ? store.args(t)[at] : undefined;
    if (content === undefined) return false;
    const sort = store.sort(content);
    return sort === shape || sort.startsWith(`${shape} without `);
  };
}

/** Days on which something is asked of messages: one in order, and two on which answers are late. */
const daysAsked: readonly Occasion[] = occasions.filter(
  ({ says, late }) => says === 'nothing' || late === 0 || late === 3,
);

/** What is asked last: days on which the log shows nothing, so that its word is all that a court has (R7b). */
const silentDays: readonly Occasion[] = occasions.filter(({ silent }) => silent === true);

/** What is asked and answered about one field, in the protocol or in the mutant. */
export function bindings(
  { problem, builds }: Scenery,
  field: FieldDropped,
  { isMutated, how }: { readonly isMutated: boolean; readonly how: Otherness },
): Generator<Answer> {
  return answersIn(problem, {
    schedules: [...daysAsked, 3, 4, ...silentDays],
    how,
    playing: (store) => {
      const met = new Set<Term>();
      const watch = { field, meet: (value: unknown) => met.add(value as Term) };
      const build = watchedBuild(builds, watch, isMutated);
      const protects = protectionOf(store, field);
      const [at, hears] = [placesOf(store, field), () => true];
      return { met, build, at, hears, protects, substitutes: true };
    },
  });
}

/** Where in a message any value is that is made of no others, or protects some. */
function anywhere(store: TermStore): Play['at'] {
  const at = ({ within, fields }: Place): boolean => {
    const value = within.at(-1);
    if (value === undefined || fields.includes(privateHalf)) return false;
    const isKey = store.kind(value) === 'public-key';
    return isKey || isAtom(store, value) || isProtection(store, value);
  };
  return () => at;
}

/** What is asked of parties of one kind, and answered: of all that a message says, on days in order. */
export function hearings(problem: Problem, kind: PartyKind): Generator<Answer> {
  return answersIn(problem, {
    schedules: [...daysAsked, ...silentDays],
    how: 'altered',
    playing: (store) => ({
      at: anywhere(store),
      hears: (one) => one === kind,
      protects: () => false,
    }),
  });
}

/** Where a mutant in which a field is dropped breaks the law of binding, if it does. */
export function unbound(scene: Scenery, field: FieldDropped, how: Otherness): Line | undefined {
  return answeredOtherwise(
    bindings(scene, field, { isMutated: false, how }),
    bindings(scene, field, { isMutated: true, how }),
    'binding',
  );
}
