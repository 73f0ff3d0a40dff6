/**
 * `npm run target:own`: our own system as a target, sound or flawed, until Ctrl-C.
 *
 * `--protocol published|repaired` (default: repaired), `--flaw <name>`, `--port <n>` (default: any; log and bank have the next two).
 */
import { parseArgs } from 'node:util';
import { type FlawName, flaws } from './flaws.ts';
import { own } from './own.ts';

function isFlaw(name: string): name is FlawName {
  return Object.hasOwn(flaws, name);
}

/** What was asked for, or what is wrong with it. */
function asked(words: readonly string[]): Parameters<typeof own>[0] {
  const { values } = parseArgs({
    args: [...words],
    options: {
      protocol: { type: 'string', default: 'repaired' },
      flaw: { type: 'string' },
      port: { type: 'string', default: '0' },
    },
  });
  const { protocol, flaw, port } = values;
  if (protocol !== 'published' && protocol !== 'repaired') {
    throw new Error(`--protocol takes published or repaired; got "${protocol}"`);
  }
  if (flaw !== undefined && !isFlaw(flaw)) {
    throw new Error(`--flaw takes one of ${Object.keys(flaws).join(', ')}; got "${flaw}"`);
  }
  if (!/^\d{1,5}$/u.test(port)) throw new Error(`--port takes a number; got "${port}"`);
  return { protocol, flaw: flaw === undefined ? undefined : flaws[flaw], port: Number(port) };
}

try {
  const served = await own(asked(process.argv.slice(2)));
  const { setup, log, bank } = served.places;
  console.log(`set-up: ${setup}\nlog:    ${log}\nbank:   ${bank}`);
  process.once('SIGINT', () => void served.close());
  process.once('SIGTERM', () => void served.close());
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
