/**
 * The counted tables of `docs/costs.md`: what a payment costs, and what each repair costs. Counted on
 * OpenSSL, which is quicker; the counts are the same on noble (`properties/costs/meter.test.ts`).
 */
import { native } from '../../src/native.ts';
import { type Marginal, marginals, type Metered } from '../costs/marginal.ts';
import { type Costs, costsOf } from '../costs/meter.ts';
import { aim, points } from '../costs/points.ts';
import { groups, marginalFigures, ratio } from '../costs/rows.ts';
import { row } from './markdown.ts';
import type { Parts } from './parts.ts';

/** What every protocol costs, with ratios to the first; what `minimal` is to undercut stands last. */
function costsTable(): string {
  const all = [...points, aim];
  const costs = all.map(({ reading }) => costsOf(reading, native));
  const [base] = costs;
  if (base === undefined) throw new Error('docs: no protocol');
  const lines = groups.flatMap(({ title, rows }) => [
    row([`**${title}**`, ...all.map(() => '')]),
    ...rows.map(({ what, of }) =>
      row([what, ...costs.map((one) => `${of(one)} ${ratio(of(one), of(base))}`.trim())]),
    ),
  ]);
  return [
    row(['', ...all.map(({ name }) => name)]),
    row(['---', ...all.map(() => '--:')]),
    ...lines,
  ].join('\n');
}

/** Differences of the figures that repairs change; where they contradict, the reason. */
function deltaCells(metered: Metered, base: Costs): readonly string[] {
  if (!metered.metered)
    return [`contradicts: ${metered.why}`, ...marginalFigures.slice(1).map(() => '')];
  return marginalFigures.map(({ of }) => {
    const delta = of(metered.costs) - of(base);
    if (delta === 0) return '';
    return delta > 0 ? `+${delta}` : String(delta);
  });
}

/** What each repair costs: one way, and the other way round. */
function repairsTable(which: 'added' | 'removed'): string {
  const found: readonly Marginal[] = marginals(native);
  const [first] = points;
  const last = points.at(-1) ?? first;
  const base = costsOf((which === 'added' ? first : last).reading, native);
  return [
    row(['repair', ...marginalFigures.map(({ what }) => what)]),
    row(['---', ...marginalFigures.map(() => '--:')]),
    ...found.map((one) => row([one.repair.id, ...deltaCells(one[which], base)])),
  ].join('\n');
}

/** The parts, by name. */
export const costParts: Parts = {
  costs: costsTable,
  'repairs added': () => repairsTable('added'),
  'repairs removed': () => repairsTable('removed'),
};
