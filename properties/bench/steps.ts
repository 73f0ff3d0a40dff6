/**
 * Steps of the executable roles: how many per second in each algebra, how much of a run on noble
 * is cryptography, and what reusing one actor scope is worth over XState's own `transition`.
 */
import { transition } from 'xstate';
import type { Algebra } from '../../model/core/algebra.ts';
import type { RoleEvent } from '../../model/core/effect.ts';
import { type Snapshot, step } from '../../model/core/step.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import {
  directStepper,
  initialLocals,
  type Local,
  type Party,
  settle,
  type Stepper,
} from '../../model/core/system.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { timed } from '../../src/instrumented.ts';
import { native } from '../../src/native.ts';
import { type Figure, medianOf, ratePerSecond, secondsOf } from './measure.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

const reading: Reading = readings.published;
const suite = suiteOf(reading);
const payments = 10;
const sessionsTimed = 5;
const turns = 5;

/** A step as it was taken. */
interface Taken<M> {
  readonly machine: Party['machine'];
  readonly snapshot: Snapshot;
  readonly event: RoleEvent<M>;
}

/** Issue, register, log on, renew the key, pay. */
const [bank, client] = ['bank:alice', 'alice'];
const wishes = [bank, client, client, bank, ...Array.from({ length: payments }, () => client)];

let sessions = 0;

/**
 * An honest session from the first key to the last result, its charts built and ready to play;
 * every session has its own secrets. Playing it returns the number of steps.
 */
function prepared<M>(algebra: Algebra<M>, note?: (taken: Taken<M>) => void): () => number {
  sessions += 1;
  const system = buildSystem(algebra, {
    reading,
    bounds: { sessions: payments, customers: 1, renewals: 1 },
    insider: false,
    corrupt: [],
    court: false,
    seed: `bench ${sessions}`,
  });
  const direct = directStepper(system, algebra.derive);
  let steps = 0;
  const stepper: Stepper<Local, M> = (index, local, event) => {
    steps += 1;
    const party = system.parties[index];
    if (party !== undefined && note !== undefined) {
      const fresh = algebra.derive(system.root, `${party.name} step ${local.steps}`);
      note({ machine: party.machine, snapshot: local.snapshot, event: { ...event, fresh } });
    }
    return direct(index, local, event);
  };
  let locals = initialLocals(system);
  const had = new Map<string, number>();
  return () => {
    for (const party of wishes) {
      const place = had.get(party) ?? 0;
      const intent = system.agenda[party]?.[place];
      if (intent === undefined) throw new Error(`bench: ${party} wants nothing more`);
      had.set(party, place + 1);
      const stimulus = { party, intent, at: 0 };
      ({ locals } = settle({ system, holds: {}, stepper }, locals, stimulus));
    }
    return steps;
  };
}

/** A session, built and played. */
function session<M>(algebra: Algebra<M>, note?: (taken: Taken<M>) => void): number {
  return prepared(algebra, note)();
}

const onTerms = (): Algebra<Term> => symbolic(termStore(), suite);

/** Share of the wall time of sessions on noble, once set up, that their primitives take. */
function cryptoShare(): number {
  const { algebra, spent } = timed<Bytes>(concrete(suite), () => process.hrtime.bigint());
  const inside = (): number =>
    Object.values(spent()).reduce((sum, { totalNs }) => sum + Number(totalNs), 0) / 1e9;
  const plays = Array.from({ length: sessionsTimed }, () => prepared(algebra));
  const before = inside();
  const seconds = secondsOf(() => {
    for (const play of plays) play();
  });
  return (inside() - before) / seconds;
}

/** How much faster the steps of one session are with a reused scope than with `transition`. */
function scopeSpeedup(): number {
  const taken: Taken<Term>[] = [];
  session(onTerms(), (at) => taken.push(at));
  // A copy of the event, or what guards and actions have read of it is remembered.
  const all = (take: (at: Taken<Term>) => unknown) => () => {
    for (const at of taken) take({ ...at, event: { ...at.event } });
    return taken.length;
  };
  const reused = all(({ machine, snapshot, event }) => step(machine, snapshot, event));
  const own = all(({ machine, snapshot, event }) => transition(machine, snapshot, event));
  // In turns, so that whatever else the machine does falls on both.
  return medianOf(turns, () => ratePerSecond(0.1, reused) / ratePerSecond(0.1, own));
}

/** Steps per second, the share of cryptography, and the worth of the scope. */
export function stepSpeed(runs: number): readonly Figure[] {
  const rate = <M>(algebra: () => Algebra<M>): number =>
    medianOf(runs, () => ratePerSecond(0.5, () => session(algebra())));
  return [
    {
      id: 'steps-symbolic',
      what: 'role steps on terms, honest sessions',
      value: rate(onTerms),
      unit: '/s',
    },
    {
      id: 'steps-openssl',
      what: 'role steps on OpenSSL',
      value: rate(() => native(suite)),
      unit: '/s',
    },
    {
      id: 'steps-noble',
      what: 'role steps on noble',
      value: rate(() => concrete(suite)),
      unit: '/s',
    },
    {
      id: 'crypto-share',
      what: 'share of a run on noble spent inside crypto primitives',
      value: medianOf(runs, cryptoShare),
      unit: '',
      aim: { than: 'over', value: 0.9 },
    },
    {
      id: 'scope-speedup',
      what: "steps with a reused scope against XState's transition()",
      value: medianOf(runs, scopeSpeedup),
      unit: 'times as fast',
    },
  ];
}
