/**
 * A role as a ProVerif process (ProVerif 2.05 manual, §3.1, §4.1): what is received is taken apart
 * by destructors and compared, in an order in which everything needed is there.
 *
 * Refuses what cannot be taken apart that way: a part that is told by nothing that the role has.
 */
import type { Kind, Term } from '../../model/core/term.ts';
import {
  eventName,
  type Flow,
  type FlowAct,
  type FlowRole,
  isIn,
  type KeyOrigin,
  saidBy,
  statementOf,
  termsIn,
  type Way,
} from './flow.ts';
import { isEither, keyFunction, madeBefore, sharedWhat } from './given.ts';
import { inexpressible } from './inexpressible.ts';
import type { Names } from './names.ts';

/** The words of a file that all its processes share. */
export interface Words {
  readonly flow: Flow;
  /** Constants, shapes and events, by their names in the flow. */
  readonly global: Names;
  /** What is stated that some query reads. */
  readonly wanted: ReadonlySet<string>;
}

/** A process and what it is given. */
export interface Written {
  readonly lines: readonly string[];
  /** What it is given, by name: values with their origins, channels. */
  readonly given: readonly Given[];
}

/** Something that a process is given. */
export interface Given {
  readonly name: string;
  readonly type: 'bitstring' | 'channel';
  /** What it is: a key that tells it from others. */
  readonly what: string;
}

/** A process being written: what each term is called so far. */
interface Desk {
  readonly words: Words;
  readonly own: Names;
  readonly called: Map<Term, string>;
  readonly given: Map<string, Given>;
  readonly lines: string[];
  /** All terms that are said somewhere in the role. */
  readonly said: readonly Term[];
  /** The connection that a server was asked on last. */
  connection: string | undefined;
}

/** The names of the term algebra's functions; `proverif.ts` declares them. */
export const functionNames = {
  digest: 'hash',
  'public-key': 'pk',
  signature: 'sign',
  box: 'seal',
  encryption: 'encrypt',
  exported: 'exported',
} as const;

/** Something that a process is given, under a name of its own; a line and a channel is a channel. */
function gives(desk: Desk, what: string, like: string): string {
  const known = desk.given.get(what)?.name;
  if (known !== undefined) return known;
  const name = desk.own.fresh(like);
  const type = /^(channel|line) /u.test(what) ? 'channel' : 'bitstring';
  desk.given.set(what, { name, type, what });
  return name;
}

/** The name of a value that is not made of others; `undefined` for one that is. */
function atomName(desk: Desk, t: Term): string | undefined {
  const { flow, global } = desk.words;
  const origin = flow.origin(t);
  if (origin === undefined) return undefined;
  switch (origin.from) {
    case 'everybody':
      return global.of(`constant ${origin.name}`, origin.name);
    case 'world':
    case 'customer':
      return gives(desk, `${origin.from} ${origin.name}`, origin.name);
    case 'agent':
      return agentName(desk, origin.name);
    case 'key':
      return keyName(desk, origin);
    case 'made':
      return made(desk, t, origin.name);
  }
}

/** An agent: always the same where it is trusted, else given. */
function agentName(desk: Desk, name: string): string {
  const { flow, global } = desk.words;
  const what = `agent ${name}`;
  return flow.trusted.includes(name) ? global.of(what, what) : gives(desk, what, name);
}

/** A long-term key: a private function of agents, or given where it may be either's. */
function keyName(desk: Desk, origin: KeyOrigin): string {
  const { key, of } = origin;
  const agents = of.map((name) => agentName(desk, name));
  if (isEither(desk.words.flow, origin)) {
    const like = key === 'secret' ? (origin.what ?? '') : 'key';
    return gives(desk, sharedWhat(origin), `${like} ${of.join(' ')}`);
  }
  return `${keyFunction(origin)}(${agents.join(', ')})`;
}

/** A value that the role makes: new the first time. */
function made(desk: Desk, t: Term, like: string): string {
  const name = desk.own.fresh(like);
  desk.called.set(t, name);
  desk.lines.push(`new ${name}: bitstring;`);
  return name;
}

/** Whether a term can be said with what is there; what the role makes always can. */
function isSayable(desk: Desk, t: Term): boolean {
  const { store, origin } = desk.words.flow;
  if (desk.called.has(t) || origin(t) !== undefined) return true;
  if (store.kind(t) === 'variable') return false;
  return store.args(t).every((arg) => isSayable(desk, arg));
}

