/**
 * The intended run: nobody attacks, everybody gets what is wanted, in order. A claim that holds in
 * a protocol that cannot do what it is for says nothing.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { beginRun, makeMove, type Arena, type Run } from '../../attacks/run.ts';
import type { Term } from '../../model/core/term.ts';
import type { Trace } from '../../model/core/trace.ts';
import { termArena } from './confirm.ts';
import { type Circumstances, problemFor } from './problem.ts';
import type { Question } from './verdict.ts';

/** Nobody: holds nothing, knows nothing. */
export const nobody: Capability = {
  id: 'nobody',
  title: 'nobody',
  says: 'can do nothing',
  source: 'the intended run',
  holds: {},
  insider: false,
  reveals: [],
  corrupts: [],
};

/** A wish of a party granted; `undefined` where it wants nothing more or nothing comes of it. */
function granted(arena: Arena<Term>, run: Run<Term>, party: string): Run<Term> | undefined {
  const made = makeMove(arena, run, { move: 'intend', party });
  return made.made && !made.idle ? made.run : undefined;
}

/** The run in which every party gets its wishes, as far as they are granted. */
function playedOut(arena: Arena<Term>): Run<Term> {
  const { opening, parties } = arena.system;
  let run = opening.reduce(
    (before, party) => granted(arena, before, party) ?? before,
    beginRun(arena),
  );
  const names = parties.map(({ name }) => name);
  for (let isMoving = true; isMoving;) {
    const next = names.map((name) => granted(arena, run, name)).find((one) => one !== undefined);
    isMoving = next !== undefined;
    run = next ?? run;
  }
  return run;
}

/**
 * The intended run.
 *
 * @param question - the protocol and the bounds
 * @param circumstances - what the claim asks of the scenario; everybody is honest nevertheless
 */
export function runAsIntended(
  question: Pick<Question, 'protocol' | 'bounds'>,
  circumstances: Omit<Circumstances, 'corrupts'>,
): Trace<Term> {
  const arena = termArena(problemFor(question, nobody, circumstances), nobody);
  return { principals: arena.system.principals, events: playedOut(arena).events };
}

/** What honest parties state of honest accounts in the intended run, as `claim about`. */
export function statedAsIntended(
  question: Pick<Question, 'protocol' | 'bounds'>,
  circumstances: Omit<Circumstances, 'corrupts'>,
): ReadonlySet<string> {
  const { principals, events } = runAsIntended(question, circumstances);
  const honest = principals.filter((principal) => principal.honest);
  const stated = events.flatMap((event) => {
    if (event.kind !== 'claimed') return [];
    const isHonest = honest.some(({ account }) => account === event.account);
    return isHonest ? [`${event.claim} ${event.about}`] : [];
  });
  return new Set(stated);
}
