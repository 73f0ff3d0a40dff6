/**
 * Days in order: everybody has all wishes one after the other, every message arrives, and after each wish all
 * go to court who may. On such days the laws of roles are tried that ask for much to have happened
 * (`transcript`, `memory`), and two that are about what travels: what an onlooker reads of it (`sight`), and
 * whether what is to be fresh is (`freshness`, W21).
 *
 * Values are numbered as they come, as in `probe.ts`.
 */
import { type Arena, beginRun, type Move, type Run } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import type { IntentEvent } from '../../../model/core/effect.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import { slotMs } from '../../../model/sa2pmp/limits.ts';
import { remembered, sayingConstants } from './memory.ts';
import { arenaOf, eventText, type Line, moved, numbering } from './probe.ts';

/** Chooses the next move of a run. */
export type Choice = (run: Run<Term>) => Move | undefined;

/** What takes parties to court, and what sends records there that wait (A23). */
const quiet: readonly string[] = ['report', 'proveResult', 'proveSubmission', 'dispute', 'sue'];

/**
 * Moves in order: what is on its way arrives, oldest first; then somebody has a wish, after which all go
 * to court who may. Whoever cannot have a wish logs on again first.
 */
export function inOrder({ system, ...arena }: Arena<Term>): Choice {
  const happening = (types: readonly string[]): readonly Move[] =>
    Object.entries(system.anytime).flatMap(([party, events]) =>
      events.flatMap(({ type }, which): readonly Move[] =>
        types.includes(type) ? [{ move: 'happen', party, which }] : [],
      ),
    );
  const wishesOf = (isClient: boolean): readonly Move[] =>
    system.parties
      .filter(({ name, kind }) => name in system.agenda && (kind === 'client') === isClient)
      .map(({ name }) => ({ move: 'intend', party: name }));
  const isLeft = (run: Run<Term>): boolean =>
    system.parties.some(
      ({ name, kind }) =>
        kind === 'client' && (run.agenda[name] ?? 0) < (system.agenda[name] ?? []).length,
    );
  const isMade = (run: Run<Term>, move: Move): boolean =>
    moved({ system, ...arena }, run, move) !== run;
  let pending: readonly Move[] = [];
  return (run) => {
    if (run.inFlight.length > 0) return { move: 'release', index: 0 };
    const at = pending.findIndex((move) => isMade(run, move));
    pending = at < 0 ? [] : pending.slice(at);
    const [first, ...rest] = pending;
    if (first !== undefined) {
      pending = rest;
      return first;
    }
    const own = wishesOf(true).find((move) => isMade(run, move));
    const again = isLeft(run) ? happening(['logOn']) : [];
    const next = own ?? [...again, ...wishesOf(false)].find((move) => isMade(run, move));
    pending = [
      ...(own === undefined && !isLeft(run) ? happening(['logOn']) : []),
      ...happening(quiet),
    ];
    return next;
  };
}

/** How far days go. */
export const movesMax = 120;

/** What a second payment of a day is beside the first: another one, the same, or one field another. */
type Besides = (store: TermStore) => Readonly<Record<string, Term>> | undefined;

/** Days by their second payment. */
const besides: readonly Besides[] = [
  () => undefined,
  () => ({}),
  (store) => ({ payee: store.name('payee', 'another shop') }),
  (store) => ({ memo: store.name('memo', 'another memo') }),
  (store) => ({ type: store.constant('bill') }),
];

/** The arena of a day in order: messages arrive when they are let, and the regular bank answers. */
export function inOrderOn(problem: Problem, store: TermStore): Arena<Term> {
  const arena = arenaOf(problem, store, { slow: true });
  return { ...arena, system: { ...arena.system, answer: problem.build(arena.algebra).answer } };
}

/** An arena in which every payment is the first, but for some values of the later ones. */
function wishing(
  { system, ...arena }: Arena<Term>,
  values: Readonly<Record<string, Term>>,
): Arena<Term> {
  const wished = (wishes: readonly IntentEvent<Term>[]): readonly IntentEvent<Term>[] => {
    const first = wishes.find(({ type }) => type === 'pay');
    return wishes.map((one) =>
      first === undefined || one === first || one.type !== 'pay'
        ? one
        : { ...first, values: { ...first.values, ...values } },
    );
  };
  const agenda = Object.fromEntries(
    Object.entries(system.agenda).map(([party, wishes]) => [party, wished(wishes)] as const),
  );
  return { ...arena, system: { ...system, agenda } };
}

