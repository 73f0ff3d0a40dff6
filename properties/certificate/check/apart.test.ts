import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Modules that are loaded when the checker is. */
function loadedWith(path: string): readonly string[] {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
    await import(${JSON.stringify(new URL(path, import.meta.url).href)});`;
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  return stdout.split('\n');
}

/** What searches, or answers by a search; `remembered.ts` is a memo that runs of attacks use. */
const searching =
  /\/(attacks\/search\/(?!remembered\.ts)|properties\/verdict\/(ask|engines|matrix|worker|playhouse|vacuity|errand)\.ts)/u;

// Kills: a helper of the searches used by the checker, through however many modules.
test('no module of a search is loaded with the checker', () => {
  const loaded = loadedWith('check.ts');
  expect(loaded.filter((url) => url.includes('/model/core/')).length).toBeGreaterThan(5);
  expect(loaded.filter((url) => searching.test(url))).toEqual([]);
});
