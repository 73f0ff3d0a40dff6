/**
 * An attack as it stands in a certificate: its recipes and what came of them on terms and on noble's
 * octets, from the system's own fixed seed.
 */
import type { Run } from '../../attacks/run.ts';
import { termStore } from '../../model/core/term.ts';
import type { Bytes } from '../../src/bytes.ts';
import { byteArena, reenact, termArena } from '../verdict/confirm.ts';
import type { Inquiry } from '../verdict/inquiry.ts';
import { bytesFor } from '../verdict/playhouse.ts';
import type { Attack, Confirmation, Verdict } from '../verdict/verdict.ts';
import { type Json, sorted } from './canonical-json.ts';
import { shapesOf } from './hashes.ts';
import { moveJson } from './plan.ts';
import { eventsJson } from './transcript.ts';

/** What came of carrying an attack out. */
function cameTo(came: Confirmation): object {
  if (came.confirmed) return { breach: came.breach };
  return 'symbolicOnly' in came ? { symbolicOnly: came.symbolicOnly } : { gap: came.gap };
}

/** The events of one step: those that a run has beyond the one before. */
function newEvents<M>(runs: readonly Run<M>[], index: number): Run<M>['events'] {
  return runs[index]?.events.slice(runs[index - 1]?.events.length ?? 0) ?? [];
}

/**
 * An attack as data.
 *
 * @param inquiry - the question that it answers
 * @param claim - the claim that it breaks
 * @param attack - the attack, confirmed wherever it can be carried out
 */
export function attackJson(
  { problem, attacker, question }: Inquiry,
  claim: Verdict['claim'],
  { plan, steps, onTerms, onBytes }: Attack,
): Json {
  const store = termStore();
  const terms = reenact(termArena(problem, attacker, store), plan, claim).runs;
  const isOnBytes = onBytes.confirmed;
  const arena = (): readonly Run<Bytes>[] =>
    reenact(byteArena(problem, attacker, bytesFor(problem)), plan, claim).runs;
  const bytes = isOnBytes ? arena() : undefined;
  const shapes = shapesOf(question.protocol.reading);
  const eventsAt = (index: number): Json => {
    const events = eventsJson(store, newEvents(terms, index), bytes && newEvents(bytes, index));
    if (events !== undefined) return events;
    throw new Error('certificate: terms and octets do not do the same');
  };
  return sorted({
    steps,
    onTerms: cameTo(onTerms),
    onBytes: cameTo(onBytes),
    given: eventsAt(0),
    moves: plan.map((move, index) => ({
      does: moveJson(shapes, move),
      events: eventsAt(index + 1),
    })),
  });
}
