/**
 * Names of states, equal for states with the same future: equal states, and where parties are alike,
 * states that are one another's renaming (Ip & Dill 1996; `lazy/symmetry.ts`).
 *
 * Of the renamings that put parties that are alike in the order of what they remember, those under
 * which what they have come to has the least name are looked at further, and of these the one with the
 * least name of all is taken. Where no parties are alike a state's name is its parts, at no cost.
 */
import type { Term } from '../../model/core/term.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Historian, History } from './history.ts';
import { type Renaming, renamingsOf, type Symmetry, symmetryOf } from './lazy/symmetry.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';
import type { LocalId, Stage } from './stage.ts';
import { type State, stateKey } from './state.ts';

/** Terms, or what stands for them, in the order of their numbers. */
function inOrder(terms: readonly Term[], renamed: (t: Term) => Term = (t) => t): string {
  return Int32Array.from(terms, renamed).sort().join();
}

/** A renaming, one object for equal ones. */
interface Renamed {
  /** Which it is, from 0. */
  readonly number: number;
  /** Whom it puts at each place. */
  readonly from: readonly number[];
  readonly party: (name: string) => string;
  readonly term: (t: Term) => Term;
}

/** Numbers for texts, equal for equal ones. */
function numbered(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const found = numbers.get(text) ?? numbers.size;
    numbers.set(text, found);
    return found;
  };
}

/** The first of some texts in their order. */
function leastOf(texts: readonly string[]): string {
  return texts.reduce((one, other) => (other < one ? other : one));
}

/** Renamings, one object for equal ones. */
function renamer(stage: Stage, symmetry: Symmetry): (renaming: Renaming) => Renamed {
  const known = new Map<string, Renamed>();
  const { parties } = stage.system;
  const places = new Map(parties.map(({ name }, index) => [name, index]));
  return (renaming) => {
    const key = [...renaming].join(';');
    const found = known.get(key);
    if (found !== undefined) return found;
    const to = (party: number): number => renaming.get(party) ?? party;
    const from: number[] = [];
    for (const party of parties.keys()) from[to(party)] = party;
    const made: Renamed = {
      number: known.size,
      from,
      party: (name) => parties[to(places.get(name) ?? -1)]?.name ?? name,
      term: symmetry.renames(renaming),
    };
    known.set(key, made);
    return made;
  };
}

/** What each party has come to, as far as no renaming changes it; `undefined` where that is nothing. */
type Signatures = readonly (string | undefined)[];

/** The renamings that put parties with such signatures in order, worked out once for each. */
function renamers(stage: Stage, symmetry: Symmetry): (own: Signatures) => readonly Renamed[] {
  const renamed = renamer(stage, symmetry);
  const known = new Map<string, readonly Renamed[]>();
  return (own) => {
    const key = own.join();
    const found =
      known.get(key) ?? renamingsOf(symmetry.groups, (party) => own[party]).map(renamed);
    known.set(key, found);
    return found;
  };
}

/** The parties of a state under a renaming. */
interface Posed {
  readonly under: Renamed;
  readonly slots: string;
}

/** Names the parts of states under renamings, each once. */
function partsUnder({ anonymous, isMovable }: Symmetry, historian: Historian) {
  const number = numbered();
  const memories = new Map<LocalId, number[]>();
  /** What is known: a number for what no renaming changes, and the rest. */
  const parts = perObject(({ items }: Knowledge) => {
    const moved: Term[] = [];
    const still: Term[] = [];
    for (const t of items.keys()) (isMovable(t) ? moved : still).push(t);
    return { fixed: number(`f ${inOrder(still)}`), moved };
  });
  return {
    memory: (party: number, id: LocalId, under: Renamed): number => {
      let ofId = memories.get(id);
      if (ofId === undefined) {
        ofId = [];
        memories.set(id, ofId);
      }
      const found = ofId[under.number];
      if (found !== undefined) return found;
      const { text, terms } = anonymous(party, id);
      const made = number(`m ${text} ${terms.map(under.term).join()}`);
      ofId[under.number] = made;
      return made;
    },
    knowledge: perPair((known: Knowledge, { term }: Renamed) => {
      const { fixed, moved } = parts(known);
      return number(`k ${fixed} ${inOrder(moved, term)}`);
    }),
    history: perPair((history: History, under: Renamed) =>
      number(`h ${historian.renamed(history, under)}`),
    ),
  };
}

/** What is in flight and what has been stolen, under a renaming. */
function besides({ inFlight, stolen, seedsUsed }: State, { term, party }: Renamed): string {
  if (inFlight.length === 0 && stolen.length === 0) return `;;${seedsUsed}`;
  const flying = inFlight.map(
    ({ channel, hop, from, to, message }) =>
      `${channel} ${party(hop)} ${party(from)} ${party(to)} ${term(message)}`,
  );
  const gone = stolen.map((it) => {
    const [what, owner = ''] = it.split(' of ');
    return `${what} of ${party(owner)}`;
  });
  return `${flying.sort().join()};${gone.sort().join()};${seedsUsed}`;
}

/**
 * How to name the states of a search.
 *
 * @param stage - the system and the attacker
 * @param historian - the histories of that search
 */
export function namingOf(stage: Stage, historian: Historian): (state: State) => string {
  const symmetry = symmetryOf(stage);
  const { groups, anonymous } = symmetry;
  if (groups.length === 0) return stateKey;
  const renamings = renamers(stage, symmetry);
  const { memory, knowledge, history } = partsUnder(symmetry, historian);
  const grouped = new Set(groups.flat());
  /** All parties of a group as its first one: what no renaming tells apart. */
  const lumped = symmetry.renames(
    new Map(groups.flatMap((group) => group.map((party) => [party, group[0] ?? party]))),
  );
  const number = numbered();
  const signature = perPair((party: number, id: LocalId): number => {
    const { text, terms } = anonymous(party, id);
    return number(`${text} ${terms.map(lumped).join()}`);
  });
  /** What each party has come to, under the renamings that put them in order and give it the least name. */
  const posed = ({ locals, agenda }: State): readonly Posed[] => {
    const own = locals.map((id, party) => {
      const had = agenda[party] ?? 0;
      const isIdle = id === stage.initial[party] && had === 0;
      return isIdle || !grouped.has(party) ? undefined : `${signature(party, id)} ${had}`;
    });
    const all = renamings(own).map((under): Posed => {
      let slots = '';
      for (const party of under.from) {
        const id = locals[party];
        const held = id !== undefined && grouped.has(party) ? memory(party, id, under) : id;
        slots += `${held ?? ''}.${agenda[party] ?? 0},`;
      }
      return { under, slots };
    });
    const least = leastOf(all.map(({ slots }) => slots));
    return all.filter(({ slots }) => slots === least);
  };
  const poses = new Map<string, readonly Posed[]>();
  const nameUnder = (state: State, { under, slots }: Posed): string => {
    const known = knowledge(state.knowledge, under);
    return `${slots};${known};${history(state.history, under)};${besides(state, under)}`;
  };
  const names = new Map<string, string>();
  return (state) => {
    const plain = stateKey(state);
    const found = names.get(plain);
    if (found !== undefined) return found;
    const key = `${state.locals.join()};${state.agenda.join()}`;
    const orders = poses.get(key) ?? posed(state);
    poses.set(key, orders);
    const least = leastOf(orders.map((order) => nameUnder(state, order)));
    names.set(plain, least);
    return least;
  };
}
