import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { liveAttacks } from './attacks.ts';
import { blamedBy, honest } from './court.ts';
import { mounted, type Mounted } from './mounted.ts';
import { pay } from '../audit/system.ts';

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
    const before = at.balance('bob-02');
    const news = await pay(at.system.alice, 'bob-02', '100 CAD');
    expect(news.at(-1)).toMatchObject({ kind: 'result', status: 'executed' });
    expect(at.balance('bob-02')).toBe(before + 100);
    await at.system.fetch();
    expect(blamedBy(at, honest(at), '100 CAD')).toBe(true);
  });

  // Issue 5: every attack that can be mounted here succeeds on the reading that it targets and
  // fails on the repaired protocol.
  test.each(liveAttacks)(
    '$id: $says',
    async ({ mount }) => {
      expect(await mount(at)).toBe(name === 'published');
    },
    30_000,
  );
});
