/**
 * The keys of others that a party knows, kept in its file (`host/anchors.ts`).
 *
 * Refuses a second key in the place of the first: who may say whose key is whose is not the network.
 */
import type { Anchors } from '../host/anchors.ts';
import type { Started } from './party.ts';

/** Where each is kept in a party's file. */
const FACTS = { bankPublicKey: 'bank-public-key', logPublicKey: 'log-public-key' } as const;

/** What each is called. */
const NAMES = { bankPublicKey: 'bank', logPublicKey: 'log' } as const;

/** The keys that a party knows, those that it is told now kept; or why it is not told them. */
export function anchorsIn(
  { known, fact, world: { algebra } }: Pick<Started, 'known' | 'fact' | 'world'>,
  told: Anchors = {},
): Anchors | { readonly refusal: string } {
  const names = ['bankPublicKey', 'logPublicKey'] as const;
  for (const name of names) {
    const given = told[name];
    if (given === undefined) continue;
    if (!algebra.isPublicKey(given)) return { refusal: `that is no key of a ${NAMES[name]}` };
    if (fact(FACTS[name], () => given) !== given) {
      return { refusal: `it knows another key of the ${NAMES[name]}` };
    }
  }
  const kept = names.flatMap((name) => {
    const key = known(FACTS[name]);
    return key === undefined ? [] : [[name, key] as const];
  });
  return Object.fromEntries(kept);
}
