/**
 * Every message of the forms that a role waits for at any time, put together by sort, for the plain
 * search: no chart is asked, nothing is narrowed or unified.
 */
import type { Knowledge } from '../../attacks/knowledge.ts';
import { seedName } from '../../attacks/capability/capability.ts';
import type { Arena } from '../../attacks/run.ts';
import type { Door } from '../../model/core/system.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import { type Layout, layoutOf } from '../../model/script/layout.ts';
import type { Message } from '../../model/script/message.ts';
import { agentSort, sortOf } from '../../model/script/script.ts';
import type { Case } from './generate.ts';

/** What messages are put together from. */
interface Larder {
  readonly store: TermStore;
  readonly layout: Layout;
  readonly knowledge: Knowledge;
  readonly seeds: readonly Term[];
  readonly sort: (name: string) => string;
}

/** All values for a name: what is known of its sort, and the attacker's own. */
function valuesOf({ store, knowledge, seeds, sort }: Larder, name: string): readonly Term[] {
  const kind = sort(name);
  const own = kind === agentSort ? [] : seeds.map((seed) => store.derived(seed, kind));
  return [...new Set([...knowledge.ofSort(kind), ...own])];
}

/** All pairs of values. */
function product<T>(left: readonly Term[], right: readonly Term[], make: (a: Term, b: Term) => T) {
  return left.flatMap((a) => right.map((b) => make(a, b)));
}

/** All messages of a form. */
function formed(larder: Larder, message: Message): readonly Term[] {
  const { store, layout, knowledge, seeds } = larder;
  const [seed = store.constant('made up')] = seeds;
  const fresh = store.derived(seed, 'box-randomness');
  const contents = (of: Message): readonly Term[] =>
    formed(larder, of).map((m) => store.tuple(layout.wrapping('content', of), [m]));
  const known = knowledge.ofSort(layout.sort(message));
  switch (message.is) {
    case 'atom':
      return valuesOf(larder, message.name);
    case 'text':
      return [store.constant(message.text)];
    case 'pair': {
      const { left, right } = message;
      const shape = layout.pair(left, right);
      return product(formed(larder, left), formed(larder, right), (a, b) =>
        store.tuple(shape, [a, b]),
      );
    }
    case 'sealed': {
      const keys = [...knowledge.ofSort('key'), store.derived(seed, 'key')];
      const made = product(keys, contents(message.of), (key, m) => store.box(key, m, fresh));
      return [...known, ...made];
    }
    case 'encrypted': {
      const keys = knowledge.ofSort('public-key');
      const made = product(keys, contents(message.of), (k, m) => store.encryption(k, m, fresh));
      return [...known, ...made];
    }
    case 'signed': {
      const keys = knowledge.ofSort('signing-key');
      const made = product(keys, formed(larder, message.of), (key, m) =>
        store.signature(key, m, store.derived(seed, 'signature-randomness')),
      );
      return [...known, ...made];
    }
    case 'hash':
      return [...known, ...formed(larder, message.of).map(store.digest)];
    case 'secret':
      return known;
  }
}

/** More messages than this at one door are too many for a plain search. */
const messagesMax = 3000;

/** How many messages of a form there are at most, by what is known of each sort. */
function countOf(larder: Larder, message: Message): number {
  const { knowledge, layout } = larder;
  const known = knowledge.ofSort(layout.sort(message)).length;
  switch (message.is) {
    case 'atom':
      return valuesOf(larder, message.name).length;
    case 'text':
      return 1;
    case 'pair':
      return countOf(larder, message.left) * countOf(larder, message.right);
    case 'sealed':
      return known + (knowledge.ofSort('key').length + 1) * countOf(larder, message.of);
    case 'encrypted':
      return known + knowledge.ofSort('public-key').length * countOf(larder, message.of);
    case 'signed':
      return known + knowledge.ofSort('signing-key').length * countOf(larder, message.of);
    case 'hash':
      return known + countOf(larder, message.of);
    case 'secret':
      return known;
  }
}

/** How many values of its own of a sort the plain attacker has. */
const ownSeeds = 2;

/** Signals that there are too many messages for a plain search. */
export const tooMany = 'too many messages for a plain search';

/**
 * All messages for a door, remembered for equal knowledge.
 *
 * @param played - the protocol and who takes part; a door's party is found by its seat
 * @throws Error, with {@link tooMany}, when there are more than {@link messagesMax} of a form
 */
export function everyScriptMessage(
  { protocol, scenario }: Case,
  { store, arena }: { readonly store: TermStore; readonly arena: Arena<Term> },
): (knowledge: Knowledge, door: Door) => readonly Term[] {
  const layout = layoutOf(protocol, true);
  const seeds = Array.from({ length: ownSeeds }, (_, index) => arena.given[seedName(index + 1)]);
  const usable = seeds.filter((seed) => seed !== undefined);
  const remembered = new Map<string, readonly Term[]>();
  const forms = new Map(
    arena.system.parties.map(({ name }, index) => {
      const role = protocol.roles.find((one) => one.name === scenario.seats[index]?.role);
      const heard = (role?.steps ?? []).flatMap((step) =>
        step.do === 'receive' ? [step.message] : [],
      );
      return [name, heard] as const;
    }),
  );
  return (knowledge, { hop }) => {
    const key = `${knowledge.id} ${hop}`;
    const found = remembered.get(key);
    if (found !== undefined) return found;
    const sort = (name: string): string => sortOf(protocol, name);
    const larder = { store, layout, knowledge, seeds: usable, sort };
    const made = (forms.get(hop) ?? []).flatMap((message) => {
      if (countOf(larder, message) > messagesMax) throw new Error(tooMany);
      const wrapping = layout.wrapping('message', message);
      return formed(larder, message).map((m) => store.tuple(wrapping, [m]));
    });
    const all = [...new Set(made)].filter(knowledge.derives);
    remembered.set(key, all);
    return all;
  };
}
