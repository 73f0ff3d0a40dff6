/**
 * `node properties/bench/system-memory.ts`: whether the bank's memory grows with the payments it
 * has taken. Prints it, and the databases' sizes, every so many payments; exits with 1 when the
 * last fifth of the run holds more than the first fifth ended with, and the allowance.
 *
 * `--payments`, `--clients`, `--every`, `--crypto`. Interrupted, it tells what it has. The heap of
 * a fresh process grows for some 15,000 payments whatever it does: shorter runs show that.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readings } from '../../model/sa2pmp/reading.ts';
import { town } from '../load/town.ts';
import { median } from './measure.ts';
import { load } from './system-load.ts';
import { databaseMegabytes, type Memory, memoryOf } from './system-process.ts';

/** What the bank may hold more at the end than after a fifth of the payments. */
const GROWTH_ALLOWED_MEGABYTES = 32;
const SAMPLES = 200;
const openingMinor = 1_000_000_000;

const { values: options } = parseArgs({
  options: {
    payments: { type: 'string', default: '100000' },
    clients: { type: 'string', default: '32' },
    every: { type: 'string', default: '10000' },
    crypto: { type: 'string', default: 'noble' },
  },
});
const payments = whole('payments', options.payments);
const clients = whole('clients', options.clients);
const every = whole('every', options.every);
const crypto = options.crypto === 'openssl' ? 'openssl' : 'noble';

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 2)
    throw new Error(`--${name} takes a whole number from 2`);
  return value;
}

/** The memory after so many payments. */
interface Sample extends Memory {
  readonly done: number;
}

/** Growth from around the end of the first fifth to the last fifth, medians; 0 of too short a run. */
function growth(samples: readonly Sample[], done: number): number {
  const held = (from: number, to: number): number => {
    const within = samples.filter((one) => one.done >= done * from && one.done <= done * to);
    return within.length === 0 ? 0 : median(within.map((one) => one.residentMegabytes));
  };
  return held(0.8, 1) - held(0.15, 0.25);
}

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-memory-'));
const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());

try {
  const customers = Math.max(2, clients);
  const reading = readings.published;
  const { accounts, bank, gateway, files, phones, stop } = await town({
    folder,
    reading,
    customers,
    openingMinor,
    crypto,
  });
  try {
    const sizes = (): string =>
      [files.bank, files.gateway].map((path) => databaseMegabytes(path).toFixed(1)).join(' and ');
    const line = (what: string): void => {
      const { residentMegabytes, heapMegabytes } = memoryOf(bank.pid);
      const other = memoryOf(gateway.pid).residentMegabytes.toFixed(0);
      console.log(
        `${what}: bank ${residentMegabytes.toFixed(0)} MB (heap ${heapMegabytes.toFixed(0)} MB), gateway ${other} MB; databases ${sizes()} MB`,
      );
    };
    line('start');
    const all = await phones(clients);
    const samples: Sample[] = [];
    const began = performance.now();
    const onPaid = (done: number): void => {
      if (done % Math.ceil(payments / SAMPLES) === 0) samples.push({ done, ...memoryOf(bank.pid) });
      if (done % every === 0) {
        const seconds = (performance.now() - began) / 1000;
        const left = Math.round((seconds / done) * (payments - done));
        line(`${done} payments`);
        console.error(`${(done / seconds).toFixed(0)} a second, ${left} s left`);
      }
    };
    const until = interruption.signal;
    const loaded = await load({ phones: all, payments, accounts, onPaid, until });
    const { payments: done, seconds } = loaded;
    // An interruption may have reached the bank as well.
    if (until.aborted) console.log(`interrupted after ${done} payments, ${seconds.toFixed(0)} s`);
    else line(`${done} payments in ${seconds.toFixed(0)} s`);
    const grown = growth(samples, done);
    const isBounded = grown <= GROWTH_ALLOWED_MEGABYTES;
    console.log(
      `growth after the first fifth ${grown.toFixed(1)} MB, ${GROWTH_ALLOWED_MEGABYTES} MB allowed: ${isBounded ? 'bounded' : 'GROWS'}`,
    );
    process.exitCode = isBounded ? 0 : 1;
    for (const { close } of all) close();
  } finally {
    await stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
