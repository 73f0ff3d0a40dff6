/**
 * Thefts: what an attacker may take out of a party's memory, and when.
 *
 * A theft reads and changes nothing: the party does not notice (malware, a borrowed phone, a clerk
 * at a console). Before, during and after the session is the difference between impersonation,
 * forward secrecy and post-compromise security (Günther 1989; Cohn-Gordon, Cremers, Garratt 2016).
 */
import type { IntentEvent } from '../model/core/effect.ts';
import type { Access, PartyKind, System } from '../model/core/system.ts';

/** What may be taken from parties of a kind. */
export interface Theft {
  /** From whom. */
  readonly from: PartyKind;
  /** The kind of value, as in `System.exposes`. */
  readonly what: string;
  /**
   * `before`: only until the party's session begins; `after`: only when all honest parties have had
   * all that they want and wait for nothing; `any`: whenever the party has it.
   */
  readonly when: 'any' | 'before' | 'after';
  /** How often from each party; once unless said. A value that is known already is not taken. */
  readonly times?: number;
  /** Whether the thief knows the PIN of the phone. */
  readonly pin?: true;
  /** Whether the memory is read past the application that guards it, as malware does. */
  readonly reads?: true;
}

/** A point of a run, as far as thefts go. */
export interface Moment {
  /** Whether the party's session has begun. */
  readonly begun: boolean;
  /** Whether the sessions of all honest parties are over. */
  readonly over: boolean;
  /** How often this has been taken from this party. */
  readonly taken: number;
}

/**
 * Whether a theft may happen now.
 *
 * @param theft - the theft
 * @param moment - where the run stands
 * @param all - all thefts of the attacker's: those of one thing from one kind of party add up
 */
export function mayHappen(
  theft: Theft,
  { begun, over, taken }: Moment,
  all: readonly Theft[] = [theft],
): boolean {
  const { when, from, what } = theft;
  const alike = all.filter((other) => other.from === from && other.what === what);
  if (taken >= alike.reduce((sum, { times = 1 }) => sum + times, 0)) return false;
  return when === 'any' || (when === 'before' ? !begun : over);
}

/** How a thief comes to the memory in a theft. */
export function accessOf({ pin, reads }: Theft): Access {
  return { pin: pin === true, reads: reads === true };
}

/** Whether a party's session has begun, having had so many of its wishes. */
export function hasBegun<M>({ prologue }: System<M>, party: string, had: number): boolean {
  return had > (prologue?.[party] ?? 0);
}

/** The event that ends a party's waiting for an answer, where it may happen at any time. */
const givesUp = 'timeout';

/**
 * Whether the sessions of all honest parties are over: nobody wants anything more, and nobody waits
 * for an answer, so that a time-out would change something.
 *
 * @param system - the parties and what they want
 * @param had - how many of its wishes a party has had
 * @param stirs - whether an event changes anything for the party of an index
 */
export function isOver<M>(
  system: System<M>,
  had: (party: string) => number,
  stirs: (party: number, event: IntentEvent<M>) => boolean,
): boolean {
  return system.parties.every(({ name }, index) => {
    const wanted = system.agenda[name]?.length ?? 0;
    const ends = (system.anytime[name] ?? []).filter(({ type }) => type === givesUp);
    return had(name) >= wanted && !ends.some((event) => stirs(index, event));
  });
}

/** The name under which the attacker holds what it took from a party, for the `count`-th time. */
export function stolenName(
  { party, what }: { readonly party: string; readonly what: string },
  count: number,
): string {
  return `${what} of ${party}, stolen${count === 1 ? '' : ` (${count})`}`;
}
