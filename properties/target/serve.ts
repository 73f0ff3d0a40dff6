/**
 * `npm run target:own`: our own system as a target, sound or flawed, until Ctrl-C. Refuses a protocol or a
 * flaw that there is not, with exit code 2.
 */
import { parseArgs } from 'node:util';
import { type FlawName, flaws } from './flaws.ts';
import { own } from './own.ts';

const help = `npm run target:own -- [options]

Our own system as a target of sa2pmp gate --target, until Ctrl-C (docs/target.md). It prints its addresses.

  --protocol name  published or repaired (repaired)
  --flaw name      with one flaw: ${Object.keys(flaws).join(', ')}
  --port n         where the set-up is; log and bank have the next two (any that are free)
  --help           this text

Example:
  npm run target:own -- --port 7911 --flaw causes`;

function isFlaw(name: string): name is FlawName {
  return Object.hasOwn(flaws, name);
}

/** What was asked for; help, or what is wrong with it. */
function asked(words: readonly string[]): Parameters<typeof own>[0] | 'help' {
  const { values } = parseArgs({
    args: [...words],
    options: {
      protocol: { type: 'string', default: 'repaired' },
      flaw: { type: 'string' },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
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

async function serve(words: Parameters<typeof own>[0]): Promise<void> {
  const served = await own(words);
  const { setup, log, bank } = served.places;
  console.log(`set-up: ${setup}\nlog:    ${log}\nbank:   ${bank}`);
  process.once('SIGINT', () => void served.close());
  process.once('SIGTERM', () => void served.close());
}

try {
  const words = asked(process.argv.slice(2));
  if (words === 'help') console.log(help);
  else await serve(words);
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
