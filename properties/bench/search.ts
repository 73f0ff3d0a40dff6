/**
 * The search: distinct states per second, and what each of its reductions is worth.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import {
  type Exploration,
  explore,
  type Quest,
  type Reduction,
} from '../../attacks/search/explicit.ts';
import { setStage, type StepCounts } from '../../attacks/search/stage.ts';
import { type Bounds, defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { protocol, type protocolNames } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import { type Figure, medianOf, secondsOf } from './measure.ts';

/** Enough for every search here to end by itself, all reductions on. */
const statesEnough = 1_000_000;

/** What is searched. */
export interface Subject {
  readonly name: (typeof protocolNames)[number];
  readonly attacker: string;
  readonly bounds: Partial<Bounds>;
}

/** The claims that no party but the attacker named breaks: one search. */
export function searched(
  { name, attacker: id, bounds }: Subject,
  { without = [], statesMax = statesEnough }: Partial<Pick<Quest, 'without' | 'statesMax'>> = {},
): { readonly exploration: Exploration; readonly counts: StepCounts } {
  const attacker = capabilities.find((capability) => capability.id === id);
  if (attacker === undefined) throw new Error(`bench: no attacker ${id}`);
  const question = {
    protocol: protocol(name),
    attacker,
    claims: usualClaims.filter(({ corrupts }) => corrupts.length === 0),
    bounds: { ...defaultBounds, ...bounds },
    statesMax,
  };
  const [inquiry] = inquiries(question);
  if (inquiry === undefined) throw new Error('bench: nothing to search');
  const stage = setStage(inquiry.problem, inquiry.attacker);
  const exploration = explore(stage, { claims: inquiry.claims, statesMax, without });
  return { exploration, counts: stage.counts() };
}

/** Everything holds here, so that the search sees all states there are. */
const exhaustive: Subject = {
  name: 'published',
  attacker: 'network',
  bounds: { sessions: 1, customers: 2 },
};
const twoCustomers: Subject = {
  name: 'charitable',
  attacker: 'network',
  bounds: { customers: 2 },
};
const onePayment: Subject = { name: 'charitable', attacker: 'insider', bounds: { sessions: 1 } };

/** How many times more states a search sees without a reduction. */
function worth(subject: Subject, reduction: Reduction): number {
  const { states } = searched(subject).exploration;
  return searched(subject, { without: [reduction] }).exploration.states / states;
}

/** Speed of the search. */
export function searchSpeed(runs: number): readonly Figure[] {
  const statesPerSecond = medianOf(runs, () => {
    let states = 0;
    const seconds = secondsOf(() => {
      ({ states } = searched(exhaustive).exploration);
    });
    return states / seconds;
  });
  const { exploration } = searched(exhaustive);
  return [
    {
      id: 'search-states-per-second',
      what: 'search, published against network, 2 customers, 1 payment: distinct states',
      value: statesPerSecond,
      unit: '/s',
    },
    {
      id: 'search-states',
      what: 'the same search: distinct states in all',
      value: exploration.states,
      unit: 'states',
    },
  ];
}

/** What the reductions are worth. */
export function reductionsWorth(): readonly Figure[] {
  const { counts, exploration } = searched(exhaustive);
  const steps = counts.made + counts.remembered;
  return [
    {
      id: 'symmetry-worth',
      what: 'without symmetry, charitable against network, 2 customers, 2 payments: states',
      value: worth(twoCustomers, 'symmetry'),
      unit: 'times as many',
    },
    {
      id: 'deduplication-worth',
      what: 'without deduplication, charitable against insider, 1 payment: states',
      value: worth(onePayment, 'deduplication'),
      unit: 'times as many',
    },
    {
      id: 'memo-worth',
      what: `without memoised steps, ${exploration.transitions} transitions: role steps made`,
      value: steps / counts.made,
      unit: 'times as many',
    },
    {
      id: 'steps-made',
      what: 'the same search with them: role steps really made',
      value: counts.made,
      unit: 'steps',
    },
  ];
}
