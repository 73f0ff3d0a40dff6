/**
 * What an attacker is: channels it holds, an account it may own, secrets it may have, parties it
 * may play. A new attacker is one such value in a file of its own, listed in `index.ts`.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Hold, Holds, PartyKind, System } from '../../model/core/system.ts';

/** Which secrets an attacker has from the start. */
export interface Reveal {
  /** The kind of secret: `package-key`, `password`. */
  readonly kind: string;
  /** Whose: those of honest customers, or those of the attacker's own account. */
  readonly of: 'honest' | 'insider';
}

/** An attacker. */
export interface Capability {
  /** Stable id, for the command line and JSON. */
  readonly id: string;
  /** A short name. */
  readonly title: string;
  /** What it can do, in a sentence. */
  readonly says: string;
  /** Where it is described. */
  readonly source: string;
  /** The channels it holds. */
  readonly holds: Holds;
  /** Whether it owns an account of its own at the bank. */
  readonly insider: boolean;
  /** The secrets it has. */
  readonly reveals: readonly Reveal[];
  /** The kinds of party it plays, with all their secrets and ends of channels. */
  readonly corrupts: readonly PartyKind[];
}

/** The channels at whose end a kind of party stands. */
const ends: Readonly<Record<PartyKind, readonly Channel[]>> = {
  client: ['wireless', 'sms', 'https', 'package'],
  bank: ['wired', 'https', 'sms', 'package'],
  log: ['wireless', 'wired', 'sms'],
  judge: [],
};

/** The stronger of two holds on a channel. */
function stronger(a: Hold | undefined, b: Hold | undefined): Hold | undefined {
  // Reading what one can delay and adding messages of one's own is holding the channel.
  if (a !== b && a !== undefined && b !== undefined) return 'full';
  return a ?? b;
}

/** The holds of both, the stronger one where both hold a channel. */
function union(a: Holds, b: Holds): Holds {
  const channels = new Set([...Object.keys(a), ...Object.keys(b)] as Channel[]);
  return Object.fromEntries(
    [...channels].map((channel) => [channel, stronger(a[channel], b[channel])]),
  );
}

/** An attacker that plays some kinds of party besides; a judge's court hears it. */
export function withCorrupted(capability: Capability, kinds: readonly PartyKind[]): Capability {
  const held = kinds.flatMap((kind) => ends[kind]);
  const holds = Object.fromEntries(held.map((channel) => [channel, 'full' as const]));
  return {
    ...capability,
    holds: union(capability.holds, { ...holds, court: 'full' }),
    corrupts: [...new Set([...capability.corrupts, ...kinds])],
  };
}

/** How many independent seeds of its own an attacker is given. */
export const attackerSeeds = 10;

/** The name under which an attacker's `index`-th seed is given, counted from 1. */
export function seedName(index: number): string {
  return `attacker seed ${index}`;
}

/**
 * What an attacker knows from the start, by name.
 *
 * @param system - the system attacked
 * @param capability - the attacker
 * @param name - makes a value for a seed of the attacker's own
 */
export function givenTo<M>(
  system: System<M>,
  capability: Capability,
  name: (sort: string, text: string) => M,
): Readonly<Record<string, M>> {
  const isHonest = (owner: string): boolean =>
    system.principals.some(({ party, honest }) => honest && party === owner);
  const revealed = system.secrets.filter(
    ({ kind, of, heldBy }) =>
      heldBy.some((holder) => capability.corrupts.includes(holder)) ||
      capability.reveals.some(
        (reveal) => reveal.kind === kind && (reveal.of === 'honest') === isHonest(of),
      ),
  );
  const seeds = Array.from({ length: attackerSeeds }, (_, index) => seedName(index + 1));
  return {
    ...system.publicValues,
    ...Object.fromEntries(revealed.map(({ kind, of, value }) => [`${kind} of ${of}`, value])),
    ...Object.fromEntries(seeds.map((seed) => [seed, name('seed', seed)])),
  };
}
