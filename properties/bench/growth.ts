/**
 * How searches grow with the number of payments, and what each reduction is worth at each size: a
 * search is made with all of them and without each in turn.
 */
import type { Exploration, Reduction } from '../../attacks/search/explicit.ts';
import { type Figure, secondsOf } from './measure.ts';
import { searched, type Subject } from './search.ts';

/** A search without a reduction is given up beyond this many states. */
const statesMax = 200_000;

const sessions = [1, 2, 3, 4] as const;

/** With all reductions, and without each. */
const variants: readonly (readonly Reduction[])[] = [
  [],
  ['symmetry'],
  ['deduplication'],
  ['memory'],
  ['unheard'],
  ['alike'],
  ['decided'],
  ['echoes'],
];

/** Two customers, so that there is some symmetry; one, and a bank that takes every order again. */
const subjects = [
  { name: 'charitable', attacker: 'network', bounds: { customers: 2 } },
  { name: 'published', attacker: 'network', bounds: { customers: 1 } },
] as const satisfies readonly Subject[];

/** The figures of one search. */
function figuresOf(
  { name, attacker, bounds }: Subject,
  payments: number,
  without: readonly Reduction[],
): readonly Figure[] {
  let exploration: Exploration | undefined;
  const seconds = secondsOf(() => {
    ({ exploration } = searched(
      { name, attacker, bounds: { ...bounds, sessions: payments } },
      { without, statesMax },
    ));
  });
  const [reduction = 'nothing'] = without;
  const id = `growth-${name}-${payments}-without-${reduction}`;
  const isCut = exploration?.complete === false;
  const what = `${name}, ${payments} payments, ${bounds.customers ?? 1} customers, without ${reduction}`;
  return [
    {
      id: `${id}-states`,
      what: `${what}${isCut ? ', given up' : ''}: states`,
      value: exploration?.states ?? 0,
      unit: 'states',
    },
    { id: `${id}-seconds`, what: `${what}: time`, value: seconds, unit: 's' },
  ];
}

/** How searches grow. */
export function growth(): readonly Figure[] {
  return subjects.flatMap((subject) =>
    sessions.flatMap((payments) =>
      variants.flatMap((without) => figuresOf(subject, payments, without)),
    ),
  );
}
