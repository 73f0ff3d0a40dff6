/**
 * Names of lazy states, equal for states with the same future: what parties remember and what is
 * known of the variables that still matter. Variables are numbered in the order in which they are
 * mentioned, and of the renamings of parties that are alike one is chosen, so that states that are
 * the same but for names have one name.
 */
import type { Term } from '../../../model/core/term.ts';
import type { Knowledge } from '../../knowledge.ts';
import { knowledgeAt } from './constraints.ts';
import { boundIn, type LazySearch, type LazyState } from './state.ts';
import { type Renaming, renamingsOf, type Symmetry } from './symmetry.ts';

const byNumber = (a: number, b: number): number => a - b;

/** Names states. */
export type Naming = (state: LazyState) => string;

/** Variables in names of states have numbers beyond all others. */
const namesFrom = 3_000_000_000;

/** What of a state stays the same under all renamings: computed once for each state. */
interface Subject {
  readonly state: LazyState;
  /** What each party remembers: text, and its terms with bound variables replaced. */
  readonly memories: readonly { readonly text: string; readonly terms: readonly Term[] }[];
  readonly knownAt: (at: number) => Knowledge;
}

/** Numbers variables in the order in which they are mentioned, after renaming parties. */
function spelling(
  { workshop: { store } }: LazySearch,
  renamed: (t: Term) => Term,
): (t: Term) => Term {
  const variables = new Map<Term, Term>();
  const spelled = (t: Term): Term => {
    if (store.isGround(t)) return renamed(t);
    if (store.kind(t) !== 'variable') return store.rebuild(t, store.args(t).map(spelled));
    const known = variables.get(t);
    if (known !== undefined) return known;
    const own = store.variable(namesFrom + variables.size, store.sort(t));
    variables.set(t, own);
    return own;
  };
  return spelled;
}

/** Names what is known: a number for what no renaming changes, and the rest spelled out. */
function knowledgeNames(
  { workshop: { store } }: LazySearch,
  isMovable: Symmetry['isMovable'],
): (knowledge: Knowledge, spelled: (t: Term) => Term) => string {
  const fixed = new Map<string, number>();
  const parts = new WeakMap<Knowledge, { readonly fixed: number; readonly rest: Term[] }>();
  const partsOf = (knowledge: Knowledge) => {
    const items = [...knowledge.items.keys()];
    const moves = (t: Term): boolean => !store.isGround(t) || isMovable(t);
    const text = items
      .filter((t) => !moves(t))
      .sort(byNumber)
      .join();
    const number = fixed.get(text) ?? fixed.size;
    fixed.set(text, number);
    return { fixed: number, rest: items.filter(moves) };
  };
  return (knowledge, spelled) => {
    const own = parts.get(knowledge) ?? partsOf(knowledge);
    parts.set(knowledge, own);
    const rest = own.rest.map(spelled).sort(byNumber);
    return `${own.fixed}+${rest.join()}`;
  };
}

/** How terms are written in a name. */
interface Spelling {
  readonly renaming: Renaming;
  readonly spelled: (t: Term) => Term;
  readonly knowledgeName: ReturnType<typeof knowledgeNames>;
}

