import { describe, expect, test } from 'vitest';
import { generate } from './generate.ts';
import { type Mutant, mutantId } from './operators/mutant.ts';
import { type Scene, sceneName, scenes } from './laws/scene.ts';
import { spotName, spots } from './operators/spot.ts';
import { madeAgain } from './laws/trial.ts';
import { fallen } from './operators/search.ts';
import { type Kill, readRecord, scores, shareKilled } from './record.ts';
import { survivors } from './survivors.ts';

const record = readRecord();
const mutants = new Map(generate(record.seen).map((mutant) => [mutantId(mutant), mutant]));

// Issue 6. Kills: a guard, an action, a check or a field added to the charts and shapes of which the
// record knows nothing; one taken away.
test('the record has every mutant that charts, checks and shapes have, and no other', () => {
  const stale = 'stale: npm run mutants, then npm run docs:generate';
  expect(
    record.mutants.map(({ id }) => id),
    stale,
  ).toEqual([...mutants.keys()]);
});

describe('a mutant that lives', () => {
  const listed = survivors.flatMap((one) => one.mutants);

  test('lives for a reason that is written down, once', () => {
    const alive = record.mutants.flatMap(({ id, kill }) => (kill === undefined ? [id] : []));
    expect(listed.toSorted()).toEqual(alive.toSorted());
  });

  test('is counted by that reason', () => {
    const { all } = scores(record);
    const open = survivors.flatMap((one) => (one.kind === 'open' ? one.mutants : []));
    expect(all.open).toBe(open.length);
    expect(all.killedByClaim + all.killedByLaw + all.equivalent + all.open).toBe(all.mutants);
    // The share of the record that was last looked at: it may rise.
    expect(shareKilled(all)).toBeGreaterThanOrEqual(1);
  });
});

/** A kill that is made again, and the mutant. */
type Sample = readonly [id: string, mutant: Mutant, kill: Kill];

/** Of each operator and each way of killing the kill by the smallest search, and the first law. */
function samples(): readonly Sample[] {
  const kills = record.mutants.flatMap(({ id, operator, kill }) => {
    const mutant = mutants.get(id);
    return kill === undefined || mutant === undefined ? [] : [{ id, operator, mutant, kill }];
  });
  const size = (kill: Kill): number => (kill.by === 'claim' ? kill.states : 0);
  const wayOf = (kill: Kill): string => (kill.by === 'law' ? kill.law : kill.by);
  const alike = Map.groupBy(kills, ({ operator, kill }) => `${operator} ${wayOf(kill)}`);
  return [...alike.values()].flatMap((own) => {
    const [first] = own.toSorted((a, b) => size(a.kill) - size(b.kill));
    return first === undefined ? [] : [[first.id, first.mutant, first.kill] as const];
  });
}

const allSpots = spots();
const allScenes = new Map<string, Scene>(scenes().map((scene) => [sceneName(scene), scene]));

/** What a kill comes to now. */
function again(mutant: Mutant, kill: Kill): Kill | undefined {
  const scene = allScenes.get(kill.on);
  if (scene !== undefined && kill.by === 'law') return madeAgain(scene, mutant, kill);
  const claim = kill.by === 'claim' ? kill.claim : undefined;
  const spot = allSpots.find(
    (one) => spotName(one) === kill.on && (claim === undefined || one.claims.includes(claim)),
  );
  if (spot === undefined) return undefined;
  return fallen(claim === undefined ? spot : { ...spot, claims: [claim] }, mutant);
}

// Kills: a kill in the record that nothing bears out.
test.each(samples())('is killed as the record says: %s', (_, mutant, kill) => {
  const found = again(mutant, kill);
  if (kill.by === 'law') expect(found).toEqual(kill);
  else {
    const { claim, attacker, on, onBytes } = kill;
    expect(found).toMatchObject({ by: 'claim', claim, attacker, on, onBytes });
  }
});
