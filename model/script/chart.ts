/**
 * The one interpreter of role scripts: a statechart for each role, through the algebra port.
 *
 * A chart waits for the next message of its script; what follows up to the next wait is one step.
 * What is not of the form expected is refused, and the chart waits on.
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, FrameStep, RoleEvent } from '../core/effect.ts';
import { once, type Snapshot } from '../core/step.ts';
import { type Message, namesIn } from './message.ts';
import { type Bench, made, type Names, taken } from './pattern.ts';
import { type Protocol, type Role, sortOf, type Statement, type Step } from './script.ts';

/** What a chart remembers. */
export interface Memory<M> {
  /** The party's name in the system. */
  readonly party: string;
  readonly names: Names<M>;
}

/** What is done in one go: at the start or on a message, up to the next wait. */
export interface Stretch {
  /** The message waited for; `undefined` at the start. */
  readonly receive: Message | undefined;
  readonly then: readonly Exclude<Step, { do: 'receive' }>[];
}

/** A role's stretches; the first one is of the start, and may be empty. */
export function stretchesOf({ steps }: Role): readonly Stretch[] {
  return steps.reduce<readonly Stretch[]>(
    (before, step) => {
      if (step.do === 'receive') return [...before, { receive: step.message, then: [] }];
      const last = before.at(-1) ?? { receive: undefined, then: [] };
      return [...before.slice(0, -1), { ...last, then: [...last.then, step] }];
    },
    [{ receive: undefined, then: [] }],
  );
}

/** The state in which a chart waits for a stretch, of so many. */
function stateAt(place: number, count: number): string {
  return place < count ? `step ${place}` : 'done';
}

/** The names that a step makes use of. */
function usedBy(step: Step): readonly string[] {
  if (step.do === 'state') return [step.peer, ...step.on];
  return [...(step.do === 'match' ? [step.name] : []), ...namesIn(step.message)];
}

/**
 * What a role may still use of what it knows, by the state that its chart is in.
 *
 * @returns says it of a snapshot; the names that no later step mentions are left out
 */
export function remainingOf(role: Role): (snapshot: Snapshot) => unknown {
  const steps = stretchesOf(role).map(({ receive, then }) => [
    ...(receive === undefined ? [] : namesIn(receive)),
    ...then.flatMap(usedBy),
  ]);
  const later = (place: number): ReadonlySet<string> => new Set(steps.slice(place).flat());
  const after = new Map(steps.map((_, place) => [stateAt(place, steps.length), later(place)]));
  return (snapshot) => {
    const { value, context } = snapshot as { value: string; context: Memory<unknown> };
    const used = after.get(value);
    return Object.entries(context.names).flatMap(([name, known]) =>
      used?.has(name) ? [known] : [],
    );
  };
}

/** The address to which a message without a recipient in the system goes: the open network. */
const network = 'network';

/** What comes of a stretch. */
interface Came<M> {
  readonly names: Names<M>;
  readonly effects: readonly Effect<M>[];
}

/** A role, where it is played. */
export interface Part<M> {
  readonly protocol: Protocol;
  readonly role: Role;
  readonly bench: Bench<M>;
}

/** The names after those that the role makes up have been added. */
function withMade<M>({ protocol, role, bench }: Part<M>, names: Names<M>, fresh: M): Names<M> {
  const { derive } = bench.algebra;
  const missing = role.makes.filter((name) => names[name] === undefined);
  const seeds = missing.map((name) => [name, derive(derive(fresh, name), sortOf(protocol, name))]);
  return { ...names, ...(Object.fromEntries(seeds) as Names<M>) };
}

/** A statement with its values; the account is the agent on whose honesty it depends. */
function stated<M>({ role }: Part<M>, names: Names<M>, at: Statement): Effect<M> | undefined {
  const { claim, about, peer, on, anonymous } = at;
  const isRunning = claim === 'running';
  // Both sides name the same agent: whoever is believed to be running.
  const account = names[isRunning ? role.name : peer];
  const pair = isRunning ? [peer, role.name] : [role.name, peer];
  const isSolitary = claim === 'secret' || anonymous === true;
  const values = [...(isSolitary ? [] : pair), ...on].map((name) => names[name]);
  if (account === undefined || values.some((value) => value === undefined)) return undefined;
  return { effect: 'claim', claim, about, account, values: values as readonly M[] };
}

