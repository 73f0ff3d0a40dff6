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
import {
  changesIn,
  chosen,
  ownIn,
  type OwnWork,
  refuseContradiction,
  wholeNumber,
  type Words,
} from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** What the user wrote. */
export interface CostsWords extends Pick<Words, 'use'> {
  readonly protocol?: readonly string[];
  readonly reading?: readonly string[];
  readonly repairs?: boolean;
  readonly bundle?: boolean;
  readonly rounds?: string;
  readonly json?: boolean;
}

/** Payments of each protocol on each library in a round. */
const paymentsPerRound = 25;

/** Changed readings of the user's own; what a check costs that is not made is no cost of a protocol. */
function ownPoints({ files, protocols }: OwnWork): readonly Point[] {
  if (files.length === 0) return [];
  const mutant = protocols.find(({ omitted }) => omitted.length > 0);
  if (mutant !== undefined) {
    const checks = mutant.omitted.join(', ');
    throw usageError(`${mutant.name} leaves out checks (${checks}): costs are of whole protocols`);
  }
  if (protocols.length > 0) return protocols.map(({ name, reading }) => ({ name, reading }));
  throw usageError(`costs takes changed readings of your own; --use ${files.join(' ')} has none`);
}

/** The protocols named, with the changes of axes asked for. */
function pointsIn({ protocol, reading }: CostsWords, own: readonly Point[]): readonly Point[] {
  const changes = changesIn(reading).map(({ axis, choice }) => [axis, choice]);
  const named = chosen(
    'protocol',
    protocol,
    [...points, ...own].map((point) => [point.name, point] as const),
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
  const shown = pointsIn(words, ownPoints(await ownIn(words)));
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
