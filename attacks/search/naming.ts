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

const byNumber = (a: number, b: number): number => a - b;

/** A renaming, one object for equal ones. */
interface Renamed {
  readonly to: (party: number) => number;
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
    const made: Renamed = {
      to,
      party: (name) => parties[to(places.get(name) ?? -1)]?.name ?? name,
      term: symmetry.renames(renaming),
    };
    known.set(key, made);
    return made;
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
  const memories = new Map<LocalId, Map<Renamed, number>>();
  /** What is known: a number for what no renaming changes, and the rest. */
  const parts = perObject(({ items }: Knowledge) => {
    const moved = [...items.keys()].filter(isMovable);
    const still = [...items.keys()].filter((t) => !isMovable(t)).sort(byNumber);
    return { fixed: number(`f ${still.join()}`), moved };
  });
  return {
    memory: (party: number, id: LocalId, under: Renamed): number => {
      const ofId = memories.get(id) ?? new Map<Renamed, number>();
      memories.set(id, ofId);
      const found = ofId.get(under);
      if (found !== undefined) return found;
      const { text, terms } = anonymous(party, id);
      const made = number(`m ${text} ${terms.map(under.term).join()}`);
      ofId.set(under, made);
      return made;
    },
    knowledge: perPair((known: Knowledge, { term }: Renamed) => {
      const { fixed, moved } = parts(known);
      return number(`k ${fixed} ${moved.map(term).sort(byNumber).join()}`);
    }),
    history: perPair((history: History, { term, party }: Renamed) =>
      number(`h ${historian.renamed(history, { term, party })}`),
    ),
  };
}

/** What is in flight and what has been stolen, under a renaming. */
function besides({ inFlight, stolen, seedsUsed }: State, { term, party }: Renamed): string {
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
  const renamed = renamer(stage, symmetry);
  const { memory, knowledge, history } = partsUnder(symmetry, historian);
  const grouped = new Set(groups.flat());
  /** All parties of a group as its first one: what no renaming tells apart. */
  const lumped = symmetry.renames(
    new Map(groups.flatMap((group) => group.map((party) => [party, group[0] ?? party]))),
  );
  const signature = perPair((party: number, id: LocalId): string => {
    const { text, terms } = anonymous(party, id);
    return `${text} ${terms.map(lumped).join()}`;
  });
  /** What each party has come to, under the renamings that put them in order and give it the least name. */
  const posed = ({ locals, agenda }: State): readonly Posed[] => {
    const renamings = renamingsOf(groups, (party) => {
      const id = locals[party];
      const had = agenda[party] ?? 0;
      if (id === undefined || (id === stage.initial[party] && had === 0)) return undefined;
      return `${signature(party, id)} ${had}`;
    });
    const all = renamings.map(renamed).map((under): Posed => {
      const slots: string[] = [];
      for (const [party, id] of locals.entries()) {
        const own = grouped.has(party) ? memory(party, id, under) : id;
        slots[under.to(party)] = `${own}.${agenda[party] ?? 0}`;
      }
      return { under, slots: slots.join() };
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
