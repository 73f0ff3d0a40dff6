import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { LOG_ON_ATTEMPTS_MAX } from '../../src/host/limits.ts';
import { addressesOf } from '../../src/host/names.ts';
import { openBank, type OpenBank } from '../../src/system/bank.ts';
import { freshBytes, type Settings } from '../../src/system/party.ts';
import { knowledgeOf, logOnFrame } from './forge.ts';
import { cheap, opened } from '../audit/served.ts';
import { folderOfItsOwn, listeningLog, ready, type Town, town } from './town.ts';
import { bodyOf, envelope, type Heard, hearPost } from './wire.ts';

const RIGHT = 'correct horse';
const cleanUp: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

/** A bank's file that can be opened again and again. */
function vault(): (settings?: Partial<Settings>) => OpenBank {
  const folder = folderOfItsOwn();
  const path = join(folder, 'bank.db');
  let current: OpenBank | undefined;
  cleanUp.push(() => {
    current?.close();
    rmSync(folder, { recursive: true });
  });
  return (settings = {}) => {
    current?.close();
    const { log } = { log: listeningLog() };
    const reading = readings.published;
    current = opened(openBank({ path, reading, crypto: 'openssl', log, ...settings }));
    return current;
  };
}

function enrolled({ enrol }: OpenBank): void {
  const opening = { minor: 100, currency: 'CAD' };
  const who = { account: 'alice-01', userid: 'alice-01', sim: '893', phone: '35', opening };
  opened(enrol({ ...who, password: RIGHT }, cheap));
}

/** A log-on under the customer's K. */
function frameOf({ store, world }: OpenBank, password: string): Bytes {
  const { algebra, reading } = world;
  const shapes = messages(reading);
  const accid = textToBytes('alice-01');
  const text = algebra.encode(shapes.logOn, { userid: accid, password: textToBytes(password) });
  const key = store.customer('alice-01')?.packageKey ?? expect.fail('no alice');
  const body = algebra.seal(key, algebra.derive(freshBytes(), 'iv'), text);
  return algebra.encode(shapes.logOnFrame, { accid, body });
}

/** Whether the bank lets somebody in. */
function letsIn(bank: OpenBank, password: string, message = frameOf(bank, password)): boolean {
  const request = { ...envelope('alice-01', message), message, channel: 'wired' } as const;
  return bank.bank.take(request).deliveries.length > 0;
}

function fails(bank: OpenBank, times: number): void {
  for (let tries = 0; tries < times; tries += 1) {
    expect(letsIn(bank, `guess ${tries}`)).toBe(false);
  }
}

// `host/limits.ts` "Log-ons tried in a row without success before an account is locked; stored
// before each try". Kills: counted after the comparison, in memory, by the clock, by message.
describe('log-ons tried', () => {
  test('the last try allowed lets the right password in, and clears the count', () => {
    const bank = vault()();
    enrolled(bank);
    for (let round = 0; round < 2; round += 1) {
      fails(bank, LOG_ON_ATTEMPTS_MAX - 1);
      expect(letsIn(bank, RIGHT)).toBe(true);
    }
  });

  test('beyond it the right password is refused, until the account is unlocked', () => {
    const bank = vault()();
    enrolled(bank);
    fails(bank, LOG_ON_ATTEMPTS_MAX);
    expect([letsIn(bank, RIGHT), letsIn(bank, RIGHT)]).toEqual([false, false]);
    bank.store.journal.transaction(() => {
      bank.store.clearAttempts('alice-01');
    });
    expect(letsIn(bank, RIGHT)).toBe(true);
  });

  test.each([
    ['as it was', 0],
    ['set back a year', -31_536_000_000],
    ['set forward a year', 31_536_000_000],
  ])('so it is after a restart, the clock %s', (_, shiftMs) => {
    const opens = vault();
    enrolled(opens());
    fails(opens(), LOG_ON_ATTEMPTS_MAX - 3);
    fails(opens({ now: () => Date.now() + shiftMs }), 3);
    expect(letsIn(opens({ now: () => Date.now() + shiftMs }), RIGHT)).toBe(false);
    expect(letsIn(opens(), RIGHT)).toBe(false);
  });

  test('a process that dies once the try is counted leaves it counted', () => {
    const opens = vault();
    enrolled(opens());
    for (let tries = 0; tries < LOG_ON_ATTEMPTS_MAX; tries += 1) {
      let commits = 0;
      const bank = opens({
        durably: (commit) => {
          commits += 1;
          if (commits > 1) throw new Error('the power is off');
          commit();
        },
      });
      // Even the right password: what it started was never on disk, the count was.
      expect(() => letsIn(bank, RIGHT)).toThrow('the power is off');
      expect(commits).toBe(2);
    }
    expect(letsIn(opens(), RIGHT)).toBe(false);
  });

  test('a try that cannot be counted is not made', () => {
    const opens = vault();
    enrolled(opens());
    const bank = opens({
      durably: () => {
        throw new Error('the disk is full');
      },
    });
    expect(() => letsIn(bank, RIGHT)).toThrow('the disk is full');
    fails(opens(), LOG_ON_ATTEMPTS_MAX - 1);
    expect(letsIn(opens(), RIGHT)).toBe(true);
  });

  test('frames that are no log-on count for nothing', () => {
    const bank = vault()();
    enrolled(bank);
    const frame = frameOf(bank, RIGHT);
    for (let tries = 0; tries < 3 * LOG_ON_ATTEMPTS_MAX; tries += 1) {
      letsIn(bank, '', `${frame}00` as Bytes);
    }
    expect(letsIn(bank, RIGHT)).toBe(true);
  });
});

