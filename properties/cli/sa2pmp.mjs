#!/usr/bin/env node
/**
 * The launcher of `sa2pmp`: plain JavaScript, so that an older Node can still
 * read it and say what is missing. It refuses any Node that cannot run .ts files.
 *
 * In a checkout it runs the sources; installed, what was built of them, since Node
 * runs no .ts file below node_modules.
 */
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const EXIT_ENVIRONMENT = 70;

if (Number.parseInt(process.versions.node, 10) < NEEDED_MAJOR) {
  console.error(
    `sa2pmp needs Node ${NEEDED_MAJOR} or newer; this is Node ${process.versions.node}.\n` +
      'On Linux x64 the lockfile brings one: run `npm ci` and then `npx sa2pmp ...`.\n' +
      `Elsewhere install Node ${NEEDED_MAJOR} first.`,
  );
  process.exit(EXIT_ENVIRONMENT);
}

// Searches keep much and drop more: left to itself V8 lets its heap grow to several times what is kept
// before it looks. With this it looks sooner, in all threads.
const { setFlagsFromString } = await import('node:v8');
setFlagsFromString('--heap-growing-percent=60');

const isInstalled = import.meta.url.includes('/node_modules/');
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// What was made of our sources last time is kept: half the time of a start is their translation.
// NODE_DISABLE_COMPILE_CACHE=1 does without.
const { enableCompileCache } = await import('node:module');
enableCompileCache(at(isInstalled ? '../../../.cache/sa2pmp' : '../../.cache/compiled'));

const main = isInstalled ? '../../dist/properties/cli/main.js' : './main.ts';
await import(new URL(main, import.meta.url).href);
