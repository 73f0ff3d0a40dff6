/**
 * The table claim x attacker for a terminal, with bounds, time and assumptions beside it.
 */
import Table from 'cli-table3';
import { match } from 'ts-pattern';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import { axes, axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { type Limits, limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Protocol, Question, Verdict } from '../verdict/verdict.ts';
import { gapOf, symbolicOnly } from './json.ts';
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
  const states = paint('dim', counted(verdict.states, 'state'));
  return match(verdict.verdict)
    .with('holds', () =>
      verdict.vacuous
        ? `${paint('yellow', 'holds vacuously')}\n${states}`
        : `${paint('green', 'holds')}\n${states}`,
    )
    .with('inconclusive', () => `${paint('yellow', 'inconclusive')}\n${states}`)
    .with('attack', () => {
      const steps = paint('red', `attack, ${counted(verdict.attack?.steps ?? 0, 'step')}`);
      if (gapOf(verdict) !== undefined) return `${steps}\n${paint('yellow', 'MODELLING GAP')}`;
      const replayed = symbolicOnly(verdict) === undefined ? 'replayed on bytes' : 'on terms only';
      return `${steps}\n${paint('dim', replayed)}`;
    })
    .exhaustive();
}

/** In what a protocol differs from the reading it is named after. */
export function changesOf({ name, base, reading, omitted }: Protocol): string {
  const named = Object.entries(readings).find(([known]) => known === (base ?? name))?.[1];
  const changed = axisIds
    .filter((id) => named !== undefined && named[id] !== reading[id])
    .map((id) => `${id} ${axes[id].name} = ${reading[id]}`);
  const without = omitted.map((check) => `without the check "${check}"`);
  const origin = base === undefined ? [] : [`changed from ${base}`];
  const all = [...origin, ...changed, ...without];
  return all.length > 0 ? ` (${all.join('; ')})` : '';
}

/** The bounds of a question in words. */
export function boundsInWords({
  bounds,
  statesMax,
}: Pick<Question, 'bounds' | 'statesMax'>): string {
  const { sessions, customers, renewals } = bounds;
  return [
    counted(sessions, 'payment'),
    counted(customers, 'honest customer'),
    counted(renewals, 'key renewal'),
    `at most ${grouped(statesMax)} states`,
  ].join(', ');
}

/** What the bank takes within the bounds, in words. */
export function limitsInWords({ bounds, claims }: Question): string {
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
    ...(claims.some(({ disputes }) => disputes === true)
      ? [
          `Where complaints name postings (R5b), at most ${honest.entries} are entered past its servers into an ` +
            `honest customer's account, ${insider.entries} into the attacker's.`,
        ]
      : []),
  ].join(' ');
}

/** Broken at hyphens and spaces, so that no line of a narrow column is longer than `width`. */
export function broken(text: string, width: number): string {
  const words = text.split(/(?<=[- ])/u);
  return words
    .reduce((lines: readonly string[], word): readonly string[] => {
      const last = lines.at(-1) ?? '';
      return (last + word).trimEnd().length <= width
        ? [...lines.slice(0, -1), last + word]
        : [...lines, word];
    }, [])
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

/** Text wrapped at spaces, each line indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines = text.split('\n').flatMap((line) => lineBreaks(line, width - indent.length));
  return lines.map((line) => indent + line).join('\n');
}

function lineBreaks(line: string, width: number): readonly string[] {
  return line.split(' ').reduce((lines: readonly string[], word): readonly string[] => {
    const last = lines.at(-1);
    if (last === undefined) return [word];
    const longer = `${last} ${word}`;
    return longer.length <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}

/** Columns of a terminal that shows all that this project prints. */
export const columns = 80;

const claimWidth = 16;
const cellWidth = 17;

/** One protocol's table, and the time that its searches took. */
export function verdictTable(paint: Paint, verdicts: readonly Verdict[]): string {
  const attackers: readonly Capability[] = [...new Set(verdicts.map(({ attacker }) => attacker))];
  const claims: readonly Claim[] = [...new Set(verdicts.map(({ claim }) => claim))];
  const table = new Table({
    head: ['claim', ...attackers.map(({ title }) => broken(title, cellWidth))],
    style: { head: [], border: [] },
  });
  for (const claim of claims) {
    const cells = attackers.map((attacker) => {
      const found = verdicts.find((v) => v.claim === claim && v.attacker === attacker);
      return found === undefined ? '' : cell(paint, found);
    });
    const others =
      claim.corrupts.length > 0 ? `\n${paint('dim', `+ ${claim.corrupts.join(', ')}`)}` : '';
    table.push([`${broken(claim.id, claimWidth)}${others}`, ...cells]);
  }
  const times = attackers.map((attacker) => {
    const own = verdicts.filter((verdict) => verdict.attacker === attacker);
    const searches = new Map(own.map(({ claim, ms }) => [claim.corrupts.join(), ms]));
    return duration([...searches.values()].reduce((sum, ms) => sum + ms, 0));
  });
  const took = `searched in ${times.join(', ')}; claims under one attacker share a search`;
  return `${table.toString()}\n${paint('dim', took)}`;
}
