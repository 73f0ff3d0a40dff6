/**
 * `npm run package:check`: the package as it is handed over, packed, unpacked into a fresh project
 * and used there: imported, compiled against, run, on threads and with files of a researcher's own.
 *
 * The project has the packed files themselves and of the libraries those alone that the manifest
 * declares for use; nothing is fetched.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import manifest from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'sa2pmp-project-'));
// Not by `after`: between two awaited tests the runner may take the file for done.
process.on('exit', () => {
  rmSync(project, { recursive: true, force: true });
});

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function ran(command: string, words: readonly string[], cwd = project): Ran {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** The last line that a command said, where it ended well. */
function lastLine(command: string, words: readonly string[], cwd?: string): string {
  const { status, out, err } = ran(command, words, cwd);
  assert.equal(status, 0, err);
  return out.trim().split('\n').at(-1) ?? '';
}

/** The project: the packed package in a folder of its own, its dependencies as they are here. */
function install(): void {
  lastLine('npm', ['run', '--silent', 'build'], root);
  const words = ['pack', '--silent', '--ignore-scripts', '--pack-destination', project];
  const packed = lastLine('npm', words, root);
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'sa2pmp'), { recursive: true });
  const into = ['-C', join(modules, 'sa2pmp'), '--strip-components=1'];
  lastLine('tar', ['xzf', join(project, packed), ...into]);
  for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'mine', type: 'module' }));
  for (const name of ['my-attacker', 'my-claim', 'my-protocol']) {
    copyFileSync(join(root, 'docs/examples', `${name}.ts`), join(project, `${name}.ts`));
  }
}

install();

const launcher = join(project, 'node_modules/sa2pmp', manifest.bin.sa2pmp);
const sa2pmp = (words: string): Ran => ran(process.execPath, [launcher, ...words.split(' ')]);

await test('the manifest, its exports and the types are sound', () => {
  const { status, out, err } = ran('npx', ['publint', '--strict'], root);
  assert.equal(status, 0, out + err);
});

await test('every export is there, and a program asks a question', () => {
  const names = Object.keys(manifest.exports).filter((name) => !name.endsWith('.json'));
  const imports = names.map((name) => `await import('sa2pmp${name.slice(1)}')`);
  const program = `
    const all = [${imports.join(', ')}];
    const { ask, claims, network, protocol, defaultBounds } = all[0];
    const [verdict] = ask({ protocol: protocol('published'), attacker: network, statesMax: 10000,
      bounds: defaultBounds, claims: claims.filter(({ id }) => id === 'at-most-once') });
    console.log(all.every((one) => Object.keys(one).length > 2), verdict.verdict,
      verdict.attack.onBytes.confirmed);`;
  const words = ['--input-type=module', '--eval', program];
  assert.equal(lastLine(process.execPath, words), 'true attack true');
});

// Kills: a declaration that is missing, or that makes everything `any`.
await test('a program compiles against the types, and one that is wrong does not', () => {
  const program = `import { ask, type Verdict } from 'sa2pmp';
import { network, type Capability } from 'sa2pmp/attacks';
import { claims, defaultBounds, type Claim } from 'sa2pmp/model';
import { concrete } from 'sa2pmp/octets';
import { protocol } from 'sa2pmp/properties';
const mine: Capability = { ...network, id: 'mine' };
const which: readonly Claim[] = claims;
export const octets = concrete({ cipher: 'aes-128-cbc' });
export const verdicts: readonly Verdict[] = ask({
  protocol: protocol('published'), attacker: mine, claims: which, bounds: defaultBounds, statesMax: 9,
});
// @ts-expect-error there is no such reading
protocol('publish');
// @ts-expect-error a verdict has no such field
verdicts[0]?.truth;
`;
  writeFileSync(join(project, 'program.ts'), program);
  const options = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    lib: ['es2024', 'esnext'],
    types: ['node'],
    noEmit: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  };
  const settings = { compilerOptions: options, include: ['*.ts'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
  const { status, out } = ran(process.execPath, [compiler, '-p', project]);
  assert.equal(out, '');
  assert.equal(status, 0);
});

await test('the command line answers with files of one’s own, on threads, as from the sources', () => {
  const words =
    'verify --use my-attacker.ts --use my-claim.ts --attacker backup-tape --attacker network --claim origin-of-key,secrecy-key,secrecy-password --protocol published,charitable,minimal --workers 2 --out';
  const { status, err } = sa2pmp(`${words} installed.json`);
  assert.equal(status, 0, err);
  const here = [join(root, manifest.bin.sa2pmp), ...words.split(' '), 'sources.json'];
  lastLine(process.execPath, here);
  const read = (file: string): string => readFileSync(join(project, file), 'utf8');
  assert.equal(read('installed.json'), read('sources.json'));
  const checked = sa2pmp('check installed.json --use my-attacker.ts --use my-claim.ts --runs 1');
  assert.equal(checked.status, 0, checked.out + checked.err);
});

await test('protocols of one’s own are answered', () => {
  const changed = sa2pmp(
    'verify --use my-protocol.ts --protocol no-freshness --claim at-most-once --attacker network',
  );
  assert.equal(changed.status, 0, changed.err);
  assert.match(changed.out, /attack, \d+ steps/u);
  const script = sa2pmp('verify --use my-protocol.ts --protocol one-message');
  assert.equal(script.status, 0, script.err);
  assert.match(script.out, /origin accepted 2 times, sent 1 times/u);
});

await test('nothing that only the project itself needs is asked for', () => {
  const bundle = sa2pmp('costs --bundle --rounds 0');
  assert.equal(bundle.status, 2, bundle.err);
  assert.match(bundle.err, /^error: --bundle needs rolldown/u);
  assert.equal(sa2pmp('costs --rounds 0').status, 0);
  assert.equal(sa2pmp('classics nspk').status, 0);
  assert.equal(sa2pmp('compare').status, 0);
  // A target that is not there: what it takes to try one is.
  assert.equal(sa2pmp('gate --target http://127.0.0.1:9').status, 3);
  assert.match(sa2pmp('replay s1.').err, /^error: not a token/u);
  const page = sa2pmp('report --protocol published --attacker network --claim at-most-once');
  assert.equal(page.status, 0, page.err);
});
