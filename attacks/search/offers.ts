/**
 * What the attacker can put in at a door and something happens, remembered step by step: the forms
 * that the parties take in their local states, those of them that the bounds still allow, and the
 * messages of these forms that it can make.
 */
import type { Door } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Historian, History } from './history.ts';
import { type LocalMemory, memory, type Reading } from './memory.ts';
import { perPair } from './remembered.ts';
import type { Form, LocalId, Stage } from './stage.ts';

/** What of a state matters for what is taken and what the bounds allow. */
export interface Situation {
  readonly locals: readonly LocalId[];
  readonly history: History;
}

/** Nothing to put in. */
const none: readonly Term[] = [];

/**
 * Whether anybody looks at what comes of a form. If a party merely states what no claim reads, the
 * state after is the state before with less of a bound left: nothing can be done then that could not
 * be done before, and nothing be broken.
 */
function isHeard({ reads }: Historian, { merely }: Form): boolean {
  return merely === undefined || merely.some(reads);
}

/** The forms of message taken at a door, remembered by the local states that they depend on. */
function formsTaken(
  stage: Stage,
  isWanted: (form: Form) => boolean,
): (door: Door, locals: readonly LocalId[]) => readonly Form[] {
  const memories = new Map<Door, LocalMemory<readonly Form[]>>();
  const worked = (door: Door, locals: readonly LocalId[], known: LocalMemory<readonly Form[]>) => {
    const read = new Map<number, LocalId>();
    const watched = new Proxy(locals, {
      get: (all, index) => {
        const local = all[Number(index)];
        if (local !== undefined && !read.has(Number(index))) read.set(Number(index), local);
        return local;
      },
    });
    const forms = stage.forms(door, watched).filter(isWanted);
    known.remember([...read] satisfies readonly Reading[], forms);
    return forms;
  };
  return (door, locals) => {
    const known = memories.get(door) ?? memory();
    memories.set(door, known);
    return known.recall((party) => locals[party]) ?? worked(door, locals, known);
  };
}

/**
 * The messages on offer at a door in a state.
 *
 * @param stage - the system and the attacker
 * @param historian - knows the bounds
 * @param makeable - the messages of a form that the attacker can make in a state
 */
export function offers<S extends Situation>(
  stage: Stage,
  historian: Historian,
  makeable: (state: S, form: Form) => readonly Term[],
): (state: S, door: Door) => readonly Term[] {
  const formsAt = formsTaken(stage, (form) => isHeard(historian, form));
  const isAllowed = perPair((history: History, { statements }: Form) =>
    historian.allows(history, statements),
  );
  // One list for the same lists, by which what comes of them is remembered.
  const union = perPair((one: readonly Term[], other: readonly Term[]): readonly Term[] =>
    other.length === 0 ? one : [...new Set([...one, ...other])],
  );
  return (state, door) => {
    const forms = formsAt(door, state.locals);
    if (forms.length === 0) return none;
    const allowed = forms.filter((form) => isAllowed(state.history, form));
    const [first] = allowed;
    if (first === undefined) return none;
    return allowed
      .slice(1)
      .reduce((all, form) => union(all, makeable(state, form)), makeable(state, first));
  };
}
