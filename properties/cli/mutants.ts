/**
 * `sa2pmp mutants`: would the claims notice? Every check switched off once.
 */
import Table from 'cli-table3';
import { painter } from '../report/paint.ts';
import { gapOf } from '../report/json.ts';
import { columns, counted } from '../report/table.ts';
import { type Trial, type TrialResult, trials, trying } from '../verdict/mutants.ts';
import { drive, interruption, progressLine } from './drive.ts';
import { attackersAndClaimsIn, type Words } from './options.ts';
import { exitCodes } from './usage-error.ts';

/** Where a check is tried, in words. */
function groundText({ ground }: Trial): string {
  const { name, changes, bounds } = ground;
  const changed = changes.map(({ axis, choice }) => `${axis}=${choice}`);
  const payments = counted(bounds.sessions, 'payment');
  const renewals = bounds.renewals > 0 ? [counted(bounds.renewals, 'renewal')] : [];
  return [[name, ...changed].join(' '), [payments, ...renewals].join(', ')].join('\n');
}

/** Kills by claim, or why there are none; why claims of one's own do not notice is nobody's word here. */
function killsText({ kills, survives, inconclusive }: TrialResult, isOwn: boolean): string {
  const byClaim = Map.groupBy(kills, ({ claim }) => claim);
  const lines = [...byClaim].map(
    ([claim, found]) => `${claim} (${found.map(({ attacker }) => attacker).join(', ')})`,
  );
  if (lines.length > 0) return lines.join('\n');
  const open = inconclusive > 0 ? ` (${counted(inconclusive, 'verdict')} left open)` : '';
  const why = isOwn ? '' : `: ${survives ?? 'no reason known'}`;
  return `survives${why}${open}`;
}

/** Whether a trial came out as expected, every attack confirmed; of one's own claims nothing is expected. */
function asExpected({ kills, survives }: TrialResult, isOwn: boolean): boolean {
  const confirmed = kills.every(({ verdict }) => gapOf(verdict) === undefined);
  return confirmed && (isOwn || kills.length > 0 === (survives === undefined));
}

/** Runs the command; returns the exit code: 1 when a trial does not come out as expected. */
export async function mutants(words: Pick<Words, 'use'> = {}): Promise<number> {
  const own = await attackersAndClaimsIn('mutants', words);
  const isOwn = own.files.length > 0;
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  const paint = painter(process.stdout);
  const table = new Table({
    head: ['check switched off', 'on', 'claims that held and fall'],
    style: { head: [], border: [] },
    colWidths: [18, 20, columns - 42],
    wordWrap: true,
  });
  let expected = true;
  for (const trial of trials) {
    if (interrupted()) break;
    const result = await drive(trying(trial, own), { timeoutMs: Infinity, interrupted, show });
    expected &&= asExpected(result, isOwn);
    const style = result.kills.length > 0 ? 'red' : 'dim';
    table.push([trial.check, groundText(trial), paint(style, killsText(result, isOwn))]);
  }
  process.stdout.write(`${table.toString()}\n`);
  if (interrupted()) return exitCodes.interrupted;
  return expected ? exitCodes.done : exitCodes.gap;
}
