/**
 * `npm run bench:system`: payments per second through the running system, durable, over HTTP,
 * beside what bounds them: the disk's commits and the cryptography of a payment on one core.
 *
 * The bank and the gateway are processes of their own, on noble, with files on disk and no trace;
 * this process is the phones, in memory, on OpenSSL. All figures of a round are taken one after
 * the other, and the rounds repeated. `--payments`, `--rounds`, `--clients`, `--json`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { readings } from '../../model/sa2pmp/reading.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { type Town, town } from '../load/town.ts';
import { median, ratePerSecond } from './measure.ts';
import { commits, replays } from './system-limits.ts';
import { load, percentile } from './system-load.ts';
import { cpuSecondsOf, memoryOf } from './system-process.ts';

const { values: options } = parseArgs({
  options: {
    payments: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '32' },
    json: { type: 'boolean', default: false },
  },
});
const reading = readings.published;
const payments = whole('payments', options.payments);
const rounds = whole('rounds', options.rounds);
const clients = whole('clients', options.clients);
const limitSeconds = 1;
const openingMinor = 1_000_000_000;
/** What the rate with many clients is to be of the slower limit, at least. */
const RATIO_AIM = 0.5;

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number from 1`);
  return value;
}

/** Figures of one round by what they are. */
type Round = Readonly<Record<string, number>>;

/** What so many clients get, how long they wait, and what a payment costs each process. */
async function loaded(
  { bank, gateway, accounts }: Town,
  phones: readonly OpenPhone[],
): Promise<Round> {
  const pids = { bank: bank.pid, gateway: gateway.pid, phones: process.pid };
  const used = (): readonly number[] => Object.values(pids).map(cpuSecondsOf);
  const before = used();
  const { seconds, latenciesMs } = await load({ phones, payments, accounts });
  const costs = used().map((after, n) => ((after - (before[n] ?? 0)) * 1000) / payments);
  const many = phones.length === 1 ? '1 client' : `${phones.length} clients`;
  const [bankMs = 0, gatewayMs = 0, phonesMs = 0] = costs;
  return {
    [`${many}: payments a second`]: payments / seconds,
    [`${many}: latency p50, ms`]: percentile(latenciesMs, 50),
    [`${many}: latency p99, ms`]: percentile(latenciesMs, 99),
    [`${many}: processor time of the bank, ms a payment`]: bankMs,
    [`${many}: processor time of the gateway, ms a payment`]: gatewayMs,
    [`${many}: processor time of the phones, ms a payment`]: phonesMs,
  };
}

/** All rounds, and what else is told. */
async function measured(folder: string) {
  const empty = commits(folder);
  const crypto = await replays(reading);
  const running = await town({
    folder,
    reading,
    customers: Math.max(2, clients),
    openingMinor,
    crypto: 'noble',
  });
  try {
    const { bank, phones, accounts } = running;
    const resident = (): number => memoryOf(bank.pid).residentMegabytes;
    const atStart = resident();
    const all = await phones(clients);
    const one = all.slice(0, 1);
    await load({ phones: all, payments: Math.ceil(payments / 2), accounts });
    const warm = resident();
    const taken: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      console.error(`round ${round + 1} of ${rounds}`);
      const commitRate = ratePerSecond(limitSeconds, () => {
        empty.commit();
        return 1;
      });
      const bankRate = crypto.bank.perSecond(limitSeconds);
      const phoneRate = crypto.phone.perSecond(limitSeconds);
      const alone = await loaded(running, one);
      const together = await loaded(running, all);
      const rate = together[`${clients} clients: payments a second`] ?? 0;
      taken.push({
        'limit: durable commits a second': commitRate,
        "limit: the bank's cryptography on noble, payments a second": bankRate,
        "the phone's cryptography on OpenSSL, payments a second": phoneRate,
        ...alone,
        ...together,
        'ratio to the slower limit': rate / Math.min(commitRate, bankRate),
      });
    }
    for (const { close } of all) close();
    const memory = { atStart, warm, atEnd: resident() };
    return { taken, memory, calls: { bank: crypto.bank.calls, phone: crypto.phone.calls } };
  } finally {
    await running.stop();
    empty.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-bench-'));
try {
  const { taken, memory, calls } = await measured(folder);
  const figures = Object.keys(taken[0] ?? {}).map((what) => {
    const values = taken.map((round) => round[what] ?? 0);
    return { what, median: median(values), least: Math.min(...values), most: Math.max(...values) };
  });
  const ratio = figures.at(-1)?.median ?? 0;
  const machine = {
    node: process.versions.node,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
  };
  const aim = { ratioOver: RATIO_AIM, met: ratio >= RATIO_AIM };
  if (options.json) {
    const about = { machine, payments, rounds, clients };
    console.log(
      JSON.stringify({ ...about, figures, bankMegabytes: memory, calls, aim }, undefined, 2),
    );
  } else {
    const { node, cores, cpu } = machine;
    console.log(
      `Node ${node}, ${cores} cores (${cpu}); medians of ${rounds} rounds of ${payments} payments.`,
    );
    const table = new Table({
      head: ['what', 'median', 'least', 'most'],
      style: { head: [], border: [] },
      colAligns: ['left', 'right', 'right', 'right'],
    });
    const shown = (value: number): string => value.toPrecision(3);
    for (const { what, median: middle, least, most } of figures)
      table.push([what, ...[middle, least, most].map(shown)]);
    console.log(table.toString());
    console.log(`one payment at the bank: ${calls.bank}; at the phone: ${calls.phone}`);
    const { atStart, warm, atEnd } = memory;
    const sizes = [atStart, warm, atEnd].map((size) => size.toFixed(0));
    console.log(`resident memory of the bank, MB: ${sizes.join(', ')} (start, warm, end)`);
    console.log(`aim: ratio of ${RATIO_AIM} or more: ${aim.met ? 'met' : 'MISSED'}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
