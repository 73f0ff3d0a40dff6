import { expect, test } from 'vitest';
import { repairs } from '../../model/sa2pmp/repair.ts';
import { columns } from '../report/table.ts';
import type { Marginal } from './marginal.ts';
import { points } from './points.ts';
import { compare, counted } from './report.ts';
import { comparisonTable, marginalTable } from './table.ts';
import type { Times } from './times.ts';

const bare = (_style: unknown, text: string): string => text;
const [published] = points;
const took = { milliseconds: 123.45, ratio: 17.5 };
const times: Times = { noble: { phone: took, bank: took }, OpenSSL: { phone: took, bank: took } };
const weight = { minified: 1_234_567, gzipped: 234_567 };

// Kills: a column too many, a figure of another protocol's, a ratio the other way round.
test('the comparison fits 80 columns, and is in ratios to published', async () => {
  const made = await compare({ shown: points, bundle: false });
  const compared = made.compared.map((one) => ({ ...one, times, weight }));
  const base = { ...made.base, times, weight };
  const text = comparisonTable(bare, {
    ...made,
    base,
    compared,
    noise: times,
    generalWeight: weight,
  });
  const lines = text.split('\n');
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
  for (const name of points.map((point) => point.name)) expect(lines[0]).toContain(name);
  const octets = lines.find((line) => line.includes('octets on the air')) ?? '';
  const shown = compared.map(({ costs: { payment } }) => {
    const { up, down } = payment.traffic;
    return up.octets + down.octets;
  });
  const [first = 0] = shown;
  const cells = shown.map((value) => `${value} ${(value / first).toFixed(2)}x`);
  expect(octets.trim().split(/ {2,}/u)).toEqual(['octets on the air', ...cells]);
});

// Kills: a contradiction metered or passed over in silence, a difference with the wrong sign.
test('a repair shows its difference, or why there is none to show', () => {
  const { costs } = counted(published);
  const { payment } = costs;
  const up = { octets: payment.traffic.up.octets + 7, frames: 1 };
  const dearer = { ...costs, payment: { ...payment, traffic: { ...payment.traffic, up } } };
  const made = repairs.slice(0, 2).map((repair, index): Marginal => ({
    repair,
    added: index === 0 ? { metered: true, costs: dearer } : { metered: false, why: 'it cannot be' },
    removed: { metered: true, costs },
  }));
  const text = marginalTable(bare, made, { published: costs, repaired: dearer });
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(columns);
  expect(text).toMatch(/^recipient +\+7 +\. +\. +\. +\. +\. +-7 /mu);
  expect(text).toMatch(/^key-under-signature +contradicts, see below +-7 /mu);
  expect(text).toContain('key-under-signature alone: it cannot be');
});
