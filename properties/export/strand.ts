/**
 * A role as a strand (Thayer, Herzog & Guttman 1998), read off its chart: the steps of an honest
 * session made once more on messages that nobody has chosen yet, by narrowing. Each step ends with
 * the most general message that goes the honest way, and with what the role does then.
 *
 * Nothing of a role is written down here a second time, so that a strand cannot differ from the
 * chart. What a step refuses is not in it: a strand takes what the chart takes, and more where the
 * chart holds a message against one that it must not be.
 */
import type { Theatre } from '../../attacks/search/theatre.ts';
import type { Suite } from '../../model/core/algebra.ts';
import type { Effect, Unseeded } from '../../model/core/effect.ts';
import { narrow, type Path } from '../../model/core/narrowing.ts';
import { keep, restore, type Snapshot } from '../../model/core/step.ts';
import type { Local, LocalStep } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { inexpressible } from './inexpressible.ts';
import type { Turn } from './session.ts';

/** A system on terms, and the primitives in force. */
export interface House extends Theatre {
  readonly suite: Suite;
}

/** One thing in a strand. */
export type Act =
  /** Gets a message, a variable; what it must be is taken from it in the acts that follow. */
  | {
      readonly does: 'receive';
      readonly channel: string;
      readonly from: string;
      readonly message: Term;
    }
  /** Takes what it has for a term: tests, opens, learns what is in it. */
  | { readonly does: 'take'; readonly value: Term; readonly as: Term }
  | {
      readonly does: 'send';
      readonly channel: string;
      readonly hop: string;
      readonly to: string;
      readonly message: Term;
    }
  | {
      readonly does: 'state';
      readonly claim: string;
      readonly about: string;
      readonly account: Term;
      readonly values: readonly Term[];
    }
  /** Takes a value that it has not taken before: the chart keeps a list of them. */
  | { readonly does: 'spend'; readonly value: Term };

/** What the honest session has in the place of each variable. */
export type Honest = ReadonlyMap<Term, Term>;

/** A strand as far as it goes. */
export interface Strand {
  readonly acts: readonly Act[];
  /** The party's state after it, in terms with variables. */
  readonly local: Local;
  readonly honest: Honest;
}

/** Changes all terms in plain data. */
function mapped(value: unknown, has: (n: number) => boolean, f: (t: Term) => Term): unknown {
  if (typeof value === 'number') return has(value) ? f(value as Term) : value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, has, f));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, has, f)]));
}

/** Tools on the terms of one house. */
export interface Tools {
  /** A state with its terms changed. */
  readonly inState: (party: number, local: Local, f: (t: Term) => Term) => Local;
  /** Effects with their terms changed. */
  readonly inEffects: (
    effects: readonly Effect<Term>[],
    f: (t: Term) => Term,
  ) => readonly Effect<Term>[];
  /** A term with what the honest session has in it. */
  readonly filled: (t: Term, honest: Honest) => Term;
  /** What a pattern's variables stand for where it stands for a term; `undefined` when it cannot. */
  readonly matching: (pattern: Term, ground: Term, honest: Honest) => Honest | undefined;
}

/** The tools of a house. */
export function toolsOf({ store, system }: Theatre): Tools {
  const has = (n: number): boolean => store.has(n);
  const filled = (t: Term, honest: Honest): Term => {
    if (store.isGround(t)) return t;
    if (store.kind(t) === 'variable') return honest.get(t) ?? t;
    return store.rebuild(
      t,
      store.args(t).map((arg) => filled(arg, honest)),
    );
  };
  const matching = (pattern: Term, ground: Term, honest: Honest): Honest | undefined => {
    if (store.kind(pattern) === 'variable') {
      const known = honest.get(pattern);
      if (known !== undefined) return known === ground ? honest : undefined;
      return new Map([...honest, [pattern, ground]]);
    }
    if (pattern === ground) return honest;
    if (!store.sameHead(pattern, ground)) return undefined;
    const others = store.args(ground);
    return store.args(pattern).reduce<Honest | undefined>((so, arg, index) => {
      const other = others[index];
      return so === undefined || other === undefined ? undefined : matching(arg, other, so);
    }, honest);
  };
  return {
    filled,
    matching,
    inState: (party, local, f) => {
      const machine = system.parties[party]?.machine;
      if (machine === undefined) throw new Error(`export: no party ${String(party)}`);
      const { value, context } = keep(local.snapshot);
      const changed = mapped(context, has, f) as typeof context;
      const snapshot: Snapshot = restore(machine, { value, context: changed });
      return { ...local, snapshot };
    },
    inEffects: (effects, f) => mapped(effects, has, f) as readonly Effect<Term>[],
  };
}

/** New variables of one strand have numbers in blocks, so that no two acts share one. */
const blockSize = 1000;

/** A way that a step can go, and what the honest session has in it. */
interface Taken {
  readonly path: Path<LocalStep<Local, Term>>;
  readonly honest: Honest;
}

