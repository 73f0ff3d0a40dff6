/**
 * What a search has seen of the charts: the states that parties were in and the transitions that
 * they took, in moves within the bounds; and of the rest, what rules it out.
 *
 * Refusals are left out: a message that is refused is no move of a search.
 */
import type { AnyStateMachine } from 'xstate';
import type { Exploration } from '../../attacks/search/explicit.ts';
import type { RoleStep } from '../../attacks/search/settled.ts';
import type { Stage } from '../../attacks/search/stage.ts';
import type { Party, PartyKind } from '../../model/core/system.ts';
import { axes, axisIds, type Reading } from '../../model/sa2pmp/reading.ts';
import type { Inquiry } from './inquiry.ts';
import type { Coverage, Unreached } from './verdict.ts';

type StateNode = AnyStateMachine['root'];
type Transition = ReturnType<AnyStateMachine['getTransitionData']>[number];

/** A chart's name and the path of a state in it. */
export function stateName(kind: PartyKind, { path }: StateNode): string {
  return [kind, ...path].join('.');
}

/** A state and all within it. */
export function statesWithin(node: StateNode): readonly StateNode[] {
  const inner = Object.values(node.states) as readonly StateNode[];
  return [node, ...inner.flatMap(statesWithin)];
}

/** Whether a transition does nothing but refuse. */
export function isRefusal({ actions }: Transition): boolean {
  return (
    actions.length > 0 &&
    actions.every((action) => typeof action === 'object' && action.type === 'refuse')
  );
}

/** The transitions that leave a state by itself, refusals left out. */
function transitionsOf({ transitions }: StateNode): readonly Transition[] {
  return [...transitions.values()].flat().filter((transition) => !isRefusal(transition));
}

/** A transition's name: its state, its event, and its place among those with the same event. */
export function transitionName(
  kind: PartyKind,
  { source, eventType }: Transition,
  place: number,
): string {
  return `${stateName(kind, source)} on ${eventType}${place === 0 ? '' : ` (${place + 1})`}`;
}

/** The names of the transitions of a state. */
export function namedTransitions(
  kind: PartyKind,
  node: StateNode,
): readonly (readonly [name: string, Transition])[] {
  return transitionsOf(node).map((transition) => {
    const event = String(transition.eventType);
    const alike = (node.transitions.get(event) ?? []) as readonly Transition[];
    return [transitionName(kind, transition, alike.indexOf(transition)), transition];
  });
}

/** What was taken, by the objects of the charts. */
interface Seen {
  readonly states: ReadonlySet<StateNode>;
  readonly transitions: ReadonlySet<Transition>;
}

/** The transitions of one role step. */
function transitionsIn(
  { system, local, algebra }: Stage,
  { party: index, local: id, event }: RoleStep,
): readonly Transition[] {
  const party = system.parties[index];
  if (party === undefined) return [];
  const { snapshot, steps } = local(id);
  const fresh = algebra.derive(system.root, `${party.name} step ${steps}`);
  return party.machine.getTransitionData(snapshot, { ...event, fresh });
}

/** The states that a chart is in. */
function nodesIn(stage: Stage, id: number): readonly StateNode[] {
  const { snapshot } = stage.local(id);
  return (snapshot as { readonly _nodes: readonly StateNode[] })._nodes;
}

/** All that the moves of a search took. */
function seenIn(stage: Stage, { taken = [] }: Exploration): Seen {
  const ids = new Set([...stage.initial, ...taken.map(({ next }) => next)]);
  return {
    states: new Set([...ids].flatMap((id) => nodesIn(stage, id))),
    transitions: new Set(taken.flatMap((step) => transitionsIn(stage, step))),
  };
}

/** The choices that a description names other than those of the reading. */
function otherReading(description: string | undefined, reading: Reading): string | undefined {
  const named = new Set(description?.match(/\bA\d+[a-z]?\b/gu) ?? []);
  const ids = axisIds.filter((id) => named.has(id));
  if (ids.length === 0) return undefined;
  const said = ids.map((id) => `${id} ${axes[id].name} is ${reading[id]}`).join(', ');
  return `the reading: ${said} here`;
}

