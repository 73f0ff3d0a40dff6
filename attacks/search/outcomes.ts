/**
 * What comes of messages put in at a door: of those of which the very same comes, the first is
 * enough. A judge who is shown a thousand forgeries of one form says and remembers one thing.
 *
 * The same comes of two messages when the same parties change to the same states, the same is
 * observed and delayed, the same is stated of what claims and bounds look at, and the same of the
 * attacker's own values are used: then the states after them are equal, and so is what they break.
 *
 * What comes back to the attacker just as it put it in teaches it nothing, and is not counted as
 * observed: it had made it of what it knows.
 */
import type { Door } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { type LocalMemory, memory, type Reading } from './memory.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';
import type { Settled, Settler } from './settled.ts';
import type { LocalId } from './stage.ts';

/** A message and what comes of it. */
export interface Put {
  readonly message: Term;
  readonly settled: Settled;
  /** The highest number of the attacker's seeds in the message. */
  readonly seeds: number;
}

/** What is needed to tell outcomes apart. */
export interface Outcomes {
  readonly settler: Settler;
  /** The frame of a message put in at a door, the same one each time. */
  readonly frameFor: (door: Door, message: Term) => Put['settled']['inFlight'][number];
  /** Equal for what a step adds to a history where it adds the same. */
  readonly added: (settled: Settled) => string;
  /** The highest number of the attacker's seeds in a message. */
  readonly seedsIn: (message: Term) => number;
  /** Whether what comes back unchanged is taken to be learnt. */
  readonly hearsEchoes: boolean;
}

/** What comes of a message, but for itself. */
const withoutEcho = perPair((settled: Settled, message: Term): Settled => {
  const observed = settled.observed.filter((one) => one !== message);
  return observed.length === settled.observed.length ? settled : { ...settled, observed };
});

/** Puts a message in at a door. */
function putter({ settler, frameFor, seedsIn, hearsEchoes }: Outcomes) {
  return (locals: readonly LocalId[], door: Door, message: Term): Put => {
    const settled = settler.settled(locals, { frame: frameFor(door, message) });
    return {
      message,
      settled: hearsEchoes ? settled : withoutEcho(settled, message),
      seeds: seedsIn(message),
    };
  };
}

/** A name for what comes of a message, equal where the same does. */
function outcomeName({ changes, observed, inFlight }: Settled, added: string): string {
  const delayed = inFlight.map(
    ({ channel, hop, from, to, message }) => `${channel} ${hop} ${from} ${to} ${message}`,
  );
  return `${changes.join(' ')};${observed.join(' ')};${delayed.join(',')};${added}`;
}

/** The parties that outcomes depended on, each once, in the order in which they mattered. */
function readIn(all: readonly Settled[]): readonly Reading[] {
  const read = new Map<number, LocalId>();
  for (const { readings } of all)
    for (const [party, local] of readings) if (!read.has(party)) read.set(party, local);
  return [...read];
}

/**
 * The messages of a list of which different things come, in its order; those of which nothing comes
 * are left out.
 */
export function outcomes(putting: Outcomes) {
  const nameOf = perObject((settled: Settled) => outcomeName(settled, putting.added(settled)));
  const memories = perPair((_: readonly Term[], __: Door): LocalMemory<readonly Put[]> => memory());
  const put = putter(putting);
  const distinct = (puts: readonly Put[]): readonly Put[] => {
    const firsts = new Map<string, Put>();
    for (const one of puts) {
      const name = `${one.seeds};${nameOf(one.settled)}`;
      if (!one.settled.idle && !firsts.has(name)) firsts.set(name, one);
    }
    return [...firsts.values()];
  };
  return (locals: readonly LocalId[], door: Door, messages: readonly Term[]): readonly Put[] => {
    const known = memories(messages, door);
    const found = known.recall((party) => locals[party]);
    if (found !== undefined) return found;
    const puts = messages.map((message) => put(locals, door, message));
    const made = distinct(puts);
    known.remember(readIn(puts.map(({ settled }) => settled)), made);
    return made;
  };
}

/** All messages of a list with what comes of each. */
export function allOutcomes(putting: Outcomes): ReturnType<typeof outcomes> {
  const put = putter(putting);
  return (locals, door, messages) => messages.map((message) => put(locals, door, message));
}