/** What an effect is in a strand; nothing for what is kept outside, asked or refused. */
function actOf(effect: Effect<Term>): readonly Act[] {
  if (effect.effect === 'send') {
    const { channel, hop, to, message } = effect;
    return [{ does: 'send', channel, hop, to, message }];
  }
  if (effect.effect !== 'claim') return [];
  const { claim, about, account, values } = effect;
  return [{ does: 'state', claim, about, account, values }];
}

/** The values that a state remembers so as to take them once (A7). */
function seenIn({ snapshot }: Local): readonly Term[] {
  const { seen } = keep(snapshot).context;
  return Array.isArray(seen) ? (seen as readonly Term[]) : [];
}

/** The way in which the honest session goes. */
function honestWay(house: House, turn: Turn, { before, event, honest }: Going): Taken {
  const { store, during, direct } = house;
  const { filled, matching, inEffects } = toolsOf(house);
  const { party } = turn;
  const message = 'channel' in event ? event.message : store.constant('nothing');
  const firstFree = blockSize * (1 + Math.floor(highest(house, honest) / blockSize));
  const paths = narrow({ store, suite: house.suite, firstFree }, message, (algebra) =>
    during(algebra, () => direct(party, before, event)),
  );
  const wanted = JSON.stringify(turn.came.effects.flatMap(actOf));
  const taken = paths.flatMap((path): readonly Taken[] => {
    const found = [...path.learned.keys()].reduce<Honest | undefined>((so, variable) => {
      const ground = so?.get(variable);
      return so === undefined || ground === undefined
        ? so
        : matching(path.refine(variable), ground, so);
    }, honest);
    if (found === undefined) return [];
    const did = inEffects(path.result.effects, (t) => filled(path.refine(t), found));
    return JSON.stringify(did.flatMap(actOf)) === wanted ? [{ path, honest: found }] : [];
  });
  const [first] = taken;
  if (first === undefined) {
    throw inexpressible(
      'an honest session cannot be followed: a step depends on more than its message and what is remembered from one time to the next (a counter, A7)',
    );
  }
  return first;
}

function highest({ store }: Theatre, honest: Honest): number {
  return Math.max(0, ...[...honest.keys()].map((t) => Number(store.label(t))));
}

/** Where a step begins. */
interface Going {
  readonly before: Local;
  readonly event: Unseeded<Term>;
  readonly honest: Honest;
}

/** A strand with one step more. */
function stepped(house: House, strand: Strand, turn: Turn): Strand {
  const { store } = house;
  const { inState, inEffects } = toolsOf(house);
  const number = blockSize * (1 + Math.floor(highest(house, strand.honest) / blockSize)) - 1;
  const unknown = store.variable(number, 'frame');
  const frame = 'channel' in turn.event ? turn.event : undefined;
  const event = frame === undefined ? turn.event : { ...frame, message: unknown };
  const known: Honest = new Map([
    ...strand.honest,
    ...(frame === undefined ? [] : [[unknown, frame.message] as const]),
  ]);
  const { path, honest } = honestWay(house, turn, { before: strand.local, event, honest: known });
  const { refine, result, learned } = path;
  const effects = inEffects(result.effects, refine);
  const local = inState(turn.party, result.local, refine);
  const [before, after] = [seenIn(strand.local), seenIn(local)];
  const got: readonly Act[] =
    frame === undefined
      ? []
      : [{ does: 'receive', channel: frame.channel, from: frame.from, message: unknown }];
  const takes = [...known.keys()]
    .filter((variable) => learned.has(variable))
    .map((value): Act => ({ does: 'take', value, as: refine(value) }));
  const spent = after.slice(before.length).map((value): Act => ({ does: 'spend', value }));
  return {
    acts: [...strand.acts, ...got, ...takes, ...spent, ...effects.flatMap(actOf)],
    local,
    honest,
  };
}

/** Whether a party does nothing at a turn but pass on what it gets, and keep a copy perhaps. */
export function isRelay({ event, came, before }: Turn): boolean {
  const sends = came.effects.filter(({ effect }) => effect === 'send');
  const others = came.effects.filter(({ effect }) => !['send', 'store'].includes(effect));
  return (
    'channel' in event &&
    sends.length > 0 &&
    others.length === 0 &&
    sends.every((one) => one.effect === 'send' && one.message === event.message) &&
    JSON.stringify(keep(came.local.snapshot).value) === JSON.stringify(keep(before.snapshot).value)
  );
}

/**
 * The strand of a party along its turns.
 *
 * @param house - the system on terms
 * @param turns - the party's turns in an honest session; relays are left out
 * @param from - where it begins
 */
export function strandAlong(house: House, turns: readonly Turn[], from: Strand): Strand {
  return turns.reduce<Strand>((strand, turn) => stepped(house, strand, turn), {
    ...from,
    acts: [],
  });
}
