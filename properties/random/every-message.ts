/**
 * Every message that an attacker can put together by sort, for the plain search: the fields of
 * each shape that may stand at a door, filled with all known values of their sorts, one own value
 * where none is known, signatures of its own over what stands beside them, boxes that it seals.
 */
import { seedName } from '../../attacks/capability/capability.ts';
import type { Knowledge } from '../../attacks/knowledge.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import type { Door } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { World } from './world.ts';
import { contents, framesFor } from './forge.ts';
import { signedOf } from './signed.ts';

/** What an attacker draws from. */
interface Pool {
  readonly world: World;
  readonly knowledge: Knowledge;
  readonly seed: Term;
  /** The frame being made; what its box holds depends on it. */
  readonly frame: string;
}

/** Constants by the field that they stand in. */
const texts: Readonly<Record<string, readonly string[]>> = {
  type: ['pay'],
  status: ['executed', 'declined'],
  time: ['slot 0', 'time 0'],
  counter: ['number 1', 'number 2'],
};

/** All messages for a door, remembered for equal knowledge. */
export function everyMessage(world: World): (knowledge: Knowledge, door: Door) => readonly Term[] {
  const remembered = new Map<string, readonly Term[]>();
  const seed = world.arena.given[seedName(1)] ?? world.store.constant('made up');
  return (knowledge, door) => {
    const frames = [...new Set(framesFor(door))];
    const key = `${knowledge.id} ${frames.join(' ')}`;
    const found = remembered.get(key);
    if (found !== undefined) return found;
    const made = frames.flatMap((frame) => {
      const pool = { world, knowledge, seed, frame };
      const plain = ofSort(pool, frame, frame);
      return frame === 'welcome' ? [...plain, ...boxes(pool, [frame])] : plain;
    });
    const all = [...new Set(made)].filter(knowledge.derives);
    remembered.set(key, all);
    return all;
  };
}

/** All values of a sort; of an atomic one, those that are known, else one of its own. */
function ofSort(pool: Pool, sort: string, field: string): readonly Term[] {
  const { world, knowledge, seed, frame } = pool;
  const { store } = world;
  const known = knowledge.ofSort(sort);
  const shape = world.shapes.find(({ name }) => name === sort);
  if (shape !== undefined) return [...new Set([...known, ...filled(pool, shape)])];
  const ownKey = (): Term => store.publicKey(store.derived(seed, 'signing-key'));
  const inside = contents[frame] ?? [];
  const plain = (): readonly Term[] => inside.flatMap((name) => ofSort(pool, name, name));
  const digested = ['signed-order', 'box'].flatMap((name) => knowledge.ofSort(name));
  const own: Readonly<Record<string, () => readonly Term[]>> = {
    box: () => boxes(pool, inside),
    any: () => [...knowledge.ofSort('box'), ...plain(), ...boxes(pool, inside)],
    'public-key': () => [ownKey()],
    digest: () => [...digested, seed].map(store.digest),
    constant: () => (texts[field] ?? ['made up']).map(store.constant),
    amount: () => [store.derived(seed, sort)],
    token: () => [store.derived(seed, sort)],
  };
  const lacking = known.length > 0 ? [] : [store.derived(seed, sort)];
  return [...known, ...(own[sort]?.() ?? lacking)];
}

/** All boxes that it can seal, of messages of some shapes. */
function boxes(pool: Pool, names: readonly string[]): readonly Term[] {
  const { world, knowledge, seed } = pool;
  const { store, arena } = world;
  const fresh = store.derived(seed, 'box-randomness');
  const inner = names.flatMap((name) => ofSort(pool, name, name));
  return [...knowledge.ofSort('key'), store.derived(seed, 'key')].flatMap((key) =>
    inner.map((content) => arena.algebra.seal(key, fresh, content)),
  );
}

/** All messages of a shape. */
function filled(pool: Pool, shape: AnyShape): readonly Term[] {
  const { world, knowledge, seed } = pool;
  const { store } = world;
  const key = store.derived(seed, 'signing-key');
  const fresh = store.derived(seed, 'signature-randomness');
  const keys = [key, ...knowledge.ofSort('signing-key')];
  const signatures = (first: Term): readonly Term[] => {
    const content = store.kind(first) === 'box' ? (store.args(first)[1] ?? first) : first;
    const own = keys.flatMap((signingKey) => {
      const inputs = [first, content].map((whole) =>
        signedOf(world, knowledge, { whole, signingKey }),
      );
      return [...new Set(inputs)].map((of) => store.signature(signingKey, of, fresh));
    });
    return [...knowledge.ofSort('signature'), ...own];
  };
  const rows = shape.fields.reduce<readonly (readonly Term[])[]>(
    (before, { name, sort }) =>
      before.flatMap((row) => {
        const [first] = row;
        const values =
          sort === 'signature' && first !== undefined
            ? signatures(first)
            : ofSort(pool, sort, name);
        return values.map((value) => [...row, value]);
      }),
    [[]],
  );
  return rows.map((row) => store.tuple(shape, row));
}
