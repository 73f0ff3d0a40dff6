/**
 * What roles are given from outside, alike for every prover: values of the world and of customers,
 * agents, keys that two share; each told from others by what it is, `world bank_box_key`.
 */
import type { Term } from '../../model/core/term.ts';
import { type Flow, type KeyOrigin, type Origin, saidBy } from './flow.ts';
import { identifier } from './names.ts';

/** Something that is given. */
interface Given {
  readonly what: string;
}

/** What is given of one kind, each thing once. */
export function givenOf<G extends Given>(all: readonly G[], kind: string): readonly G[] {
  return [...new Map(all.map((one) => [one.what, one])).values()].filter(({ what }) =>
    what.startsWith(`${kind} `),
  );
}

/** The function of agents that a long-term key or secret is. */
export function keyFunction({ key, what = '' }: Pick<KeyOrigin, 'key' | 'what'>): string {
  return key === 'secret' ? `${identifier(what)}_of` : `${key}_key`;
}

/** What a key that two share is called among what is given: its function, and the two. */
export function sharedWhat(origin: KeyOrigin): string {
  return `shared ${keyFunction(origin)} ${origin.of.join(' ')}`;
}

/**
 * Each way in which two who share keys and secrets may be named: with the one first, or the other, and
 * alike in all that the same two share.
 */
export function sharedWays(
  given: readonly Given[],
  said: (agent: string) => string,
): readonly ReadonlyMap<string, string>[] {
  const pairs = Map.groupBy(givenOf(given, 'shared'), ({ what }) =>
    what.split(' ').slice(2).join(' '),
  );
  return [...pairs].reduce<readonly ReadonlyMap<string, string>[]>(
    (before, [pair, all]) => {
      const [one = '', other = ''] = pair.split(' ').map(said);
      const named = (of: string): readonly (readonly [string, string])[] =>
        all.map(({ what }) => [what, `${what.split(' ')[1] ?? ''}(${of})`]);
      return before.flatMap((so) => [
        new Map([...so, ...named(`${one}, ${other}`)]),
        new Map([...so, ...named(`${other}, ${one}`)]),
      ]);
    },
    [new Map()],
  );
}

/** Whether a key is shared by two of whom either may be named first; a trusted one is no role's choice. */
export function isEither({ trusted }: Flow, { key, of }: KeyOrigin): boolean {
  const isShared = key === 'shared' || key === 'secret';
  return isShared && !of.some((name) => trusted.includes(name));
}

/** The functions that long-term keys and secrets of a script's agents are, with their arguments. */
export function keyFunctions({ secrets }: Flow): readonly (readonly [name: string, of: number])[] {
  return [
    ['private_key', 1],
    ['shared_key', 2],
    ['directed_key', 2],
    ...secrets.map((what) => [keyFunction({ key: 'secret', what }), 2] as const),
  ];
}

/** A value of the world or of a customer. */
type Owned = Extract<Origin, { readonly from: 'world' | 'customer' }>;

/** What of a value everybody hears when it comes to be: itself, or its public key. */
export type Heard = (what: string, name: string) => readonly string[];

/** What everybody hears of the values of a flow. */
export function heardIn(flow: Flow): Heard {
  const found = new Map<string, Owned>();
  const visit = (t: Term): void => {
    const from = flow.origin(t);
    if (from?.from === 'world' || from?.from === 'customer') {
      found.set(`${from.from} ${from.name}`, from);
    }
    if (from === undefined) for (const arg of flow.store.args(t)) visit(arg);
  };
  for (const t of flow.roles.flatMap(saidBy)) visit(t);
  return (what, name) => {
    const owned = found.get(what);
    if (owned?.isPublic === true) return [name];
    return owned?.isPair === true ? [`pk(${name})`] : [];
  };
}

/** The values in terms that a role makes before what it does again. */
export function madeBefore(flow: Flow, terms: readonly Term[]): readonly Term[] {
  return terms.flatMap((t): readonly Term[] => {
    const from = flow.origin(t);
    if (from === undefined) return madeBefore(flow, flow.store.args(t));
    return from.from === 'made' && !from.again ? [t] : [];
  });
}
