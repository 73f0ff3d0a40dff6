/**
 * The command that answers a cell of the page again.
 */
import { axisIds, readings } from '../../../model/sa2pmp/reading.ts';
import { defaultBounds } from '../../../model/sa2pmp/scenario/bounds.ts';
import type { Question, Verdict } from '../../verdict/verdict.ts';

/**
 * The command.
 *
 * @param question - what was asked
 * @param verdict - an answer to it
 */
export function commandFor(
  { bounds, statesMax }: Question,
  { protocol: { name, base, reading, omitted }, attacker, claim, attack }: Verdict,
): string {
  const named = Object.entries(readings).find(([known]) => known === (base ?? name))?.[1];
  const changed = axisIds.filter((id) => named !== undefined && named[id] !== reading[id]);
  const what =
    attack === undefined
      ? `verify --protocol ${name} --attacker ${attacker.id} --claim ${claim.id}`
      : `attack ${attack.name}`;
  return [
    `npx sa2pmp ${what}`,
    ...changed.map((id) => `--reading ${id}=${reading[id]}`),
    ...omitted.map((check) => `--omit ${check}`),
    ...(['sessions', 'customers', 'renewals'] as const)
      .filter((one) => bounds[one] !== defaultBounds[one])
      .map((one) => `--${one} ${bounds[one]}`),
    `--max-states ${statesMax}`,
  ].join(' ');
}