/** A state's name under one renaming. */
function spelledOut(
  { stage, choices, claims, asksWhen }: LazySearch,
  { state, memories, knownAt }: Subject,
  { renaming, spelled, knowledgeName }: Spelling,
): string {
  const { parties } = stage.system;
  const ordered = claims.some((claim) => claim.ordered === true);
  const to = (party: number): number => renaming.get(party) ?? party;
  const places = new Map(parties.map(({ name }, index) => [name, to(index)]));
  const place = (name: string): string | number => places.get(name) ?? name;
  const slots: string[] = [];
  for (const party of [...parties.keys()].sort((a, b) => to(a) - to(b))) {
    const { text, terms } = memories[party] ?? { text: '', terms: [] };
    slots.push(`${text} ${terms.map(spelled).join()} ${state.agenda[party] ?? 0}`);
  }
  const statements = state.claimed.map(
    ({ party, claim, about, account, values }) =>
      `${place(party)} ${claim} ${about} ${spelled(account)} ${values.map(spelled).join(' ')}`,
  );
  // Statements are told apart by their place among thefts only where their order counts at all.
  const thefts = state.stolen.map(({ party, what, value, after }) =>
    [what, place(party), asksWhen ? spelled(value) : '', ordered ? after : ''].join(' '),
  );
  const flying = state.inFlight.map(
    ({ hop, from, to: address, message }) =>
      `${place(hop)} ${place(from)} ${place(address)} ${spelled(message)}`,
  );
  const knowledge = new Map<number, string>();
  const knownName = (at: number): string => {
    const found = knowledge.get(at) ?? knowledgeName(knownAt(at), spelled);
    knowledge.set(at, found);
    return found;
  };
  const debts = state.owed.map(
    ({ message, at, before }) => `${spelled(message)} ${knownName(before)} ${knownName(at)}`,
  );
  const among = (v: Term, at: number): string =>
    choices?.among(v, knownAt(at))?.map(spelled).sort(byNumber).join() ?? knownName(at);
  const chosen = [...state.chosen].map(([v, at]) => `${spelled(v)}:${among(v, at)}`);
  const tests = state.refused.map(
    ({ left, right, any }) => `${spelled(left)}/${spelled(right)}/${any.map(spelled).join()}`,
  );
  const { last } = state;
  const lastName = last && [
    last.touched.map(to).sort(byNumber),
    last.order.rank,
    last.order.text,
    last.spoke.join('+'),
    last.flew,
    knownName(last.observedBefore),
  ];
  return [
    slots.join('|'),
    flying.sort().join('|'),
    (ordered ? thefts : thefts.sort()).join('|'),
    knownName(state.observed.length),
    (ordered ? statements : statements.sort()).join('|'),
    chosen.sort().join('|'),
    tests.sort().join('|'),
    lastName ?? '',
    debts,
  ].join(';');
}

/** How to name the states of a search. */
export function namingOf(search: LazySearch): Naming {
  const { ways, workshop, stage, symmetry, symmetric, choices } = search;
  const { store } = workshop;
  const { anonymous, isMovable } = symmetry;
  const groups = symmetric ? symmetry.groups : [];
  const { parties } = stage.system;
  const grouped = new Set(groups.flat());
  const renames = new Map<string, (t: Term) => Term>();
  const renamedBy = (renaming: Renaming): ((t: Term) => Term) => {
    const key = [...renaming].join(';');
    const found = renames.get(key) ?? symmetry.renames(renaming);
    renames.set(key, found);
    return found;
  };
  /** All parties of a group as its first one: what no renaming tells apart. */
  const lumped = symmetry.renames(
    new Map(groups.flatMap((group) => group.map((party) => [party, group[0] ?? party]))),
  );

  const subject = (state: LazyState): Subject => {
    const bound = boundIn(search, state);
    const remembered = (terms: readonly Term[]): readonly Term[] => terms.map(bound.refine);
    const known = new Map<number, Knowledge>();
    return {
      state,
      memories: state.locals.map((id, party) => {
        if (!grouped.has(party)) return { text: `${id}`, terms: remembered(ways.inMemory(id)) };
        const { text, terms } = anonymous(party, id);
        return { text, terms: remembered(terms) };
      }),
      knownAt: (at) => {
        const found = known.get(at) ?? knowledgeAt(workshop, bound, { ...state, at });
        known.set(at, found);
        choices?.note(found);
        return found;
      },
    };
  };

  /** What tells a party of a group from the others, whatever they are called. */
  const signatureOf =
    ({ state, memories }: Subject) =>
    (party: number): string | undefined => {
      if (state.locals[party] === stage.initial[party] && state.agenda[party] === 0) {
        return undefined;
      }
      const { text, terms } = memories[party] ?? { text: '', terms: [] };
      const name = parties[party]?.name;
      const said = state.claimed
        .filter((statement) => statement.party === name)
        .map(({ claim, about, values }) => `${claim} ${about} ${values.map(erased).join()}`);
      const isLast = state.last?.party === party;
      return `${text} ${terms.map(erased).join()} ${said.join(' ')} ${isLast}`;
    };
  const erased = (t: Term): string => (store.isGround(t) ? `${lumped(t)}` : store.sort(t));

  const knowledgeName = knowledgeNames(search, isMovable);
  const nameUnder = (own: Subject, renaming: Renaming): string => {
    const spelled = spelling(search, renamedBy(renaming));
    return spelledOut(search, own, { renaming, spelled, knowledgeName });
  };

  return (state) => {
    const own = subject(state);
    const names = renamingsOf(groups, signatureOf(own)).map((renaming) => nameUnder(own, renaming));
    return names.reduce((least, name) => (name < least ? name : least));
  };
}
