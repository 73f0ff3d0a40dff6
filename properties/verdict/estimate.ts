/**
 * How large a search may become, roughly: only the order matters, so that the largest start first.
 */
import type { Inquiry } from './inquiry.ts';

/** What each hold on a channel adds: messages to put in, or merely to let go on. */
const holdWeight = { full: 2, connect: 1, divert: 1, read: 0.5 } as const;

/** A size without a unit; larger for searches that are likely to see more states. */
export function estimate({ question, claims, attacker }: Inquiry): number {
  const { bounds, protocol } = question;
  const { sessions, customers, renewals } = bounds;
  const holds = Object.values(attacker.holds).map((hold) => holdWeight[hold]);
  const power =
    holds.reduce((sum, weight) => sum + weight, 0) +
    (attacker.insider ? 2 : 0) +
    attacker.reveals.length +
    attacker.corrupts.length +
    (attacker.thefts?.length ?? 0) +
    (attacker.rules?.length ?? 0);
  const around = claims.some(({ disputes, ordered }) => disputes === true || ordered === true);
  const replays = protocol.reading.A7 === 'none' ? 2 : 0;
  const exponent = 2 * sessions + 3 * (customers - 1) + 2 * renewals + power / 2 + replays;
  return (around ? 4 : 1) * 2 ** exponent;
}
