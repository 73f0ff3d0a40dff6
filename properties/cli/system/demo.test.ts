import { mkdirSync, readdirSync } from 'node:fs';
import { afterAll, describe, test } from 'vitest';
import { folder, sa2pmp } from './testing/process.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

const readings = [
  ['published', ['--protocol', 'published']],
  ['repaired', ['--protocol', 'repaired']],
  ['charitable', ['--protocol', 'charitable', '--reading', 'A20=merkle']],
] as const;

describe('a demonstration', () => {
  // Its own checks stand behind the exit code: the model took every step of the run again.
  test.for(readings)(
    'under %s ends well and leaves nothing behind',
    async ([name, words], { expect }) => {
      const temporary = at.path(name);
      mkdirSync(temporary);
      const { code, out, err } = await sa2pmp(['demo', ...words], { env: { TMPDIR: temporary } });
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/ended with 0/u);
      expect(out).not.toMatch(/ended with (?!0)/u);
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  test('in a folder leaves its databases there', async ({ expect }) => {
    const dir = at.path('kept');
    const { code } = await sa2pmp(['demo', '--protocol', 'published', '--dir', dir]);
    expect(code).toBe(0);
    const left = readdirSync(dir).filter((name) => name.endsWith('.db'));
    expect(left.toSorted()).toEqual(['bank.db', 'log.db', 'phone-alice.db', 'phone-bob.db']);
    const { out } = await sa2pmp(['log', 'records', '--data', `${dir}/log.db`]);
    const [heading, paid, , , asked] = out.split('\n').map((line) => line.split(/ {2,}/u));
    expect(heading).toEqual(['place', 'digest', 'account', 'type', 'payee', 'amount']);
    expect(paid?.slice(2)).toEqual(['alice-01', 'pay', 'bob-02', '12.50 CAD']);
    expect(asked?.slice(2)).toEqual(['alice-01', 'balance', '-', '-']);
    expect(
      new Set(
        out
          .trimEnd()
          .split('\n')
          .map(({ length }) => length),
      ).size,
    ).toBe(1);
  });
});
