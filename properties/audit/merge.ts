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

/** A message delivered once more than it was sent. */
export interface Repeated extends Injected {
  /** Where it was sent first. */
  readonly sent: Pick<Injected, 'file' | 'line'>;
}

/** A message sent that its receiver did not take. */
export interface Undelivered extends Pick<Injected, 'file' | 'line' | 'party' | 'channel'> {
  /** Who was to get it first. */
  readonly hop: string;
  /** What it is, in the paper's words. */
  readonly note: string;
}

/** All steps in one order, and what became of the messages. */
export interface Merged {
  readonly steps: readonly Line<Step>[];
  /** Messages delivered. */
  readonly messages: number;
  readonly injected: readonly Injected[];
  /** Deliveries of a message beyond the number of times that it was sent. */
  readonly repeated: readonly Repeated[];
  /** Messages sent and not delivered. */
  readonly undelivered: readonly Undelivered[];
}

interface Queue {
  readonly steps: readonly Line<Step>[];
  next: number;
}

/** Where a message was sent, and where taken by its receiver; `strays` before it was sent. */
interface Tally {
  readonly sent: Undelivered[];
  readonly delivered: Injected[];
  readonly strays: Injected[];
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
  for (;;) {
    const queue = nextOf(queues, tallies, sentAtAll);
    const line = queue && headOf(queue);
    if (queue === undefined || line === undefined) break;
    queue.next += 1;
    deliver(tallies, line);
    send(tallies, line);
    steps.push(line);
  }
  return { steps, ...totals(tallies, steps) };
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
    return message === undefined || (tallies.get(message)?.sent.length ?? 0) > 0;
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
  const tally = tallies.get(message) ?? { sent: [], delivered: [], strays: [] };
  tallies.set(message, tally);
  return tally;
}

/** Writes down what a step takes: as put in from outside, where it was not sent before. */
function deliver(tallies: Tallies, line: Line<Step>): void {
  const message = awaitedBy(line);
  if (message === undefined) return;
  const { sent, delivered, strays } = tallyOf(tallies, message);
  (sent.length > 0 ? delivered : strays).push(takenIn(line));
}

function takenIn({ file, number, said: { step, event } }: Line<Step>): Injected {
  const { channel = '', from = '' } = 'channel' in event ? event : {};
  return { file, line: number, party: step, channel, from };
}

/** Writes down what a step sends. */
function send(tallies: Tallies, { file, number, said: { step, effects } }: Line<Step>): void {
  for (const effect of effects) {
    if (effect.effect !== 'send') continue;
    const { channel, hop, note } = effect;
    const message = messageAt(hop, effect);
    tallyOf(tallies, message).sent.push({ file, line: number, party: step, channel, hop, note });
  }
}

/** What became of the messages, each list in the order of the run. */
function totals(tallies: Tallies, steps: readonly Line<Step>[]): Omit<Merged, 'steps'> {
  const all = [...tallies.values()];
  const places = new Map(steps.map(({ file, number }, place) => [`${number} ${file}`, place]));
  const inOrder = <T extends Pick<Injected, 'file' | 'line'>>(
    found: readonly T[],
  ): readonly T[] => {
    const placeOf = ({ file, line }: T): number => places.get(`${line} ${file}`) ?? 0;
    return found.toSorted((a, b) => placeOf(a) - placeOf(b));
  };
  return {
    messages: all.reduce((sum, { delivered, strays }) => sum + delivered.length + strays.length, 0),
    injected: inOrder(all.flatMap(({ strays }) => strays)),
    repeated: inOrder(all.flatMap(again)),
    undelivered: inOrder(all.flatMap(({ sent, delivered }) => sent.slice(delivered.length))),
  };
}

/** The deliveries of a message beyond the times that it was sent, the last ones. */
function again({ sent, delivered }: Tally): readonly Repeated[] {
  const [first] = sent;
  if (first === undefined) return [];
  const { file, line } = first;
  return delivered.slice(sent.length).map((taken) => ({ ...taken, sent: { file, line } }));
}
