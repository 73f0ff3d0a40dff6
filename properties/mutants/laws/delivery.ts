/**
 * What one party makes of one message with a value of it another (§4.2, §5.1 SM, §5.2): in the message
 * alone, in the message and in the memory of whom it is put before, or in that memory alone.
 *
 * In runs in which nobody attacks, boxes are opened and protections made again for it: a law of roles is
 * no attacker, and asks of each protection alone what it protects. Refuses nothing: who hears nothing is
 * asked nothing.
 */
import type { Arena, Run } from '../../../attacks/run.ts';
import { keep, restore } from '../../../model/core/step.ts';
import type { InFlight, PartyKind } from '../../../model/core/system.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import {
  alterations,
  isAtom,
  isProtection,
  keptIn,
  othersOf,
  type Place,
  replaced,
  type Replacement,
  termsIn,
} from './alter.ts';
import { remembered, sayingConstants } from './memory.ts';
import { type Case, numbering, taking } from './probe.ts';

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
  /** Whether keys are made for signatures that are there (W10). */
  readonly substitutes?: boolean;
}

/** A message on its way, and the values that the field had when it was delivered. */
export interface Met {
  readonly frame: InFlight<Term>;
  readonly values: readonly Term[];
}

/** A message in the state of whom it is delivered to. */
export interface Delivery extends Met {
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
export function* delivered(play: Play, delivery: Delivery): Generator<Answer> {
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
    substitutes: play.substitutes ?? false,
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

/** What is not made of other values, in some; in digests as well. */
function atomsIn(store: TermStore, values: readonly Term[]): readonly Term[] {
  const atoms = (t: Term): readonly Term[] => {
    const kind = store.kind(t);
    if (kind === 'tuple' || kind === 'digest') return store.args(t).flatMap(atoms);
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

/** A receiver that remembers another value of the field, and the value in the place of which. */
interface Other {
  readonly receiver: Pick<Case, 'party' | 'local'>;
  readonly replacement: Replacement;
  readonly says: string;
}

/** A receiver that remembers other values of the field, one after the other. */
function* othersThan(play: Play, delivery: Delivery): Generator<Other> {
  const { store } = play;
  const receiver = receiverOf(play, delivery);
  if (receiver === undefined) return;
  for (const atom of atomsIn(store, delivery.values)) {
    const [half = atom] = store.kind(atom) === 'public-key' ? store.args(atom) : [];
    for (const to of othersOf(store, half, delivery.known)) {
      const replacement = { from: half, to };
      const says = `another ${store.sort(atom)}`;
      yield { receiver: remembering(store, receiver, replacement), replacement, says };
    }
  }
}

/**
 * What another receiver than the one it was made for makes of a message, who is another in the field alone:
 * the message is altered in the same, but for what protects it.
 */
export function* redirected(play: Play, delivery: Delivery): Generator<Answer> {
  const { store, protects } = play;
  const { message, hop } = delivery.frame;
  const isKept = keepingAll(store, termsIn(store, [message]), protects);
  for (const { receiver, replacement, says } of othersThan(play, delivery)) {
    const hear = hearing(play, delivery, receiver);
    for (const { says: kept, keeps } of keptIn({ store, message, protects })) {
      const other = replaced(store, message, { ...replacement, keeps });
      const counts = isKept(other);
      const asks = `${hop}, who is of ${says}, ${store.sort(message)} of that, ${kept}`;
      yield { asks, answer: counts ? hear(other) : '', counts };
    }
  }
}

/** What a receiver who remembers another value of the field makes of a message, as it was sent or signed by another. */
export function* rememberedOtherwise(play: Play, delivery: Delivery): Generator<Answer> {
  const { store } = play;
  const { message, hop } = delivery.frame;
  for (const { receiver, replacement, says: another } of othersThan(play, delivery)) {
    const hear = hearing(play, delivery, receiver);
    const says = `${hop}, remembering ${another}, ${store.sort(message)}`;
    yield { asks: `${says} as it is`, answer: hear(message), counts: true };
    yield {
      asks: `${says} signed by another`,
      answer: hear(signedBy(store, message, replacement)),
      counts: true,
    };
  }
}
