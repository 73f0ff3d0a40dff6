/**
 * What parties make of messages in which one value is another: each as it is delivered, once it has been,
 * in the place of a later one, and where the receiver remembers otherwise (§4.2, §5.1 SM, §5.2).
 *
 * In runs in which nobody attacks, boxes are opened and protections made again for it: a law of roles is
 * no attacker, and asks of each protection alone what it protects. Refuses to compare where another thing
 * is asked of the one than of the other.
 */
import { type Arena, beginRun, type Run } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import { keep, restore } from '../../../model/core/step.ts';
import type { InFlight, PartyKind } from '../../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import {
  alterations,
  isAtom,
  isProtection,
  othersOf,
  type Place,
  placesIn,
  replaced,
  type Replacement,
  termsIn,
} from './alter.ts';
import type { Build } from './apply.ts';
import { remembered, sayingConstants } from './memory.ts';
import { type Choice, inOrder, inOrderOn, movesMax } from './orderly.ts';
import {
  arenaOf,
  type Case,
  type Law,
  lehmer,
  type Line,
  moveAt,
  moved,
  numbering,
  taking,
} from './probe.ts';

/** What was asked of a party, and what it makes of that. */
export interface Answer {
  readonly asks: string;
  readonly answer: string;
  /** Whether what protects the field is as it was made; an answer counts only then. */
  readonly counts: boolean;
}

/** What is played. */
export interface Play {
  readonly arena: Arena<Term>;
  readonly store: TermStore;
  /** The values that the field had since this was last emptied. */
  readonly met: Set<Term>;
  /** Where another value is put, given the values that the field had; nowhere where that is nowhere. */
  readonly at: (values: readonly Term[]) => ((place: Place) => boolean) | undefined;
  /** Whether a party of a kind is asked. */
  readonly hears: (kind: PartyKind) => boolean;
  /** Whether a term is what protects the field. */
  readonly protects: (t: Term) => boolean;
}

/** A message on its way, and the values that the field had when it was delivered. */
interface Met {
  readonly frame: InFlight<Term>;
  readonly values: readonly Term[];
}

/** A message in the state of whom it is delivered to. */
interface Delivery extends Met {
  readonly when: string;
  readonly run: Run<Term>;
  /** Values of which others are put in the place of the field. */
  readonly known: readonly Term[];
}

/** The party that a message is delivered to, in a run. */
function receiverOf({ arena, hears }: Play, { frame, run }: Pick<Delivery, 'frame' | 'run'>) {
  const index = arena.system.parties.findIndex(({ name }) => name === frame.hop);
  const [party, local] = [arena.system.parties[index], run.locals[index]];
  if (party === undefined || local === undefined || !hears(party.kind)) return undefined;
  return { party, local };
}

/**
 * What a party makes of a message and of what the world answers it, and what it remembers then:
 * constants, and which values are equal.
 */
function takenAndKept({ arena: { system }, store }: Play, one: Case): string {
  const { isVain, text, after, effects } = taking(one);
  if (isVain) return text;
  const answers = effects.flatMap((effect) =>
    effect.effect === 'ask' ? (system.answer(effect) ?? []) : [],
  );
  const { at, fresh } = one.event;
  const said: string[] = [text];
  let local = after;
  for (const answer of answers) {
    const next = taking({ ...one, local, event: { ...answer, at, fresh } });
    said.push(next.text);
    local = next.after;
  }
  return `${said.join('; ')}; remembers ${remembered(store, local, sayingConstants(store, numbering()))}`;
}

/** Says what a receiver makes of messages. */
function hearing(
  play: Play,
  { frame: { channel, from, to, hop }, run: { at } }: Pick<Delivery, 'frame' | 'run'>,
  receiver: Pick<Case, 'party' | 'local'>,
): (message: Term) => string {
  const { algebra, system } = play.arena;
  const fresh = algebra.derive(system.root, `${hop} probe`);
  const known = new Map<Term, string>();
  return (message) => {
    const event = { type: 'frame', channel, from, to, message, at, fresh } as const;
    const text = known.get(message) ?? takenAndKept(play, { ...receiver, event });
    known.set(message, text);
    return text;
  };
}

