/**
 * Charts taken apart into their transitions (§5.1, §5.2) and put together with one of them changed: what
 * a mutant does to a guard or an action, and how it is noted which transitions a run evaluates.
 *
 * Refuses nothing: a change to a transition that a chart does not have leaves it as it is.
 */
import { and, type AnyStateMachine, createMachine } from 'xstate';
import type { Effect } from '../../../model/core/effect.ts';
import type { PartyKind } from '../../../model/core/system.ts';

/** A guard or an action as a chart writes it. */
type Written = string | { readonly type: string; readonly params?: unknown } | GuardFunction;

/** A guard as a chart writes it. */
export type Guard = Written;

/** A guard made by `and`, `or` or `stateIn`. */
interface GuardFunction {
  (...scope: readonly unknown[]): unknown;
  readonly guards?: readonly Written[];
  readonly stateValue?: unknown;
}

/** A transition as a chart writes it. */
export interface Transition {
  readonly guard?: Written;
  readonly target?: string;
  readonly description?: string;
  readonly actions?: Written | readonly Written[];
}

/** A state as a chart writes it. */
interface State {
  readonly on?: Readonly<Record<string, Transition | readonly Transition[]>>;
  readonly entry?: Written | readonly Written[];
  readonly states?: Readonly<Record<string, State>>;
}

/** A transition and its name; the entry of a state is one that has actions alone. */
export interface Site {
  readonly name: string;
  readonly transition: Transition;
}

/** Puts other transitions in the place of one: none, or several. */
export type Edit = (site: Site) => readonly Transition[];

/** One thing, or several. */
function listed<T>(one: T | readonly T[] | undefined): readonly T[] {
  if (one === undefined) return [];
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}

/** The actions of a transition. */
export const actionsOf = ({ actions }: Transition): readonly Written[] => listed(actions);

/** The name of a guard or an action. */
export function writtenName(written: Written): string {
  if (typeof written === 'string') return written;
  if (typeof written === 'object') return written.type;
  if (written.stateValue !== undefined) return `in ${JSON.stringify(written.stateValue)}`;
  return listed(written.guards).map(writtenName).join(' and ');
}

/** The conjuncts of a guard; none where it is not a conjunction. */
export function conjunctsOf({ guard }: Transition): readonly Written[] {
  const isFunction = typeof guard === 'function' && guard.stateValue === undefined;
  return isFunction ? listed(guard.guards) : [];
}

/** A transition whose guard is the conjunction of some guards. */
export function guardedBy(
  { guard: _, ...rest }: Transition,
  guards: readonly Written[],
): Transition {
  const [first, ...others] = guards;
  if (first === undefined) return rest;
  return {
    ...rest,
    guard: others.length === 0 ? first : (and(guards as never) as unknown as GuardFunction),
  };
}

/** The name of a state, or of what it is in. */
const nameOf = (kind: PartyKind, path: readonly string[]): string => [kind, ...path].join('.');

/** A state with its transitions edited. */
function editedState(
  state: State,
  { kind, path, edit }: { kind: PartyKind; path: readonly string[]; edit: Edit },
): State {
  const name = nameOf(kind, path);
  const edited = Object.entries(state.on ?? {}).map(([event, written]) => [
    event,
    listed(written).flatMap((transition, place) =>
      edit({ name: `${name} on ${event}${place === 0 ? '' : ` (${place + 1})`}`, transition }),
    ),
  ]);
  const inner = Object.entries(state.states ?? {}).map(([step, one]) => [
    step,
    editedState(one, { kind, path: [...path, step], edit }),
  ]);
  const entered =
    state.entry === undefined
      ? []
      : edit({ name: `${name} entry`, transition: { actions: listed(state.entry) } });
  return {
    ...state,
    ...(state.on === undefined
      ? {}
      : { on: Object.fromEntries(edited) as NonNullable<State['on']> }),
    ...(state.entry === undefined ? {} : { entry: entered.flatMap(actionsOf) }),
    ...(state.states === undefined
      ? {}
      : { states: Object.fromEntries(inner) as NonNullable<State['states']> }),
  };
}

/** A chart with its transitions edited, and with more guards to name. */
function rewritten(
  machine: AnyStateMachine,
  editing: { readonly kind: PartyKind; readonly edit: Edit },
  besides: Readonly<Record<string, unknown>>,
): AnyStateMachine {
  const config = editedState(machine.config as State, { ...editing, path: [] });
  const { guards, ...others } = machine.implementations;
  const implementations = { ...others, guards: { ...guards, ...besides } };
  return createMachine(config as never, implementations as never);
}

/** A chart with its transitions edited. */
export function edited(kind: PartyKind, machine: AnyStateMachine, edit: Edit): AnyStateMachine {
  return rewritten(machine, { kind, edit }, {});
}

/** The transitions of a chart, entries among them. */
export function sitesOf(kind: PartyKind, machine: AnyStateMachine): readonly Site[] {
  const sites: Site[] = [];
  edited(kind, machine, (site) => {
    sites.push(site);
    return [site.transition];
  });
  return sites;
}

/** A guard whose names are those of another chart's guards. */
function renamed(written: Written, prefix: string): Written {
  if (typeof written === 'string') return `${prefix}${written}`;
  if (typeof written === 'object') return { ...written, type: `${prefix}${written.type}` };
  if (written.stateValue !== undefined) return written;
  return and(
    listed(written.guards).map((one) => renamed(one, prefix)) as never,
  ) as unknown as GuardFunction;
}

/** Prefix of the guards of the chart that has a check switched off. */
const lax = 'lax ';

/**
 * A chart that makes a check too late: what passes all checks goes as before; what passes all but that
 * one has its effects and leaves the state as it was.
 *
 * @param kind - whose chart
 * @param strict - the chart
 * @param without - the same with the check switched off
 */
export function late(
  kind: PartyKind,
  strict: AnyStateMachine,
  without: AnyStateMachine,
): AnyStateMachine {
  const sites = new Map(sitesOf(kind, without).map(({ name, transition }) => [name, transition]));
  const guards = Object.entries(without.implementations.guards).map(([name, guard]) => [
    `${lax}${name}`,
    guard,
  ]);
  const edit: Edit = ({ name, transition }) => {
    const twin = sites.get(name);
    const effects =
      twin === undefined ? [] : actionsOf(twin).filter((one) => writtenName(one) === 'effects');
    if (twin?.guard === undefined || effects.length === 0) return [transition];
    return [transition, { guard: renamed(twin.guard, lax), actions: effects }];
  };
  const besides = Object.fromEntries(guards) as Record<string, unknown>;
  return rewritten(strict, { kind, edit }, besides);
}

/** What an action's effects are worked out from. */
type Params = (...scope: readonly unknown[]) => readonly Effect<unknown>[];

/** An action with what it does looked at, and changed. */
export function withEffects(
  written: Written,
  change: (effects: readonly Effect<unknown>[]) => readonly Effect<unknown>[],
): Written {
  if (typeof written !== 'object' || written.type !== 'effects') return written;
  const params = written.params as Params;
  return { ...written, params: (...scope: readonly unknown[]) => change(params(...scope)) };
}
