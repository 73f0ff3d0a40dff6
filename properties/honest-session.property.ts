/**
 * Undisturbed, the protocol does what it is for: on terms and on bytes, under the three named readings
 * and under every reading that is one choice away from one of them.
 */
import { describe, expect, test } from 'vitest';
import { type Arena, type Move, runMoves } from '../attacks/run.ts';
import type { Algebra, Suite } from '../model/core/algebra.ts';
import type { IntentEvent } from '../model/core/effect.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { termStore } from '../model/core/term.ts';
import type { TraceEvent } from '../model/core/trace.ts';
import {
  axes,
  axisIds,
  checksNotices,
  contradictions,
  type Reading,
  type ReadingName,
  readings,
} from '../model/sa2pmp/reading.ts';
import { buildSystem } from '../model/sa2pmp/scenario/scenario.ts';
import { accountEvents, phoneEvents } from '../model/sa2pmp/scenario/wishes.ts';
import { concrete } from '../src/concrete.ts';
import { native } from '../src/native.ts';
import { suiteOf } from '../model/sa2pmp/suite.ts';

const bounds = { sessions: 2, customers: 1, renewals: 1 };
const client = 'alice';
const bank = 'bank:alice';

const outOfCourt = { disputes: false };

/** A party's next wish. */
const wish = (party: string): Move => ({ move: 'intend', party });

/** Something that may happen to a party, where the reading has it (`scenario/wishes.ts`). */
const happens = (party: string, events: readonly IntentEvent<unknown>[], type: string): Move[] => {
  const which = events.findIndex((event) => event.type === type);
  return which < 0 ? [] : [{ move: 'happen', party, which }];
};

/**
 * Issue the package, register, log on, pay; renew the key; pay again. A notice that is to be checked
 * is checked by logging on again (A27), and records that wait go out (A23).
 */
function movesUnder(reading: Reading): readonly Move[] {
  const report = happens(bank, accountEvents(reading, outOfCourt), 'report');
  return [
    ...[bank, client, client, client].map(wish),
    ...report,
    wish(bank),
    ...(checksNotices(reading) ? happens(client, phoneEvents(reading, outOfCourt), 'logOn') : []),
    wish(client),
    ...report,
  ];
}

/** Everything that happens when nobody interferes. */
function session<M>(algebra: Algebra<M>, reading: Reading): readonly TraceEvent<M>[] {
  const scenario = { reading, bounds, insider: false, corrupt: [], court: true };
  const system = buildSystem(algebra, scenario);
  const arena: Arena<M> = { algebra, system, holds: {}, given: {} };
  const { runs, stuck } = runMoves(arena, movesUnder(reading));
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
  expect(by('did', 'logged-on')).toEqual(checksNotices(reading) ? [bank, bank] : [bank]);
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

const points = Object.keys(readings) as readonly ReadingName[];

/** What a choice needs beside it, where alone it contradicts a named point. */
const prerequisites: readonly Partial<Reading>[] = [
  { A14: 'local-unlock' },
  { A13b: 'password' },
  { A19: 'bank-pushes' },
  // What repairs ask for.
  { A13b: 'token' },
  { A8: 'aes-128-gcm', A10b: 'signed', A18: 'exists' },
  { A19: 'bank-pushes', A20: 'signed', A22: 'commitment', A23: 'before' },
  // What a choice of the paper's asks of the repaired reading: without the repair that is at odds with it.
  { A7: 'none' },
  { A7: 'none', A13b: 'password' },
  { A7: 'none', A27: 'bare' },
  { A15: 'automatic' },
  { A26: 'replace', A27: 'bare', A30e: 'none' },
  { A2: 'in-branch' },
  { A13: 'under-key' },
  { A13: 'under-key', A26: 'replace', A27: 'bare', A30e: 'none' },
  { A30d: 'random', R5: 'none' },
  { R3: 'none' },
  { R7: 'none' },
  { A19: 'bank-pushes', R7: 'none' },
  { R5: 'none', R7: 'none' },
  { A22: 'signed-result', R1: 'none', R7: 'none' },
];

/** The first of some readings that makes sense. */
const sensible = (candidates: readonly Reading[]): readonly Reading[] =>
  candidates.filter((reading) => contradictions(reading).length === 0).slice(0, 1);

/** Every reading that is one choice away from a named point, and what that choice needs. */
const neighbours = points.flatMap((point) =>
  axisIds.flatMap((id) =>
    Object.keys(axes[id].choices)
      .filter((choice) => choice !== readings[point][id])
      .flatMap((choice) => {
        const alone: Reading = { ...readings[point], [id]: choice };
        const helped = prerequisites.map((more): Reading => ({ ...alone, ...more, [id]: choice }));
        return sensible([alone, ...helped]).map((reading) => ({
          point,
          choice: `${id}=${choice}`,
          reading,
        }));
      }),
  ),
);

const terms = (suite: Suite) => symbolic(termStore(), suite);

// The sentence: issue 2, "an honest session (register, log on, pay, see the result, be logged;
// then renewal and a second payment) completes". Kills: any check of a role that refuses what an
// honest peer sends, a result or record that is not sent, a renewal that keeps the old key.
describe('an honest session completes', () => {
  describe.each(points)('%s', (point) => {
    const reading = readings[point];
    const suite = suiteOf(reading);
    test('on terms', () => expectComplete(terms(suite), reading));
    test('on noble', () => expectComplete(concrete(suite), reading));
    test('on OpenSSL', () => expectComplete(native(suite), reading));
  });

  // Kills: a choice that no run ever takes.
  test('under every choice that there is', () => {
    const taken = new Set(neighbours.map(({ choice }) => choice));
    const all = axisIds.flatMap((id) =>
      Object.keys(axes[id].choices).map((choice) => `${id}=${choice}`),
    );
    const named = all.filter((choice) =>
      points.some((point) => axisIds.some((id) => `${id}=${readings[point][id]}` === choice)),
    );
    expect(all.filter((choice) => !taken.has(choice) && !named.includes(choice))).toEqual([]);
    expect(neighbours.length).toBeGreaterThanOrEqual(335);
  });

  test.each(neighbours)('$point with $choice, on terms, noble and OpenSSL', ({ reading }) => {
    const suite = suiteOf(reading);
    expectComplete(terms(suite), reading);
    const [left, right] = [concrete(suite), native(suite)];
    expectComplete(left, reading);
    // Byte for byte the same session: signatures, boxes and records.
    expect(session(right, reading)).toEqual(session(left, reading));
  });
});
