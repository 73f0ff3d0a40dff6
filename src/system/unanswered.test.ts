/** A phone whose peers say nothing, or something else, or too much. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { textToBytes } from '../bytes.ts';
import { SILENCE } from '../host/envelope.ts';
import { ROUNDS_MAX } from '../host/limits.ts';
import { judgeAddress } from '../host/names.ts';
import type { Line, LineAnswer } from '../host/phone/phone.ts';
import { type Held, type House, house } from './testing/house.ts';

let at: House;
let held: Held;
afterEach(() => {
  at.close();
});

const CUT = { unavailable: 'cut' } as const;
const order = { type: 'bill', payee: 'hydro', amount: '100 CAD' } as const;
const logsOn = (words = {}) => held.wants('logOn', { userid: 'a', password: 'pw of a', ...words });
const business = () => held.phone.state().business;

/** What the gateway answers in the place of what it has; `undefined` to pass on what it has. */
let answers: LineAnswer | undefined;
let asked: string[];

/** A house with a phone that is logged on, whose gateway answers what is told from then on. */
async function opened(reading: Reading, isLoggedOn = true): Promise<void> {
  at = house(reading);
  answers = undefined;
  asked = [];
  const wireless: Line = (request) => {
    asked.push(request.id);
    return answers === undefined ? at.gateway.relay(request) : Promise.resolve(answers);
  };
  const toBank: Line = (request) =>
    Promise.resolve(request.to === judgeAddress ? SILENCE : at.bank.bank.take(request));
  held = at.phone('a', { lines: { wireless, https: toBank, branch: toBank } });
  held.phone.install(at.enrolled('a'));
  await held.wants('start');
  if (isLoggedOn) await logsOn();
}

describe('an order that is answered with nothing, where the log may be asked (R7)', () => {
  test('is asked about at once, and once more each time that the phone resumes', async () => {
    await opened(readings.repaired);
    const before = asked.length;
    answers = SILENCE;
    expect((await held.wants('pay', order)).at(-1)).toEqual({ kind: 'silence' });
    expect([business(), asked.length]).toEqual(['resolving', before + 2]);
    expect(await held.phone.resume()).toEqual([]);
    expect([business(), asked.length]).toEqual(['resolving', before + 3]);
    answers = undefined;
    expect(await held.phone.resume()).toEqual([{ kind: 'resolved', outcome: 'aborted' }]);
    expect(asked).toHaveLength(before + 4);
  });

  test('is asked about with the same message as long as that is under way', async () => {
    await opened(readings.repaired);
    answers = CUT;
    await held.wants('pay', order);
    await held.phone.giveUp();
    expect(business()).toBe('resolving');
    const question = asked.at(-1);
    await held.phone.resume();
    await held.phone.resume();
    expect(asked.slice(-2)).toEqual([question, question]);
  });
});

// A phone that was switched off between the answer and what it makes of it.
test('an order of which nothing is under way any more is given up when the phone resumes', async () => {
  await opened(readings.published);
  answers = CUT;
  await held.wants('pay', order);
  const { journal } = held.store;
  for (const { seq } of journal.pending(9)) journal.drop(seq);
  expect(await held.phone.resume()).toEqual([{ kind: 'silence' }]);
  expect([business(), held.store.orders().at(-1)?.state]).toEqual(['ready', 'unanswered']);
});

// Kills: whatever comes back taken for the welcome.
test('a log-on that is answered with something else is none', async () => {
  await opened(readings.published, false);
  const message = textToBytes('nonsense');
  answers = {
    deliveries: [{ seq: 0, channel: 'wireless', from: 'bank:a', to: 'phone:a', message }],
  };
  const news = await logsOn();
  expect(news.map(({ kind }) => kind)).toEqual(['sent', 'refused-here', 'silence']);
});

// Kills: a peer that keeps the phone busy for ever.
test('a wish leads to so many rounds of sending and hearing, and no more', async () => {
  await opened(readings.published);
  answers = CUT;
  await held.wants('pay', order);
  const rows = held.store.journal.pending(1);
  expect(rows).toHaveLength(1);
  Object.assign(held.store.journal, { pending: () => rows });
  answers = SILENCE;
  const before = asked.length;
  await held.phone.resume();
  expect(asked.length - before).toBe(ROUNDS_MAX);
});

// P-LGN-2. Kills: the password itself in an order, against which the bank has nothing on file.
test.each([
  ['pw of a', 'executed'],
  ['guess', undefined],
] as const)(
  'where the password is proved, an order that brings it too is taken if it is right: %s',
  async (password, status) => {
    await opened({ ...readings.published, A13: 'verifier', A13b: 'password' });
    const news = await held.wants('pay', { ...order, password });
    expect(news.flatMap((one) => (one.kind === 'result' ? [one.status] : []))[0]).toBe(status);
  },
);
