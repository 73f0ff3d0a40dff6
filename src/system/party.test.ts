import { afterAll, describe, expect, test } from 'vitest';
import { axes, readings } from '../../model/sa2pmp/reading.ts';
import { phoneSchema } from '../adapters/sqlite/phone.ts';
import { folder } from '../adapters/sqlite/testing/folder.ts';
import { modelOnly } from '../host/carried.ts';
import { type Settings, startParty } from './party.ts';
import { granted, notedLog } from './testing/house.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

const { published, charitable } = readings;
const start = (settings: Omit<Settings, 'log'>) =>
  startParty(phoneSchema, { ...settings, log: notedLog() });
const made = (settings: Omit<Settings, 'log' | 'path'>): string => {
  const path = at.path();
  granted(start({ ...settings, path })).db.close();
  return path;
};
const refusalOf = (settings: Omit<Settings, 'log'>): string => {
  const started = start(settings);
  if (!('refusal' in started)) return expect.fail('started');
  return started.refusal;
};

describe('a party', () => {
  test('keeps the reading it was made for, named or not', () => {
    for (const path of [made({ reading: charitable }), made({ otherwise: charitable })]) {
      for (const reading of [undefined, charitable]) {
        const { world, db } = granted(start({ path, reading, otherwise: published }));
        expect(world.reading).toEqual(charitable);
        db.close();
      }
    }
  });

  test('needs a reading to be made, and without one is made nothing of', () => {
    const path = at.path();
    expect(refusalOf({ path })).toBe(`${path}: not set up yet: a reading is needed`);
    granted(start({ path, reading: charitable })).db.close();
  });

  // Kills: another reading taken silently, or the axes not named.
  test('is refused another reading, the axes named, and keeps its own', () => {
    const path = made({ reading: published });
    const refusal = refusalOf({ path, reading: { ...published, A7: 'counter', A17: 'clear' } });
    const words = 'A7 is none there and counter here, A17 is under-key there and clear here';
    expect(refusal).toBe(`${path}: made for another reading: ${words}`);
    const { world, db } = granted(start({ path }));
    expect(world.reading).toEqual(published);
    db.close();
  });

  // Kills: a reading taken and not carried out, a choice listed that no axis has.
  test.each(modelOnly)('is not made for what the model alone has: $axis=$choice', (one) => {
    const { axis, choice, why } = one;
    expect(Object.keys(axes[axis].choices)).toContain(choice);
    expect(why).toMatch(/^\w+ \w+/u);
    const path = at.path();
    const refusal = refusalOf({ path, reading: { ...published, [axis]: choice } });
    expect(refusal).toBe(`${path}: ${axis}=${choice} is for the model alone: ${why}`);
  });

  test('is not made for a second release, since there is one', () => {
    const refusal = refusalOf({ path: at.path(), reading: { ...published, A11: 'each-release' } });
    expect(refusal).toContain(': A11=each-release is for the model alone: there is one release');
  });

  test('keeps a trace from its first step or not at all', () => {
    const without = made({ reading: published });
    expect(refusalOf({ path: without, tracing: true })).toMatch(/^[^\n]+: made without a trace/u);
    const traced = made({ reading: published, tracing: true });
    for (const tracing of [undefined, false, true]) {
      const { db, tracing: isTraced } = granted(start({ path: traced, tracing }));
      expect(isTraced).toBe(true);
      db.close();
    }
  });

  test('makes a fact once and has it for good', () => {
    const path = at.path();
    const first = granted(start({ path, reading: published }));
    expect(first.fact('name', () => 'one')).toBe('one');
    expect(first.fact('name', () => expect.fail('made again'))).toBe('one');
    first.db.close();
    const again = granted(start({ path }));
    expect(again.fact('name', () => 'two')).toBe('one');
    again.db.close();
  });

  test('makes a fact together with others at the same file: one stands for both', () => {
    const path = made({ reading: published });
    const [one, other] = [granted(start({ path })), granted(start({ path }))];
    const name = one.fact('name', () => 'one');
    expect(other.fact('name', () => 'other')).toBe(name);
    one.db.close();
    other.db.close();
  });

  test.for(['noble', 'openssl'] as const)('says the same on %s', (crypto) => {
    const path = made({ reading: published, crypto });
    const { world, db } = granted(start({ path, crypto: 'noble' }));
    expect(world.fresh()).toMatch(/^[0-9a-f]{64}$/u);
    expect(world.fresh()).not.toBe(world.fresh());
    db.close();
  });
});
