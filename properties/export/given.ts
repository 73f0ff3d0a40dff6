/**
 * What roles are given from outside, alike for every prover: values of the world and of customers,
 * agents, keys that two share; each told from others by what it is, `world bank_box_key`.
 */
import type { Term } from '../../model/core/term.ts';
import { type Flow, type Origin, saidBy } from './flow.ts';

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

/** Each way in which keys that two share may be named: with the one first, or the other. */
export function sharedWays(
  given: readonly Given[],
  said: (agent: string) => string,
): readonly ReadonlyMap<string, string>[] {
  return givenOf(given, 'shared').reduce<readonly ReadonlyMap<string, string>[]>(
    (before, { what }) => {
      const [one = '', other = ''] = what.replace('shared ', '').split(' ').map(said);
      return before.flatMap((so) => [
        new Map([...so, [what, `shared_key(${one}, ${other})`]]),
        new Map([...so, [what, `shared_key(${other}, ${one})`]]),
      ]);
    },
    [new Map()],
  );
}

/** A long-term key of a script's agents. */
type KeyOrigin = Extract<Origin, { readonly from: 'key' }>;

/** Whether a key is shared by two of whom either may be named first; a trusted one is no role's choice. */
export function isEither({ trusted }: Flow, { key, of }: KeyOrigin): boolean {
  return key === 'shared' && !of.some((name) => trusted.includes(name));
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
