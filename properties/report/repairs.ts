/**
 * What the search of the space of repairs found, for a terminal.
 */
import Table from 'cli-table3';
import type { Breaking } from '../repairs/breaking.ts';
import type { Finding, Lattice } from '../repairs/lattice.ts';
import type { Confirmation } from '../verdict/verdict.ts';
import type { Paint } from './paint.ts';
import { columns, counted, wrapped } from './table.ts';

const claimWidth = 20;
const borders = 7;
const half = Math.floor((columns - borders - 2 - claimWidth) / 2);

/** Text in a cell: broken between words, further lines moved in. */
function inCell(text: string): string {
  const [first = '', ...rest] = wrapped(text, half - 4).split('\n');
  return [first, ...rest.map((line) => `  ${line}`)].join('\n');
}

/** How many sets left open are shown. */
const openShown = 2;

/** What restores a claim. */
function restores({ bare, minimal, complete, open }: Lattice, paint: Paint): string {
  if (bare === 'holds' && minimal.some((set) => set.length === 0)) return paint('green', 'holds');
  const sets = minimal.map((set) => inCell(set.join(' + ')));
  const left = [
    ...open
      .slice(0, openShown)
      .map((set) => paint('yellow', inCell(`open: ${set.join(' + ') || 'no repairs'}`))),
    ...(open.length > openShown
      ? [paint('yellow', inCell(`open: ${open.length - openShown} more`))]
      : []),
    ...(complete ? [] : [paint('yellow', 'not all were asked')]),
  ];
  // It holds, until a repair breaks it: the findings below the table say which.
  const fragile = bare === 'holds' ? [paint('yellow', inCell('holds without, not kept:'))] : [];
  const nothing = sets.length === 0 && left.length === 0 ? [paint('red', 'none do')] : [];
  return [...fragile, ...sets, ...nothing, ...left].join('\n');
}

/** What each restoring set has: one of those without which there is an attack. */
function needsText({ insufficient, minimal, needs }: Lattice, paint: Paint): string {
  if (minimal.length === 0 && insufficient.some(({ without }) => without.length === 0)) {
    return paint('red', 'attack with all');
  }
  return needs.map((without) => inCell(without.join(' or ') || 'nothing there is')).join('\n');
}

/** One attacker's table. */
export function repairTable(lattices: readonly Lattice[], paint: Paint): string {
  const table = new Table({
    head: ['claim', 'minimal repairs', 'each of which has'],
    style: { head: [], border: [] },
    colWidths: [claimWidth + 2, half + 1, half + 1],
  });
  for (const lattice of lattices) {
    const name = wrapped(lattice.claim.replaceAll('-', '- '), claimWidth).replaceAll('- ', '-');
    table.push([name, restores(lattice, paint), needsText(lattice, paint)]);
  }
  return table.toString();
}

/** A repair that breaks a claim, in a sentence. */
function findingLine({ claim, attacker }: Lattice, { repairs, adding, attack }: Finding): string {
  const held = repairs.length === 0 ? 'without repairs' : `with ${repairs.join(' + ')}`;
  const more = `falls with ${adding} too, in ${counted(attack.steps, 'step')}`;
  return `${claim} against ${attacker} holds ${held} and ${more}${gapIn(attack.onBytes)}`;
}

/** What is to be said of an attack that did not come off on octets. */
function gapIn(onBytes: Confirmation): string {
  if (onBytes.confirmed) return '';
  return 'gap' in onBytes ? `; modelling gap: ${onBytes.gap}` : '; on terms only';
}

/** Findings: repairs that break a claim, and attacks that did not come off on octets. */
export function findingLines(lattices: readonly Lattice[]): readonly string[] {
  return lattices.flatMap((lattice) => [
    ...lattice.findings.map((finding) => findingLine(lattice, finding)),
    ...lattice.insufficient
      .filter(({ attack }) => gapIn(attack.onBytes) !== '')
      .map(
        ({ repairs, attack }) =>
          `${lattice.claim} against ${lattice.attacker} with ${repairs.join(' + ')}${gapIn(attack.onBytes)}`,
      ),
  ]);
}

/** How far monotonicity was tested. */
export function testedLine(lattices: readonly Lattice[]): string {
  const sum = (of: (lattice: Lattice) => number): number =>
    lattices.reduce((total, lattice) => total + of(lattice), 0);
  const edges = counted(
    sum(({ tested }) => tested.edges),
    'pair',
  );
  const drawn = sum(({ tested }) => tested.drawn);
  const open = sum(({ tested }) => tested.open);
  const found = sum(({ findings }) => findings.length);
  return `That a further repair breaks nothing was tested on ${edges} of sets, ${drawn} of them drawn at random: ${open} left open by a bound, ${found} at which it does.`;
}

/** One protocol's table of what breaks each claim. */
export function breakTable(breakings: readonly Breaking[], paint: Paint): string {
  const table = new Table({
    head: ['claim', 'minimal sets of leaks and corruptions that break it (steps)'],
    style: { head: [], border: [] },
    colWidths: [claimWidth + 2, 2 * half + 3],
  });
  for (const { claim, minimal, open, size } of breakings) {
    const sets = minimal.map(
      ({ attackers, attack }) => `${attackers.join(' + ')} (${attack.steps})`,
    );
    const left = open.length === 0 ? [] : [`left open by a bound: ${counted(open.length, 'set')}`];
    const none = minimal.length === 0 ? [paint('green', `none of up to ${size}`)] : [];
    const lines = [...sets, ...none].map((text) => wrapped(text, 2 * half));
    const name = wrapped(claim.replaceAll('-', '- '), claimWidth).replaceAll('- ', '-');
    table.push([name, [...lines, ...left.map((text) => paint('yellow', text))].join('\n')]);
  }
  return table.toString();
}
