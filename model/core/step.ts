/**
 * One step of a role: the one file that calls XState's transition functions.
 *
 * A chart's effects are named actions that do nothing; `transition` returns them in order with
 * their parameters, and they leave here as {@link Effect}s.
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  initialTransition,
  type StateValue,
} from 'xstate';
import type { Effect, RoleEvent } from './effect.ts';

/** A chart's state: serialisable, never changed in place. */
export type Snapshot = AnyMachineSnapshot;

/** What a step leads to. */
export interface Stepped<M> {
  /** The state after the step; the very same object when nothing changed. */
  readonly snapshot: Snapshot;
  /** What the step does, in order. */
  readonly effects: readonly Effect<M>[];
}

const effectNames: ReadonlySet<string> = new Set<Effect<unknown>['effect']>([
  'send',
  'claim',
  'store',
  'ask',
  'refuse',
]);

/** An action as XState returns it. */
interface ReturnedAction {
  readonly type: string;
  readonly params: unknown;
}

/** Several effects in one action, for what depends on the message as a whole. */
function effectsOf<M>(actions: readonly ReturnedAction[]): readonly Effect<M>[] {
  return actions.flatMap(({ type, params }): readonly Effect<M>[] => {
    if (type === 'effects') return params as readonly Effect<M>[];
    if (!effectNames.has(type)) throw new Error(`step: action ${type} is not an effect`);
    return [{ effect: type, ...(params as object) } as Effect<M>];
  });
}

/** The state in which a chart starts, and what it does on starting. */
export function start<M>(machine: AnyStateMachine, input?: unknown): Stepped<M> {
  const [snapshot, actions] = initialTransition(machine, input);
  return { snapshot: snapshot as Snapshot, effects: effectsOf(actions) };
}

type Scope = Parameters<AnyStateMachine['transition']>[2];

/** Collects the actions of one transition. */
interface Collector {
  readonly scope: Scope;
  actions: ReturnedAction[];
}

const collectors = new WeakMap<AnyStateMachine, Collector>();

/**
 * A scope in which a chart's transitions do nothing but note their actions. XState's own
 * `transition` makes an actor for each call, which costs more than the transition; roles neither
 * spawn nor invoke nor emit, so that one scope serves a chart for good.
 */
function collectorFor(machine: AnyStateMachine): Collector {
  const found = collectors.get(machine);
  if (found !== undefined) return found;
  const self = createActor(machine);
  const nothing = (): void => undefined;
  const collector: Collector = {
    actions: [],
    scope: {
      self,
      id: self.id,
      sessionId: self.sessionId,
      system: self.system,
      logger: nothing,
      defer: nothing,
      emit: nothing,
      stopChild: nothing,
      actionExecutor: (action) => {
        collector.actions.push({ type: action.type, params: action.params });
      },
    },
  };
  collectors.set(machine, collector);
  return collector;
}

/** One event taken by a chart. */
export function step<M>(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  event: RoleEvent<M>,
): Stepped<M> {
  const collector = collectorFor(machine);
  collector.actions = [];
  const next: Snapshot = machine.transition(snapshot, event, collector.scope);
  return { snapshot: next, effects: effectsOf(collector.actions) };
}

/** A chart's state as plain JSON data: what a host stores, and all that tells two states apart. */
export interface Kept {
  /** In which states the chart is. */
  readonly value: StateValue;
  /** What it remembers; a field that is undefined may as well be absent. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** A state as it is to be stored. */
export function keep(snapshot: Snapshot): Kept {
  const { value, context } = snapshot as Kept;
  return { value, context };
}

/** The state that was stored, of the same chart. Starts nothing: what entering did is done. */
export function restore(machine: AnyStateMachine, { value, context }: Kept): Snapshot {
  return machine.resolveState({ value, context });
}

/** Whether a step did nothing but refuse: the state is the same and nobody learns of it. */
export function isIdle<M>(before: Snapshot, after: Stepped<M>): boolean {
  return after.snapshot === before && after.effects.every(({ effect }) => effect === 'refuse');
}

/**
 * Remembers what a pure function of a chart's context and event returned, so that guards and
 * actions of one step look at one reading of a frame and no signature is verified twice.
 */
export function once<C extends object, E extends object, R>(
  read: (context: C, event: E) => R,
): (context: C, event: E) => R {
  const known = new WeakMap<E, WeakMap<C, { readonly value: R }>>();
  return (context, event) => {
    const perContext = known.get(event) ?? new WeakMap<C, { readonly value: R }>();
    known.set(event, perContext);
    const found = perContext.get(context);
    if (found !== undefined) return found.value;
    const value = read(context, event);
    perContext.set(context, { value });
    return value;
  };
}