describe('log-ons tried over HTTP', () => {
  async function running(): Promise<{
    readonly at: Town;
    readonly tries: (password: string, id?: string) => Promise<Heard>;
    readonly isIn: (heard: Heard) => boolean;
  }> {
    const at = await town(readings.published);
    cleanUp.push(at.close);
    const alice = knowledgeOf(at, await at.phone('alice-01'));
    const target = { name: 'gateway', port: at.gateway.phones.port } as const;
    const frames = new Map<string, Bytes>();
    const once = (password: string): Bytes => {
      const frame = frames.get(password) ?? logOnFrame(alice, password);
      frames.set(password, frame);
      return frame;
    };
    return {
      at,
      tries: (password, id) => {
        const named = envelope(alice.accid, once(password));
        return hearPost(target, id === undefined ? named : { ...named, id });
      },
      isIn: (heard) => heard.text.includes('"channel"'),
    };
  }

  const password = 'pw of alice-01';

  test('32 at once are counted one by one', async () => {
    const { tries, isIn, at } = await running();
    const guesses = Array.from({ length: 31 }, (_, index) => tries(`guess ${index}`));
    const heard = await Promise.all([...guesses, tries(password)]);
    const compared = at.told.filter(({ what }) => what === 'wrong userid or password').length;
    // The right one counts for nothing and clears what was counted, if it is among the first ten.
    const cleared = heard.some(isIn);
    expect(compared).toBeLessThanOrEqual(cleared ? 2 * LOG_ON_ATTEMPTS_MAX : LOG_ON_ATTEMPTS_MAX);
    expect(compared).toBeGreaterThanOrEqual(LOG_ON_ATTEMPTS_MAX);
    expect(at.told.length).toBe(cleared ? 31 : 32);
  });

  test('32 guesses at once: ten are compared', async () => {
    const { tries, isIn, at } = await running();
    const heard = await Promise.all(Array.from({ length: 32 }, (_, n) => tries(`guess ${n}`)));
    expect(heard.filter(isIn)).toEqual([]);
    const causes = at.told.map(({ what }) => what);
    expect(causes.filter((what) => what.startsWith('wrong'))).toHaveLength(LOG_ON_ATTEMPTS_MAX);
    expect(causes.filter((what) => what.startsWith('too many'))).toHaveLength(22);
    expect(isIn(await tries(password))).toBe(false);
  });

  test.each([
    ['with one message name for all', (_: number) => '0'.repeat(32)],
    ['with a name each', (n: number) => String(n).padStart(32, '0')],
  ])('guesses %s are all counted, one repeated too', async (_, idOf) => {
    const { tries, isIn } = await running();
    for (let n = 0; n < LOG_ON_ATTEMPTS_MAX; n += 1) {
      expect(isIn(await tries(n % 2 === 0 ? 'same guess' : `guess ${n}`, idOf(n)))).toBe(false);
    }
    expect(isIn(await tries(password, idOf(LOG_ON_ATTEMPTS_MAX)))).toBe(false);
  });

  test('a request repeated is answered as before, without a session or a guess more', async () => {
    const { tries, isIn, at } = await running();
    const id = 'a'.repeat(32);
    const first = await tries(password, id);
    const chart = at.bank.store.journal.chart(addressesOf('alice-01').bank);
    for (let n = 0; n < 3 * LOG_ON_ATTEMPTS_MAX; n += 1) {
      expect(await tries(password, id)).toEqual(first);
    }
    expect(isIn(first)).toBe(true);
    expect(at.bank.store.journal.chart(addressesOf('alice-01').bank)).toBe(chart);
    // And under its name nothing else is compared for free.
    for (let n = 0; n < LOG_ON_ATTEMPTS_MAX; n += 1) await tries(`guess ${n}`, id);
    expect(bodyOf(await tries(password))).toMatchObject({ refusal: 'too many log-ons tried' });
  });

  test('what one customer tries is not counted against another', async () => {
    const { tries, at } = await running();
    for (let n = 0; n < 2 * LOG_ON_ATTEMPTS_MAX; n += 1) await tries(`guess ${n}`);
    const bob = await ready(at, 'bob-02');
    expect(bob.phone.state().business).toBe('ready');
  });
});
