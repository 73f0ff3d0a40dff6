/**
 * The table claim x attacker where there are more attackers than fit side by side: one line for
 * each claim, one sign for each attacker, explained below.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { gapOf, symbolicOnly } from './json.ts';
import type { Paint } from './paint.ts';

/** What a verdict is in one sign. */
export const signs = {
  holds: '.',
  vacuous: 'o',
  attack: 'X',
  symbolic: 'S',
  gap: '!',
  inconclusive: '?',
} as const;

/** The signs in words. */
export const meanings: Readonly<Record<keyof typeof signs, string>> = {
  holds: 'holds',
  vacuous: 'holds vacuously: nothing gives occasion to break it',
  attack: 'attack, replayed on bytes',
  symbolic: 'attack on terms only, bytes cannot follow',
  gap: 'attack on terms that fails on bytes: MODELLING GAP',
  inconclusive: 'inconclusive',
};

const colours = {
  holds: 'green',
  vacuous: 'yellow',
  attack: 'red',
  symbolic: 'magenta',
  gap: 'yellow',
  inconclusive: 'dim',
} as const;

/** What kind of verdict it is. */
export function signOf(verdict: Verdict): keyof typeof signs {
  if (verdict.verdict === 'inconclusive') return 'inconclusive';
  if (verdict.verdict === 'holds') return verdict.vacuous ? 'vacuous' : 'holds';
  if (gapOf(verdict) !== undefined) return 'gap';
  return symbolicOnly(verdict) === undefined ? 'attack' : 'symbolic';
}

/** The letter of the `index`-th column. */
function letter(index: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return letters[index % letters.length] ?? '?';
}

/** One protocol's verdicts. */
export function verdictMatrix(paint: Paint, verdicts: readonly Verdict[]): string {
  const attackers: readonly Capability[] = [...new Set(verdicts.map(({ attacker }) => attacker))];
  const claims: readonly Claim[] = [...new Set(verdicts.map(({ claim }) => claim))];
  const width = Math.max(...claims.map(({ id }) => id.length));
  const legend = attackers.map(({ id }, column) => `  ${letter(column)}  ${id}`);
  const head = `${' '.repeat(width)}  ${attackers.map((_, column) => letter(column)).join('')}`;
  const byCell = new Map(verdicts.map((one) => [`${one.claim.id} ${one.attacker.id}`, one]));
  const line = ({ id }: Claim): string => {
    const cells = attackers.map((attacker) => {
      const found = byCell.get(`${id} ${attacker.id}`);
      if (found === undefined) return ' ';
      const sign = signOf(found);
      return paint(colours[sign], signs[sign]);
    });
    return `${id.padEnd(width)}  ${cells.join('')}`;
  };
  const kinds = (Object.keys(signs) as (keyof typeof signs)[]).map((kind) => {
    const count = verdicts.filter((verdict) => signOf(verdict) === kind).length;
    return `  ${signs[kind]}  ${meanings[kind]} (${count})`;
  });
  return [...legend, '', head, ...claims.map(line), '', ...kinds].join('\n');
}
