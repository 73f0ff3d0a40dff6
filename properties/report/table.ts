/**
 * The table claim x attacker for a terminal, with bounds, time and assumptions beside it.
 */
import Table from 'cli-table3';
import { match } from 'ts-pattern';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import { axes, axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { type Limits, limitsOf } from '../../model/sa2pmp/scenario.ts';
import type { Protocol, Question, Verdict } from '../verdict/verdict.ts';
import { gapOf } from './json.ts';
import type { Paint } from './paint.ts';

/** A number with thousands set off. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** A number of things. */
export function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** A duration in milliseconds, for people. */
function duration(ms: number): string {
  return ms < 1000 ? `${Math.ceil(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A verdict in two short lines. */
function cell(paint: Paint, verdict: Verdict): string {
  const states = `${grouped(verdict.states)} states, ${duration(verdict.ms)}`;
  return match(verdict.verdict)
    .with('holds', () => `${paint('green', 'holds')}\n${paint('dim', states)}`)
    .with('inconclusive', () => `${paint('yellow', 'inconclusive')}\n${paint('dim', states)}`)
    .with('attack', () => {
      const { steps = 0 } = verdict.attack ?? {};
      const gap = gapOf(verdict);
      const detail = gap === undefined ? 'confirmed on bytes' : 'MODELLING GAP';
      return `${paint('red', `attack, ${counted(steps, 'step')}`)}\n${paint(gap === undefined ? 'dim' : 'yellow', detail)}`;
    })
    .exhaustive();
}

/** In what a protocol differs from the reading it is named after. */
export function changesOf({ name, reading, omitted }: Protocol): string {
  const named = Object.entries(readings).find(([known]) => known === name)?.[1];
  const changed = axisIds
    .filter((id) => named !== undefined && named[id] !== reading[id])
    .map((id) => `${id} ${axes[id].name} = ${reading[id]}`);
  const without = omitted.map((check) => `without the check "${check}"`);
  const all = [...changed, ...without];
  return all.length > 0 ? ` (${all.join('; ')})` : '';
}

/** The bounds of a question in words. */
export function boundsInWords({ bounds, statesMax }: Question): string {
  const { sessions, customers, renewals } = bounds;
  return [
    counted(sessions, 'payment'),
    counted(customers, 'honest customer'),
    counted(renewals, 'key renewal'),
    `at most ${grouped(statesMax)} states`,
  ].join(', ');
}

/** What the bank takes within the bounds, in words. */
export function limitsInWords({ bounds }: Question): string {
  const { honest, insider, keys } = limitsOf(bounds);
  const taken = ({ orders, registrations, logOns, challenges }: Limits): string =>
    [
      counted(orders, 'order'),
      counted(registrations, 'registration'),
      counted(logOns, 'log-on'),
      counted(challenges, 'challenge'),
    ].join(', ');
  return [
    `The bank takes for an honest customer's account at most ${taken(honest)};`,
    `for the attacker's own ${taken(insider)}. A phone makes at most ${keys} keys.`,
  ].join('\n');
}

/** One protocol's table. */
export function verdictTable(paint: Paint, verdicts: readonly Verdict[]): string {
  const attackers: readonly Capability[] = [...new Set(verdicts.map(({ attacker }) => attacker))];
  const claims: readonly Claim[] = [...new Set(verdicts.map(({ claim }) => claim))];
  const table = new Table({
    head: ['claim', ...attackers.map(({ title }) => title)],
    style: { head: [], border: [] },
  });
  for (const claim of claims) {
    const cells = attackers.map((attacker) => {
      const found = verdicts.find((v) => v.claim === claim && v.attacker === attacker);
      return found === undefined ? '' : cell(paint, found);
    });
    const others = claim.corrupts.length > 0 ? `+ ${claim.corrupts.join(', ')} corrupt` : '';
    table.push([`${claim.id}\n${paint('dim', others)}`, ...cells]);
  }
  return table.toString();
}
