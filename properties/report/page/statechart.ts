/**
 * A statechart as nested boxes: a state within its state, regions beside each other, below each
 * state the transitions that leave it, with what the paper says of them.
 */
import type { AnyStateMachine } from 'xstate';
import type { PartyKind } from '../../../model/core/system.ts';
import { isRefusal, stateName, transitionName } from '../../verdict/coverage.ts';
import { type Markup, markup } from '../markup.ts';

type StateNode = AnyStateMachine['root'];

/** What was seen of a chart: the names of states and transitions, or nothing where nobody looked. */
export interface SeenOf {
  readonly states: ReadonlySet<string>;
  readonly transitions: ReadonlySet<string>;
}

/** The transitions that leave a state, in words, with their names as coverage has them. */
function transitionsOf(kind: PartyKind, { transitions }: StateNode) {
  return [...transitions].flatMap(([event, alike]) =>
    alike.map((transition, place) => ({
      name: transitionName(kind, transition, place),
      event,
      to: (transition.target ?? []).map((node) => node.path.join('.')),
      refuses: isRefusal(transition),
      description: transition.description,
    })),
  );
}

function mark(isSeen: boolean | undefined, refuses = false): string {
  if (isSeen === undefined || refuses) return '';
  return isSeen ? 'seen' : 'unseen';
}

/** A state with all within it. */
function box(kind: PartyKind, node: StateNode, seen: SeenOf | undefined): Markup {
  const path = node.path.join('.');
  const inner = Object.values(node.states) as readonly StateNode[];
  const lines = transitionsOf(kind, node).map(
    ({ name, event, to, refuses, description }) =>
      markup`<li class="${mark(seen?.transitions.has(name), refuses)}"><b>${event}</b>${to.length > 0 ? ` → ${to.join(', ')}` : ''}${refuses ? ' (refused)' : ''} <span>${description}</span></li>`,
  );
  const layout = node.type === 'parallel' ? 'regions' : 'states';
  return markup`<div class="state ${mark(seen?.states.has(stateName(kind, node)))}" data-state="${path}"><h5>${node.key}${node.type === 'final' ? ' (final)' : ''}</h5><p>${node.description}</p>${lines.length > 0 ? markup`<ul>${lines}</ul>` : undefined}${inner.length > 0 ? markup`<div class="${layout}">${inner.map((one) => box(kind, one, seen))}</div>` : undefined}</div>`;
}

/** A chart. */
export function statechart(
  kind: PartyKind,
  { root }: AnyStateMachine,
  seen: SeenOf | undefined,
): Markup {
  return box(kind, root, seen);
}

/** The states of a chart in short, to be lit up while an attack is stepped through. */
export function outline({ root }: AnyStateMachine): Markup {
  const short = (node: StateNode): Markup => {
    const inner = Object.values(node.states) as readonly StateNode[];
    return markup`<li data-state="${node.path.join('.')}"><span>${node.key}</span>${inner.length > 0 ? markup`<ul>${inner.map(short)}</ul>` : undefined}</li>`;
  };
  const inner = Object.values(root.states) as readonly StateNode[];
  return markup`<ul>${inner.map(short)}</ul>`;
}