/** What may happen to a party other than messages: its wishes, and the world's answers. */
function eventsOf({ system }: Stage, party: Party): ReadonlySet<string> {
  const { agenda, anytime } = system;
  const own = [...(agenda[party.name] ?? []), ...(anytime[party.name] ?? [])];
  const asked = system.answer({ what: 'execute', values: {} });
  return new Set(['frame', ...own.map(({ type }) => type), ...(asked ? [asked.type] : [])]);
}

/** What rules out a transition of a chart that takes part. */
function whyNot(
  { stage, reading, seen, states }: Ruling,
  parties: readonly Party[],
  { source, eventType, description }: Transition,
): string {
  if (!seen.states.has(source)) return `its state is not reached`;
  if (!parties.some((party) => eventsOf(stage, party).has(String(eventType)))) {
    return `the agenda: within the bounds nobody wishes for "${String(eventType)}"`;
  }
  const guarded = `the attacker and the bounds: in none of ${states} states does its guard pass`;
  return otherReading(description, reading) ?? guarded;
}

/** By what it is told why something is not reached. */
interface Ruling {
  readonly stage: Stage;
  readonly reading: Reading;
  readonly seen: Seen;
  readonly states: number;
}

/** What is said of one chart. */
function chartCoverage(ruling: Ruling, kind: PartyKind, parties: readonly Party[]): Coverage {
  const [first] = parties;
  const nodes = first === undefined ? [] : statesWithin(first.machine.root);
  const { seen, reading } = ruling;
  const transitions = nodes.flatMap((node) => namedTransitions(kind, node));
  const whyNoState = ({ description, parent }: StateNode): string =>
    otherReading(description, reading) ??
    (parent !== undefined && !seen.states.has(parent)
      ? 'the state that it is in is not reached'
      : 'no transition into it is taken');
  return {
    states: nodes.filter((node) => seen.states.has(node)).map((node) => stateName(kind, node)),
    transitions: transitions.filter(([, one]) => seen.transitions.has(one)).map(([name]) => name),
    unreached: {
      states: nodes
        .filter((node) => !seen.states.has(node))
        .map((node): Unreached => ({ name: stateName(kind, node), why: whyNoState(node) })),
      transitions: transitions
        .filter(([, one]) => !seen.transitions.has(one))
        .map(([name, one]): Unreached => ({ name, why: whyNot(ruling, parties, one) })),
    },
  };
}

/** Charts that nobody runs here, and why. */
function absent({ attacker }: Inquiry, present: ReadonlySet<PartyKind>): readonly Unreached[] {
  const kinds: readonly PartyKind[] = ['client', 'bank', 'log', 'judge'];
  return kinds
    .filter((kind) => !present.has(kind))
    .map((kind) => ({
      name: kind,
      why: attacker.corrupts.includes(kind)
        ? `the attacker: it plays the ${kind}`
        : `the claim: no ${kind} takes part in the scenario`,
    }));
}

/**
 * What a search has seen of the charts.
 *
 * @param inquiry - what was searched
 * @param stage - the stage on which it was
 * @param exploration - what it came to
 */
export function coverageOf(inquiry: Inquiry, stage: Stage, exploration: Exploration): Coverage {
  const { reading } = inquiry.question.protocol;
  const ruling: Ruling = {
    stage,
    reading,
    seen: seenIn(stage, exploration),
    states: exploration.states,
  };
  const byKind = Map.groupBy(stage.system.parties, ({ kind }) => kind);
  const charts = [...byKind].map(([kind, parties]) => chartCoverage(ruling, kind, parties));
  return {
    states: charts.flatMap(({ states }) => states),
    transitions: charts.flatMap(({ transitions }) => transitions),
    unreached: {
      states: [
        ...absent(inquiry, new Set(byKind.keys())),
        ...charts.flatMap(({ unreached }) => unreached.states),
      ],
      transitions: charts.flatMap(({ unreached }) => unreached.transitions),
    },
  };
}