/** Whether all that protects a field in a term protected it before: asked often of terms that are much alike. */
function keepingAll(
  store: TermStore,
  made: ReadonlySet<Term>,
  isIt: Play['protects'],
): (t: Term) => boolean {
  const known = new Map<Term, boolean>();
  const isKept = (t: Term): boolean => {
    const before = known.get(t);
    if (before !== undefined) return before;
    const now = (made.has(t) || !isIt(t)) && store.args(t).every(isKept);
    known.set(t, now);
    return now;
  };
  return isKept;
}

/** What the receiver makes of a message with the field another. */
function* delivered(play: Play, delivery: Delivery): Generator<Answer> {
  const { store } = play;
  const { frame, when, known, values } = delivery;
  const receiver = receiverOf(play, delivery);
  const at = play.at(values);
  if (receiver === undefined || at === undefined) return;
  const { message, hop } = frame;
  const hear = hearing(play, delivery, receiver);
  const isKept = keepingAll(store, termsIn(store, [message]), play.protects);
  for (const { message: other, says } of alterations({
    store,
    message,
    at,
    known,
    protects: play.protects,
  })) {
    const counts = isKept(other);
    const asks = `${hop}, ${when}, ${store.sort(message)}.${says}`;
    yield { asks, answer: counts ? hear(other) : '', counts };
  }
}

/** A party that remembers one value in the place of another. */
function remembering(
  store: TermStore,
  { party, local }: Pick<Case, 'party' | 'local'>,
  replacement: Replacement,
) {
  const { value, context } = keep(local.snapshot);
  const changed = (_: string, one: unknown): unknown =>
    typeof one === 'number' && store.has(one)
      ? replaced(store, one as Term, { ...replacement, keeps: (t) => isProtection(store, t) })
      : one;
  const other = JSON.parse(JSON.stringify(context, changed)) as typeof context;
  return {
    party,
    local: { ...local, snapshot: restore(party.machine, { value, context: other }) },
  };
}

/** What is not made of other values, in some. */
function atomsIn(store: TermStore, values: readonly Term[]): readonly Term[] {
  const atoms = (t: Term): readonly Term[] => {
    const kind = store.kind(t);
    if (kind === 'tuple') return store.args(t).flatMap(atoms);
    return kind === 'public-key' || isAtom(store, t) ? [t] : [];
  };
  return [...new Set(values.flatMap(atoms))];
}

/** A message with a signature by another key in the place of each by one. */
function signedBy(store: TermStore, t: Term, { from, to }: Replacement): Term {
  const args = store.args(t);
  if (store.kind(t) === 'signature' && args[0] === from) return store.rebuild(t, args.with(0, to));
  return args.length === 0
    ? t
    : store.rebuild(
        t,
        args.map((arg) => signedBy(store, arg, { from, to })),
      );
}

/** What a receiver who remembers another value of the field makes of a message, as it was sent or signed by another. */
function* rememberedOtherwise(play: Play, delivery: Delivery): Generator<Answer> {
  const { store } = play;
  const { frame, values, known } = delivery;
  const receiver = receiverOf(play, delivery);
  if (receiver === undefined) return;
  for (const atom of atomsIn(store, values)) {
    const [half = atom] = store.kind(atom) === 'public-key' ? store.args(atom) : [];
    for (const to of othersOf(store, half, known)) {
      const replacement = { from: half, to };
      const hear = hearing(play, delivery, remembering(store, receiver, replacement));
      const { message, hop } = frame;
      const says = `${hop}, remembering another ${store.sort(atom)}, ${store.sort(message)}`;
      yield { asks: `${says} as it is`, answer: hear(message), counts: true };
      yield {
        asks: `${says} signed by another`,
        answer: hear(signedBy(store, message, replacement)),
        counts: true,
      };
    }
  }
}

