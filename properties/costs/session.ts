/**
 * An honest session that is played move by move, each step of a party handed to who measures it.
 *
 * The same charts and the same `settle` as in a search or a replay; nobody interferes. Refuses to go
 * on when a party refuses, since then there is nothing to measure.
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { IntentEvent, Unseeded } from '../../model/core/effect.ts';
import type { AnyStateMachine } from 'xstate';
import { isIdle, type Snapshot, type start, type step } from '../../model/core/step.ts';
import {
  directStepper,
  initialLocals,
  type Local,
  type LocalStep,
  type PartyKind,
  settle,
  type Stepper,
  type System,
} from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';

/** The honest customer's phone. */
export const phoneName = 'alice';

/** The chart that the bank keeps for the account. */
const bankName = 'bank:alice';

/** What is done next: the three parts of setting a phone up, and a payment. */
export const moves = ['package', 'start', 'log-on', 'payment'] as const;

/** What is done next. */
export type Move = (typeof moves)[number];

/** Whose wish each move is (`model/sa2pmp/scenario/scenario.ts`). */
const whose: Readonly<Record<Move, string>> = {
  package: bankName,
  start: phoneName,
  'log-on': phoneName,
  payment: phoneName,
};

/** Carries a party's step out and measures it. */
export type Around = <T>(kind: PartyKind, step: () => T) => T;

/** A session under way. */
export interface Session<M> {
  /** Makes the next move: `package`, `start` and `log-on` once each, in this order, then payments. */
  readonly make: (move: Move) => readonly TraceEvent<M>[];
  /** The phone's state now. */
  readonly phone: () => Snapshot;
}

/** The phone's code from elsewhere: its chart, and how it is stepped (`phone.ts`). */
export interface PhoneCode {
  readonly phone: (reading: Reading) => AnyStateMachine;
  readonly start: typeof start;
  readonly step: typeof step;
}

/** What a session is of. */
export interface Played<M> {
  readonly reading: Reading;
  /** How many payments there may be. */
  readonly payments: number;
  /** Measures steps; nothing unless given. */
  readonly around?: Around;
  /** Makes the seed of each step; the algebra's unless given. */
  readonly seeding?: Seeding<M>;
  /** The phone's code, if it comes from elsewhere. */
  readonly phone?: PhoneCode;
}

/** Makes the seed of each step, which is the host's work and no party's. */
export type Seeding<M> = Algebra<M>['derive'];

/** The wishes that a move is: the party's next one, and the records that wait for it to go out (A23). */
function wishesOf<M>(
  system: System<M>,
  move: Move,
  had: number,
): readonly { readonly party: string; readonly intent: IntentEvent<M> }[] {
  const party = whose[move];
  const intent = system.agenda[party]?.[had];
  if (intent === undefined) throw new Error(`costs: ${party} wants nothing more`);
  const reports = (system.anytime[bankName] ?? []).filter(({ type }) => type === 'report');
  const after = move === 'payment' ? reports.map((one) => ({ party: bankName, intent: one })) : [];
  return [{ party, intent }, ...after];
}

/** How a phone whose code comes from elsewhere is started and stepped. */
function foreignPhone<M>(
  { start: begin, step: go, phone }: PhoneCode,
  reading: Reading,
  { seed, input }: { readonly seed: (steps: number) => M; readonly input: unknown },
): {
  readonly first: Local;
  readonly next: (local: Local, event: Unseeded<M>) => LocalStep<Local, M>;
} {
  const chart = phone(reading);
  return {
    first: { snapshot: begin<M>(chart, input).snapshot, steps: 0 },
    next: (local, event) => {
      const stepped = go<M>(chart, local.snapshot, { ...event, fresh: seed(local.steps) });
      const same = stepped.snapshot === local.snapshot;
      return {
        local: same ? local : { snapshot: stepped.snapshot, steps: local.steps + 1 },
        idle: isIdle(local.snapshot, stepped),
        effects: stepped.effects,
      };
    },
  };
}

/** Begins a session in one algebra. */
export function beginSession<M>(
  algebra: Algebra<M>,
  {
    reading,
    payments,
    around = (_kind, step) => step(),
    seeding = algebra.derive,
    phone,
  }: Played<M>,
): Session<M> {
  const bounds = { sessions: payments, customers: 1, renewals: 0 };
  const scenario = { reading, bounds, insider: false, corrupt: [], court: true };
  const system = buildSystem(algebra, scenario);
  const direct = directStepper(system, seeding);
  const phoneIndex = system.parties.findIndex(({ name }) => name === phoneName);
  const foreign =
    phone &&
    foreignPhone<M>(phone, reading, {
      seed: (steps) => seeding(system.root, `${phoneName} step ${steps}`),
      input: system.parties[phoneIndex]?.input,
    });
  const stepper: Stepper<Local, M> = (index, local, event) =>
    around(system.parties[index]?.kind ?? 'judge', () =>
      foreign !== undefined && index === phoneIndex
        ? foreign.next(local, event)
        : direct(index, local, event),
    );
  const had = new Map<string, number>();
  let locals: readonly Local[] = initialLocals(system).map((local, index) =>
    index === phoneIndex ? (foreign?.first ?? local) : local,
  );
  return {
    make: (move) => {
      const count = had.get(whose[move]) ?? 0;
      had.set(whose[move], count + 1);
      const events = wishesOf(system, move, count).flatMap((wish) => {
        const outcome = settle({ system, holds: {}, stepper }, locals, { ...wish, at: 0 });
        ({ locals } = outcome);
        return outcome.events;
      });
      const refused = events.find((event) => event.kind === 'refused');
      if (refused !== undefined) throw new Error(`costs: ${refused.party}: ${refused.why}`);
      return events;
    },
    phone: () => {
      const found = locals[phoneIndex];
      if (found === undefined) throw new Error('costs: no phone');
      return found.snapshot;
    },
  };
}
