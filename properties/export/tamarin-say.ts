/**
 * Terms as Tamarin says them (Tamarin manual, "Cryptographic messages"), in patterns and out of them:
 * with its built-in encryption, signatures and digests.
 *
 * Refuses a value that is needed before it is known.
 */
import type { Kind, Term } from '../../model/core/term.ts';
import type { Flow, FlowRole } from './flow.ts';
import { isEither, keyFunction, sharedWhat } from './given.ts';
import { inexpressible } from './inexpressible.ts';
import { identifier, type Names } from './names.ts';

/** A value that is given. */
export interface Told {
  readonly what: string;
  readonly said: string;
}

/** A word as a fact's name: it begins with a capital letter. */
export function factName(word: string): string {
  const plain = identifier(word);
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** A role being written. */
export interface Desk {
  readonly flow: Flow;
  readonly role: FlowRole;
  readonly names: Names;
  /** What variables have turned out to be. */
  readonly bound: Map<Term, Term>;
  /** What is known by a name of its own. */
  readonly called: Map<Term, string>;
  readonly given: Map<string, Told>;
  /** The connection in use, as it is said. */
  connection: string | undefined;
  /** The rule being written. */
  sheet: Sheet;
  /** Whether what is said is a pattern, in which there may be what is not known yet. */
  isPattern: boolean;
}

export interface Sheet {
  readonly premises: string[];
  readonly checks: Check[];
  readonly actions: string[];
  readonly conclusions: string[];
}

/** A signature, by its name, and what it is to be verified by. */
interface Check {
  readonly name: string;
  readonly owner: Term;
  readonly m: Term;
}

export const blank = (): Sheet => ({ premises: [], checks: [], actions: [], conclusions: [] });

/** A value that is given, as it is said. */
export function gives({ given, names }: Desk, what: string, sigil: '~' | '$' | ''): string {
  const known = given.get(what)?.said;
  if (known !== undefined) return known;
  const like = what
    .replace(/^shared shared_key /u, 'shared ')
    .replace(/^(world|customer|agent|shared(?= \w+_of )) /u, '');
  const said = `${sigil}${names.fresh(like)}`;
  given.set(what, { what, said });
  return said;
}

/** A value that is not made of others, as it is said; `undefined` for one that is. */
function atom(desk: Desk, t: Term): string | undefined {
  const origin = desk.flow.origin(t);
  if (origin === undefined) return undefined;
  switch (origin.from) {
    case 'everybody':
      return `'${identifier(origin.name)}'`;
    case 'world':
    case 'customer':
      return gives(desk, `${origin.from} ${origin.name}`, '~');
    case 'agent':
      return agent(desk, origin.name);
    case 'key': {
      const agents = origin.of.map((name) => agent(desk, name));
      if (isEither(desk.flow, origin)) return gives(desk, sharedWhat(origin), '');
      return `${keyFunction(origin)}(${agents.join(', ')})`;
    }
    case 'made':
      return made(desk, t, origin.name);
  }
}

function agent(desk: Desk, name: string): string {
  return desk.flow.trusted.includes(name)
    ? `'${identifier(name)}'`
    : gives(desk, `agent ${name}`, '$');
}

/** A value that the role makes: fresh in the rule in which it is first said. */
function made(desk: Desk, t: Term, like: string): string {
  const said = `~${desk.names.fresh(like)}`;
  desk.called.set(t, said);
  desk.sheet.premises.push(`Fr(${said})`);
  return said;
}

/** Whether a term can be said with what is there. */
function isSayable(desk: Desk, t: Term): boolean {
  const { store, origin } = desk.flow;
  if (desk.called.has(t) || origin(t) !== undefined) return true;
  const bound = desk.bound.get(t);
  if (bound !== undefined) return isSayable(desk, bound);
  if (store.kind(t) === 'variable') return false;
  return store.args(t).every((arg) => isSayable(desk, arg));
}

/** A term as it is said; in a pattern, what is not known yet is given a name. */
export function say(desk: Desk, t: Term): string {
  const known = desk.called.get(t) ?? atom(desk, t);
  if (known !== undefined) return known;
  const { store } = desk.flow;
  const bound = desk.bound.get(t);
  if (bound !== undefined) return say(desk, bound);
  const kind = store.kind(t);
  if (kind === 'variable') return named(desk, t);
  const isForeign = kind === 'public-key' || kind === 'signature';
  if (isForeign && !isSayable(desk, t)) return foreign(desk, t);
  return applied(desk, t);
}

/** Writes a function of other terms, from its arguments as they are said. */
type Writer = (args: readonly string[], desk: Desk, t: Term) => string;

const label = ({ flow }: Desk, t: Term): string => identifier(flow.store.label(t));

const writers: Readonly<Partial<Record<Kind, Writer>>> = {
  constant: (_, desk, t) => `'${desk.flow.store.label(t) === '' ? 'none' : label(desk, t)}'`,
  tuple: (args, { flow }, t) => `<${[`'${identifier(flow.shapeWord(t))}'`, ...args].join(', ')}>`,
  digest: ([m = '']) => `h(${m})`,
  'public-key': ([key = '']) => `pk(${key})`,
  signature: ([key = '', m = '']) => `sign(${m}, ${key})`,
  // What makes a box another each time is inside of it: whoever opens it has that too.
  box: ([key = '', m = '', fresh = '']) => `senc(<${m}, ${fresh}>, ${key})`,
  encryption: ([key = '', m = '', fresh = '']) => `aenc(<${m}, ${fresh}>, ${key})`,
  exported: ([key = '', fresh = '']) => `exported(${key}, ${fresh})`,
  derived: ([seed = ''], desk, t) => `derive(${seed}, '${label(desk, t)}')`,
};

/** A function of other terms, as it is said. */
function applied(desk: Desk, t: Term): string {
  const { store } = desk.flow;
  const kind = store.kind(t);
  const writer = writers[kind];
  if (writer === undefined) throw inexpressible(`a ${kind} that nobody has`);
  // The randomness of a signature is not said, and need not be known.
  const args = kind === 'signature' ? store.args(t).slice(0, 2) : store.args(t);
  return writer(
    args.map((arg) => say(desk, arg)),
    desk,
    t,
  );
}

/** A name for what is learnt. */
function named(desk: Desk, t: Term): string {
  if (!desk.isPattern) throw inexpressible('a value is needed before it is known');
  const name = desk.names.fresh(desk.flow.store.sort(t));
  desk.called.set(t, name);
  return name;
}

/** A key or a signature of somebody else's: a value; a signature is verified. */
function foreign(desk: Desk, t: Term): string {
  const { store } = desk.flow;
  const name = named(desk, t);
  if (store.kind(t) === 'signature') {
    const [key = t, m = t] = store.args(t);
    const owner = store.publicKey(key);
    // Said once the premises are complete: what is signed may come after the signature.
    desk.sheet.checks.push({ name, owner, m });
  }
  return name;
}

/** The checks of a rule, now that everything in it is known. */
export function checked(desk: Desk): readonly string[] {
  return desk.sheet.checks.map(
    ({ name, owner, m }) => `Eq(verify(${name}, ${say(desk, m)}, ${say(desk, owner)}), true)`,
  );
}

/** What is said as a pattern. */
export function inPattern(desk: Desk, said: () => string): string {
  desk.isPattern = true;
  const pattern = said();
  desk.isPattern = false;
  return pattern;
}
