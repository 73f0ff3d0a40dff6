/**
 * What the searches on one stage came across: enough to tell whether another attacker would have come
 * to the very same (`same-search.ts`).
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Holds, System } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Knowledge } from '../knowledge.ts';
import type { LocalId } from './theatre.ts';

/** What the searches on one stage came across; grows with them. */
export interface Trail {
  /** The channels of which it mattered how the attacker holds them, but for whether doors are open. */
  readonly channels: Set<Channel>;
  /** The local states that parties came to, by their places. */
  readonly locals: readonly Set<LocalId>[];
  /** What was known, for each search. */
  readonly known: (() => Iterable<Knowledge>)[];
}

/** A trail of nothing yet. */
export function trailOf({ parties }: System<Term>, initial: readonly LocalId[]): Trail {
  return {
    channels: new Set(),
    locals: parties.map((_, party) => new Set(initial.slice(party, party + 1))),
    known: [],
  };
}

/** Holds that note which channels are asked about. */
export function noted(holds: Holds, { channels }: Trail): Holds {
  return new Proxy(holds, {
    get: (all, channel: Channel) => {
      channels.add(channel);
      return all[channel];
    },
  });
}
