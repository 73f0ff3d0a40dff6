import { expect, test } from 'vitest';
import { ageOf } from '../stryker/code.ts';
import { readCodeRecord } from '../stryker/record.ts';
import { type Ages, agesIn, codeMutantsSection } from './code-mutants.ts';
import { written } from './pages.ts';

const path = 'docs/mutants.md';
const laidOut = (ages?: Ages): Promise<string> =>
  written({ path, write: () => codeMutantsSection(ages) });
const { areas } = readCodeRecord();
const [first] = areas;

// Kills: a page that says nothing of it, or is stale whenever code has changed.
test('a page that is written says of each record whether it is of the code as it stands', async () => {
  const said = agesIn(await laidOut());
  for (const area of areas) expect([area.area, said(area)]).toEqual([area.area, ageOf(area)]);
});

test('what a page says of the age of records is read from it, and is of older code where it says nothing', async () => {
  const ages: Ages = ({ area }) => (area === first?.area ? 'of older code' : 'of this code');
  const said = agesIn(await laidOut(ages));
  for (const area of areas) expect([area.area, said(area)]).toEqual([area.area, ages(area)]);
  for (const area of areas) expect(agesIn('')(area)).toBe('of older code');
  expect(await laidOut(said)).toBe(await laidOut(ages));
});
