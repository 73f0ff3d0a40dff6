import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { liveAttacks } from './attacks.ts';
import { blamedBy, honest } from './court.ts';
import { mounted, type Mounted } from './mounted.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { unmounted } from './unmounted.ts';
import { onKeys } from './keys.ts';
import { onWeakness } from './weak.ts';
import { pay } from '../audit/system.ts';

const elsewhere = [...onWeakness, ...onKeys];

// In one system each, one attack after the other, as in the demonstration: over HTTP.
describe.each(['published', 'repaired'] as const)('the %s protocol, over HTTP', (name) => {
  let at: Mounted;
  beforeAll(async () => {
    at = await mounted(readings[name]);
  }, 30_000);
  afterAll(() => at.close());

  // The attacks that fail fail against a system that works.
  test('pays who orders, and its log convinces the judge', async () => {
    await at.ready();
    const before = await at.balance('bob-02');
    const news = await pay(at.alice, 'bob-02', '100 CAD');
    expect(news.at(-1)).toMatchObject({ kind: 'result', status: 'executed' });
    expect(await at.balance('bob-02')).toBe(before + 100);
    await at.fetch();
    expect(blamedBy(at, honest(at), '100 CAD')).toBe(true);
  });

  // Issue 5: every attack that can be mounted here succeeds on the reading that it targets and
  // fails on the repaired protocol.
  const played = name === 'repaired' ? [...liveAttacks, ...elsewhere] : liveAttacks;
  test.each(played)(
    '$id: $says',
    async ({ mount }) => {
      expect(await mount(at)).toBe(name === 'published');
    },
    30_000,
  );
});

const grounds = Map.groupBy(elsewhere, ({ on }) => on);

// Each of these targets a reading of its own; what shares one shares a system.
describe.each([...grounds])('published with %o', (on, attacks) => {
  let at: Mounted;
  beforeAll(async () => {
    at = await mounted({ ...readings.published, ...on });
  }, 30_000);
  afterAll(() => at.close());

  test.each(attacks)('$id: $says', async ({ mount }) => {
    expect(await mount(at)).toBe(true);
  });
});

// Kills: an attack of the catalogue that nobody tried to mount, a reason for one that is mounted.
test('every attack of the catalogue is mounted, or has a reason why it is not', () => {
  const mountedIds = [...liveAttacks, ...elsewhere].map(({ id }) => id);
  const ids = [...mountedIds, ...Object.keys(unmounted)];
  expect(ids.toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
});
