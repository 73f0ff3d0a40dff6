/** The phones of peers as bundles: each has what its role uses, and no primitives besides. */
import { expect, test } from 'vitest';
import { comparisonTables } from './table.ts';
import { weighed } from './bundle.ts';
import { compare } from './comparison.ts';

// Kills: a bundle that does something else than the role (it is not weighed then); key pairs or boxes in
// one that uses none; the script of another.
test('the phone of a peer weighs what its role uses, and plays an honest run as without a bundle', async () => {
  const compared = await weighed(compare({ names: ['jasa', 'visa-emv', '3kp'] }));
  const weights = compared.map(({ weight }) => weight ?? expect.fail());
  const [jasa = 0, three = 0, visa = 0] = weights.map(({ minified }) => minified);
  expect(visa).toBeLessThan(jasa);
  expect(three).toBeGreaterThan(jasa + 30_000);
  for (const { minified, gzipped } of weights) expect(gzipped).toBeLessThan(minified / 2);
  const [base] = compared;
  const text = comparisonTables((_, cell) => cell, compared, base ?? expect.fail());
  expect(text).toContain(`${String(three)}   ${(three / jasa).toFixed(2)}x`);
}, 30_000);
