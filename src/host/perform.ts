/**
 * Step, then effects: one event taken by a chart that a party keeps, inside its transaction.
 *
 * The chart is the model's own. What it asks of the world is answered at once and the answer
 * stepped in the same transaction, so that an order's acceptance, its postings and its result
 * are kept together or not at all (design section 5).
 */
import type { AnyStateMachine } from 'xstate';
import type {
  Ask,
  Claim,
  Effect,
  IntentEvent,
  RoleEvent,
  Send,
  Store,
  Unseeded,
} from '../../model/core/effect.ts';
import {
  isIdle,
  keep,
  type Kept,
  restore,
  type Snapshot,
  start,
  step,
  type Stepped,
} from '../../model/core/step.ts';
import type { PartyKind } from '../../model/core/system.ts';
import type { Bytes } from '../bytes.ts';
import type { Journal } from './journal.ts';
import { traceLine } from './tracing.ts';

/**
 * A list in a chart's memory that is only ever asked for what it has of one thing, and added to: a
 * value that was seen, an order whose outcome is settled.
 */
export interface Indexed {
  /** The name of the list in the chart's context. */
  readonly field: string;
  /** What the list has of that which is about to be added; `undefined` when it has nothing. */
  readonly known: (item: unknown) => unknown;
  /** Adds it, or puts it in the place of what was known of the same thing. */
  readonly add: (item: unknown) => void;
}

/** A chart of a party's. */
export interface Chart {
  /** The party's address: what the trace calls it. */
  readonly name: string;
  readonly kind: PartyKind;
  readonly machine: AnyStateMachine;
  /** What it is set up with; kept elsewhere, and so left out of its saved state. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Lists too long to be saved with every step. */
  readonly indexed?: Indexed;
}

/** Who steps charts: what it keeps and where chance and answers come from. */
export interface Performer {
  readonly journal: Journal;
  /** An unguessable seed for one step. */
  readonly fresh: () => Bytes;
  /** Whether every step is written to the trace; it holds secrets. */
  readonly tracing: boolean;
  /** The world's answer to what a chart asks (§5.2 "the regular bank"). */
  readonly answer?: (ask: Ask<Bytes>) => IntentEvent<Bytes> | undefined;
}

/** What an event led to. */
export interface Performed {
  readonly sends: readonly Send<Bytes>[];
  readonly stores: readonly Store<Bytes>[];
  /** What was claimed (`model/core/effect.ts`). */
  readonly claims: readonly Claim<Bytes>[];
  /** Why the event was refused, if it was; for the operator's log. */
  readonly refusals: readonly string[];
  /** Whether nothing changed and nothing was sent. */
  readonly idle: boolean;
}

/** Questions that one event may lead to, and their answers, before something is wrong. */
const STEPS_MAX = 8;

/**
 * Takes an event; to be called inside the journal's transaction.
 *
 * @param by - whose chart it is
 * @param chart - the chart
 * @param event - what happened, with the clock in milliseconds
 */
export function perform(by: Performer, chart: Chart, event: Unseeded<Bytes>): Performed {
  const before = load(by, chart);
  const queue: Unseeded<Bytes>[] = [event];
  const effects: Effect<Bytes>[] = [];
  let snapshot = before;
  let idle = true;
  for (let steps = 0; ; steps += 1) {
    const next = queue.shift();
    if (next === undefined) break;
    if (steps === STEPS_MAX) throw new Error(`perform: ${chart.name} asks for ever`);
    const stepped = stepOnce(by, chart, { snapshot, event: next });
    idle &&= isIdle(snapshot, stepped);
    snapshot = stepped.snapshot;
    effects.push(...stepped.effects);
    queue.push(...answersTo(by, stepped.effects, next.at));
  }
  if (snapshot !== before) by.journal.saveChart(chart.name, frozen(chart, snapshot));
  return { ...sorted(effects), idle };
}

function answersTo(
  { answer }: Performer,
  effects: readonly Effect<Bytes>[],
  at: number,
): readonly Unseeded<Bytes>[] {
  return effects.flatMap((effect) => {
    const answered = effect.effect === 'ask' ? answer?.(effect) : undefined;
    return answered === undefined ? [] : [{ ...answered, at }];
  });
}

