/**
 * `sa2pmp` with one more line on standard error at the end: the most memory it held, in KiB.
 */
process.once('exit', () => {
  process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`);
});

await import('../cli/main.ts');