/** A term as the process says it. */
function say(desk: Desk, t: Term): string {
  const { flow, global } = desk.words;
  const { store } = flow;
  const known = desk.called.get(t) ?? atomName(desk, t);
  if (known !== undefined) return known;
  const kind = store.kind(t);
  const args = store.args(t).map((arg) => say(desk, arg));
  if (kind === 'constant') {
    const words = store.label(t) === '' ? 'none' : store.label(t);
    return global.of(`constant ${words}`, words);
  }
  if (kind === 'variable') throw inexpressible('a value is needed before it is known');
  if (kind === 'derived') {
    const label = global.of(`constant ${store.label(t)}`, store.label(t));
    return `derive(${[...args, label].join(', ')})`;
  }
  if (kind === 'tuple') return `${shapeName(desk.words, t)}(${args.join(', ')})`;
  if (kind === 'name' || kind === 'crafted') throw inexpressible('a value that nobody has');
  return `${functionNames[kind]}(${args.join(', ')})`;
}

/** The data constructor of a shape. */
export function shapeName({ flow, global }: Words, t: Term): string {
  const shape = flow.shapeWord(t);
  return global.of(`shape ${shape} ${String(flow.store.args(t).length)}`, shape);
}

/** Something held to be taken for a term. */
interface Task {
  readonly value: string;
  readonly as: Term;
}

/** What a task leads to: further ones; `undefined` where something is missing yet. */
function taken(desk: Desk, task: Task): readonly Task[] | undefined {
  const { value, as } = task;
  if (isSayable(desk, as)) {
    const said = say(desk, as);
    if (said !== value) desk.lines.push(`if ${value} = ${said} then`);
    return [];
  }
  return takers[desk.words.flow.store.kind(as)]?.(desk, task);
}

/** Takes a thing of a kind that cannot be said yet. */
type Taker = (desk: Desk, task: Task) => readonly Task[] | undefined;

const takers: Readonly<Partial<Record<Kind, Taker>>> = {
  variable: named,
  // Whose it is nobody can tell: it is known by itself.
  'public-key': named,
  tuple: untupled,
  encryption: decrypted,
  box: (desk, task) => {
    const [key = task.as, content = task.as] = desk.words.flow.store.args(task.as);
    if (!isSayable(desk, key)) return undefined;
    const inside = opened(desk, `open(${say(desk, key)}, ${task.value})`, 'content');
    return [...named(desk, task), { value: inside, as: content }];
  },
  signature: (desk, task) => {
    const { store } = desk.words.flow;
    const [key = task.as, m = task.as] = store.args(task.as);
    const owner = store.publicKey(key);
    if (!isSayable(desk, owner) || !isSayable(desk, m)) return undefined;
    desk.lines.push(`if verify(${say(desk, owner)}, ${say(desk, m)}, ${task.value}) = true then`);
    return named(desk, task);
  },
};

/** Calls a value by its name, under which it is said from now on. */
function named(desk: Desk, { value, as }: Task): readonly Task[] {
  desk.called.set(as, value);
  return [];
}

function opened(desk: Desk, by: string, like: string): string {
  const name = desk.own.fresh(like);
  desk.lines.push(`let ${name} = ${by} in`);
  return name;
}

/** Takes what is encrypted for the role apart; where somebody uses it, with the key that comes with it. */
function decrypted(desk: Desk, { value, as }: Task): readonly Task[] | undefined {
  const { store } = desk.words.flow;
  const [owner = as, content = as, fresh = as] = store.args(as);
  const [key] = store.args(owner);
  if (store.kind(owner) !== 'public-key' || key === undefined || !isSayable(desk, key)) {
    return undefined;
  }
  const inside = opened(desk, `decrypt(${say(desk, key)}, ${value})`, 'content');
  const exported = store.exported(owner, fresh);
  if (desk.said.some((t) => isIn(store, exported, t))) {
    const shared = opened(desk, `exporting(${say(desk, key)}, ${value})`, 'answer_key');
    desk.called.set(exported, shared);
  }
  return [...named(desk, { value, as }), { value: inside, as: content }];
}

/** A name for a part, after what it is. */
function partName(desk: Desk, t: Term): string {
  const { store, shapeWord } = desk.words.flow;
  return desk.own.fresh(store.kind(t) === 'tuple' ? shapeWord(t) : store.sort(t));
}

/** Takes a message of a shape apart. */
function untupled(desk: Desk, { value, as }: Task): readonly Task[] {
  const { store } = desk.words.flow;
  const shape = shapeName(desk.words, as);
  const parts = store.args(as).map((part): Task => ({ value: partName(desk, part), as: part }));
  const patterns = parts.map(({ value: name }) => `${name}: bitstring`);
  desk.lines.push(`let ${shape}(${patterns.join(', ')}) = ${value} in`);
  return [...named(desk, { value, as }), ...parts];
}

