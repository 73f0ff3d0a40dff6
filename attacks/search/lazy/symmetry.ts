/**
 * Renaming parties that are alike: sessions of one role that differ in their names only, and in
 * what their names go into, the seeds of what they make up (Ip & Dill 1996; Clarke, Jha & Marrero
 * 1998 for protocols).
 *
 * A renaming of parties that are alike maps runs to runs and breaches to breaches, so that of
 * states that are one another's renaming one is enough. What such parties remember is read off
 * their snapshots, in which whole numbers are taken for terms; so scripts remember them.
 */
import { keep } from '../../../model/core/step.ts';
import type { Party } from '../../../model/core/system.ts';
import type { Term } from '../../../model/core/term.ts';
import type { LocalId, Stage } from '../stage.ts';

/** A local state without the party's name: what it says, and the terms in it in order. */
export interface Anonymous {
  readonly text: string;
  readonly terms: readonly Term[];
}

/** Which party stands for which, by place; those that are not named stand for themselves. */
export type Renaming = ReadonlyMap<number, number>;

/** What is known of the parties that are alike in a stage. */
export interface Symmetry {
  /** The places of parties that are alike, two or more to a group. */
  readonly groups: readonly (readonly number[])[];
  /** For each place the first place of its group, or itself. */
  readonly rank: readonly number[];
  /** A local state without its party's name; remembered. */
  readonly anonymous: (party: number, id: LocalId) => Anonymous;
  /** Whether a term holds something that a party of a group made up; remembered. */
  readonly isMovable: (t: Term) => boolean;
  /** Renames in terms, remembering. */
  readonly renames: (renaming: Renaming) => (t: Term) => Term;
}

/** The places of parties that are alike. */
function groupsOf(parties: readonly Party[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [index, { alike }] of parties.entries()) {
    if (alike === undefined) continue;
    groups.set(alike, [...(groups.get(alike) ?? []), index]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The symmetry of a stage. */
export function symmetryOf({ store, system, local }: Stage): Symmetry {
  const { parties, root } = system;
  const groups = groupsOf(parties);
  const grouped = new Set(groups.flat());
  const names = parties.map(({ name }) => `${name} step `);

  /** Whose seed a term is, and of which step. */
  const seedOf = (t: Term): { readonly party: number; readonly step: string } | undefined => {
    if (store.kind(t) !== 'derived' || store.args(t)[0] !== root) return undefined;
    const label = store.label(t);
    const party = names.findIndex((name) => label.startsWith(name));
    return grouped.has(party) ? { party, step: label.slice(names[party]?.length) } : undefined;
  };
  const movable = new Map<Term, boolean>();
  const isMovable = (t: Term): boolean => {
    const known = movable.get(t);
    if (known !== undefined) return known;
    const answer = seedOf(t) !== undefined || store.args(t).some(isMovable);
    movable.set(t, answer);
    return answer;
  };
  const renames = (renaming: Renaming): ((t: Term) => Term) => {
    const renamed = new Map<Term, Term>();
    const rename = (t: Term): Term => {
      if (!isMovable(t)) return t;
      const known = renamed.get(t);
      if (known !== undefined) return known;
      const seed = seedOf(t);
      const party = seed && (renaming.get(seed.party) ?? seed.party);
      const made =
        seed === undefined || party === undefined
          ? store.rebuild(t, store.args(t).map(rename))
          : store.derived(root, `${names[party] ?? ''}${seed.step}`);
      renamed.set(t, made);
      return made;
    };
    return rename;
  };

  const isTerm = (value: number): value is Term => store.has(value);
  const anonymized = new Map<LocalId, Anonymous>();
  const anonymous = (party: number, id: LocalId): Anonymous => {
    const known = anonymized.get(id);
    if (known !== undefined) return known;
    const { snapshot, steps } = local(id);
    const terms: Term[] = [];
    const text = JSON.stringify(keep(snapshot), (_, value: unknown) => {
      if (value === parties[party]?.name) return '@';
      if (typeof value !== 'number' || !isTerm(value)) return value;
      terms.push(value);
      return '#';
    });
    const made = { text: `${steps} ${text}`, terms };
    anonymized.set(id, made);
    return made;
  };
  const rank = parties.map(
    (_, index) => groups.find((group) => group.includes(index))?.[0] ?? index,
  );
  return { groups, rank, anonymous, isMovable, renames };
}

/** All orders of some items. */
function* orders<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length < 2) {
    yield items;
    return;
  }
  for (const [index, first] of items.entries()) {
    for (const rest of orders(items.filter((_, place) => place !== index))) yield [first, ...rest];
  }
}

/** Beyond so many renamings of one state its parties are left in the order in which they are. */
const renamingsMax = 24;

/** How many orders a number of things has. */
function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}

/**
 * Renamings that put the parties of each group in the order of their signatures, in all orders of
 * those whose signatures are equal. Any choice of renamings is sound; this one finds most equal
 * states.
 *
 * @param groups - the groups
 * @param signature - of a party by its place; `undefined` for one that has done nothing yet, which
 *   nothing mentions
 */
export function renamingsOf(
  groups: Symmetry['groups'],
  signature: (party: number) => string | undefined,
): readonly Renaming[] {
  const ties = groups.map((group) => {
    const classes = new Map<string, number[]>();
    const idle: number[][] = [];
    for (const party of group) {
      const own = signature(party);
      if (own === undefined) idle.push([party]);
      else classes.set(own, [...(classes.get(own) ?? []), party]);
    }
    const active = [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tied]) => tied);
    return [...active, ...idle];
  });
  const count = ties.flat().reduce((product, tied) => product * factorial(tied.length), 1);
  let renamings: readonly (readonly (readonly [number, number])[])[] = [[]];
  for (const [index, classes] of ties.entries()) {
    const places = groups[index] ?? [];
    let used = 0;
    for (const tied of classes) {
      const slots = places.slice(used, used + tied.length);
      used += tied.length;
      const inOrders = count > renamingsMax ? [tied] : [...orders(tied)];
      renamings = renamings.flatMap((before) =>
        inOrders.map((order) => [
          ...before,
          ...order.map((party, place) => [party, slots[place] ?? party] as const),
        ]),
      );
    }
  }
  return renamings.map((pairs) => new Map(pairs));
}
