/**
 * Letters: what honest parties sent in a run, each named so that it can be found again in a run of another
 * reading: who wrote it, what it is, to whom it is on its way, and which one of those it is.
 */
import type { Arena, Run } from '../../attacks/run.ts';
import { type InFlight, isObserved } from '../../model/core/system.ts';
import type { TraceEvent } from '../../model/core/trace.ts';

/** A letter. */
export interface Letter {
  /** Who wrote it, what it is in the words of the chart, and who gets it next. */
  readonly kind: string;
  /** Which one of its kind, counted from 0. */
  readonly nth: number;
  readonly channel: InFlight<unknown>['channel'];
  readonly hop: string;
  readonly to: string;
}

/** A letter and what it says. */
interface Sent<M> extends Letter {
  readonly message: M;
}

type Sending<M> = Extract<TraceEvent<M>, { kind: 'sent' }>;

/** All letters of a run, in the order in which they were sent; what is passed on keeps its writer. */
function sentIn<M>({ algebra }: Arena<M>, { events }: Run<M>): readonly Sent<M>[] {
  const sendings = events.filter((event): event is Sending<M> => event.kind === 'sent');
  const counts = new Map<string, number>();
  return sendings.map(({ channel, hop, to, message }) => {
    const written = sendings.find((other) => algebra.equal(other.message, message));
    const kind = `${written?.party ?? ''}: ${written?.note ?? ''}, to ${hop}`;
    const nth = counts.get(kind) ?? 0;
    counts.set(kind, nth + 1);
    return { kind, nth, channel, hop, to, message };
  });
}

/** The letters that the attacker has seen, in the order of its observations. */
export function observedIn<M>(arena: Arena<M>, run: Run<M>): readonly Letter[] {
  return sentIn(arena, run).filter((letter) => isObserved(arena, letter));
}

/** The letter that a message in flight is. */
export function letterOf<M>(
  arena: Arena<M>,
  run: Run<M>,
  { channel, hop, to, message }: InFlight<M>,
): Letter | undefined {
  return sentIn(arena, run).findLast(
    (letter) =>
      letter.channel === channel &&
      letter.hop === hop &&
      letter.to === to &&
      arena.algebra.equal(letter.message, message),
  );
}

/** Whether two letters are the same, each in its own run. */
export function isSame(a: Letter, b: Letter): boolean {
  return a.kind === b.kind && a.nth === b.nth;
}

/** A letter's name, among those of its run. */
export function letterName({ kind, nth }: Letter): string {
  return `${kind} ${nth}`;
}
