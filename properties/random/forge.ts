/**
 * Messages of the attacker's making, typed like honest ones and all derivable from what it knows.
 *
 * Not made from the forms that narrowing finds: fields are filled by sort, one place of a known
 * message is changed, whole messages are taken over, and boxes that open are sealed again.
 * Choices come as numbers; when they run out the answer is 0, the plainest choice.
 */
import { seedName } from '../../attacks/capability/capability.ts';
import type { Knowledge } from '../../attacks/knowledge.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import type { Door } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Dice } from '../schedules/forge.ts';
import type { World } from './world.ts';
import { signedOf } from './signed.ts';

/** What a forger works with. */
export interface Forge {
  readonly world: World;
  readonly knowledge: Knowledge;
  readonly roll: Dice;
  /** The account whose door it is; what is composed mostly names it. */
  readonly account?: Term | undefined;
  /** The frame being made; what its box holds depends on it. */
  readonly frame?: string;
}

/** How a message comes about. */
export type Plan = 'known' | 'alter' | 'take-over' | 'compose';

/** Composed messages nest no deeper. */
const depthMax = 6;

/** What each frame holds in its box, where it has one. */
export const contents: Readonly<Record<string, readonly string[]>> = {
  'order-frame': ['signed-order', 'signed-text'],
  'registration-box': ['registration'],
  'log-on-frame': ['log-on', 'signed-log-on'],
  'answer-frame': ['result'],
  record: ['signed-order', 'signed-text'],
  evidence: ['signed-order', 'signed-text'],
};

/** The frames that stand alone at a door; an order more often. */
const framesAt = {
  court: ['evidence'],
  log: ['record'],
  sms: ['notice'],
  package: ['app-package'],
  bank: [
    'order-frame',
    'order-frame',
    'registration',
    'log-on-frame',
    'registration-box',
    'challenge-request',
  ],
  phone: ['answer-frame', 'answer-frame', 'welcome', 'bank-challenge'],
} as const;

/** What a phone gets in a box without a frame. */
const bare = 'welcome';

/** The names of the shapes that may be taken at a door. */
export function framesFor({ channel, to }: Door): readonly string[] {
  if (channel === 'court' || channel === 'sms' || channel === 'package') return framesAt[channel];
  if (to === 'log') return framesAt.log;
  return to.startsWith('bank:') ? framesAt.bank : framesAt.phone;
}

/** Makes a message for a door by a plan; `undefined` when there is nothing to make it from. */
export function forged(
  outer: Omit<Forge, 'account' | 'frame'>,
  plan: Plan,
  door: Door,
): Term | undefined {
  const { roll, knowledge, world } = outer;
  const owner = door.to.replace(/^bank:/, '');
  const { principals } = world.arena.system;
  const account = principals.find(({ party }) => party === owner)?.account;
  const forge: Forge = { ...outer, account };
  const frames = framesFor(door);
  if (plan === 'compose') return whole(forge, frames);
  const fitting = frames.flatMap((name) => knowledge.ofSort(name));
  const odd = [...fitting, ...knowledge.ofSort('box')];
  const base = pick(forge, roll(8) === 7 ? odd : fitting);
  if (base === undefined) return whole(forge, frames);
  if (plan === 'known') return base;
  return plan === 'alter' ? altered(forge, base) : takenOver(forge, base);
}

/** A new frame; what a phone gets may be sealed as it is. */
function whole(forge: Forge, frames: readonly string[]): Term {
  const { roll } = forge;
  const frame = frames[roll(frames.length)] ?? bare;
  const message = composed({ ...forge, frame }, frame, 0);
  return frame === bare && roll(2) === 1 ? sealedWith(forge, boxKey(forge), message) : message;
}

function pick<T>({ roll }: Forge, list: readonly T[]): T | undefined {
  return list[roll(list.length)];
}

/** One of the attacker's own seeds, mostly the first, so that keys and signatures fit. */
function seed({ world: { arena, store }, roll }: Forge): Term {
  return arena.given[seedName(1 + Math.max(0, roll(12) - 9))] ?? store.constant('made up');
}

function signingKey(forge: Forge): Term {
  const own = forge.world.store.derived(seed(forge), 'signing-key');
  return pick(forge, [own, ...forge.knowledge.ofSort('signing-key')]) ?? own;
}

function signature(forge: Forge, of: Term): Term {
  const { store } = forge.world;
  const fresh = store.derived(seed(forge), 'signature-randomness');
  const key = signingKey(forge);
  const signed = signedOf(forge.world, forge.knowledge, { whole: of, signingKey: key });
  return store.signature(key, signed, fresh);
}

function sealedWith(forge: Forge, key: Term, content: Term): Term {
  const { store, arena } = forge.world;
  return arena.algebra.seal(key, store.derived(seed(forge), 'box-randomness'), content);
}

/** What a box holds and its key, if the attacker can open it. */
function opened(
  { world: { store }, knowledge }: Forge,
  t: Term,
): readonly [Term, Term] | undefined {
  const [key, content] = store.args(t);
  const opens = store.kind(t) === 'box' && key !== undefined && knowledge.derives(key);
  return opens && content !== undefined ? [key, content] : undefined;
}

