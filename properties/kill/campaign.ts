/**
 * `node properties/kill/campaign.ts`: real processes on real files, killed at random moments.
 *
 * `--kills n`, `--seed n` (printed), `--protocol published|charitable`, `--reading axis=choice`
 * (several times), `--gently`: servers get SIGTERM, `--keep`: the folder stays. The seed decides who is killed after how long and
 * what is wished; the machine decides what was under way. Progress on stderr, figures on stdout;
 * Ctrl-C ends early with the figures so far. Exits with 1 when a law was broken, and names the
 * folder, which then stays.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readings } from '../../model/sa2pmp/reading.ts';
import { readingIn } from '../cli/system/common.ts';
import { counted, faultsIn, showCounted, showKills } from './figures.ts';
import { campaign } from './schedule.ts';
import { build, townAt } from './town.ts';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    protocol: { type: 'string', default: 'published' },
    reading: { type: 'string', multiple: true, default: [] },
    gently: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name} takes a whole number; got "${text}"`);
}

const [kills, seed] = [whole('kills', options.kills), whole('seed', options.seed)];
const { protocol } = options;
const reading = readingIn({ protocol, reading: options.reading }) ?? readings.published;
const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-kill-'));
const town = townAt(folder, reading, seed);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    console.error('\nstopping: the people come to rest, then the figures');
    stopping.abort();
  });
}

const started = performance.now();
const seconds = (): number => Math.round((performance.now() - started) / 1000);

function progress(done: number): void {
  const left = Math.round(((kills - done) * seconds()) / Math.max(done, 1));
  const { executed, resends } = counted(town);
  console.error(
    `${done} of ${kills} kills, ${executed} executed, ${resends} resends, ${left} s left`,
  );
}

console.error(`seed ${seed}, ${protocol} ${options.reading.join(' ')}, ${folder}`);
const built = await build(town, { protocol, reading: options.reading });
const { gently } = options;
const stop = stopping.signal;
const done = await campaign(built, { kills, settleEvery: 20, gently, stop, progress });
const { violations } = done;
console.log(`seed ${seed}`);
console.log(`reading ${[protocol, ...options.reading].join(' ')}`);
console.log(`kills ${done.kills.length}, restarts ${done.starts - 5}`);
for (const line of [...showKills(done.kills), ...showCounted(counted(town))]) console.log(line);
for (const party of ['bank', 'gateway'] as const) {
  for (const [what, times] of faultsIn(join(folder, `${party}.log`))) {
    console.log(`${party}'s log: ${what}: ${times}`);
  }
}
console.log(`seconds ${seconds()}`);
for (const { law, detail } of violations) console.log(`BROKEN: ${law}: ${detail}`);
console.log(`violations ${violations.length}`);
if (violations.length > 0 || options.keep) console.log(`the files are in ${folder}`);
else rmSync(folder, { recursive: true });
process.exitCode = violations.length > 0 ? 1 : 0;
