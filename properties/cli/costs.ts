/**
 * `sa2pmp costs`: what a payment costs under each protocol, and what each repair costs.
 */
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Marginal, marginals } from '../costs/marginal.ts';
import { costsOf } from '../costs/meter.ts';
import { type Point, points } from '../costs/points.ts';
import { type Comparison, compare } from '../costs/report.ts';
import { comparisonTable, marginalTable } from '../costs/table.ts';
import { painter } from '../report/paint.ts';
import { changesIn, chosen, refuseContradiction, wholeNumber } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** What the user wrote. */
export interface CostsWords {
  readonly protocol?: readonly string[];
  readonly reading?: readonly string[];
  readonly repairs?: boolean;
  readonly bundle?: boolean;
  readonly rounds?: string;
  readonly json?: boolean;
}

/** Payments of each protocol on each library in a round. */
const paymentsPerRound = 25;

/** The protocols named, with the changes of axes asked for. */
function pointsIn({ protocol, reading }: CostsWords): readonly Point[] {
  const changes = changesIn(reading).map(({ axis, choice }) => [axis, choice]);
  const named = chosen(
    'protocol',
    protocol,
    points.map((point) => [point.name, point] as const),
  );
  if (changes.length === 0) return named;
  return named.map((point): Point => {
    const changed = { ...point.reading, ...(Object.fromEntries(changes) as object) };
    refuseContradiction(point.name, changed);
    return { name: point.name, reading: changed };
  });
}

/** The comparison as JSON: everything, figures unrounded. */
function jsonOf(comparison: Comparison, repairs: readonly Marginal[] | undefined): string {
  const { base, aim, compared, noise, generalWeight } = comparison;
  const marginal = repairs?.map(({ repair: { id }, added, removed }) => ({ id, added, removed }));
  return JSON.stringify({
    format: 'sa2pmp costs 1',
    base,
    aim,
    compared,
    noise,
    generalWeight,
    repairs: marginal,
  });
}

/** Refuses to weigh bundles where there is no bundler: the package does not bring one. */
export async function refuseWithoutBundler(): Promise<void> {
  try {
    await import('rolldown');
  } catch {
    throw usageError('--bundle needs rolldown, which is not installed: npm install rolldown');
  }
}

/** Runs the command; returns the exit code. */
export async function costs(words: CostsWords): Promise<number> {
  const shown = pointsIn(words);
  const limits = { min: 0, max: 1000, otherwise: 5 };
  const rounds = wholeNumber('--rounds', words.rounds, limits);
  const bundle = words.bundle ?? false;
  const effort = rounds === 0 ? {} : { effort: { rounds, payments: paymentsPerRound } };
  if (bundle) await refuseWithoutBundler();
  const comparison = await compare({ shown, bundle, ...effort });
  const repairs = words.repairs === true ? marginals() : undefined;
  if (words.json === true) {
    process.stdout.write(`${jsonOf(comparison, repairs)}\n`);
    return exitCodes.done;
  }
  const paint = painter(process.stdout);
  const ends = { published: costsOf(readings.published), repaired: costsOf(readings.repaired) };
  const tables = [
    comparisonTable(paint, comparison),
    ...(repairs === undefined ? [] : [marginalTable(paint, repairs, ends)]),
  ];
  process.stdout.write(`${tables.join('\n\n')}\n`);
  return exitCodes.done;
}
