/**
 * Random small protocols as scripts: two or three roles, two to four messages, all constructors of
 * the message language, and beliefs stated where the roles know enough to state them.
 *
 * What a role cannot do by `mistakesIn` is never generated: each message is drawn from what its
 * sender knows and mended until its receiver can take it apart.
 */
import fc from 'fast-check';
import { mistakesIn } from '../../model/script/executable.ts';
import {
  atom,
  encryptedTo,
  hashOf,
  joined,
  learntFrom,
  type Message,
  signedBy,
  text,
  underKey,
  underShared,
} from '../../model/script/message.ts';
import type { Belief, Protocol, Role, Step } from '../../model/script/script.ts';
import { receive, send, state } from '../../model/script/steps.ts';
import type { Scenario, Seat } from '../../model/script/system.ts';

/** A protocol and who takes part. */
export interface Case {
  readonly protocol: Protocol;
  readonly scenario: Omit<Scenario, 'typed'>;
}

/** Choices, as whole numbers; each asks for one below a bound. */
type Draw = (bound: number) => number;

/** How the flow of messages goes: by the roles' names, sender and receiver. */
const flows: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['A', 'B'],
    ['B', 'A'],
  ],
  [
    ['A', 'B'],
    ['B', 'A'],
    ['A', 'B'],
  ],
  [
    ['A', 'B'],
    ['A', 'B'],
  ],
  [
    ['A', 'S'],
    ['S', 'A'],
    ['A', 'B'],
  ],
  [
    ['A', 'B'],
    ['B', 'S'],
    ['S', 'B'],
  ],
  [
    ['A', 'S'],
    ['S', 'B'],
  ],
  [
    ['A', 'B'],
    ['B', 'S'],
    ['S', 'A'],
    ['A', 'B'],
  ],
  [
    ['A', 'B'],
    ['B', 'A'],
    ['A', 'B'],
    ['B', 'A'],
  ],
];

/** What a role knows while the flow is drawn, and what it does. */
interface Drawn {
  readonly names: Set<string>;
  readonly steps: Step[];
}

/** The names that each role makes up. */
const own: Readonly<Record<string, readonly string[]>> = { A: ['Na', 'Ka'], B: ['Nb'], S: ['Ks'] };

const sorts: Protocol['sorts'] = { Na: 'nonce', Nb: 'nonce', Ka: 'key', Ks: 'key' };

/** One of several, by the draw. */
function one<T>(draw: Draw, values: readonly [T, ...T[]]): T {
  return values[draw(values.length)] ?? values[0];
}

/** A message from one role to another, of what the sender knows. */
interface Sending {
  readonly draw: Draw;
  readonly from: string;
  readonly to: string;
  readonly knows: ReadonlySet<string>;
  readonly hears: ReadonlySet<string>;
}

/** A plain part: a name, or a constant. */
function leaf({ draw, knows }: Sending): Message {
  const names = [...knows].filter((name) => name !== 'S');
  const [first, ...rest] = names;
  if (first === undefined || draw(12) === 0) return text('hello');
  return atom(one(draw, [first, ...rest]));
}

/** Names of session keys that both ends have. */
function commonKeys({ knows, hears }: Sending): readonly string[] {
  return [...knows].filter((name) => sorts[name] === 'key' && hears.has(name));
}

/** A part of a message, nested no deeper than said. */
function part(sending: Sending, depth: number): Message {
  const { draw, from, to } = sending;
  const inner = (): Message => part(sending, depth - 1);
  if (depth === 0) return leaf(sending);
  const kind = draw(10);
  if (kind < 2) return leaf(sending);
  if (kind < 5) return joined(inner(), inner());
  if (kind === 5) return encryptedTo(to, inner());
  if (kind === 6) return hashOf(checkable(sending));
  if (kind === 7) return signedBy(from, checkable(sending));
  const [key, ...others] = commonKeys(sending);
  if (key !== undefined && draw(2) === 0) return underKey(one(draw, [key, ...others]), inner());
  return underShared([from, to], inner());
}

/** What the receiver can make again: names that it has, joined. */
function checkable({ draw, knows, hears }: Sending): Message {
  const common = [...knows].filter((name) => hears.has(name) && name !== 'S');
  const [first, ...rest] = common;
  if (first === undefined) return text('hello');
  const some = Array.from({ length: 1 + draw(2) }, () => atom(one(draw, [first, ...rest])));
  const [head = text('hello'), ...tail] = some;
  return joined(head, ...tail);
}

/** The roles of a flow, their messages drawn. */
function rolesOf(draw: Draw, flow: (typeof flows)[number]): readonly Role[] {
  const names = [...new Set(flow.flat())];
  const drawn = new Map<string, Drawn>(
    names.map((name) => {
      const knows = knownBefore(name, names);
      return [name, { names: new Set([name, ...knows, ...(own[name] ?? [])]), steps: [] }];
    }),
  );
  for (const [from, to] of flow) {
    const [sender, receiver] = [drawn.get(from), drawn.get(to)];
    if (sender === undefined || receiver === undefined) continue;
    const sending = { draw, from, to, knows: sender.names, hears: receiver.names };
    const drawnMessage = part(sending, 3);
    // Whoever is to answer somebody must learn of it, and before it needs the key.
    const stranger = !receiver.names.has(from);
    const message = stranger ? joined(atom(from), drawnMessage) : drawnMessage;
    sender.steps.push(send(to, message));
    receiver.steps.push(receive(message));
    for (const name of learntFrom(message)) receiver.names.add(name);
  }
  return names.map((name) => {
    const { steps } = drawn.get(name) ?? { steps: [] };
    const makes = (own[name] ?? []).filter((made) => JSON.stringify(steps).includes(`"${made}"`));
    return { name, knows: knownBefore(name, names), makes, steps };
  });
}

