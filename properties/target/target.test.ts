import { afterEach, describe, expect, test } from 'vitest';
import { listen } from '../../src/adapters/http/server.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { contractAt, isContractBroken } from './contract.ts';
import { type FlawName, flaws } from './flaws.ts';
import { judged, type Judged, type Manner } from './judged.ts';
import { own, type OwnOptions } from './own.ts';
import { outcomeOf } from './told.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What is found of our own system. */
async function found(options: OwnOptions, manner: Partial<Manner> = {}): Promise<Judged> {
  const served = await own(options);
  const contract = contractAt(served.setup);
  closing.push(contract.close, served.close);
  return judged(contract, { runs: 0, seed: 1, length: 8, ...manner });
}

/** The trials that did not end as expected. */
function otherwise({ trials }: Judged): readonly string[] {
  return trials.filter(({ outcome }) => outcome !== 'as expected').map(({ id }) => id);
}

describe('our own system as a target', () => {
  test.each([
    ['repaired', 25],
    ['published', 20],
  ] as const)('%s: laws, attacks and schedules end as the model says', async (protocol, most) => {
    const all = await found({ protocol }, { runs: 2 });
    expect(all.trials.filter(({ outcome }) => outcome !== 'as expected')).toEqual([]);
    expect(all.trials).toHaveLength(most);
    expect(outcomeOf(all)).toBe('as expected');
  });
});

/** The trials that find each flaw; what is not here is kept in spite of it. */
const finds: Readonly<Record<FlawName, readonly string[]>> = {
  twice: ['pays', 'schedules'],
  signature: ['signature'],
  password: ['password'],
  causes: ['uniform-refusals'],
  durability: ['durability'],
};

describe('a flawed copy', () => {
  test.each(Object.entries(finds))('%s is found, by %j', async (name, laws) => {
    const flaw = flaws[name as FlawName];
    const only = (id: string): boolean => [...laws, 'funds'].includes(id);
    const all = await found({ protocol: 'repaired', flaw }, { only, runs: 1, length: 3 });
    expect(otherwise(all)).toEqual(laws);
    expect(outcomeOf(all)).toBe('differs');
  });

  test('has its schedules shrunk, and seed and path have the failing one again', async () => {
    const only = (id: string): boolean => id === 'schedules';
    const options = { protocol: 'repaired', flaw: flaws.twice } as const;
    const short = { only, runs: 1, length: 3 };
    const why = async (path?: string): Promise<string> => {
      const all = await found(options, { ...short, path });
      return all.trials[0]?.why ?? '';
    };
    const first = await why();
    const [, path] = /--path ([\d:]+)/u.exec(first) ?? [];
    expect(first).toMatch(/after: \w+ \d+ \(/u);
    expect(path).toBeDefined();
    const steps = (text: string): string | undefined => /after: ([^(]*)/u.exec(text)?.[1];
    expect(steps(await why(path))).toBe(steps(first));
  });
});

describe('a target that does not keep to the contract', () => {
  const broken = async (body: unknown): Promise<unknown> => {
    const answer = () => ({ status: 200, body });
    const served = await listen({
      ...{ host: '127.0.0.1', port: 0, limits: defaultHttpLimits },
      refused: { status: 404, body: {} },
      routes: { '/reset': () => ({ status: 200, body: {} }), '/about': answer },
    });
    const contract = contractAt(served.url);
    closing.push(contract.close, () => served.close(0));
    return judged(contract, { runs: 0, seed: 1, length: 8 }).catch((error: unknown) => error);
  };

  test.each([
    [{}, 'format'],
    [{ format: 'sa2pmp-target', version: 1, protocol: 'mine', gateway: 'http://x' }, 'protocol'],
    [{ format: 'sa2pmp-target', version: 1, protocol: 'repaired', gateway: 'x' }, 'gateway'],
  ])('%j is refused by its field', async (body, field) => {
    const error = await broken(body);
    expect(isContractBroken(error)).toBe(true);
    expect(String(error)).toMatch(new RegExp(`/about: ${field}: `, 'u'));
  });
});
