/**
 * Whether the engines agree on a protocol: explicit typed, lazy typed and the plain search on
 * verdicts and on the length of shortest attacks; the lazy untyped one finds what the typed find.
 */
import { network } from '../../attacks/capability/network.ts';
import { givenTo } from '../../attacks/capability/capability.ts';
import { explore, type Exploration } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { type Problem, setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { scriptClaims, scriptSystem } from '../../model/script/system.ts';
import { searchedPlainly } from '../random/naive.ts';
import { everyScriptMessage, tooMany } from './every-message.ts';
import type { Case } from './generate.ts';

/** What an engine says of a claim: the moves of a shortest attack, none, or that it cannot tell. */
type Said = number | 'holds' | 'unknown';

/** What an engine says of each claim. */
export interface Opinion {
  readonly engine: string;
  readonly said: ReadonlyMap<string, Said>;
}

/** What came of asking all engines. */
export interface Comparison {
  readonly opinions: readonly Opinion[];
  /** What they do not agree on; nothing if all is well. */
  readonly disagreements: readonly string[];
  /** Symbolic and explicit states, and moves within which the plain search saw everything. */
  readonly size: { readonly explicit: number; readonly lazy: number; readonly plainDepth: number };
}

/** Bounds of each engine; beyond, it cannot tell. */
const bounds = {
  explicit: 4000,
  lazy: 400,
  untyped: 150,
  plainTries: 4000,
  plainDepth: 5,
} as const;

const suite = { cipher: 'aes-128-cbc' } as const;

/** The problem of a case; two values of its own for each sort that the plain search has two of. */
function problemOf({ protocol, scenario }: Case, typed: boolean): Problem {
  return {
    suite,
    ownValues: { nonce: 2, key: 2 },
    inert: [],
    build: scriptSystem(protocol, { ...scenario, typed }),
  };
}

/** What an exploration says of claims. */
function opinionOf(engine: string, claims: readonly Claim[], explored: Exploration): Opinion {
  const said = claims.map(({ id }): readonly [string, Said] => {
    const found = explored.found.find(({ claim }) => claim.id === id);
    return [id, found?.moves.length ?? (explored.complete ? 'holds' : 'unknown')];
  });
  return { engine, said: new Map(said) };
}

/** Claims whose attack does not become a schedule of moves. */
function unplanned(stage: ReturnType<typeof setStage>, { found }: Exploration): readonly string[] {
  return found.flatMap((attack) => {
    try {
      return planOf(stage, attack).length > 0 ? [] : [`${attack.claim.id}: an empty plan`];
    } catch (error) {
      return [`${attack.claim.id}: ${String(error)}`];
    }
  });
}

/** What the plain search says, within the moves that it saw all of. */
function plainOpinion(
  played: Case,
  claims: readonly Claim[],
): Opinion & { readonly depth: number } {
  const store = termStore();
  const algebra = symbolic(store, suite);
  const system = problemOf(played, true).build(algebra);
  const given = givenTo(system, network, algebra.name);
  const arena = { algebra, system, holds: network.holds, given };
  const messages = everyScriptMessage(played, { store, arena });
  const world = { store, arena, doors: system.doors, messages, triesMax: bounds.plainTries };
  try {
    const { falling, depth } = searchedPlainly(world, claims, bounds.plainDepth);
    const said = claims.map(({ id }) => [id, falling.get(id) ?? 'unknown'] as const);
    return { engine: 'plain', said: new Map<string, Said>(said), depth };
  } catch (error) {
    if (!(error instanceof Error) || error.message !== tooMany) throw error;
    return { engine: 'plain', said: new Map(), depth: 0 };
  }
}

/** Two opinions that cannot both be right, of engines that both look for shortest attacks. */
function contradiction(id: string, one: Opinion, other: Opinion): readonly string[] {
  const [a, b] = [one.said.get(id) ?? 'unknown', other.said.get(id) ?? 'unknown'];
  if (a === 'unknown' || b === 'unknown' || a === b) return [];
  return [`${id}: ${one.engine} says ${a}, ${other.engine} says ${b}`];
}

/** Attacks of the typed engines that another misses within the moves that it saw all of. */
function missed(
  id: string,
  [typed, other]: readonly [Opinion, Opinion],
  seenAll: (moves: number) => boolean,
): readonly string[] {
  const [moves, theirs] = [typed.said.get(id), other.said.get(id)];
  if (typeof moves !== 'number' || !seenAll(moves)) return [];
  const isFound = typeof theirs === 'number' && theirs <= moves;
  return isFound ? [] : [`${id}: ${typed.engine} says ${moves}, ${other.engine} misses it`];
}

/** Asks all engines about a case. */
export function compared(played: Case): Comparison {
  const claims = scriptClaims(played.protocol);
  const typedStage = setStage(problemOf(played, true), network);
  const explicit = explore(typedStage, { claims, statesMax: bounds.explicit });
  const lazyStage = setStage(problemOf(played, true), network);
  const lazy = exploreLazily(lazyStage, { claims, statesMax: bounds.lazy, typed: true });
  const openStage = setStage(problemOf(played, false), network);
  const untyped = exploreLazily(openStage, { claims, statesMax: bounds.untyped, typed: false });
  const plain = plainOpinion(played, claims);
  const opinions = [
    opinionOf('explicit', claims, explicit),
    opinionOf('lazy', claims, lazy),
    opinionOf('lazy untyped', claims, untyped),
    plain,
  ] as const;
  const [first, second, third] = opinions;
  const unconfirmed = [lazy, untyped].flatMap((one, index) =>
    one.unconfirmed > 0 ? [`${one.unconfirmed} attacks of lazy engine ${index} unconfirmed`] : [],
  );
  return {
    opinions,
    size: { explicit: explicit.states, lazy: lazy.states, plainDepth: plain.depth },
    disagreements: [
      ...unconfirmed,
      ...unplanned(typedStage, explicit),
      ...unplanned(lazyStage, lazy),
      ...unplanned(openStage, untyped),
      ...claims.flatMap(({ id }) => [
        ...contradiction(id, first, second),
        ...contradiction(id, first, plain),
        ...contradiction(id, second, plain),
        ...missed(id, [first, plain], (moves) => moves <= plain.depth),
        ...missed(id, [second, third], (moves) => untyped.complete || moves <= untyped.depth),
      ]),
    ],
  };
}
