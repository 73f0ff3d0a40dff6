/**
 * The lines of all parties in one order, in which every message comes after it was sent.
 *
 * Each party's own order stays. Among the lines that may come next the one with the earliest time
 * does, by its own party's clock: the clocks need not agree, no message is early for it. Where
 * none may, the message awaited was sent by nobody known: it was put in from outside.
 */
import type { Envelope } from '../../model/core/effect.ts';
import type { Bytes } from '../../src/bytes.ts';
import type { Step } from './form.ts';
import type { Line, PartyLines } from './read.ts';

/** A message delivered that no party known had sent. */
export interface Injected {
  readonly file: string;
  readonly line: number;
  readonly party: string;
  readonly channel: string;
  /** Whom it gives as its sender. */
  readonly from: string;
}

/** All steps in one order, and what became of the messages. */
export interface Merged {
  readonly steps: readonly Line<Step>[];
  /** Messages delivered. */
  readonly messages: number;
  readonly injected: readonly Injected[];
  /** Deliveries of a message beyond the number of times that it was sent. */
  readonly repeated: number;
  /** Messages sent and not delivered to a party of which there is a trace. */
  readonly undelivered: number;
}

interface Queue {
  readonly steps: readonly Line<Step>[];
  next: number;
}

/** How often a message was sent, and taken by its receiver; `strays` of those before it was sent. */
interface Tally {
  sent: number;
  delivered: number;
  strays: number;
}

/** Every message, by all that makes it the same message. */
type Tallies = Map<string, Tally>;

/**
 * Merges what parties recorded, no chart being in two of them.
 *
 * @param parties - their lines; their order decides between equal times
 */
export function merge(parties: readonly PartyLines[]): Merged {
  const queues = parties.map(({ lines }): Queue => ({ steps: lines.filter(isStep), next: 0 }));
  const sentAtAll = new Set(queues.flatMap(({ steps }) => steps.flatMap(sentBy)));
  const tallies: Tallies = new Map();
  const steps: Line<Step>[] = [];
  const injected: Injected[] = [];
  for (;;) {
    const queue = nextOf(queues, tallies, sentAtAll);
    const line = queue && headOf(queue);
    if (queue === undefined || line === undefined) break;
    queue.next += 1;
    if (deliver(tallies, line)) injected.push(injectedIn(line));
    for (const message of sentBy(line)) tallyOf(tallies, message).sent += 1;
    steps.push(line);
  }
  return { steps, injected, ...totals(tallies) };
}

function isStep(line: Line): line is Line<Step> {
  return 'step' in line.said;
}

function headOf({ steps, next }: Queue): Line<Step> | undefined {
  return steps[next];
}

/** The queue whose head comes next: one that may; else one whose message nobody sends; else any. */
function nextOf(
  queues: readonly Queue[],
  tallies: Tallies,
  sentAtAll: ReadonlySet<string>,
): Queue | undefined {
  const wait = (queue: Queue): string | undefined => {
    const line = headOf(queue);
    return line && awaitedBy(line);
  };
  const left = queues.filter(({ steps, next }) => next < steps.length);
  const ready = left.filter((queue) => {
    const message = wait(queue);
    return message === undefined || (tallies.get(message)?.sent ?? 0) > 0;
  });
  if (ready.length > 0) return earliest(ready);
  const stranded = left.filter((queue) => !sentAtAll.has(wait(queue) ?? ''));
  return earliest(stranded.length > 0 ? stranded : left);
}

function earliest(queues: readonly Queue[]): Queue | undefined {
  const timeOf = (queue: Queue): number => headOf(queue)?.said.event.at ?? 0;
  return queues.toSorted((a, b) => timeOf(a) - timeOf(b))[0];
}

/** A message as it reaches a party: what was sent there, all of it, and by which way. */
function messageAt(hop: string, { channel, from, to, message }: Envelope<Bytes>): string {
  return [channel, hop, from, to, message].join('\n');
}

/** The message that a step takes, if it takes one. */
function awaitedBy({ said: { step, event } }: Line<Step>): string | undefined {
  return event.type === 'frame' && 'channel' in event ? messageAt(step, event) : undefined;
}

function sentBy({ said: { effects } }: Line<Step>): readonly string[] {
  return effects.flatMap((effect) =>
    effect.effect === 'send' ? [messageAt(effect.hop, effect)] : [],
  );
}

function tallyOf(tallies: Tallies, message: string): Tally {
  const tally = tallies.get(message) ?? { sent: 0, delivered: 0, strays: 0 };
  tallies.set(message, tally);
  return tally;
}

/** Counts what a step takes; says whether it was put in from outside. */
function deliver(tallies: Tallies, line: Line<Step>): boolean {
  const message = awaitedBy(line);
  if (message === undefined) return false;
  const tally = tallyOf(tallies, message);
  tally.delivered += 1;
  if (tally.sent > 0) return false;
  tally.strays += 1;
  return true;
}

function injectedIn({ file, number, said: { step, event } }: Line<Step>): Injected {
  const { channel = '', from = '' } = 'channel' in event ? event : {};
  return { file, line: number, party: step, channel, from };
}

function totals(tallies: Tallies): Pick<Merged, 'messages' | 'repeated' | 'undelivered'> {
  const all = [...tallies.values()];
  const sum = (count: (tally: Tally) => number): number =>
    all.reduce((total, tally) => total + count(tally), 0);
  return {
    messages: sum(({ delivered }) => delivered),
    repeated: sum(({ sent, delivered, strays }) => Math.max(0, delivered - strays - sent)),
    undelivered: sum(({ sent, delivered, strays }) => Math.max(0, sent - (delivered - strays))),
  };
}
