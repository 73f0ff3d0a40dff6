/**
 * Trace validation: the model takes every step that was recorded, from the same input, on the
 * same events; what it does must be what was recorded, value for value.
 *
 * The bank's long list of what it has seen is a table in the host, and so is the log's of what became
 * of orders (R7); here the charts keep them whole.
 * Refuses, besides other effects: an answer of the regular bank's that nobody asked for, a
 * question without one, a chart set up twice, and a party whose charts do not stand where its
 * trace ends, which shows lines that were cut off.
 */
import { keep, type Snapshot, start, step } from '../../model/core/step.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { bank } from '../../model/sa2pmp/roles/bank/chart.ts';
import { client } from '../../model/sa2pmp/roles/client/chart.ts';
import { log } from '../../model/sa2pmp/roles/log.ts';
import type { Bytes } from '../../src/bytes.ts';
import { isSealed } from '../../src/host/phone/lock.ts';
import { liveSetting } from '../../src/host/world.ts';
import { asKept, difference } from './difference.ts';
import { type ChartKind, jsonIn, type Opens, type Step } from './form.ts';
import type { OrRefused, PartyLines } from './read.ts';

/** The model's charts, by kind. */
export type Charts = Readonly<Record<ChartKind, ReturnType<typeof client>>>;

/** The charts of the running system. */
export function chartsOf(algebra: Algebra<Bytes>, reading: Reading): Charts {
  const setting = liveSetting(algebra, reading);
  return { client: client(setting), bank: bank(setting), log: log(setting) };
}

/** A chart under way. */
interface Walk {
  readonly opened: Opens;
  readonly now: Snapshot;
  /** When the chart asked the regular bank, if it has no answer yet. */
  readonly askedAt: number | undefined;
}

type Walks = Map<string, Walk>;

/**
 * Has the model take every step of one party.
 *
 * @param charts - the model's charts
 * @param party - what was recorded
 * @returns how many steps it took, or the first line that the model does not make
 */
export function validate(
  charts: Charts,
  { file, lines, charts: saved }: PartyLines,
): OrRefused<{ readonly steps: number }> {
  const walks: Walks = new Map();
  let steps = 0;
  for (const { number, said } of lines) {
    const why = 'opens' in said ? opens(charts, walks, said) : takes(charts, walks, said);
    if (why !== undefined) return { refused: { file, line: number, why } };
    if ('step' in said) steps += 1;
  }
  const why = standing(walks, saved);
  return why === undefined ? { steps } : { refused: { file, line: lines.length, why } };
}

/** Sets a chart up: once. */
function opens(charts: Charts, walks: Walks, said: Opens): string | undefined {
  if (walks.has(said.opens)) return `${said.opens} is set up a second time`;
  const { snapshot } = start<Bytes>(charts[said.kind], said.input);
  walks.set(said.opens, { opened: said, now: snapshot, askedAt: undefined });
  return unanswered(walks);
}

/** Whether some chart still waits for the regular bank, which answers at once. */
function unanswered(walks: Walks, but?: string): string | undefined {
  const waiting = [...walks].find(([name, { askedAt }]) => askedAt !== undefined && name !== but);
  return waiting && `${waiting[0]} asked the regular bank and has no answer`;
}

function takes(charts: Charts, walks: Walks, said: Step): string | undefined {
  const walk = walks.get(said.step);
  if (walk === undefined) return `${said.step} takes a step before it is set up`;
  const why = unanswered(walks, said.step) ?? answers(walk, said);
  if (why !== undefined) return why;
  const taken = stepped(charts, walk, said);
  if (typeof taken === 'string') return taken;
  walks.set(said.step, { ...walk, now: taken.snapshot, askedAt: askedIn(said) });
  return difference(asKept(taken.effects), said.effects, `${said.step}, effect`);
}

/** Whether a step is the regular bank's answer, just when one is due. */
function answers({ askedAt }: Walk, { step: name, event }: Step): string | undefined {
  const isAnswer = event.type === 'executed' || event.type === 'declined';
  if (isAnswer && askedAt === undefined) return `${name} is answered and has asked nothing`;
  if (askedAt === undefined) return undefined;
  if (!isAnswer) return `${name} asked the regular bank and has no answer`;
  return event.at === askedAt ? undefined : `${name} is answered at another time than it asked`;
}

function askedIn({ event, effects }: Step): number | undefined {
  return effects.some(({ effect }) => effect === 'ask') ? event.at : undefined;
}

function stepped(
  charts: Charts,
  { opened, now }: Walk,
  { step: name, event }: Step,
): ReturnType<typeof step<Bytes>> | string {
  try {
    return step<Bytes>(charts[opened.kind], now, event);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return `${name}: the model cannot take this step (${what})`;
  }
}

/** Lists that a host keeps in a table: the bank's of what it has seen, the log's of outcomes (R7). */
const INDEXED: readonly string[] = ['seen', 'resolved'];

/** A chart's state as a party keeps it: without its input, the long lists and what is sealed. */
function stateOf(snapshot: Snapshot, without: readonly string[]): unknown {
  const { value, context } = keep(snapshot);
  const memory = Object.entries(context).filter(([field]) => !without.includes(field));
  return asKept({ value, context: Object.fromEntries(memory) });
}

/** Whether the party's charts stand where the trace ends. */
function standing(walks: Walks, saved: PartyLines['charts']): string | undefined {
  const waiting = unanswered(walks);
  if (waiting !== undefined) return waiting;
  const stranger = Object.keys(saved).find((name) => !walks.has(name));
  if (stranger !== undefined) return `the party keeps ${stranger}, of which the trace says nothing`;
  for (const [name, { opened, now }] of walks) {
    const kept = saved[name];
    if (kept === undefined) return `the party keeps nothing of ${name}`;
    const sealed = sealedIn(kept);
    const why = difference(
      stateOf(now, [...INDEXED, ...sealed, ...Object.keys(opened.input)]),
      withoutFields(kept, [...INDEXED, ...sealed]),
      `${name}, as the party keeps it after the last line`,
    );
    if (why !== undefined) return why;
  }
  return undefined;
}

type Kept = { readonly value?: unknown; readonly context?: object } | undefined;

/** What of a state is sealed under the PIN of a phone (A25): nobody can tell what it is. */
function sealedIn(kept: string): readonly string[] {
  const context = Object.entries((jsonIn(kept) as Kept)?.context ?? {});
  return context.flatMap(([field, value]) => (isSealed(value) ? [field] : []));
}

/** A state out of a party's file. */
function withoutFields(kept: string, without: readonly string[]): unknown {
  const json = jsonIn(kept) as Kept;
  const memory = Object.entries(json?.context ?? {}).filter(([field]) => !without.includes(field));
  return { value: json?.value, context: Object.fromEntries(memory) };
}
