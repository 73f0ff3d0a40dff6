/**
 * What became of each weakness of the design: an attack of the catalogue, or the reason why no
 * reading here has it.
 */
import { catalogue } from '../../attacks/catalogue/index.ts';

/** A weakness that no attack of the catalogue shows, and why. */
export interface NotApplicable {
  readonly weakness: string;
  readonly title: string;
  /** The reason, for people. */
  readonly because: string;
  /** A comparison that bears it out. */
  readonly compare?: Equal;
}

/** How many weaknesses the project's list has. */
const weaknessesMax = 30;

/** The ids of all weaknesses, in order. */
export const weaknessIds: readonly string[] = Array.from(
  { length: weaknessesMax },
  (_, index) => `W${index + 1}`,
);

/** Two attackers of whom the one can do no more than the other, on the named readings. */
export interface Equal {
  readonly attacker: string;
  readonly as: string;
}

/** Weaknesses without an attack. */
export const notApplicable: readonly NotApplicable[] = [
  {
    weakness: 'W19',
    title: 'SIM swap',
    because:
      'The paper counts the phone number as something the user has, and no message in any reading depends on it: the one thing that comes to the number is the notice to renew, which holds no secret and which the network attacker can do without. Whoever has the number can therefore do no more than the network attacker, claim by claim, and the number is no factor: `multi-factor-number` holds because taking it away from the customer gives nothing.',
    compare: { attacker: 'sim-swap', as: 'network' },
  },
  {
    weakness: 'W23',
    title: 'strength of P-192',
    because:
      'A number, not a step: about 96 bits of security, below the 112 that NIST SP 800-131A asks of new signatures. The curves of the paper’s size that A30 offers, secp192r1 and secp192k1, share it; its third choice, secp256r1, has 128 bits, which the repaired protocol takes together with SHA-256 (R4). No search tells them apart, as every search here takes a discrete logarithm for impossible. A collision of SHA-1 (W22) is the cheaper way in by thirty bits.',
  },
];

/** Weaknesses of which neither is said; none, or the page is not finished. */
export function unaccounted(): readonly string[] {
  const shown = new Set(catalogue.flatMap(({ weaknesses }) => weaknesses));
  const excused = new Set(notApplicable.map(({ weakness }) => weakness));
  return weaknessIds.filter((id) => !shown.has(id) && !excused.has(id));
}