/** The roles whose agents a role knows before it starts. */
function knownBefore(name: string, names: readonly string[]): readonly string[] {
  const server = names.includes('S') && name !== 'S' ? ['S'] : [];
  return name === 'A' ? [...(names.includes('B') ? ['B'] : []), ...server] : server;
}

/** All names that a role knows once it has done everything. */
function knownAfter({ name, knows, makes, steps }: Role): ReadonlySet<string> {
  const heard = steps.flatMap((step) => (step.do === 'receive' ? learntFrom(step.message) : []));
  return new Set([name, ...knows, ...makes, ...heard]);
}

/** Roles with statements: secrets at the end, agreement where both ends know the same. */
function stating(draw: Draw, roles: readonly Role[]): Pick<Protocol, 'roles' | 'beliefs'> {
  const [a, b] = ['A', 'B'].map((name) => roles.find((role) => role.name === name));
  if (a === undefined || b === undefined) return { roles, beliefs: [] };
  const [knownA, knownB] = [knownAfter(a), knownAfter(b)];
  const values = Object.keys(sorts).filter((name) => knownA.has(name) && knownB.has(name));
  const beliefs: Belief[] = [];
  const added = new Map<string, Step[]>([
    ['A', []],
    ['B', []],
  ]);
  const add = (role: string, step: Step): void => void added.get(role)?.push(step);
  const [value, ...others] = values;
  if (value !== undefined) {
    const secret = one(draw, [value, ...others]);
    beliefs.push({ belief: 'secrecy', about: secret });
    if (draw(2) === 0) add('A', state('secret', secret, ['B', secret]));
    else if (knownB.has('A')) add('B', state('secret', secret, ['A', secret]));
  }
  if (knownB.has('A')) {
    const on = values.filter(() => draw(2) === 0);
    beliefs.push({ belief: 'agreement', about: 'deal', injective: draw(2) === 0 });
    const [commits, runs] = draw(2) === 0 ? ['A', 'B'] : ['B', 'A'];
    add(commits, state('commit', 'deal', [runs, ...on]));
    add(runs, state('running', 'deal', [commits, ...on]));
  }
  return {
    beliefs,
    roles: roles.map((role) => ({ ...role, steps: placed(role, added.get(role.name) ?? []) })),
  };
}

/** A role's steps with its statements as soon as it knows what they are about. */
function placed(role: Role, statements: readonly Step[]): readonly Step[] {
  let steps = role.steps;
  for (const statement of statements) {
    const isRunning = statement.do === 'state' && statement.claim !== 'commit';
    const place = isRunning
      ? steps.findIndex((_, index) => {
          const tried = { ...role, steps: [...steps.slice(0, index), statement] };
          return mistakesIn({ ...empty, roles: [tried, ...strangers(role.name)] }).length === 0;
        })
      : -1;
    steps =
      place < 0
        ? [...steps, statement]
        : [...steps.slice(0, place), statement, ...steps.slice(place)];
  }
  return steps;
}

/** Roles that do nothing, for their names. */
function strangers(besides: string): readonly Role[] {
  return ['A', 'B', 'S']
    .filter((name) => name !== besides)
    .map((name) => ({ name, knows: [], makes: [], steps: [] }));
}

const empty: Protocol = {
  id: 'random',
  title: 'random',
  source: 'generated',
  sorts,
  roles: [],
  trusted: [],
  beliefs: [],
};

/** Who sits where: each role once or twice, the insider among the peers of the first. */
function seatsFor(draw: Draw, roles: readonly Role[]): readonly Seat[] {
  const seat = (role: Role, peer: string): Seat => {
    const agent = role.name.toLowerCase();
    const peers = Object.fromEntries(
      role.knows.map((name) => [name, name === 'S' ? 's' : name === 'B' ? peer : 'a']),
    );
    return { role: role.name, agent, peers };
  };
  const initiators = one<readonly string[]>(draw, [['b'], ['i'], ['b', 'i'], ['b', 'b']]);
  return roles.flatMap((role) => {
    if (role.name === 'A') return initiators.map((peer) => seat(role, peer));
    const count = role.name === 'B' && roles.length === 2 ? 1 + draw(2) : 1;
    return Array.from({ length: count }, () => seat(role, 'b'));
  });
}

/** A case by its choices; `undefined` when they lead to no protocol that roles can carry out. */
export function caseOf(choices: readonly number[]): Case | undefined {
  let used = 0;
  const draw: Draw = (bound) => (choices[used++] ?? 0) % bound;
  const flow = flows[draw(flows.length)] ?? [];
  const protocol: Protocol = { ...empty, ...stating(draw, rolesOf(draw, flow)) };
  if (protocol.beliefs.length === 0 || mistakesIn(protocol).length > 0) return undefined;
  const seats = seatsFor(draw, protocol.roles);
  const honest = protocol.roles.map(({ name }) => name.toLowerCase());
  return { protocol, scenario: { honest, insider: 'i', seats } };
}

/** How many choices a case may use; those beyond count as 0. */
const choicesMax = 60;

/** The choices of a case that can be played. */
export const choicesArbitrary: fc.Arbitrary<readonly number[]> = fc
  .array(fc.nat(239), { minLength: 12, maxLength: choicesMax, size: 'max' })
  .filter((choices) => caseOf(choices) !== undefined);
