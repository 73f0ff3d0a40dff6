import { expect, test } from 'vitest';
import { brokenLinksIn, missingFilesIn } from '../docs/links.ts';
import { pages, textOf, written } from '../docs/pages.ts';
import { filled } from '../docs/parts.ts';
import { samplesIn } from '../docs/samples.ts';

const page = 'docs/README.md';

// Each check of the documentation on a page with the fault that it is there for.
test('a link to what is not there is found, and one to a heading that is not', async () => {
  const text = '[a](nowhere.md), [b](model.md#no-such-heading), [c](model.md#readings)';
  expect(await brokenLinksIn(page, text)).toEqual(['nowhere.md', 'model.md#no-such-heading']);
});

test('a file named that is not there is found', () => {
  expect(missingFilesIn('`model/core/shape.ts` and `model/core/not-there.ts`')).toEqual([
    'model/core/not-there.ts',
  ]);
});

test('a generated page that was changed by hand is another than is written', async () => {
  const readings = pages.find(({ path }) => path === 'docs/readings.md') ?? expect.fail(page);
  const text = await textOf(readings.path);
  const changed = text.replace('A1', 'A0');
  expect(changed).not.toBe(text);
  expect(await written(readings)).not.toBe(changed);
});

test('a part that was changed by hand is written anew', () => {
  const stale = '<!-- part a -->\nold\n<!-- end of part -->';
  expect(filled(stale, { a: () => 'new' })).not.toContain('old');
});

test('a sample is taken from its fence, whatever is in it', () => {
  const text = '```ts run properties/x.ts\nconst wrong: number = "text";\n```\n';
  expect(samplesIn(page, text)).toEqual([
    { page, path: 'properties/x.ts', code: 'const wrong: number = "text";\n' },
  ]);
});
