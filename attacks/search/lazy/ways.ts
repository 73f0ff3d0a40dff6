/**
 * The ways in which a party takes an event that nobody has chosen yet: its chart, narrowed on all
 * variables in the event and in its own memory, and remembered.
 *
 * A way says what must be so of the variables (`learned`) and what must not (`refused`); whoever
 * takes it adds both to what it knows of them already. So a way is found once for each local state,
 * whatever has been chosen elsewhere.
 */
import type { Effect, Unseeded } from '../../../model/core/effect.ts';
import { narrow, type Refused, variablesOf } from '../../../model/core/narrowing.ts';
import { perObject } from '../../../model/core/remembered.ts';
import { keep } from '../../../model/core/step.ts';
import type { Bindings } from '../../../model/core/substitution.ts';
import type { Term } from '../../../model/core/term.ts';
import type { Mind } from '../mind.ts';
import type { LocalId, Stage } from '../stage.ts';

/** One way in which a party takes an event. */
export interface Way {
  readonly local: LocalId;
  /** Whether it does nothing but refuse. */
  readonly idle: boolean;
  readonly effects: readonly Effect<Term>[];
  readonly learned: Bindings;
  readonly refused: readonly Refused[];
}

/** What narrowing a stage's parties gives. */
export interface Ways {
  /** The ways in which a party's step can go, remembered. */
  readonly of: (party: number, id: LocalId, event: Unseeded<Term>) => readonly Way[];
  /** The unknown message that is put in as the `count`-th at a party. */
  readonly unknown: (hop: string, count: number) => Term;
  /** The variables in a local state's memory. */
  readonly inMemory: (id: LocalId) => readonly Term[];
}

/** New variables of one narrowing have numbers in a block of their own. */
const blockSize = 1000;

/** What a party's step comes to, in one way. */
function keyOf(event: Unseeded<Term>): string {
  return 'channel' in event
    ? `${event.channel} ${event.from} ${event.to} ${event.message}`
    : `${event.type} ${JSON.stringify(event.values)}`;
}

/** All whole numbers in plain data: every term in it is one. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

/** What has been found out of ways. */
interface Found {
  readonly known: Map<string, readonly Way[]>;
  readonly unknowns: Map<string, Term>;
  readonly memories: Map<LocalId, readonly Term[]>;
  blocks: number;
}

function nothingFound(): Found {
  return { known: new Map(), unknowns: new Map(), memories: new Map(), blocks: 1 };
}

/** What searches have found out that share what is known, typed and not. */
const shared = perObject((_: Mind) => ({ typed: nothingFound(), untyped: nothingFound() }));

/**
 * The ways of a stage's parties.
 *
 * @param stage - the stage
 * @param typed - whether a variable takes terms of its own sort only
 */
export function waysOf({ store, mind, backstage }: Stage, typed: boolean): Ways {
  const { space, direct, during, intern, local } = backstage;
  const all = mind === undefined ? nothingFound() : shared(mind)[typed ? 'typed' : 'untyped'];
  const { known, unknowns, memories } = all;
  const nothing = store.constant('nothing');
  const firstFree = (): number => blockSize * all.blocks++;

  const found = (party: number, id: LocalId, event: Unseeded<Term>): readonly Way[] => {
    const before = local(id);
    const message = 'channel' in event ? event.message : nothing;
    const paths = narrow({ ...space, typed, firstFree: firstFree() }, message, (algebra) =>
      during(algebra, () => direct(party, before, event)),
    );
    return paths.map(({ result, learned, refused }) => ({
      local: intern(party, result.local),
      idle: result.idle,
      effects: result.effects,
      learned,
      refused,
    }));
  };
  return {
    of: (party, id, event) => {
      const key = `${id} ${keyOf(event)}`;
      const ways = known.get(key) ?? found(party, id, event);
      known.set(key, ways);
      return ways;
    },
    unknown: (hop, count) => {
      const key = `${count} ${hop}`;
      const t = unknowns.get(key) ?? store.variable(firstFree(), 'frame');
      unknowns.set(key, t);
      return t;
    },
    inMemory: (id) => {
      const remembered = memories.get(id);
      if (remembered !== undefined) return remembered;
      const isTerm = (number: number): number is Term => store.has(number);
      const terms = numbersIn(keep(local(id).snapshot)).filter(isTerm);
      const variables = [...new Set(terms.flatMap((t) => variablesOf(store, t)))];
      memories.set(id, variables);
      return variables;
    },
  };
}
