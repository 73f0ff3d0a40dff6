/**
 * The law of memory: what each party remembers, and in which state its chart is, after each move of a run
 * in which nobody attacks, wishes come in any order, and messages arrive late.
 *
 * Values are numbered as they come, so that what is remembered is compared and not what it is made of.
 */
import { beginRun } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import { keep } from '../../../model/core/step.ts';
import type { Local } from '../../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import { arenaOf, lehmer, type Line, moveAt, moved, numbering } from './probe.ts';

/** What a party remembers, its values said in some way. */
export function remembered(
  store: TermStore,
  local: Pick<Local, 'snapshot'>,
  say: (value: Term) => string,
): string {
  const said = (_: string, value: unknown): unknown =>
    typeof value === 'number' && store.has(value) ? say(value as Term) : value;
  return JSON.stringify(keep(local.snapshot), said);
}

/** Says values by number, and constants as they are. */
export function sayingConstants(
  store: TermStore,
  number: (value: Term) => number,
): (value: Term) => string {
  return (value) =>
    store.kind(value) === 'constant' ? store.label(value) : `value ${number(value)}`;
}

/** How many schedules there are, and how many moves each has. */
const extent = { seeds: [11, 12, 13], moves: 110 };

function* schedule(problem: Problem, seed: number): Generator<Line> {
  const store = termStore();
  const still = arenaOf(problem, store, { slow: true });
  const { system } = still;
  // Whatever is wished for may be wished for at any time.
  const anytime = Object.fromEntries(
    system.parties.map(({ name }) => [
      name,
      [...(system.anytime[name] ?? []), ...(system.agenda[name] ?? [])],
    ]),
  );
  const arena = { ...still, system: { ...system, anytime } };
  const [number, chance] = [numbering(), lehmer(seed)];
  let run = beginRun(arena);
  for (let made = 0; made < extent.moves; made += 1) {
    const move = moveAt(arena, run, chance);
    if (move === undefined) return;
    const next = moved(arena, run, move);
    if ('law' in next) {
      yield next;
      return;
    }
    run = next;
    for (const [index, { name }] of system.parties.entries()) {
      const local = run.locals[index];
      if (local === undefined) continue;
      yield {
        law: 'memory',
        text: `${name}: ${remembered(store, local, (value) => `value ${number(value)}`)}`,
      };
    }
  }
}

/** What all parties remember. */
export function* memories(problem: Problem): Generator<Line> {
  for (const seed of extent.seeds) yield* schedule(problem, seed);
}
