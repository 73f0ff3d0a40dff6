/**
 * What an attacker is: channels it holds, an account it may own, secrets it may have or steal,
 * parties it may play, rules of deduction it may use. A new attacker is one such value in a file of
 * its own, listed in `index.ts` or named on the command line.
 */
import type { Channel } from '../../model/core/effect.ts';
import type { Holds, PartyKind, Secret, System } from '../../model/core/system.ts';
import { type Rule, wantsDrafts } from '../rule/rule.ts';
import type { Theft } from '../theft.ts';
import { heldByBoth } from './hold.ts';

/** Which secrets an attacker has from the start. */
export interface Reveal {
  /** The kind of secret: `package-key`, `password`. */
  readonly kind: string;
  /**
   * Whose: those of honest customers, those of the attacker's own account, or what parties of a kind
   * have from the start.
   */
  readonly of: 'honest' | 'insider' | PartyKind;
}

/** What a scenario must have besides, so that an attacker comes to anything. */
export interface Needs {
  /** Key renewals for each honest customer, at least. */
  readonly renewals: number;
  /** Whether honest customers bank with a second bank too, with the same phone and key pair. */
  readonly secondBank: boolean;
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
  /** How many witnesses of the log it plays, where it plays any; one unless said. */
  readonly witnesses?: number;
  /** What weak primitives allow it besides; nothing unless said. */
  readonly rules?: readonly Rule[];
  /** What it may take out of parties' memories, and when; nothing unless said. */
  readonly thefts?: readonly Theft[];
  /** The desks inside parties at which it sits (`Door.desk`); none unless said. */
  readonly desks?: readonly string[];
  /** What the scenario must have besides; nothing unless said. */
  readonly needs?: Partial<Needs>;
}

/** The channels at whose end a kind of party stands. */
const ends: Readonly<Record<PartyKind, readonly Channel[]>> = {
  client: ['wireless', 'sms', 'https', 'package'],
  bank: ['wired', 'https', 'sms', 'package'],
  log: ['wireless', 'wired', 'sms'],
  judge: [],
  witness: [],
};

/** An attacker that plays some kinds of party besides; a judge's court hears it. */
export function withCorrupted(capability: Capability, kinds: readonly PartyKind[]): Capability {
  const held = kinds.flatMap((kind) => ends[kind]);
  const holds = Object.fromEntries(held.map((channel) => [channel, 'full' as const]));
  return {
    ...capability,
    holds: heldByBoth(capability.holds, { ...holds, court: 'full' }),
    corrupts: [...new Set([...capability.corrupts, ...kinds])],
  };
}

/** How many independent seeds of its own an attacker is given. */
export const attackerSeeds = 10;

/** The name under which an attacker's `index`-th seed is given, counted from 1. */
export function seedName(index: number): string {
  return `attacker seed ${index}`;
}

/** Whether a secret is one that an attacker has from the start. */
function isRevealed<M>(
  { principals }: System<M>,
  { kind, of, heldBy }: Secret<M>,
  reveal: Reveal,
): boolean {
  if (reveal.kind !== kind) return false;
  const owner = principals.find(({ party }) => party === of);
  if (reveal.of === 'honest') return owner?.honest === true;
  if (reveal.of === 'insider') return owner?.honest === false;
  return heldBy.includes(reveal.of);
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
  const revealed = system.secrets.filter(
    (secret) =>
      secret.heldBy.some((holder) => capability.corrupts.includes(holder)) ||
      capability.reveals.some((reveal) => isRevealed(system, secret, reveal)),
  );
  const seeds = Array.from({ length: attackerSeeds }, (_, index) => seedName(index + 1));
  return {
    ...system.publicValues,
    ...(wantsDrafts(capability.rules) ? system.drafts : {}),
    ...Object.fromEntries(revealed.map(({ kind, of, value }) => [`${kind} of ${of}`, value])),
    ...Object.fromEntries(seeds.map((seed) => [seed, name('seed', seed)])),
  };
}
