/**
 * `npm test`: every check, in order from the quickest to the one that explains
 * most. All run even when one fails; the tests come last, so that their summary
 * ends the output. Each name is an npm script and can be run on its own.
 *
 * What reads the sources without running them takes one core each, and so does the trial
 * of the packed package, so that as many go on at a time as there are cores; each is told
 * of when it and those before it are done.
 */
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const BESIDE = [
  ...['format:check', 'lint', 'types', 'boundaries', 'unused', 'docs:check'],
  // Builds, packs and runs the package in a project of its own; it fetches nothing.
  'package:check',
];
const RUNNING = 'unit';

interface Checked {
  readonly name: string;
  readonly passed: boolean;
  readonly said: string;
}

prepareBrowser();

const failed: string[] = [];
for await (const { name, passed, said } of inTurn(BESIDE)) {
  headline(name);
  process.stdout.write(said);
  if (!passed) failed.push(name);
}
headline(RUNNING);
if (!passes(RUNNING)) failed.push(RUNNING);
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

function headline(name: string): void {
  console.log(`\n== ${name} ${'='.repeat(70 - name.length)}`);
}

/** The checks of these names, as many at a time as there are cores, told of in their order. */
async function* inTurn(names: readonly string[]): AsyncGenerator<Checked> {
  const waiting = names.map((name) => ({ name, ...Promise.withResolvers<Checked>() }));
  const left = [...waiting];
  const next = async (): Promise<void> => {
    const one = left.shift();
    if (one === undefined) return;
    one.resolve(await checked(one.name));
    await next();
  };
  for (let core = 0; core < availableParallelism(); core++) void next();
  for (const { promise } of waiting) yield await promise;
}

/** Runs a check and keeps what it says. */
function checked(name: string): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ name, passed: code === 0, said }));
  });
}

function passes(name: string): boolean {
  const { status, error } = spawnSync('npm', ['run', '--silent', name], { stdio: 'inherit' });
  if (error !== undefined) throw error;
  return status === 0;
}
