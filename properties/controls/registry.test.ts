import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject, textOf } from '../docs/pages.ts';
import { controls, withoutControl } from './registry.ts';

// Issue 6, "Positive controls". Kills: a property added without one, a control taken away.
test('every property has its control, or is known to have none', () => {
  const files = readdirSync(inProject('properties'), { recursive: true, encoding: 'utf8' })
    .map((path) => `properties/${path}`)
    .filter((path) => path.endsWith('.property.ts'));
  const listed = [...controls.map(({ property }) => property), ...withoutControl];
  expect(listed.toSorted()).toEqual(files.toSorted());
});

test.each(controls)('$property is tried on: $planted', async ({ in: file, planted }) => {
  expect(await textOf(file)).toContain(planted);
});