function sorted(effects: readonly Effect<Bytes>[]): Omit<Performed, 'idle'> {
  return {
    sends: effects.flatMap((effect) => (effect.effect === 'send' ? [sendOf(effect)] : [])),
    stores: effects.filter((effect) => effect.effect === 'store'),
    claims: effects.filter((effect) => effect.effect === 'claim'),
    refusals: effects.flatMap((effect) => (effect.effect === 'refuse' ? [effect.why] : [])),
  };
}

function sendOf({ channel, hop, from, to, message, note }: Send<Bytes>): Send<Bytes> {
  return { channel, hop, from, to, message, note };
}

/** One step, written to the trace where one is kept. */
function stepOnce(
  by: Performer,
  chart: Chart,
  { snapshot, event }: { readonly snapshot: Snapshot; readonly event: Unseeded<Bytes> },
): Stepped<Bytes> {
  const seeded = { ...event, fresh: by.fresh() };
  const stepped = stepIndexed(chart, snapshot, seeded);
  if (by.tracing) {
    traceLine(by.journal, { step: chart.name, event: seeded, effects: stepped.effects });
  }
  return stepped;
}

/**
 * One step with the chart's long list out of its memory.
 *
 * The chart only asks whether the one value that it would add is in the list. So it is stepped
 * with an empty list first; what it then adds is looked up, and if it is known the chart is
 * stepped again with what is known in the list, and at most changes that. The model's law "the outcome with
 * the whole list is that with the one value" makes this the same as having the list at hand.
 */
function stepIndexed(
  { machine, indexed, name }: Chart,
  snapshot: Snapshot,
  event: RoleEvent<Bytes>,
): Stepped<Bytes> {
  const stepped = step<Bytes>(machine, snapshot, event);
  if (indexed === undefined) return stepped;
  const { field, known, add } = indexed;
  const [added] = listIn(stepped.snapshot, field);
  if (added === undefined) return stepped;
  const before = known(added);
  if (before === undefined) {
    add(added);
    return { ...stepped, snapshot: withList(machine, stepped.snapshot, [field, []]) };
  }
  const knowing = withList(machine, snapshot, [field, [before]]);
  const again = step<Bytes>(machine, knowing, event);
  const after = listIn(again.snapshot, field);
  if (after.length !== 1) throw new Error(`perform: ${name} took what it has seen`);
  if (isAsBefore(knowing, again.snapshot)) return { snapshot, effects: again.effects };
  add(after[0]);
  return { ...again, snapshot: withList(machine, again.snapshot, [field, []]) };
}

/** Whether a step changed nothing: what was settled before is at most said again. */
function isAsBefore(before: Snapshot, after: Snapshot): boolean {
  return after === before || JSON.stringify(keep(after)) === JSON.stringify(keep(before));
}

function listIn({ context }: Snapshot, field: string): readonly unknown[] {
  return (context as Readonly<Record<string, readonly unknown[]>>)[field] ?? [];
}

function withList(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  [field, list]: readonly [string, readonly unknown[]],
): Snapshot {
  const { value, context } = keep(snapshot);
  return restore(machine, { value, context: { ...asRecord(context), [field]: list } });
}

/** A chart's state as it was saved, or as it starts. */
function load({ journal, tracing }: Performer, chart: Chart): Snapshot {
  const { name, kind, machine, input } = chart;
  const saved = journal.chart(name);
  if (saved === undefined) {
    const { snapshot } = start<Bytes>(machine, input);
    if (tracing) {
      // Saved although nothing has changed, so that the trace says once what it was set up with.
      traceLine(journal, { opens: name, kind, input });
      journal.saveChart(name, frozen(chart, snapshot));
    }
    return snapshot;
  }
  const { value, context } = JSON.parse(saved) as Kept;
  return restore(machine, { value, context: { ...asRecord(context), ...input } });
}

/** A chart's state as it is saved: without what it is set up with and what is kept elsewhere. */
function frozen({ input, indexed }: Chart, snapshot: Snapshot): string {
  const { value, context } = keep(snapshot);
  const memory = Object.entries(asRecord(context)).filter(([field]) => !(field in input));
  const list = indexed === undefined ? {} : { [indexed.field]: [] };
  return JSON.stringify({ value, context: { ...Object.fromEntries(memory), ...list } });
}

/** A chart's context: a record, in every role. */
function asRecord(context: unknown): Readonly<Record<string, unknown>> {
  return context as Readonly<Record<string, unknown>>;
}
