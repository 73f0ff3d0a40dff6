/**
 * `npm test`: every check, in order from the quickest to the one that explains
 * most. All run even when one fails; the tests come last, so that their summary
 * ends the output. Each name is an npm script and can be run on its own.
 */
import { spawnSync } from 'node:child_process';

const CHECKS = ['format:check', 'lint', 'types', 'boundaries', 'unused', 'docs:check', 'unit'];

prepareBrowser();

const failed = CHECKS.filter((name) => !passes(name));
if (failed.length > 0) {
  console.error(`\nfailed checks: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/**
 * The pages are tried in Chromium: Debian's package, installed where it is absent and may be; where
 * it cannot be, the tests say that they are skipped.
 */
function prepareBrowser(): void {
  const isThere = spawnSync('which', ['chromium']).status === 0;
  const isDebian = spawnSync('which', ['apt-get']).status === 0;
  if (isThere || !isDebian || process.getuid?.() !== 0) return;
  console.log('\nchromium is absent: apt-get install chromium');
  const words = ['install', '-y', '-q', '--no-install-recommends', 'chromium'];
  const { status } = spawnSync('apt-get', words, { stdio: 'ignore', timeout: 300_000 });
  console.log(status === 0 ? 'chromium: installed' : 'chromium: cannot be installed here');
}

function passes(name: string): boolean {
  console.log(`\n== ${name} ${'='.repeat(70 - name.length)}`);
  const { status, error } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status === 0;
}
