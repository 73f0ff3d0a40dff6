/**
 * Crash safety: whatever a disk does to a commit, after restart and resend money is conserved, an
 * order is executed at most once, an acknowledged order is present and every customer can learn
 * whether an order was paid (design section 5, "crash at any point loses nothing and does nothing
 * twice").
 *
 * Here each durable operation of each party is struck by one or two of the fourteen faults under each
 * named reading; `campaign.ts` strikes by all, and under the readings' neighbours.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { chance, type Fault, faultKinds, type PartyName } from './fault.ts';
import type { Law } from './laws.ts';
import { run } from './run.ts';
import { controlsOf, faultsOf, named, type NamedReading, sweep, type Swept } from './sweep.ts';
import { SECTOR_BYTES, torn } from './tear.ts';

const SEED = 20090823;

/** For a machine that does other things too. */
const PATIENCE_MS = 240_000;
const published = named(['published', readings.published]);
const repaired = named(['repaired', readings.repaired]);
const charitable = named(['charitable', readings.charitable]);

/** One fault in so many, others of each operation's under another offset. */
const drawn = (faults: readonly Fault[], share: number, offset: number): readonly Fault[] =>
  faults.filter(({ at }, index) => (index + at + offset) % share === 0);

/** A share of the faults of these parties under a reading. */
async function faultsUnder(
  { reading }: NamedReading,
  parties: readonly PartyName[],
  [share, offset]: readonly [number, number],
): Promise<readonly Fault[]> {
  const { operations } = await run(reading);
  return parties.flatMap((party) => drawn(faultsOf(party, operations[party], SEED), share, offset));
}

const told = ({ broken }: Swept): string => broken.map(({ text }) => text).join('\n\n');

describe('crash safety', () => {
  it('without a fault every law holds, under the named readings', async () => {
    for (const calm of [published, charitable, repaired])
      expect(told(await sweep(calm, [undefined]))).toBe('');
  });

  // Kills: a phone that sends again under another id, a bank that does not know a request again,
  // one that executes in one transaction and remembers in another, a gateway that receipts first.
  const sweeps = [
    { reading: published, parties: ['bank', 'gateway', 'alice', 'bob'], share: [11, 0] },
    { reading: charitable, parties: ['bank', 'gateway', 'alice', 'bob'], share: [11, 5] },
    { reading: repaired, parties: ['bank', 'gateway', 'alice', 'bob'], share: [41, 7] },
    {
      reading: named(['published', readings.published], { A19: 'gateway', A20: 'merkle' }),
      parties: ['gateway'],
      share: [13, 1],
    },
    {
      reading: named(['charitable', readings.charitable], { A20: 'merkle' }),
      parties: ['gateway'],
      share: [13, 7],
    },
  ] as const;
  for (const { reading, parties, share } of sweeps) {
    const title = [reading.name, ...reading.choices].join(' ');
    it(
      `every law holds wherever a disk fails: ${title}`,
      async () => {
        const faults = await faultsUnder(reading, parties, share);
        const swept = await sweep(reading, faults, ({ failures }) => {
          // A fault that did not strike has shown nothing.
          expect(failures).toBeGreaterThan(0);
        });
        expect(told(swept)).toBe('');
        expect(swept.restarts).toBeGreaterThan(0);
        expect([...swept.byKind.keys()].sort()).toEqual([...faultKinds].sort());
      },
      PATIENCE_MS,
    );
  }
});

/**
 * The control: on a disk that acknowledges a commit before it is carried out, a party sends before
 * it stores. Each law named is broken by nothing but that, so a sweep that finds it can find one.
 */
describe('a party that sends before it stores is caught', () => {
  let operations: Readonly<Record<PartyName, number>>;
  beforeAll(async () => {
    operations = (await run(published.reading)).operations;
  });

  const lost: Readonly<Partial<Record<PartyName, readonly Law[]>>> = {
    bank: [
      'an acknowledged order is in the ledger',
      'the log holds the record of every order once',
    ],
    gateway: ['the log holds the record of every order once'],
    alice: ['an order is executed at most once'],
  };
  for (const [party, laws] of Object.entries(lost) as [PartyName, readonly Law[]][]) {
    it(
      `${party}: ${laws.join('; ')}`,
      async () => {
        const swept = await sweep(published, controlsOf(party, operations[party], SEED));
        const broken = new Set(
          swept.broken.flatMap(({ ran }) => ran.violations.map(({ law }) => law)),
        );
        expect([...broken]).toEqual(expect.arrayContaining([...laws]));
      },
      PATIENCE_MS,
    );
  }
});

describe('a torn write', () => {
  const before = new Uint8Array(3 * SECTOR_BYTES).fill(1);
  const after = new Uint8Array(7 * SECTOR_BYTES).fill(2);
  after.set(before.subarray(0, SECTOR_BYTES));

  it('is neither the state before nor the state after, and each sector is of one of them', () => {
    for (const kind of ['torn-half', 'torn-holes', 'torn-short'] as const) {
      const files = Array.from({ length: 40 }, (_, seed) =>
        torn(kind, { before, after }, chance(seed)),
      );
      expect(files.filter((file) => Buffer.compare(file, after) === 0)).toEqual([]);
      expect(files.some((file) => Buffer.compare(file, before) !== 0)).toBe(true);
      for (const file of files) {
        expect(file.length).toBeLessThanOrEqual(after.length);
        expect(file.subarray(0, SECTOR_BYTES)).toEqual(before.subarray(0, SECTOR_BYTES));
        const sectors = Array.from({ length: 7 }, (_, n) =>
          file.subarray(n * SECTOR_BYTES, (n + 1) * SECTOR_BYTES),
        );
        for (const sector of sectors) expect(new Set(sector).size).toBeLessThanOrEqual(1);
      }
    }
  });
});
