/**
 * What a certificate says was reached of the charts, held against the charts: every state and every
 * transition there is stands in it once, as reached or as not reached.
 */
import type { PartyKind } from '../../model/core/system.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { namedTransitions, stateName, statesWithin } from '../verdict/coverage.ts';
import type { Inquiry } from '../verdict/inquiry.ts';
import type { VerdictRecord } from './schema.ts';
import { difference, type Problem } from './difference.ts';

/** Names as they are compared. */
const inOrder = (names: readonly string[]): readonly string[] => names.toSorted();

/** What is wrong with what is said of the charts of an inquiry. */
export function chartProblem(
  { problem }: Inquiry,
  coverage: VerdictRecord['coverage'],
): Problem | undefined {
  if (coverage === undefined) return undefined;
  const { parties } = problem.build(symbolic(termStore(), problem.suite));
  const kinds = new Map<PartyKind, (typeof parties)[number]>();
  for (const party of parties) if (!kinds.has(party.kind)) kinds.set(party.kind, party);
  const nodes = [...kinds].flatMap(([kind, { machine }]) =>
    statesWithin(machine.root).map((node) => ({ kind, node })),
  );
  const states = nodes.map(({ kind, node }) => stateName(kind, node));
  const transitions = nodes.flatMap(({ kind, node }) =>
    namedTransitions(kind, node).map(([name]) => name),
  );
  const { unreached } = coverage;
  // A chart that nobody runs here is said to be unreached by its own name.
  const namedStates = unreached.states
    .map(({ name }) => name)
    .filter((name) => name.includes('.') || kinds.has(name as PartyKind));
  const said = {
    states: inOrder([...coverage.states, ...namedStates]),
    transitions: inOrder([
      ...coverage.transitions,
      ...unreached.transitions.map(({ name }) => name),
    ]),
  };
  return difference(
    said,
    { states: inOrder(states), transitions: inOrder(transitions) },
    '/coverage',
  );
}
