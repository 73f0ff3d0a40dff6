/**
 * `npm run build`, which `npm pack` runs first: what is reached from the library and the command line
 * as JavaScript with its types in `dist/`, since Node runs no .ts file below node_modules.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that the code reads beside itself. */
const read = [
  'properties/report/page/style.css',
  'properties/report/page/behaviour.mjs',
  'properties/mutants/survivors.json',
  'properties/peers/findings.json',
  'properties/schedules/known.json',
];

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
const project = join(import.meta.dirname, 'tsconfig.build.json');
const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
for (const file of status === 0 ? read : []) {
  mkdirSync(dirname(join(root, 'dist', file)), { recursive: true });
  copyFileSync(join(root, file), join(root, 'dist', file));
}
process.exitCode = status ?? 1;
