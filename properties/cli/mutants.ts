/**
 * `sa2pmp mutants`: would the claims notice? Every check switched off once.
 */
import Table from 'cli-table3';
import { painter } from '../report/paint.ts';
import { gapOf } from '../report/json.ts';
import { columns, counted } from '../report/table.ts';
import { type Trial, type TrialResult, trials, trying } from '../verdict/mutants.ts';
import { drive, interruption, progressLine } from './drive.ts';
import { exitCodes } from './usage-error.ts';

/** Where a check is tried, in words. */
function groundText({ ground }: Trial): string {
  const { name, changes, bounds } = ground;
  const changed = changes.map(({ axis, choice }) => `${axis}=${choice}`);
  const payments = counted(bounds.sessions, 'payment');
  const renewals = bounds.renewals > 0 ? [counted(bounds.renewals, 'renewal')] : [];
  return [[name, ...changed].join(' '), [payments, ...renewals].join(', ')].join('\n');
}

/** Kills by claim, or why there are none. */
function killsText({ kills, survives, inconclusive }: TrialResult): string {
  const byClaim = Map.groupBy(kills, ({ claim }) => claim);
  const lines = [...byClaim].map(
    ([claim, found]) => `${claim} (${found.map(({ attacker }) => attacker).join(', ')})`,
  );
  if (lines.length > 0) return lines.join('\n');
  const open = inconclusive > 0 ? ` (${counted(inconclusive, 'verdict')} left open)` : '';
  return `survives: ${survives ?? 'no reason known'}${open}`;
}

/** Whether a trial came out as expected, every attack confirmed. */
function asExpected({ kills, survives }: TrialResult): boolean {
  const confirmed = kills.every(({ verdict }) => gapOf(verdict) === undefined);
  return confirmed && kills.length > 0 === (survives === undefined);
}

/** Runs the command; returns the exit code: 1 when a trial does not come out as expected. */
export async function mutants(): Promise<number> {
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
    const result = await drive(trying(trial), { timeoutMs: Infinity, interrupted, show });
    expected &&= asExpected(result);
    const style = result.kills.length > 0 ? 'red' : 'dim';
    table.push([trial.check, groundText(trial), paint(style, killsText(result))]);
  }
  process.stdout.write(`${table.toString()}\n`);
  if (interrupted()) return exitCodes.interrupted;
  return expected ? exitCodes.done : exitCodes.gap;
}