/** The message with one place in it changed, and perhaps what signs that place signed anew. */
function altered(forge: Forge, t: Term): Term {
  const { roll, world } = forge;
  const { store } = world;
  const how = roll(6);
  const shape = store.shapeOf(t);
  const box = opened(forge, t);
  if (shape !== undefined && how < 5) return alteredField(forge, t);
  if (box !== undefined && how < 5) {
    const [key, content] = box;
    const inside = roll(3) === 0 ? content : altered(forge, content);
    return sealedWith(forge, roll(5) === 4 ? boxKey(forge) : key, inside);
  }
  return composed(forge, store.sort(t), how === 4 ? depthMax : 1);
}

function alteredField(forge: Forge, t: Term): Term {
  const { roll, world } = forge;
  const { store } = world;
  const fields = store.args(t);
  const place = roll(fields.length);
  const changed = fields.map((field, index) => (index === place ? altered(forge, field) : field));
  const [first] = changed;
  const resigns = roll(2) === 1 && first !== undefined;
  const inOrder = changed.map((field) =>
    resigns && store.sort(field) === 'signature' ? signature(forge, first) : field,
  );
  return store.rebuild(t, inOrder);
}

/** The message with every signature, public key and seal that can be replaced by the attacker's. */
function takenOver(forge: Forge, t: Term): Term {
  const { roll, world } = forge;
  const { store } = world;
  const box = opened(forge, t);
  if (box !== undefined) return sealedWith(forge, box[0], takenOver(forge, box[1]));
  if (store.sort(t) === 'public-key') return store.publicKey(signingKey(forge));
  if (store.shapeOf(t) === undefined) {
    return roll(8) === 7 ? composed(forge, store.sort(t), depthMax) : t;
  }
  const fields = store.args(t).map((field) => takenOver(forge, field));
  const [first] = fields;
  const inOrder = fields.map((field) =>
    first !== undefined && store.sort(field) === 'signature' ? signature(forge, first) : field,
  );
  return store.rebuild(t, inOrder);
}

/** A value of a sort: a known one, or one composed. */
function composed(forge: Forge, sort: string, depth: number): Term {
  const { roll, knowledge, world } = forge;
  const known = knowledge.ofSort(sort);
  const shape = world.shapes.find(({ name }) => name === sort);
  const composes = depth < depthMax && (depth === 0 || roll(3) > 0);
  if (sort === 'account' && forge.account !== undefined && roll(4) < 3) return forge.account;
  if (known.length > 0 && !(composes && isMadeOf(sort, shape)))
    return pick(forge, known) ?? seed(forge);
  return shape === undefined ? made(forge, sort, depth) : filled(forge, shape, depth);
}

/** Whether values of a sort are put together rather than simply had. */
function isMadeOf(sort: string, shape: AnyShape | undefined): boolean {
  return shape !== undefined || ['box', 'any', 'signature', 'public-key', 'digest'].includes(sort);
}

/** A message of a shape; a signature in it mostly signs what stands first beside it. */
function filled(forge: Forge, shape: AnyShape, depth: number): Term {
  const { roll, world } = forge;
  const { store } = world;
  const fields = shape.fields.reduce<readonly Term[]>((before, { sort }) => {
    const [first] = before;
    if (sort !== 'signature' || first === undefined || roll(5) === 4) {
      return [...before, composed(forge, sort, depth + 1)];
    }
    const within = opened(forge, first)?.[1] ?? first;
    return [...before, signature(forge, roll(2) === 0 ? first : within)];
  }, []);
  return store.tuple(shape, fields);
}

function boxKey(forge: Forge): Term {
  const own = forge.world.store.derived(seed(forge), 'key');
  const known = forge.knowledge.ofSort('key').toReversed();
  return pick(forge, forge.roll(5) === 4 ? [own] : known) ?? own;
}

/** The texts that messages hold. */
const texts = ['pay', 'executed', 'declined', 'number 1', 'number 2', 'slot 0'];

/** A message to be sealed in the frame that is being made. */
function content(forge: Forge, depth: number): Term {
  const { roll, world, frame = '' } = forge;
  const names = contents[frame] ?? world.shapes.map(({ name }) => name);
  return composed(forge, names[roll(3) === 2 ? 1 : 0] ?? names[0] ?? bare, depth + 1);
}

/** Mostly the text that the frame asks for. */
function text({ roll, frame }: Forge): string {
  const likely = frame === 'answer-frame' ? roll(2) + 1 : 0;
  return texts[roll(5) < 4 ? likely : roll(texts.length)] ?? 'pay';
}

/** A value of a sort that no shape has. */
function made(forge: Forge, sort: string, depth: number): Term {
  const { roll, knowledge, world } = forge;
  const { store } = world;
  const digested = ['signed-order', 'box'].flatMap((name) => knowledge.ofSort(name));
  const seal = (): Term => sealedWith(forge, boxKey(forge), content(forge, depth));
  const makers: Readonly<Record<string, () => Term>> = {
    box: seal,
    any: () => (roll(3) < 2 ? seal() : content(forge, depth)),
    signature: () => pick(forge, knowledge.ofSort(sort)) ?? signature(forge, seed(forge)),
    'public-key': () => store.publicKey(signingKey(forge)),
    digest: () => store.digest(pick(forge, digested) ?? seed(forge)),
    constant: () => store.constant(text(forge)),
  };
  return makers[sort]?.() ?? store.derived(seed(forge), sort);
}
