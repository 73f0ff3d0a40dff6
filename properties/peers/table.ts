/**
 * The comparison for a terminal of 80 columns: who breaks what, what a payment costs, who is trusted.
 */
import {
  type AttackerClass,
  classes,
  type Goal,
  goals,
  goalWords,
} from '../../model/peers/peer.ts';
import type { Paint } from '../report/paint.ts';
import { columns, wrapped } from '../report/table.ts';
import type { Compared } from './comparison.ts';

const nameWidth = 20;
const goalWidth = 8;

/** The letter of each attacker in the table. */
const letters: Readonly<Record<AttackerClass, string>> = {
  network: 'n',
  customer: 'c',
  between: 'b',
  authority: 'a',
};

/** Each attacker in a few words. */
const classWords: Readonly<Record<AttackerClass, string>> = {
  network: 'the network alone',
  customer: 'another customer',
  between: 'who is between',
  authority: 'the authority',
};

/** Who breaks a promise, out of the letters of a cell, in words. */
export function brokenBy(cell: string): string {
  if (cell === 'attack') return 'broken by all but who is accused';
  const whom = classes.filter((one) => cell.includes(letters[one])).map((one) => classWords[one]);
  const given = cell.includes('?') ? ['some searches were given up'] : [];
  return [...(whom.length === 0 ? [] : [`broken by ${whom.join(', ')}`]), ...given].join('; ');
}

/** Who breaks a promise, by letters; `holds`, or `-` where none is made. */
export function cellOf({ promises }: Compared, goal: Goal): string {
  const promised = promises[goal];
  if (promised === undefined) return '-';
  const asked = Object.values(promised);
  if (asked.every((says) => says === 'nothing')) return '-';
  if (promised.all !== undefined) return promised.all === 'unknown' ? '?' : promised.all;
  const broken = classes.filter((one) => promised[one] === 'attack').map((one) => letters[one]);
  const isOpen = classes.some((one) => promised[one] === 'unknown');
  if (broken.length === 0) return isOpen ? '?' : 'holds';
  return broken.join(' ') + (isOpen ? ' ?' : '');
}

function painted(paint: Paint, cell: string): string {
  const padded = cell.padEnd(goalWidth);
  if (cell === 'holds') return paint('green', padded);
  return cell === '-'
    ? paint('dim', padded)
    : paint(cell.startsWith('?') ? 'yellow' : 'red', padded);
}

/** Who breaks what. */
function claimsTable(paint: Paint, compared: readonly Compared[]): readonly string[] {
  const head = ''.padEnd(nameWidth) + goals.map((goal) => goal.padEnd(goalWidth)).join('');
  const rows = compared.map((one) =>
    [one.name.padEnd(nameWidth), ...goals.map((goal) => painted(paint, cellOf(one, goal)))]
      .join('')
      .trimEnd(),
  );
  const words = goals.map((goal) => wrapped(`${goal}: ${goalWords[goal]}`, columns));
  const legend =
    'Broken by n the network, c another customer, b who is between (gateway, seller), a the authority (bank, server, acquirer, another gateway); - not promised, or no peer left to be deceived; ? given up.';
  return [paint('bold', head.trimEnd()), ...rows, ...words, wrapped(legend, columns)];
}

/** A column of figures. */
interface Column {
  readonly head: string;
  readonly width: number;
  readonly of: (one: Compared, base: Compared) => string;
}

const costColumns: readonly Column[] = [
  { head: 'messages', width: 9, of: ({ costs }) => String(costs.messages) },
  { head: 'on air', width: 7, of: ({ costs }) => String(costs.onAir) },
  { head: 'trips', width: 6, of: ({ costs }) => String(costs.roundTrips) },
  { head: 'octets', width: 7, of: ({ costs }) => String(costs.octetsOnAir) },
  {
    head: '',
    width: 7,
    of: ({ costs }, base) => `${(costs.octetsOnAir / base.costs.octetsOnAir).toFixed(2)}x`,
  },
  { head: 'other', width: 6, of: ({ costs }) => String(costs.octetsElsewhere) },
  {
    head: 'pub.',
    width: 7,
    of: ({ costs: { publicKey } }) => `${publicKey.phone}/${publicKey.servers}`,
  },
  {
    head: 'sym.',
    width: 7,
    of: ({ costs: { symmetric } }) => `${symmetric.phone}/${symmetric.servers}`,
  },
];

const timeColumns: readonly Column[] = (['phone', 'servers'] as const).flatMap((side) => [
  {
    head: `${side} ms`,
    width: 12,
    of: ({ times }: Compared) => (times?.[side].milliseconds ?? NaN).toFixed(2),
  },
  {
    head: '',
    width: 8,
    of: ({ times }: Compared) => `${(times?.[side].ratio ?? NaN).toFixed(2)}x`,
  },
]);

const weightColumns: readonly Column[] = [
  { head: 'octets', width: 9, of: ({ weight }) => String(weight?.minified ?? '') },
  {
    head: '',
    width: 8,
    of: ({ weight }, base) =>
      `${((weight?.minified ?? NaN) / (base.weight?.minified ?? NaN)).toFixed(2)}x`,
  },
  { head: 'gzipped', width: 9, of: ({ weight }) => String(weight?.gzipped ?? '') },
];

function figures(
  paint: Paint,
  some: readonly Column[],
  { compared, base }: { readonly compared: readonly Compared[]; readonly base: Compared },
): readonly string[] {
  const head =
    ''.padEnd(nameWidth) + some.map(({ head: text, width }) => text.padStart(width)).join('');
  const rows = compared.map(
    (one) =>
      one.name.padEnd(nameWidth) +
      some.map(({ of, width }) => of(one, base).padStart(width)).join(''),
  );
  return [paint('bold', head.trimEnd()), ...rows];
}

/** The whole comparison; ratios are to `base`. */
export function comparisonTables(
  paint: Paint,
  compared: readonly Compared[],
  base: Compared,
): string {
  const hasTimes = compared.some(({ times }) => times !== undefined);
  const times = hasTimes
    ? [
        '',
        ...figures(paint, timeColumns, { compared, base }),
        'Processor time of one payment on noble; ratios to the published SA2pMP.',
      ]
    : [];
  const weights = compared.some(({ weight }) => weight !== undefined)
    ? [
        '',
        ...figures(paint, weightColumns, { compared, base }),
        wrapped(
          'The phone’s code for a browser, bundled and minified. Of SA2pMP the client’s chart; of a peer the interpreter of role scripts with its script as data: a bound on what a client of its own would take.',
          columns,
        ),
      ]
    : [];
  const trusts = compared.map(({ name, trusts: whom }) => wrapped(`${name}: ${whom}`, columns));
  return [
    ...claimsTable(paint, compared),
    '',
    ...figures(paint, costColumns, { compared, base }),
    wrapped(
      'One payment: messages, those of the phone, its round trips, their octets and ratio to the published SA2pMP, octets between the others; public-key operations and boxes, openings and digests, phone/others. Certificates, TLS and what is done before the first payment are not counted.',
      columns,
    ),
    ...times,
    ...weights,
    '',
    paint('bold', 'Trusted'),
    ...trusts,
  ].join('\n');
}