/** Does what a stretch says, once what it waited for has come; `undefined` when it cannot. */
function followed<M>(
  part: Part<M>,
  memory: Memory<M>,
  { stretch, fresh }: Following<M>,
): Came<M> | undefined {
  let names = withMade(part, memory.names, fresh);
  const effects: Effect<M>[] = [];
  for (const [index, step] of stretch.then.entries()) {
    const seed = part.bench.algebra.derive(fresh, `message ${index}`);
    if (step.do === 'match') {
      const after = matched(part, names, { step, fresh: seed });
      if (after === undefined) return undefined;
      names = after;
      continue;
    }
    const effect =
      step.do === 'state'
        ? stated(part, names, step)
        : sent(part, { ...memory, names }, { step, fresh: seed });
    // A key that the directory does not have: an agent that nobody knows.
    if (effect === undefined) return undefined;
    effects.push(effect);
  }
  return { names, effects };
}

/** The names once a message is called by one, or once what a name stands for is taken apart. */
function matched<M>(
  { bench }: Part<M>,
  names: Names<M>,
  { step, fresh }: { readonly step: Extract<Step, { do: 'match' }>; readonly fresh: M },
): Names<M> | undefined {
  const { name, message } = step;
  const value = names[name];
  if (value !== undefined && step.not !== true) return taken(bench, names, { message, value });
  const m = made(bench, names, { message, fresh });
  if (m === undefined) return undefined;
  if (value === undefined) return { ...names, [name]: m };
  return bench.algebra.equal(m, value) ? undefined : names;
}

/** A stretch that is followed, and its seed. */
interface Following<M> {
  readonly stretch: Stretch;
  readonly fresh: M;
}

/** A message sent. */
function sent<M>(
  { bench }: Part<M>,
  { party, names }: Memory<M>,
  { step, fresh }: { readonly step: Extract<Step, { do: 'send' }>; readonly fresh: M },
): Effect<M> | undefined {
  const body = made(bench, names, { message: step.message, fresh });
  if (body === undefined) return undefined;
  const form = bench.layout.wrapping('message', step.message);
  const message = bench.algebra.encode(form, { of: body });
  return {
    effect: 'send',
    channel: 'wireless',
    hop: network,
    from: party,
    to: step.to,
    message,
    note: '',
  };
}

/** The chart of a role. */
export function chartOf<M>(part: Part<M>): AnyStateMachine {
  const { role, bench } = part;
  const { algebra, layout } = bench;
  const stretches = stretchesOf(role);

  const heard = (
    memory: Memory<M>,
    event: RoleEvent<M>,
    receive: Message,
  ): Names<M> | undefined => {
    const { message } = event as FrameStep<M>;
    const body = algebra.decode(layout.wrapping('message', receive), message);
    return body && taken(bench, memory.names, { message: receive, value: body.of });
  };
  /** What comes of an event in a stretch; `undefined` when the message is not of its form. */
  const outcomes = stretches.map((stretch) =>
    once((memory: Memory<M>, event: RoleEvent<M>): Came<M> | undefined => {
      const { receive } = stretch;
      const names = receive === undefined ? memory.names : heard(memory, event, receive);
      return names && followed(part, { ...memory, names }, { stretch, fresh: event.fresh });
    }),
  );

  const machine = setup({
    types: {
      context: {} as Memory<M>,
      events: {} as RoleEvent<M>,
      input: {} as Memory<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      learn: assign((_, names: Names<M>) => ({ names })),
    },
  });
  const at = (index: number): string => stateAt(index, stretches.length);
  const transition = (index: number) => ({
    guard: ({ context, event }: { context: Memory<M>; event: RoleEvent<M> }) =>
      outcomes[index]?.(context, event) !== undefined,
    target: at(index + 1),
    actions: [
      {
        type: 'effects' as const,
        params: ({ context, event }: { context: Memory<M>; event: RoleEvent<M> }) =>
          outcomes[index]?.(context, event)?.effects ?? [],
      },
      {
        type: 'learn' as const,
        params: ({ context, event }: { context: Memory<M>; event: RoleEvent<M> }) =>
          outcomes[index]?.(context, event)?.names ?? context.names,
      },
    ],
  });
  const states = stretches.map((_, index): readonly [string, object] => [
    at(index),
    { on: { [index === 0 ? 'start' : 'frame']: transition(index) } },
  ]);
  const isWaiting = stretches[0]?.then.length === 0;
  return machine.createMachine({
    context: ({ input }) => input,
    initial: at(isWaiting ? 1 : 0),
    states: { ...Object.fromEntries(states), done: {} },
  });
}
