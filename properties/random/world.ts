/**
 * The world in which random schedules are played: the system of an inquiry, built on terms apart
 * from any search, with what the attacker has in it from the start.
 */
import { type Knowledge, type KnowledgeBase, knowledgeBase } from '../../attacks/knowledge.ts';
import type { Arena } from '../../attacks/run.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import type { Door, System } from '../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import { type Setting, setting } from '../../model/sa2pmp/setting.ts';
import { arenaFor } from '../verdict/confirm.ts';
import type { Inquiry } from '../verdict/inquiry.ts';

/** A world to play in, and what the attacker has in it from the start. */
export interface World {
  readonly store: TermStore;
  readonly arena: Arena<Term>;
  readonly shapes: readonly AnyShape[];
  /** What the roles are functions of. */
  readonly setting: Setting<Term>;
  /** Where the attacker can put messages in. */
  readonly doors: readonly Door[];
  readonly base: KnowledgeBase;
  readonly initial: Knowledge;
  /** The names of what is given. */
  readonly given: ReadonlyMap<Term, string>;
}

/** The doors at which the attacker can put messages in; those of the honest on the air thrice. */
function openDoors({ parties, doors, principals }: System<Term>, { holds }: Arena<Term>) {
  const open = doors.filter(
    ({ channel, hop, server }) =>
      parties.some(({ name }) => name === hop) &&
      (holds[channel] === 'full' || (holds[channel] === 'connect' && server)),
  );
  const honest = principals.filter((principal) => principal.honest).map(({ party }) => party);
  const favoured = open.filter(
    ({ channel, to }) => channel === 'wireless' && honest.includes(to.replace(/^bank:/, '')),
  );
  return [...favoured, ...favoured, ...open];
}

/** The world of an inquiry. */
export function worldFor({ problem, attacker, question }: Inquiry): World {
  const store = termStore();
  const arena = arenaFor(problem, attacker, symbolic(store, problem.suite));
  const base = knowledgeBase(store, false);
  const world = setting(arena.algebra, question.protocol.reading);
  return {
    store,
    arena,
    shapes: Object.values<AnyShape>({ ...world.messages }),
    setting: world,
    doors: openDoors(arena.system, arena),
    base,
    initial: base.initial(Object.values(arena.given)),
    given: new Map(Object.entries(arena.given).map(([name, t]) => [t, name])),
  };
}