/** Does tasks in an order in which each has what it needs. */
function takeAll(desk: Desk, tasks: readonly Task[]): void {
  let waiting = tasks;
  while (waiting.length > 0) {
    let isStuck = true;
    const next: Task[] = [];
    for (const task of waiting) {
      const more = taken(desk, task);
      if (more !== undefined) isStuck = false;
      next.push(...(more ?? [task]));
    }
    if (isStuck) throw inexpressible('a part of a message is told by nothing that the role has');
    waiting = next;
  }
}

/** The channel of a message, and how its content is written there. */
function channelOf(desk: Desk, on: Way, does: 'send' | 'receive') {
  const plain = (m: string): string => m;
  if (on.way === 'open') return { channel: 'c', wrap: plain };
  if (on.way === 'closed') {
    return { channel: gives(desk, `channel ${on.name}`, on.name), wrap: plain };
  }
  if (on.way === 'answers') {
    const channel = desk.connection ?? gives(desk, `channel ${on.name} to`, `${on.name}_to`);
    return { channel, wrap: plain };
  }
  const line = gives(desk, `line ${on.name}`, on.name);
  if (does === 'send') {
    const mine = desk.own.fresh('connection');
    desk.lines.push(`new ${mine}: channel;`);
    desk.connection = mine;
    return { channel: line, wrap: (m: string): string => `(${mine}, ${m})` };
  }
  const theirs = desk.own.fresh('connection');
  desk.connection = theirs;
  return { channel: line, wrap: (m: string): string => `(${theirs}: channel, ${m})` };
}

/** Writes an act; what a receipt must be follows in acts of its own (`writeAll`). */
function write(desk: Desk, act: Exclude<FlowAct, { does: 'take' }>): void {
  switch (act.does) {
    case 'receive': {
      const name = desk.own.fresh('message');
      const { channel, wrap } = channelOf(desk, act.on, 'receive');
      desk.called.set(act.message, name);
      desk.lines.push(`in(${channel}, ${wrap(`${name}: bitstring`)});`);
      return;
    }
    case 'send': {
      const message = say(desk, act.message);
      const { channel, wrap } = channelOf(desk, act.on, 'send');
      desk.lines.push(`out(${channel}, ${wrap(message)});`);
      return;
    }
    case 'state': {
      const statement = statementOf(act);
      if (!desk.words.wanted.has(statement)) return;
      const values = [act.account, ...act.values].map((t) => say(desk, t));
      desk.lines.push(`event ${eventName(statement)}(${values.join(', ')});`);
      return;
    }
    case 'spend': {
      const values = termsIn(act).map((t) => say(desk, t));
      desk.lines.push(`event spent(${values.join(', ')});`);
      return;
    }
    case 'differ':
      desk.lines.push(`if ${say(desk, act.value)} <> ${say(desk, act.other)} then`);
  }
}

/** Writes acts, takes that follow each other as one task. */
function writeAll(desk: Desk, acts: readonly FlowAct[]): void {
  let takes: Task[] = [];
  const flush = (): void => {
    takeAll(desk, takes);
    takes = [];
  };
  for (const act of acts) {
    if (act.does === 'take') {
      takes.push({ value: say(desk, act.value), as: act.as });
      continue;
    }
    flush();
    write(desk, act);
  }
  flush();
}

/** A role's process. */
export function processOf(words: Words, role: FlowRole): Written {
  const desk: Desk = {
    words,
    own: words.global.inner(),
    called: new Map(),
    given: new Map(),
    lines: [],
    said: saidBy(role),
    connection: undefined,
  };
  writeAll(desk, role.acts);
  const { again } = role;
  if (again !== undefined) {
    for (const t of madeBefore(words.flow, [...again.at, ...desk.said])) say(desk, t);
    writeAgain(desk, again);
  } else desk.lines.push('0');
  return { lines: desk.lines, given: [...desk.given.values()] };
}

/** What is done again and again; what it remembers goes round in a cell of its own. */
function writeAgain(desk: Desk, again: NonNullable<FlowRole['again']>): void {
  const { lines } = desk;
  const cell = desk.own.fresh('memory');
  const remembers = again.state.length > 0;
  if (remembers) {
    lines.push(`new ${cell}: channel;`);
    const at = again.at.map((t) => say(desk, t));
    lines.push(`( out(${cell}, ${tupled(at)})`, '| !(');
    const names = again.state.map((t) => {
      const name = partName(desk, t);
      desk.called.set(t, name);
      return `${name}: bitstring`;
    });
    lines.push(`in(${cell}, ${tupled(names)});`);
  } else lines.push('!(');
  desk.connection = undefined;
  writeAll(desk, again.acts);
  if (remembers) {
    lines.push(`out(${cell}, ${tupled(again.then.map((t) => say(desk, t)))})`, ') )');
  } else lines.push('0', ')');
}

/** Values side by side. */
function tupled(values: readonly string[]): string {
  const [only = ''] = values;
  return values.length === 1 ? only : `(${values.join(', ')})`;
}
