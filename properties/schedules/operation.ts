/**
 * What can happen next in a schedule, as plain data: what people want, what the network attacker does
 * with messages, what is revealed to it, and which fault strikes.
 *
 * An operation names what it is about by numbers, taken modulo how many there are when it is carried
 * out, so that every list of operations is a schedule, and a part of a failing one is one too.
 */
import fc from 'fast-check';
import { garblings, type Garbling } from './garbling.ts';

/** How a message of the attacker's comes about. */
export type Plan = 'part' | 'mutate' | 'take-over' | 'compose' | 'accuse';

/** What happens to a party: it is started again, after a write torn or refused for want of space. */
export const crashes = ['restart', 'torn-write', 'full-disk'] as const;

/** One thing to do; the numbers are indices, modulo what there is. */
export type Operation =
  /** What an undisturbed run would do next, so many times: release, pass on, or wish. */
  | { readonly op: 'progress'; readonly times: number }
  /** A party's next wish, in season or not. */
  | { readonly op: 'intend'; readonly party: number; readonly which: number }
  /** Something that may happen at any time. */
  | { readonly op: 'happen'; readonly party: number; readonly which: number }
  /** Something is taken out of a party's memory. */
  | { readonly op: 'steal'; readonly party: number; readonly theft: number }
  /** Lets a delayed message go on, out of turn. */
  | { readonly op: 'release'; readonly index: number }
  /** A message on its way is lost. */
  | { readonly op: 'drop'; readonly index: number }
  /** A message on its way waits until all others have gone. */
  | { readonly op: 'delay'; readonly index: number }
  /** A message on its way overtakes all others. */
  | { readonly op: 'reorder'; readonly index: number }
  /** Time passes, or a clock that all go by jumps back. */
  | { readonly op: 'wait'; readonly slots: number }
  /** One party's clock goes wrong by so much from now on. */
  | { readonly op: 'skew'; readonly party: number; readonly slots: number }
  /** A party's process ends and starts again. */
  | { readonly op: 'crash'; readonly party: number; readonly how: number }
  /** An observed message once more, where it was going. */
  | { readonly op: 'duplicate'; readonly message: number }
  /** An observed message at any door: another session, another account, another channel. */
  | { readonly op: 'cross'; readonly message: number; readonly door: number }
  /** A message made of parts of observed ones, at its own door or any other. */
  | {
      readonly op: 'forge';
      readonly plan: Plan;
      readonly message: number;
      readonly door: number;
      readonly choices: readonly number[];
    }
  /** The same by SMS, where the sender's number is whatever one likes. */
  | {
      readonly op: 'sms';
      readonly message: number;
      readonly door: number;
      readonly choices: readonly number[];
    }
  /** An observed message with its octets changed, where it was going. */
  | {
      readonly op: 'garble';
      readonly how: Garbling;
      readonly message: number;
      readonly at: number;
      readonly amount: number;
    }
  /** The attacker compares two values of its own making. */
  | { readonly op: 'compare'; readonly choices: readonly number[] };

/** What can be left out of a world, each by itself. */
export const classes = [
  'wishes',
  'drop',
  'delay',
  'duplicate',
  'cross',
  'splice',
  'garble',
  'sms',
  'reveal',
  'clock',
  'crash',
  'compare',
] as const;

/** A class of operations that a world may be without. */
export type OperationClass = (typeof classes)[number];

/** The class of each operation; the honest course is in every world. */
const classNames: Readonly<Record<Operation['op'], OperationClass | undefined>> = {
  progress: undefined,
  intend: 'wishes',
  happen: 'wishes',
  steal: 'reveal',
  release: 'delay',
  delay: 'delay',
  reorder: 'delay',
  wait: 'clock',
  skew: 'clock',
  forge: 'splice',
  drop: 'drop',
  crash: 'crash',
  duplicate: 'duplicate',
  cross: 'cross',
  sms: 'sms',
  garble: 'garble',
  compare: 'compare',
};

/** The class of an operation. */
export function classOf({ op }: Operation): OperationClass | undefined {
  return classNames[op];
}

