/**
 * An honest session of a system on terms, kept party by party: which events each party took, in
 * which state it was, and what it did.
 *
 * It is what an exported model follows (`strand.ts`); nothing in it is said of attackers.
 */
import type { Theatre } from '../../attacks/search/theatre.ts';
import type { IntentEvent, Unseeded } from '../../model/core/effect.ts';
import {
  type InFlight,
  initialLocals,
  type Local,
  type LocalStep,
  settle,
  type Stimulus,
} from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';

/** One step of a party. */
export interface Turn {
  /** The part of the session that it belongs to. */
  readonly phase: string;
  /** The party's place in the system. */
  readonly party: number;
  readonly before: Local;
  readonly event: Unseeded<Term>;
  readonly came: LocalStep<Local, Term>;
}

/** Something that starts a part of a session. */
export interface Cue {
  readonly phase: string;
  readonly party: string;
  readonly intent: IntentEvent<Term>;
}

/** What becomes of messages beyond what the system does with them itself. */
export interface Post {
  /** Where a message goes that is addressed to nobody in the system; nowhere unless given. */
  readonly forwarding?: (frame: InFlight<Term>) => InFlight<Term> | undefined;
  /** What is shown to somebody once all else is over; `undefined` when nothing is left to show. */
  readonly showing?: (locals: readonly Local[]) => InFlight<Term> | undefined;
}

/**
 * Plays a session.
 *
 * @param house - the system on terms
 * @param cues - what starts each part, in order
 * @param post - what becomes of messages whose address is no party's
 */
export function played(
  { system, direct }: Theatre,
  cues: readonly Cue[],
  { forwarding = () => undefined, showing = () => undefined }: Post = {},
): readonly Turn[] {
  const turns: Turn[] = [];
  let phase = '';
  const stepper: typeof direct = (party, before, event) => {
    const came = direct(party, before, event);
    turns.push({ phase, party, before, event, came });
    return came;
  };
  let locals: readonly Local[] = initialLocals(system);
  const waiting: Stimulus<Term>[] = [];
  const make = (stimulus: Stimulus<Term>): void => {
    const outcome = settle({ system, holds: {}, stepper }, locals, { ...stimulus, at: 0 });
    locals = outcome.locals;
    for (const event of outcome.events) {
      if (event.kind !== 'sent') continue;
      const { channel, hop, to, party: from, message } = event;
      const frame = forwarding({ channel, hop, to, from, message });
      if (frame !== undefined) waiting.push({ frame });
    }
  };
  const makeAll = (stimulus: Stimulus<Term>): void => {
    make(stimulus);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) make(next);
  };
  for (const cue of cues) {
    ({ phase } = cue);
    makeAll({ party: cue.party, intent: cue.intent });
  }
  for (let frame = showing(locals); frame !== undefined; frame = showing(locals)) {
    makeAll({ frame });
  }
  return turns;
}
