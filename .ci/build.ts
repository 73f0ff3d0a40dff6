/**
 * `npm run build`, which `npm pack` runs first: what is reached from the library and the command line
 * as JavaScript with its types in `dist/`, since Node runs no .ts file below node_modules.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Files that the code reads beside itself. */
const read = ['properties/report/page/style.css', 'properties/report/page/behaviour.mjs'];

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
const project = join(import.meta.dirname, 'tsconfig.build.json');
const { status } = spawnSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
if (status === 0) for (const file of read) copyFileSync(join(root, file), join(root, 'dist', file));
process.exitCode = status ?? 1;
