/**
 * The table of what each weak primitive newly breaks, in Markdown, computed by search: for
 * `docs/threats.md`.
 */
import type { Claim } from '../../model/core/claim.ts';
import { breaksOf, type Breaks, type Ground } from '../weakness/grounds.ts';

/** How an attack came out on bytes. */
function onBytes({ attack }: Breaks['broken'][number]): string {
  if (attack === undefined) return '';
  if (attack.onBytes.confirmed) return 'on bytes';
  return 'symbolicOnly' in attack.onBytes ? 'symbolic only' : 'not confirmed';
}

/** A row: what is tried where, and what fell. */
function row({ ground, broken, open }: Breaks): string {
  const { rule, base, changes, without } = ground;
  const choices = Object.entries(changes).map(([axis, choice]) => `${axis}=${choice}`);
  const fell = broken.map((verdict) => `\`${verdict.claim.id}\` (${onBytes(verdict)})`);
  return `| \`${rule}\` | ${[base, ...choices].join(', ')} | \`${without}\` | ${fell.join(', ') || '-'} | ${open.join(', ') || '-'} |`;
}

/**
 * The table, one row a ground.
 *
 * @param grounds - where each rule is tried
 * @param claims - the claims asked about
 */
export function weaknessTable(grounds: readonly Ground[], claims: readonly Claim[]): string {
  const rows = grounds.map((ground) => row(breaksOf(ground, claims)));
  return [
    '| attacker | reading | added to | newly broken | left open |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
