/**
 * What many clients see of one bank at the same time, on a network that loses, cuts and repeats,
 * is what they would see of a bank that does one thing at a time (Herlihy and Wing 1990), and its
 * ledger is the one that their answers call for.
 *
 * `campaign.ts` does the same with 32 clients and 2,000 operations.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Flaw, flaws } from './flawed.ts';
import { judged, type Ran, run } from './run.ts';

const SEED = 20090823;
/** In memory where the machine has it so: no disk fails here, and others' writing costs no time. */
const shelf = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const common = { reading: readings.published, seed: SEED, shelf };

const outcomes = ({ history }: Ran) =>
  new Set(history.operations.map(({ what, outcome }) => `${what.kind} ${outcome.kind}`));

describe('a bank with many clients at once', () => {
  // Kills: the four flaws below.
  it(
    'is linearizable, keeps what it acknowledged and makes no money',
    { timeout: 90_000 },
    async () => {
      const ran = await run({ ...common, clients: 12, operations: 300 });
      const { linearizable, discrepancies: wrong } = judged(ran);
      expect(wrong).toEqual([]);
      expect(linearizable).toMatchObject({ verdict: 'linearizable' });
      // Not vacuous: everything happened, and every account was asked for its balance at the end.
      expect(ran.history.operations).toHaveLength(300 + 12);
      for (const outcome of ['transfer executed', 'transfer declined', 'balance balance'])
        expect(outcomes(ran)).toContain(outcome);
      const unknown = ran.history.operations.filter(({ outcome }) => outcome.kind === 'unknown');
      expect(unknown.length).toBeGreaterThan(0);
      expect(ran.incidents.get('resumed')).toBeGreaterThan(0);
      expect(ran.incidents.get('silence') ?? 0).toBe(0);
    },
  );
});

/** The control: a bank with one flaw, under the same load, and who finds it. */
describe('a flawed bank is caught', () => {
  const found: Readonly<Record<Flaw, readonly string[]>> = {
    'forgets what it has answered': ['lost'],
    'books an order twice': ['repeated'],
    'takes a repetition for a second order': ['repeated'],
    // Its ledger is in order: only what the clients saw tells.
    'shows the balance before the last change': [],
  };
  it.concurrent.each(flaws)('one that %s', { timeout: 90_000 }, async (flaw) => {
    const ran = await run({ ...common, clients: 5, operations: 100, flaw });
    const { linearizable, discrepancies: wrong } = judged(ran);
    const kinds = wrong.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining([...found[flaw]]));
    if (found[flaw].length === 0) expect(linearizable.verdict).toBe('not-linearizable');
  });
});
