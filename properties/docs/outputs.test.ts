import { expect, test } from 'vitest';
import { textOf } from './pages.ts';
import { typed } from './testing/typed.ts';

/** Output that a page shows: the command's arguments, and the lines shown. */
const fence = /^```text output npx sa2pmp (.+)\n([\s\S]*?)^```$/gmu;

/** A line without figures that depend on the machine, or change with every reduction. */
const steady = (line: string): string =>
  line.replaceAll(/[\d,]+ (ms|states) */gu, 'n $1').trimEnd();

const pages = ['docs/using.md', 'docs/extend.md'];
const shown = (
  await Promise.all(
    pages.map(async (page) =>
      [...(await textOf(page)).matchAll(fence)].map(([, args = '', text = '']) => ({
        page,
        args,
        text,
      })),
    ),
  )
).flat();

test('pages show what commands say', () => {
  expect(shown.map(({ page }) => page)).toEqual(expect.arrayContaining(pages));
});

// Kills: a verdict, a flag or a form of output changed and the page forgotten. Lines may be left out
// on the page, not added or put in another order.
test.each(shown)('$page shows what sa2pmp $args says', async ({ args, text }) => {
  const came = await typed(args.split(' '));
  expect(came.code).toBe(0);
  const said = came.said.split('\n').map(steady);
  let at = 0;
  for (const line of text.split('\n').map(steady)) {
    if (line === '' || line === '...') continue;
    const found = said.indexOf(line, at);
    expect(found, `not said, or not there: ${line}`).toBeGreaterThanOrEqual(0);
    at = found + 1;
  }
});