const index = fc.nat({ max: 999 });
const choices = fc.array(index, { maxLength: 16, size: 'max' });

/** Twice as often those plans that keep a message close to one that is accepted. */
const plan = fc.constantFrom<Plan>(
  ...([
    'part',
    'mutate',
    'mutate',
    'take-over',
    'take-over',
    'compose',
    'accuse',
    'accuse',
  ] as const),
);

/** An operation with its particulars. */
function of<K extends Operation['op']>(
  op: K,
  rest: { readonly [P in keyof Omit<Extract<Operation, { op: K }>, 'op'>]: fc.Arbitrary<unknown> },
): fc.Arbitrary<Operation> {
  return fc.record({ op: fc.constant(op), ...rest }) as unknown as fc.Arbitrary<Operation>;
}

/** Most honest steps of one operation: a payment, from enrolment to the answer, and some more. */
export const progressMax = 24;

/** How often each operation is drawn, where it differs from the usual. */
export type Weights = Readonly<Partial<Record<Operation['op'], number>>>;

/** How often each operation is drawn, of all of these together. */
const usually: Readonly<Record<Operation['op'], number>> = {
  ...{ progress: 26, intend: 1, happen: 2, steal: 2, release: 1, drop: 1, delay: 1, reorder: 1 },
  ...{
    wait: 1,
    skew: 1,
    crash: 1,
    duplicate: 2,
    cross: 1,
    forge: 8,
    sms: 1,
    garble: 2,
    compare: 2,
  },
};

/** Over HTTP: less that needs terms, more that happens to processes. */
export const liveWeights: Weights = {
  ...{ progress: 16, intend: 6, happen: 5, crash: 8, duplicate: 5, garble: 4, forge: 4 },
  ...{ drop: 3, delay: 3, release: 3, steal: 0, compare: 0 },
};

/** How many times as often a class is drawn that a schedule is about. */
const emphasis = 8;

/** Weights under which one class is drawn much more often than it is otherwise. */
export function emphasised(weights: Weights, on: OperationClass): Weights {
  const own = Object.entries(classNames).filter(([, kind]) => kind === on);
  const raised = own.map(([name]) => {
    const op = name as Operation['op'];
    return [op, emphasis * (weights[op] ?? usually[op])] as const;
  });
  return { ...weights, ...Object.fromEntries(raised) };
}

/** Slots by which clocks move: never by none, and by few rather than many. */
const slots = fc.constantFrom(1, 2, 1, 2, 3, -1, -2);

/**
 * Operations of all classes.
 *
 * @param times - how many honest steps one operation is
 * @param weights - how often each is drawn; as usual unless said
 */
export function operations(
  times: fc.Arbitrary<number>,
  weights: Weights = {},
): fc.Arbitrary<Operation> {
  const all: readonly (readonly [Operation['op'], fc.Arbitrary<Operation>])[] = [
    ['progress', of('progress', { times })],
    ['intend', of('intend', { party: index, which: index })],
    ['happen', of('happen', { party: index, which: index })],
    ['steal', of('steal', { party: index, theft: index })],
    ['release', of('release', { index })],
    ['drop', of('drop', { index })],
    ['delay', of('delay', { index })],
    ['reorder', of('reorder', { index })],
    ['wait', of('wait', { slots })],
    ['skew', of('skew', { party: index, slots })],
    ['crash', of('crash', { party: index, how: fc.nat({ max: crashes.length - 1 }) })],
    ['duplicate', of('duplicate', { message: index })],
    ['cross', of('cross', { message: index, door: index })],
    ['forge', of('forge', { plan, message: index, door: index, choices })],
    ['sms', of('sms', { message: index, door: index, choices })],
    [
      'garble',
      of('garble', {
        how: fc.constantFrom(...garblings),
        message: index,
        at: index,
        amount: index,
      }),
    ],
    ['compare', of('compare', { choices })],
  ];
  return fc.oneof(
    ...all.map(([op, arbitrary]) => ({ weight: weights[op] ?? usually[op], arbitrary })),
  );
}