/** How far the clock goes on before a wish. */
const pauseMs = slotMs;

type Numbered = (value: Term) => number;

/** What whoever has no key reads of a message. */
function readIn(store: TermStore, t: Term, number: Numbered): string {
  if (store.kind(t) === 'constant') return store.label(t);
  if (store.kind(t) !== 'tuple') return `${store.kind(t)} ${number(t)}`;
  return `${store.sort(t)}(${store
    .args(t)
    .map((arg) => readIn(store, arg, number))
    .join(', ')})`;
}

/** What of a message is to be fresh: what was derived, and what randomises signatures and boxes. */
function* freshIn(store: TermStore, t: Term): Generator<readonly [what: string, value: Term]> {
  const args = store.args(t);
  const kind = store.kind(t);
  if (kind === 'derived') yield [store.label(t), t];
  const isRandomised = ['signature', 'box', 'encryption'].includes(kind);
  const [, , fresh] = args;
  if (isRandomised && fresh !== undefined) yield [`what randomises a ${kind}`, fresh];
  for (const arg of isRandomised ? args.slice(0, 2) : kind === 'derived' ? [] : args) {
    yield* freshIn(store, arg);
  }
}

/** Whether everybody can derive a value. */
function isKnown(store: TermStore, value: Term, known: ReadonlySet<Term>): boolean {
  if (known.has(value)) return true;
  const [seed] = store.kind(value) === 'derived' ? store.args(value) : [];
  return seed !== undefined && isKnown(store, seed, known);
}

/** What a day is looked at with. */
interface Watch {
  readonly store: TermStore;
  /** What everybody knows. */
  readonly known: ReadonlySet<Term>;
  readonly numbers: Readonly<Record<'values' | 'read' | 'fresh' | 'remembered', Numbered>>;
}

/** The lines of one message: what is read of it, and what of it is fresh. */
function* linesOf({ store, known, numbers }: Watch, message: Term): Generator<Line> {
  yield { law: 'sight', text: `reads ${readIn(store, message, numbers.read)}` };
  for (const [what, value] of freshIn(store, message)) {
    // A box opens under its key whoever knows its vector.
    const isTold = !what.endsWith('box') && isKnown(store, value, known);
    const text = `${what}: ${numbers.fresh(value)}${isTold ? ', known to everybody' : ''}`;
    yield { law: 'freshness', text };
  }
}

/** What happens on a day in order. */
function* day(arena: Arena<Term>, store: TermStore): Generator<Line> {
  const choice = inOrder(arena);
  const { system } = arena;
  const numbers = {
    values: numbering(),
    read: numbering(),
    fresh: numbering(),
    remembered: numbering(),
  };
  const watch = { store, known: new Set(Object.values(system.publicValues)), numbers };
  let run = beginRun(arena);
  for (let made = 0; made < movesMax; made += 1) {
    const opens = system.opening[made];
    const move = opens === undefined ? choice(run) : ({ move: 'intend', party: opens } as const);
    if (move === undefined) return;
    const before = run.events.length;
    const at = run.at + (move.move === 'release' ? 0 : pauseMs);
    const next = moved(arena, { ...run, at }, move);
    if ('law' in next) {
      yield next;
      return;
    }
    run = next;
    for (const event of run.events.slice(before)) {
      yield { law: 'transcript', text: eventText(event, numbers.values) };
      if (event.kind === 'sent') yield* linesOf(watch, event.message);
    }
    for (const [index, { name }] of system.parties.entries()) {
      const local = run.locals[index];
      if (local === undefined) continue;
      yield {
        law: 'memory',
        text: `${name}: ${remembered(store, local, sayingConstants(store, numbers.remembered))}`,
      };
    }
  }
}

/** What happens on days in order. */
export function* days(problem: Problem): Generator<Line> {
  for (const valuesOf of besides) {
    const store = termStore();
    const arena = inOrderOn(problem, store);
    const values = valuesOf(store);
    yield* day(values === undefined ? arena : wishing(arena, values), store);
  }
}
