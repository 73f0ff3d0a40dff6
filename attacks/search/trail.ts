/**
 * What the searches on one stage came across: enough to tell whether another attacker would have come
 * to the very same (`same-search.ts`).
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Holds, System } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { Knowledge } from '../knowledge.ts';
import type { LocalId } from './memory.ts';

/** What the searches on one stage came across; grows with them. */
export interface Trail {
  /** The channels of which it mattered how the attacker holds them, but for whether doors are open. */
  readonly channels: Set<Channel>;
  /** The local states that parties came to, by their places. */
  readonly locals: readonly Set<LocalId>[];
  /** What was known in searches on the stage, until {@link abridge}d. */
  readonly known: (() => Iterable<Knowledge>)[];
  /** What was known, abridged. */
  readonly sets: KnownSet[];
}

/** What was known at some time, in little room. */
export interface KnownSet {
  readonly terms: Int32Array;
  /** The rules by which some of it was come by. */
  readonly rules: readonly string[];
}

/** Abridges what was known, and lets go of the rest: it is most of what a search holds in memory. */
export function abridge({ known, sets }: Trail): void {
  for (const knowledge of known.flatMap((all) => [...all()])) {
    const rules = [...knowledge.items.values()].flatMap((origin) =>
      origin.from === 'rule' ? [origin.rule] : [],
    );
    sets.push({ terms: Int32Array.from(knowledge.items.keys()), rules: [...new Set(rules)] });
  }
  known.length = 0;
}

/** A trail of nothing yet. */
export function trailOf({ parties }: System<Term>, initial: readonly LocalId[]): Trail {
  return {
    channels: new Set(),
    locals: parties.map((_, party) => new Set(initial.slice(party, party + 1))),
    known: [],
    sets: [],
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
