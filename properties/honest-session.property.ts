/**
 * Undisturbed, the protocol does what it is for: on terms and on bytes, under both named readings
 * and under every reading that is one choice away from one of them.
 */
import { describe, expect, test } from 'vitest';
import { type Arena, type Move, runMoves } from '../attacks/run.ts';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { termStore } from '../model/core/term.ts';
import type { TraceEvent } from '../model/core/trace.ts';
import {
  axes,
  axisIds,
  contradictions,
  type Reading,
  type ReadingName,
  readings,
} from '../model/sa2pmp/reading.ts';
import { buildSystem } from '../model/sa2pmp/scenario/scenario.ts';
import { concrete } from '../src/concrete.ts';
import { native } from '../src/native.ts';

const bounds = { sessions: 2, customers: 1, renewals: 1 };
const client = 'alice';
const bank = 'bank:alice';

/** Issue the package, register, log on, pay; renew the key; pay again. */
const moves: readonly Move[] = [bank, client, client, client, bank, client].map((party) => ({
  move: 'intend',
  party,
}));

/** Everything that happens when nobody interferes. */
function session<M>(algebra: Algebra<M>, reading: Reading): readonly TraceEvent<M>[] {
  const scenario = { reading, bounds, insider: false, corrupt: [], court: true };
  const system = buildSystem(algebra, scenario);
  const arena: Arena<M> = { algebra, system, holds: {}, given: {} };
  const { runs, stuck } = runMoves(arena, moves);
  expect(stuck).toBeUndefined();
  const last = runs.at(-1);
  expect(last?.observed, 'messages that nobody received').toEqual([]);
  return last?.events ?? [];
}

/** Who keeps the log under a reading, and how many records two payments make (A19). */
function recordsOf({ A19 }: Reading): readonly string[] {
  const keeper = A19 === 'bank' ? bank : 'log';
  return Array.from({ length: 2 }, () => keeper);
}

function expectComplete<M>(algebra: Algebra<M>, reading: Reading): void {
  const events = session(algebra, reading);
  const claimed = (claim: string, about: string) =>
    events.flatMap((event) =>
      event.kind === 'claimed' && event.claim === claim && event.about === about ? [event] : [],
    );
  const by = (claim: string, about: string) => claimed(claim, about).map(({ party }) => party);
  const stored = (what: string) =>
    events.flatMap((event) => (event.kind === 'stored' && event.what === what ? [event] : []));

  expect(events.flatMap((event) => (event.kind === 'refused' ? [event] : []))).toEqual([]);
  expect(by('did', 'logged-on')).toEqual([bank]);
  expect(by('did', 'registered')).toEqual([bank, bank]);
  expect(by('did', 'expired')).toEqual([bank]);
  const [first, renewed] = stored('depository').map(({ values }) => values.at(-1));
  expect(renewed).not.toEqual(first);

  expect(by('running', 'order')).toEqual([client, client]);
  const orders = claimed('running', 'order').map(({ values }) => values);
  expect(new Set(orders.flat()).size).toBe(2);
  expect(claimed('commit', 'order').map(({ values }) => values)).toEqual(orders);
  expect(claimed('did', 'posted').map(({ values }) => values)).toEqual(orders);
  const results = claimed('running', 'result').map(({ values }) => values);
  expect(by('commit', 'result')).toEqual([client, client]);
  expect(claimed('commit', 'result').map(({ values }) => values)).toEqual(results);
  expect(results.map(([order]) => [order])).toEqual(orders);

  expect(stored('log').map(({ party }) => party)).toEqual(recordsOf(reading));
  expect(stored('frames')).toHaveLength(reading.A19 === 'both' ? 2 : 0);
}

const points: readonly ReadingName[] = ['published', 'charitable'];

/** Every reading that is one choice away from a named point, and makes sense. */
const neighbours = points.flatMap((point) =>
  axisIds.flatMap((id) =>
    Object.keys(axes[id].choices)
      .filter((choice) => choice !== readings[point][id])
      .map((choice) => ({
        point,
        choice: `${id}=${choice}`,
        reading: { ...readings[point], [id]: choice },
      }))
      .filter(({ reading }) => contradictions(reading).length === 0),
  ),
);

const terms = (suite: Suite) => symbolic(termStore(), suite);

// The sentence: issue 2, "an honest session (register, log on, pay, see the result, be logged;
// then renewal and a second payment) completes". Kills: any check of a role that refuses what an
// honest peer sends, a result or record that is not sent, a renewal that keeps the old key.
describe('an honest session completes', () => {
  describe.each(points)('%s', (point) => {
    const reading = readings[point];
    const suite: Suite = { cipher: reading.A8 };
    test('on terms', () => expectComplete(terms(suite), reading));
    test('on noble', () => expectComplete(concrete(suite), reading));
    test('on OpenSSL', () => expectComplete(native(suite), reading));
  });

  test('under ninety readings or more besides the named two', () => {
    expect(neighbours.length).toBeGreaterThanOrEqual(90);
  });

  test.each(neighbours)('$point with $choice, on terms and on OpenSSL', ({ reading }) => {
    const suite: Suite = { cipher: reading.A8 };
    expectComplete(terms(suite), reading);
    expectComplete(native(suite), reading);
  });
});
