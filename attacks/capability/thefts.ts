/**
 * What there is to be read in a phone, as thefts.
 */
import type { Theft } from '../theft.ts';

const kept = ['signing-key', 'package-key', 'reply-key', 'token', 'password'] as const;

/** Thefts of everything that a phone may keep. */
export function inPhones(how: Omit<Theft, 'from' | 'what'>): readonly Theft[] {
  return kept.map((what) => ({ ...how, from: 'client', what }));
}

/** Thefts of a customer's long-term keys: the one that signs and the one in the package. */
export function longTermKeys(how: Omit<Theft, 'from' | 'what'>): readonly Theft[] {
  return [
    { ...how, from: 'client', what: 'signing-key', pin: true },
    { ...how, from: 'client', what: 'package-key', pin: true },
  ];
}
