/**
 * `npm test`: every check, in order from the quickest to the one that explains
 * most. All run even when one fails; the tests come last, so that their summary
 * ends the output. Each name is an npm script and can be run on its own.
 */
import { spawnSync } from 'node:child_process';

const CHECKS = ['format:check', 'lint', 'types', 'boundaries', 'unused', 'docs:check', 'unit'];

const failed = CHECKS.filter((name) => !passes(name));
if (failed.length > 0) {
  console.error(`\nfailed checks: ${failed.join(', ')}`);
  process.exitCode = 1;
}

function passes(name: string): boolean {
  console.log(`\n== ${name} ${'='.repeat(70 - name.length)}`);
  const { status, error } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status === 0;
}
