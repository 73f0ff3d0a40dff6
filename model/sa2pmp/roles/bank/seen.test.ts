import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrameStep } from '../../../core/effect.ts';
import { keep, restore, type Stepped, step } from '../../../core/step.ts';
import type { Term } from '../../../core/term.ts';
import { axes, type Reading, readings } from '../../reading.ts';
import { setting } from '../../setting.ts';
import { bankName, opened, orderFrom, type Play } from '../../testing/play.ts';
import { bank } from './chart.ts';
import type { BankContext } from './context.ts';

const choices = Object.keys(axes.A7.choices) as readonly Reading['A7'][];

/** The same bank with something else for what it has seen. */
type Cut = (seen: readonly Term[], trace: Term | undefined) => readonly Term[];

/** What a host does that keeps `seen` in an index: it looks up what the step would append. */
const indexed: Cut = (seen, trace) => seen.filter((one) => one === trace);

/** One order: the randomness of its text, of signature and box, and who makes it. */
interface Order {
  readonly transaction: string;
  readonly fresh: string;
  readonly forged: boolean;
}

const order: fc.Arbitrary<Order> = fc.record({
  transaction: fc.constantFrom('t', 'u'),
  fresh: fc.constantFrom('f', 'g', 'h'),
  forged: fc.boolean(),
});

/** An order as the bank hears it. */
function frameOf(p: Play, { transaction, fresh, forged }: Order): FrameStep<Term> {
  const { algebra } = p;
  const seed = algebra.name('seed', transaction);
  const message = orderFrom(p, {
    fresh,
    order: { transaction: algebra.derive(seed, 'transaction') },
    ...(forged ? { signingKey: algebra.derive(seed, 'signing-key') } : {}),
  });
  return {
    type: 'frame',
    channel: 'wired',
    from: 'alice',
    to: bankName,
    message,
    at: 0,
    fresh: seed,
  };
}

/** What a step did and left, but for what had been seen before it. */
function outcome({ effects, snapshot }: Stepped<Term>, before: readonly Term[]) {
  const { value, context } = keep(snapshot);
  const { seen, ...rest } = context as unknown as BankContext<Term>;
  expect(seen.slice(0, before.length)).toEqual(before);
  return { effects, value, rest, appended: seen.slice(before.length) };
}

/** Has the bank hear orders twice over, once with all that it has seen, once with what is left. */
function compared(A7: Reading['A7'], orders: readonly Order[], cut: Cut) {
  const p = opened({ A7 });
  const world = setting(p.algebra, { ...readings.published, A7 });
  const machine = bank(world);
  const index = p.system.parties.findIndex(({ name }) => name === bankName);
  let snapshot = p.locals()[index]?.snapshot ?? expect.fail('no bank');
  return orders.map((one) => {
    const event = frameOf(p, one);
    const { value, context } = keep(snapshot);
    const all = (context as unknown as BankContext<Term>).seen;
    const seeing = (seen: readonly Term[]): Stepped<Term> =>
      step<Term>(machine, restore(machine, { value, context: { ...context, seen } }), event);
    const [trace] = outcome(seeing([]), []).appended;
    const left = cut(all, trace);
    const full = step<Term>(machine, snapshot, event);
    const part = seeing(left);
    const taken = full.effects.some((effect) => effect.effect === 'ask');
    const executed = { type: 'executed', values: {}, at: 0, fresh: event.fresh };
    snapshot = taken ? step<Term>(machine, full.snapshot, executed).snapshot : full.snapshot;
    return { taken, trace, full: outcome(full, all), part: outcome(part, left) };
  });
}

describe('what the bank has seen (A7)', () => {
  const orders = fc.array(order, { minLength: 1, maxLength: 8, size: 'max' });

  // What lets a host keep it in an index. Kills: any other use of `seen`, a trace not appended.
  test.each(choices)('%s: is asked about one value alone, which it appends', (A7) => {
    fc.assert(
      fc.property(orders, (some) => {
        for (const { taken, trace, full, part } of compared(A7, some, indexed)) {
          expect(part).toEqual(full);
          const remembers = taken && ['ciphertexts', 'signatures', 'transactions'].includes(A7);
          expect(full.appended).toEqual(remembers ? [trace] : []);
        }
      }),
      { numRuns: 40 },
    );
  });

  // The law above would hold of a bank that took everything.
  test('makes a difference: with nothing of it the bank takes an order again', () => {
    const twice: readonly Order[] = Array.from({ length: 2 }, () => ({
      transaction: 't',
      fresh: 'f',
      forged: false,
    }));
    for (const A7 of ['ciphertexts', 'signatures', 'transactions'] as const) {
      const [, again] = compared(A7, twice, () => []);
      expect(again?.taken).toBe(false);
      expect(again?.part.appended).toHaveLength(1);
    }
  });
});
