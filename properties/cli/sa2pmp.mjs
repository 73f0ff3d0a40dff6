#!/usr/bin/env node
/**
 * The launcher of `sa2pmp`: plain JavaScript, so that an older Node can still
 * read it and say what is missing. It refuses any Node that cannot run .ts files.
 */
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

// What was made of our sources last time is kept, in the folder for temporary files: half the time
// of a start is their translation. NODE_DISABLE_COMPILE_CACHE=1 does without.
const { enableCompileCache } = await import('node:module');
enableCompileCache();

await import('./main.ts');
