/**
 * The comparison as a table for a terminal of 80 columns: a figure and its ratio to published.
 */
import type { Paint } from '../report/paint.ts';
import { columns, grouped, wrapped } from '../report/table.ts';
import type { Marginal, Metered } from './marginal.ts';
import type { Compared, Comparison } from './report.ts';
import { groups, marginalFigures, octetsOnAir, ratio } from './rows.ts';
import { libraries, type LibraryName, timed } from './times.ts';

const valueWidth = 6;
const ratioWidth = 6;
const cellWidth = valueWidth + ratioWidth;

/** A line: what, and a figure with its ratio for each protocol. */
interface Line {
  readonly what: string;
  readonly cells: readonly (readonly [value: string, ratio: string])[];
}

function lineText({ what, cells }: Line): string {
  const label = what.padEnd(columns - cellWidth * cells.length);
  const shown = cells.map(
    ([value, share]) => value.padStart(valueWidth) + share.padStart(ratioWidth),
  );
  return (label + shown.join('')).trimEnd();
}

/** The line of a figure of every protocol. */
function lineOf(
  what: string,
  { base, compared }: Comparison,
  figure: (one: Compared) => number,
): Line {
  const cells = compared.map(
    (one) => [String(figure(one)), ratio(figure(one), figure(base))] as const,
  );
  return { what, cells };
}

/** Octets in thousands, to one decimal. */
function kilobytes(octets = NaN): number {
  return Math.round(octets / 100) / 10;
}

/** The measured times. */
function timeLines({ compared }: Comparison): readonly Line[] {
  return (Object.keys(libraries) as LibraryName[]).flatMap((library) =>
    timed.map((who) => ({
      what: `${who}, ${library}`,
      cells: compared.map(({ times }) => {
        const time = times?.[library][who];
        return time === undefined
          ? (['', ''] as const)
          : ([time.milliseconds.toFixed(1), `${time.ratio.toFixed(2)}x`] as const);
      }),
    })),
  );
}

/** How far the base is from itself. */
function noiseText({ noise }: Comparison): string {
  if (noise === undefined) return '';
  const ratios = Object.values(noise).flatMap((by) => timed.map((who) => by[who].ratio.toFixed(2)));
  return wrapped(
    `Published measured twice in this run: ${ratios.join('x, ')}x. Differences within that are noise.`,
    columns,
  );
}

/** The sentence on the aim. */
function aimText({ aim, compared }: Comparison): string {
  const least = compared.find(({ name }) => name === 'minimal');
  const to = octetsOnAir(aim.costs.payment);
  const of =
    least === undefined
      ? ''
      : `; minimal takes ${octetsOnAir(least.costs.payment)}, ${ratio(octetsOnAir(least.costs.payment), to)}`;
  return wrapped(
    `With the public key in each message (A1), published takes ${to} octets on the air a payment${of}.`,
    columns,
  );
}

/** The comparison. */
export function comparisonTable(paint: Paint, comparison: Comparison): string {
  const { compared, generalWeight } = comparison;
  const names = compared.map(({ name }) => name.padStart(cellWidth)).join('');
  const counted = groups.flatMap(({ title, rows }) => [
    paint('bold', title),
    ...rows.map(({ what, of }) =>
      lineText(lineOf(`  ${what}`, comparison, ({ costs }) => of(costs))),
    ),
  ]);
  const hasTimes = compared.some(({ times }) => times !== undefined);
  const measured = hasTimes
    ? [
        paint('bold', 'one payment: milliseconds, measured in this run'),
        ...timeLines(comparison).map((line) => lineText({ ...line, what: `  ${line.what}` })),
      ]
    : [];
  const bundled =
    generalWeight === undefined
      ? []
      : [
          paint('bold', 'the client, bundled and minified for each'),
          lineText(lineOf('  kB', comparison, ({ weight }) => kilobytes(weight?.minified))),
          lineText(lineOf('  kB, gzipped', comparison, ({ weight }) => kilobytes(weight?.gzipped))),
          wrapped(
            `One client for any reading: ${grouped(generalWeight.minified)} octets, ${grouped(generalWeight.gzipped)} gzipped.`,
            columns,
          ),
        ];
  const title = ' '.repeat(columns - names.length) + names;
  return [
    paint('bold', title),
    ...counted,
    ...measured,
    ...(hasTimes ? [noiseText(comparison)] : []),
    ...bundled,
    aimText(comparison),
  ].join('\n');
}

const idWidth = 19;
const deltaWidth = 5;

function deltas(metered: Metered, base: Compared['costs']): string {
  if (!metered.metered)
    return 'contradicts, see below'.padStart(deltaWidth * marginalFigures.length);
  return marginalFigures
    .map(({ of }) => {
      const delta = of(metered.costs) - of(base);
      const text = delta > 0 ? `+${delta}` : String(delta);
      return (delta === 0 ? '.' : text).padStart(deltaWidth);
    })
    .join('');
}

/** Each repair: what it adds to published, and what repaired saves without it. */
export function marginalTable(
  paint: Paint,
  marginals: readonly Marginal[],
  { published, repaired }: Readonly<Record<'published' | 'repaired', Compared['costs']>>,
): string {
  const names = marginalFigures.map(({ brief }) => brief.padStart(deltaWidth)).join('');
  const width = deltaWidth * marginalFigures.length;
  const rows = marginals.map(({ repair, added, removed }) =>
    [repair.id.padEnd(idWidth), deltas(added, published), deltas(removed, repaired)].join(''),
  );
  const reasons = marginals.flatMap(({ repair: { id }, added, removed }) => [
    ...(added.metered ? [] : [`${id} alone: ${added.why}`]),
    ...(removed.metered ? [] : [`all but ${id}: ${removed.why}`]),
  ]);
  return [
    paint(
      'bold',
      ['', 'added to published', 'taken out of repaired']
        .map((text, index) => text.padStart(index === 0 ? idWidth : width))
        .join(''),
    ),
    `${''.padEnd(idWidth)}${names}${names}`,
    ...rows,
    ...reasons.map((reason) => wrapped(reason, columns)),
    wrapped(
      'One payment: octets from and to the phone and between gateway and bank; public-key operations of phone and bank; octets kept by the phone. A dot is no difference.',
      columns,
    ),
  ].join('\n');
}