/** Notes names, constants and what was derived, in messages as they are sent. */
function noter(store: TermStore): (run: Run<Term>) => readonly Term[] {
  const met = new Set<Term>();
  const found = new Set<Term>();
  const look = (message: Term): void => {
    if (met.has(message)) return;
    met.add(message);
    for (const { within } of placesIn(store, message)) {
      const value = within.at(-1);
      if (value !== undefined && isAtom(store, value)) found.add(value);
    }
  };
  return ({ events }) => {
    for (const event of events) if (event.kind === 'sent') look(event.message);
    return [...found];
  };
}

/** What is asked of a message that was delivered, and of those before it. */
function* asked(
  play: Play,
  [before, after]: readonly [Run<Term>, Run<Term>],
  {
    earlier,
    known,
    ...now
  }: Met & { readonly earlier: readonly Met[]; readonly known: readonly Term[] },
): Generator<Answer> {
  const delivery = { ...now, known, when: 'when it comes', run: before };
  yield* delivered(play, delivery);
  yield* delivered(play, { ...delivery, when: 'once it has come', run: after });
  yield* rememberedOtherwise(play, delivery);
  const { store } = play;
  const { frame } = now;
  const alike = earlier.filter(
    (old) =>
      old.frame.hop === frame.hop && store.sort(old.frame.message) === store.sort(frame.message),
  );
  for (const old of alike.slice(-2)) {
    yield* delivered(play, { ...old, known, when: 'in the place of another', run: before });
  }
}

/** A schedule: in order, or as chance has it. */
function* schedule(play: Play, seed: number | undefined): Generator<Answer> {
  const { arena, store, met } = play;
  const chance = lehmer(seed ?? 0);
  const choice: Choice = seed === undefined ? inOrder(arena) : (now) => moveAt(arena, now, chance);
  const noted = noter(store);
  const earlier: Met[] = [];
  let run = beginRun(arena);
  const { opening } = arena.system;
  for (let made = 0; made < movesMax; made += 1) {
    const opens = opening[made];
    const move = opens === undefined ? choice(run) : ({ move: 'intend', party: opens } as const);
    if (move === undefined) return;
    const before = run;
    const frame = move.move === 'release' ? before.inFlight[move.index] : undefined;
    met.clear();
    const next = moved(arena, run, move);
    if ('law' in next) {
      yield { asks: 'the run', answer: next.text, counts: true };
      return;
    }
    run = next;
    if (frame === undefined) continue;
    const now = { frame, values: [...met] };
    yield* asked(play, [before, run], { ...now, earlier, known: noted(run) });
    earlier.push(now);
  }
}

/** What is asked and answered in some schedules. */
export function* answersIn(
  problem: Problem,
  {
    seeds,
    playing,
  }: {
    readonly seeds: readonly (number | undefined)[];
    readonly playing: (store: TermStore) => Pick<Play, 'at' | 'hears' | 'protects'> & {
      readonly met?: Set<Term>;
      readonly build?: Build;
    };
  },
): Generator<Answer> {
  for (const seed of seeds) {
    const store = termStore();
    const { met = new Set<Term>(), build = problem.build, ...how } = playing(store);
    const built = { ...problem, build };
    const arena =
      seed === undefined ? inOrderOn(built, store) : arenaOf(built, store, { slow: true });
    yield* schedule({ arena, store, met, ...how }, seed);
  }
}

/**
 * The first answer of a mutant that is not the protocol's.
 *
 * @throws Error where another is asked of the mutant than of the protocol: a mistake of ours
 */
export function answeredOtherwise(
  kept: Iterable<Answer>,
  tried: Iterable<Answer>,
  law: Law,
): Line | undefined {
  const golden = kept[Symbol.iterator]();
  for (const { asks, answer, counts } of tried) {
    const next = golden.next();
    if (next.done === true || next.value.asks !== asks) {
      throw new Error(`mutants: ${asks} is asked of the mutant alone`);
    }
    if (!counts || !next.value.counts) continue;
    if (next.value.answer !== answer) return { law, text: `${asks}: ${answer}` };
  }
  return undefined;
}
