/** Laws that a review found broken, each with the shortest way in which it was. */
import { afterEach, describe, expect, test } from 'vitest';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../bytes.ts';
import type { Delivery, Reply } from '../host/envelope.ts';
import { OUTBOX_CHARACTERS_MAX } from '../host/limits.ts';
import { gateway } from '../host/log/gateway.ts';
import { showWitnessedHead } from '../host/log/heads.ts';
import { verifierKey } from '../log/key.ts';
import { type House, house } from './testing/house.ts';

let at: House;
afterEach(() => {
  at.close();
});

const record = { channel: 'wired', from: 'bank:a', to: 'log' } as const;

describe('an outbox', () => {
  // Kills: a batch by number alone, which an answer could not hold, and none is ever taken.
  test('is given out in parts that fit an answer, each with something in it', () => {
    at = house(readings.published);
    const { journal } = at.bank.store;
    const long = 'ab'.repeat(8_000) as Bytes;
    const row = {
      ...record,
      hop: 'log',
      message: long,
      note: '',
      id: '',
      state: 'pending',
    } as const;
    journal.transaction(() => {
      for (let n = 0; n < 90; n += 1) journal.enqueue(row);
    });
    let parts = 0;
    let part = at.bank.bank.fetch([]);
    for (; part.length > 0; parts += 1) {
      const characters = part.reduce((sum, { message }) => sum + message.length, 0);
      expect(characters).toBeLessThanOrEqual(OUTBOX_CHARACTERS_MAX);
      part = at.bank.bank.fetch(part.map(({ seq }) => seq));
    }
    expect([parts, journal.pending(1)]).toEqual([3, []]);
  });

  // A bank's file that is new, or restored, counts from 1 again. Kills: numbers without a name.
  test('of another file has numbers of its own: no record is taken for one that came before', async () => {
    at = house(readings.published);
    const { world, store, signingKey } = at.log;
    const { algebra, reading } = world;
    const shapes = messages(reading);
    const said = (text: string): Delivery => ({
      ...{ ...record, seq: 1 },
      message: recordOf(text),
    });
    const recordOf = (text: string): Bytes => {
      const content = algebra.encode(shapes.order, {
        type: textToBytes('pay'),
        payee: textToBytes(text),
        amount: textToBytes('1 CAD'),
      });
      return algebra.encode(shapes.record, { content, accid: textToBytes('a') });
    };
    let answer: Reply = { deliveries: [said('x')], epoch: 'a'.repeat(32) };
    const noted: unknown[] = [];
    Object.assign(world.log, { info: (...told: readonly unknown[]) => void noted.push(told) });
    const running = gateway({
      ...{ world, store, signingKey, tracing: false },
      bank: { forward: () => Promise.resolve(answer), fetch: () => Promise.resolve(answer) },
      group: (work) => Promise.resolve(store.journal.transaction(work)),
    });
    await running.fetch();
    await running.fetch();
    expect(store.size()).toBe(1);
    answer = { deliveries: [said('y')], epoch: 'b'.repeat(32) };
    await running.fetch();
    expect(store.size()).toBe(2);
    const [before, epoch] = ['a'.repeat(32), 'b'.repeat(32)];
    expect(noted).toEqual([['the bank counts its messages anew', { before, epoch }]]);
  });
});

// Two commands on one phone. Kills: the answer stepped although another command had it.
test('an answer is heard once, and closes its own order alone', async () => {
  at = house(readings.published);
  const held = at.phone('a');
  held.phone.install(at.enrolled('a'));
  await held.wants('start');
  await held.wants('logOn', { userid: 'a', password: 'pw of a' });
  at.weather.wireless = 'cut-back';
  await held.wants('pay', { type: 'bill', payee: 'hydro', amount: '100 CAD' });
  at.weather.wireless = 'up';
  const [first, second] = await Promise.all([held.phone.resume(), held.phone.resume()]);
  const kinds = [first, second].map((news) => news.map(({ kind }) => kind)).toSorted();
  expect(kinds).toEqual([['heard-elsewhere'], ['result']]);
  expect(held.store.orders().map(({ state }) => state)).toEqual(['executed']);
});

// One bad witness must not spoil the note. Kills: its answer appended unseen.
test('what a witness answers is its cosignature or is left out', async () => {
  at = house({ ...readings.published, A20: 'merkle' });
  const { store, signer } = at.log;
  const seed = new Uint8Array(32).fill(7);
  for (const line of ['garbage\n', '— w AAAAAAAA\n', '']) {
    const key = verifierKey('witness', { name: 'w', seed });
    const cosign = () => Promise.resolve({ line });
    const { note, missing } = await showWitnessedHead(store, signer, [{ key, cosign }]);
    expect(missing).toEqual(['w: what it answered is not its cosignature']);
    expect(note).not.toContain('— w');
  }
});
