import { describe, expect, test } from 'vitest';
import { symbolic } from '../model/core/symbolic.ts';
import type { Door } from '../model/core/system.ts';
import { type Term, termStore } from '../model/core/term.ts';
import { readings } from '../model/sa2pmp/reading.ts';
import { buildSystem } from '../model/sa2pmp/scenario/scenario.ts';
import { type Capability, givenTo } from './capability/capability.ts';
import { network } from './capability/network.ts';
import { packageExtraction } from './capability/package-extraction.ts';
import { type Arena, beginRun, frameAt, makeMove, type Move, runMoves } from './run.ts';
import { suiteOf } from '../model/sa2pmp/suite.ts';

function arena(capability: Capability, reading = readings.published): Arena<Term> {
  const store = termStore();
  const algebra = symbolic(store, suiteOf(reading));
  const bounds = { sessions: 1, customers: 1, renewals: 0 };
  const { insider, corrupts: corrupt } = capability;
  const system = buildSystem(algebra, { reading, bounds, insider, corrupt, court: false });
  const given = givenTo(system, capability, algebra.name);
  return { algebra, system, holds: capability.holds, given };
}

const toBank: Door = {
  channel: 'wireless',
  hop: 'log',
  from: 'alice',
  to: 'bank:alice',
  server: true,
};
const open: readonly Move[] = [
  { move: 'intend', party: 'bank:alice' },
  { move: 'intend', party: 'alice' },
];
const pass = (index: number): Move => ({
  move: 'deliver',
  door: toBank,
  message: { make: 'observed', index },
});

describe('a move that cannot be made', () => {
  const nothing = { make: 'observed', index: 99 } as const;
  const impossible: readonly (readonly [Move, string])[] = [
    [{ move: 'intend', party: 'nobody' }, 'nobody wants nothing more'],
    [{ move: 'intend', party: 'log' }, 'log wants nothing more'],
    [{ move: 'happen', party: 'alice', which: 99 }, 'nothing of that sort happens'],
    [{ move: 'deliver', door: toBank, message: nothing }, 'the message cannot be made'],
    [{ move: 'release', index: 0 }, 'no such message in flight'],
    [{ move: 'learn', value: nothing, about: 'order' }, 'the value cannot be had'],
  ];

  // Kills: any of these skipped in silence.
  test.each(impossible)('%o is said', (move, why) => {
    const stage = arena(network);
    expect(makeMove(stage, beginRun(stage), move)).toEqual({ made: false, why });
  });

  test('ends a schedule there, by its number, with the runs before it', () => {
    const stage = arena(network);
    const { runs, stuck } = runMoves(stage, [...open, { move: 'release', index: 3 }, ...open]);
    expect(stuck).toBe('move 3: no such message in flight');
    expect(runs).toHaveLength(3);
  });

  test('is a wish too many', () => {
    const stage = arena(network);
    const wishes = stage.system.agenda['bank:alice']?.length ?? 0;
    const all = Array.from({ length: wishes + 1 }, (): Move => ({
      move: 'intend',
      party: 'bank:alice',
    }));
    expect(runMoves(stage, all).stuck).toBe(`move ${wishes + 1}: bank:alice wants nothing more`);
    expect(runMoves(stage, all.slice(1)).stuck).toBeUndefined();
  });

  // A plan whose moves are refused on bytes must not pass for carried out.
  test('is a wish of which nothing comes', () => {
    const early: Move = { move: 'intend', party: 'alice' };
    expect(runMoves(arena(network), [early]).stuck).toBe('move 1: nothing comes of it');
  });
});

describe('a run', () => {
  test('begins with nothing seen, and with what the attacker was given of secrets', () => {
    const plain = arena(network);
    expect(beginRun(plain)).toMatchObject({ observed: [], inFlight: [], events: [] });
    const told = arena({ ...network, reveals: [{ kind: 'password', of: 'honest' }] });
    expect(beginRun(told).events).toEqual([
      { kind: 'compromised', what: 'password of alice', value: told.given['password of alice'] },
    ]);
  });

  // Kills: the registration delivered although held; nothing observed.
  test('shows the attacker what it holds, in order, and moves on only what it delivers', () => {
    const stage = arena(network);
    const { runs } = runMoves(stage, [...open, pass(0)]);
    const [, , registered, delivered] = runs;
    expect(registered?.observed).toHaveLength(1);
    const did = (run: typeof delivered): boolean | undefined =>
      run?.events.some((event) => event.kind === 'claimed' && event.about === 'registered');
    expect([did(registered), did(delivered)]).toEqual([false, true]);
  });

  test('is not changed by the move after it', () => {
    const stage = arena(network);
    const { runs } = runMoves(stage, open);
    const last = runs.at(-1) ?? beginRun(stage);
    const before = JSON.stringify([last.observed, last.events, last.agenda, last.inFlight]);
    const [once, twice] = [makeMove(stage, last, pass(0)), makeMove(stage, last, pass(0))];
    expect(JSON.stringify([last.observed, last.events, last.agenda, last.inFlight])).toBe(before);
    if (!once.made || !twice.made) return expect.fail('not made');
    expect(once.run.events).toEqual(twice.run.events);
  });

  test('has a release take the message out of flight', () => {
    const stage = arena(network, { ...readings.charitable, A10: 'over-the-air' });
    const { runs } = runMoves(stage, [...open, { move: 'intend', party: 'alice' }]);
    const last = runs.at(-1) ?? beginRun(stage);
    expect(last.inFlight.map(({ channel }) => channel)).toEqual(['https']);
    const made = makeMove(stage, last, { move: 'release', index: 0 });
    if (!made.made) return expect.fail(made.why);
    expect(made.run.inFlight.map(({ hop }) => hop)).toEqual(['alice']);
    expect(made.run.events.length).toBeGreaterThan(last.events.length);
  });

  test('shows what the attacker has learned, and that alone', () => {
    const stage = arena(packageExtraction);
    const moves: readonly Move[] = [
      ...open,
      { move: 'learn', value: { make: 'observed', index: 0 }, about: 'package' },
    ];
    const { runs } = runMoves(stage, moves);
    const [before, after] = runs.slice(-2);
    expect(after?.events.slice(before?.events.length)).toEqual([
      { kind: 'learned', value: before?.observed[0] },
    ]);
    expect(after?.locals).toEqual(before?.locals);
  });

  test('has happen what may happen at any time', () => {
    const stage = arena(network);
    const { runs } = runMoves(stage, open);
    const before = runs.at(-1) ?? expect.fail('no run');
    const made = makeMove(stage, before, { move: 'happen', party: 'alice', which: 0 });
    const happened = made.made ? made.run.events.at(-1) : undefined;
    expect(happened).toMatchObject({ kind: 'intended', party: 'alice', intent: 'timeout' });
  });
});

describe('a message of the attacker’s', () => {
  test('goes in at the door and to the address that the door says', () => {
    const { algebra } = arena(network);
    const message = algebra.constant('m');
    const { channel, hop, to } = toBank;
    expect(frameAt(toBank, message)).toEqual({ channel, hop, to, from: 'alice', message });
  });
});
