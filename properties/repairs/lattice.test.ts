import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { contradictions, readings } from '../../model/sa2pmp/reading.ts';
import { repairs } from '../../model/sa2pmp/repair.ts';
import { ask as verify } from '../verdict/ask.ts';
import { type Lattice, latticeOf, type LatticeQuestion } from './lattice.ts';
import { answerMany } from './many.ts';
import { prober } from './probe.ts';
import { emptyLedger } from './record.ts';
import { everything } from './sets.ts';
import { pointsIn, spaceOf } from './space.ts';
import { finished } from './testing/finished.ts';

const folder = mkdtempSync(join(tmpdir(), 'repairs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const claimOf = (id: string) => claims.find((one) => one.id === id) ?? expect.fail(id);
const bounds = { sessions: 1, customers: 1, renewals: 0 };
const asked: LatticeQuestion = {
  base: 'published',
  claim: claimOf('injective-agreement-order'),
  attacker: network,
  bounds,
  statesMax: 4000,
  among: ['encoding', 'freshness', 'password'],
  draws: 2,
};
const nowhere = { folder: undefined, code: '' };
const cold = finished(latticeOf(asked, nowhere));

describe('the lattice of repairs of one claim', () => {
  test('says what verify says of its minimal sets and of those that are not enough', () => {
    const { minimal, insufficient }: Lattice = cold.lattice;
    expect(minimal.length * insufficient.length).toBeGreaterThan(0);
    const space = spaceOf(readings.published, repairs);
    expect(minimal).toEqual([['freshness']]);
    const verdictOf = (ids: readonly string[]) => {
      const set = repairs.reduce(
        (sum, { id }, at) => (ids.includes(id) ? sum | (1 << at) : sum),
        0,
      );
      const protocol = { name: 'repaired', reading: space.readingOf(set), omitted: [] };
      const { claim, attacker, statesMax } = asked;
      const [found] = verify({ protocol, attacker, claims: [claim], bounds, statesMax });
      return found?.verdict;
    };
    for (const ids of minimal) expect(verdictOf(ids)).toBe('holds');
    for (const { repairs: ids } of insufficient) expect(verdictOf(ids)).toBe('attack');
  });

  test('tells only of attacks that were carried out on octets', () => {
    for (const { attack } of cold.lattice.insufficient) {
      expect(attack.onBytes).toMatchObject({ confirmed: true });
    }
  });
});

describe('what was found out', () => {
  const keeping = { folder: join(folder, 'kept'), code: 'one' };

  // Kills: answers kept only at the end, an order of answers that depends on what is kept.
  test('is kept when a run is cut short, and the next goes on to the same end', () => {
    const run = latticeOf(asked, keeping);
    for (let steps = 0; steps < 4; steps += 1) run.next();
    run.return(undefined as never);
    const [file = ''] = readdirSync(keeping.folder);
    expect(JSON.parse(readFileSync(join(keeping.folder, file), 'utf8'))).toMatchObject({
      records: expect.arrayContaining([]) as unknown,
    });
    const resumed = finished(latticeOf(asked, keeping));
    expect(resumed.lattice).toEqual(cold.lattice);
    expect(resumed.work.searches).toBeLessThan(cold.work.searches);
    const again = finished(latticeOf(asked, keeping));
    expect(again).toMatchObject({ lattice: cold.lattice, work: { searches: 0, replays: 0 } });
  });

  test('is not used once the code is another, nor when its file is broken', () => {
    const [file = ''] = readdirSync(keeping.folder);
    writeFileSync(join(keeping.folder, file), '{"records": [');
    const broken = finished(latticeOf(asked, keeping));
    expect(broken).toEqual(cold);
    const other = finished(latticeOf(asked, { ...keeping, code: 'two' }));
    expect(other).toEqual(cold);
  });
});

test('two threads find what one finds', async () => {
  const posed = ['injective-agreement-order', 'at-most-once'].map((claim) => ({
    ...asked,
    claim,
    attacker: network.id,
    keeping: nowhere,
    files: [],
  }));
  const goesOn = (): boolean => true;
  const one = await answerMany(posed, { threads: 1, goesOn });
  const two = await answerMany(posed, { threads: 2, goesOn });
  expect(two).toEqual(one);
  expect(one[0]).toEqual(cold);
});

test('a run that is told to stop leaves its questions unanswered', async () => {
  const posed = [
    { ...asked, claim: asked.claim.id, attacker: network.id, keeping: nowhere, files: [] },
  ];
  expect(await answerMany(posed, { threads: 1, goesOn: () => false })).toEqual([undefined]);
});

// Kills: an answer taken over from a reading that differs in something that was looked at.
test('an answer that is taken over is the one that a search gives', () => {
  const subject = { claim: claimOf('nro-soundness'), attacker: network, bounds, statesMax: 400 };
  const space = spaceOf(readings.published, repairs);
  const sharing = prober(subject, emptyLedger());
  const idle = repairs.filter(({ id }) => ['key-history', 'password', 'signatures'].includes(id));
  for (const set of [0, ...idle.map((repair) => 1 << repairs.indexOf(repair))]) {
    const own = finished(prober(subject, emptyLedger()).ask(space.readingOf(set)));
    expect(finished(sharing.ask(space.readingOf(set)))).toBe(own);
  }
  expect(sharing.work.shared).toBeGreaterThan(0);
});

describe('the space of repairs', () => {
  const odd = repairs.map((repair, place) =>
    place === 0 ? { ...repair, sets: { A13: 'clear', A38: 'everything' } as const } : repair,
  );
  const space = spaceOf(readings.published, odd.slice(0, 6));

  test('has as many points as looking at every set finds', () => {
    const sets = Array.from({ length: 2 ** space.count }, (_, set) => set);
    const points = sets.filter((set) => contradictions(space.readingOf(set)).length === 0);
    expect(pointsIn(space)).toBe(points.length);
  });

  test('has within each set the largest points that looking at every set finds', () => {
    for (const point of space.pointsWithin(everything(space.count))) {
      expect(space.isPoint(point)).toBe(true);
    }
  });
});
