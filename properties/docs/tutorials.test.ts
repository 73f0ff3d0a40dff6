import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { textOf } from './pages.ts';
import { typed } from './testing/typed.ts';
import { type Deed, deedsIn } from './tutorials.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-tutorial-'));
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(home);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Text without what depends on the width of a table. */
const loosely = (text: string): string => text.replaceAll(/ +/gu, ' ').trim();

/** Lines that are shown and were not said, in this order. */
function unsaid(shown: readonly string[], said: string): readonly string[] {
  let rest = loosely(said);
  return shown.map(loosely).filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest = rest.slice(at + line.length);
    return at < 0;
  });
}

/** Does what a page has a person do; what does not come out as shown. */
async function followed(deeds: readonly Deed[]): Promise<readonly unknown[]> {
  const wrong: unknown[] = [];
  let said = '';
  let before: Deed['does'] = 'see';
  for (const deed of deeds) {
    if (deed.does === 'save') writeFileSync(deed.name, deed.text);
    if (deed.does === 'type') {
      if (before !== 'type') said = '';
      const came = await typed(deed.words);
      if (came.code !== deed.exit) wrong.push({ ...deed, ...came });
      said += came.said;
    }
    if (deed.does === 'see') {
      wrong.push(...unsaid(deed.lines, said).map((unseen) => ({ unseen, said })));
    }
    before = deed.does;
  }
  return wrong;
}

// Kills: a flag renamed, a verdict changed, an exit code changed, and the tutorial forgotten.
test.each(['reviewer', 'researcher', 'team'])(
  'the tutorial of a %s does what it says, from the first command to the last',
  async (who) => {
    const deeds = deedsIn(await textOf(`docs/tutorial-${who}.md`));
    expect(deeds.filter(({ does }) => does === 'type').length).toBeGreaterThan(4);
    expect(deeds.filter(({ does }) => does === 'see').length).toBeGreaterThan(3);
    process.chdir(folder);
    expect(await followed(deeds)).toEqual([]);
  },
);
