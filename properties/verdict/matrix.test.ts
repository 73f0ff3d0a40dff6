import { describe, expect, test } from 'vitest';
import { insider } from '../../attacks/capability/insider.ts';
import { network } from '../../attacks/capability/network.ts';
import { packageExtraction } from '../../attacks/capability/package-extraction.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask, inquire } from './ask.ts';
import { attackerNamed } from './attackers.ts';
import { canonical } from './canonical-value.ts';
import { searchName } from './canonical.ts';
import { isSendable, returned } from './errand.ts';
import { gauge, note, read, stop } from './gauge.ts';
import { inquiries } from './inquiry.ts';
import { answerAll, type Manner, type MatrixProgress } from './matrix.ts';
import { protocol } from './protocols.ts';
import { usualClaims } from './usual.ts';
import type { Question, Verdict } from './verdict.ts';
import { answer } from './worker.ts';

const question = (attacker: Question['attacker'], sessions = 2): Question => ({
  protocol: protocol('published'),
  attacker,
  claims: usualClaims,
  bounds: { ...defaultBounds, sessions },
  statesMax: 20_000,
});
const questions = [insider, network, packageExtraction].map((attacker) => question(attacker));

const manner = (change: Partial<Manner> = {}): Manner => ({
  threads: 1,
  timeoutMs: 60_000,
  goesOn: () => true,
  ...change,
});

/** Verdicts without what differs from run to run. */
const timeless = (verdicts: readonly Verdict[]): unknown =>
  verdicts.map(({ ms: _, ...rest }) => rest);

const endOf = <R>(search: Generator<unknown, R, boolean>): R => {
  for (let step = search.next(true); ; step = search.next(true)) {
    if (step.done === true) return step.value;
  }
};

describe('many questions', () => {
  // Kills: answers in the order in which searches end, verdicts of a shared search left out or
  // under the name of another attacker.
  test('are answered like one after the other', async () => {
    const verdicts = await answerAll(questions, manner());
    expect(timeless(verdicts)).toEqual(timeless(questions.flatMap(ask)));
  });

  // Kills: a field lost on the way to a thread or back, an answer that depends on who gave it.
  test('are answered alike by any number of threads', { timeout: 60_000 }, async () => {
    const larger = [...questions, question(network, 3), question(insider, 3)];
    const [one, three] = [
      await answerAll(larger, manner()),
      await answerAll(larger, manner({ threads: 3 })),
    ];
    expect(timeless(three)).toEqual(timeless(one));
  });

  // Kills: an answer told before all of its searches have ended.
  test('are told in their order, each once and whole', async () => {
    const told: (readonly [Question, unknown])[] = [];
    const onAnswer: Manner['onAnswer'] = (asked, verdicts) => {
      told.push([asked, timeless(verdicts)]);
    };
    await answerAll(questions, manner({ onAnswer }));
    expect(told).toEqual(questions.map((asked) => [asked, timeless(ask(asked))]));
  });

  // Everybody but the accused is the attacker's, so that it does not matter who began.
  test('share searches that come to the same', async () => {
    const all = questions.flatMap(inquiries);
    const names = new Set(all.map(searchName));
    expect(names.size).toBeLessThan(all.length);
    const asked = questions.slice(0, 2).map((one) => ({
      ...one,
      claims: usualClaims.filter(({ corrupts }) => corrupts.length > 0),
    }));
    const verdicts = await answerAll(asked, manner());
    const found = verdicts.map(({ attacker, attack }) => [attacker.id, attack?.name]);
    expect(found).toEqual([
      ['insider', 'published/insider/nro-soundness'],
      ['network', 'published/network/nro-soundness'],
    ]);
  });

  test('that nobody waits for are inconclusive, and none is begun', async () => {
    const verdicts = await answerAll(questions, manner({ goesOn: () => false }));
    expect(verdicts).toHaveLength(questions.length * usualClaims.length);
    expect(new Set(verdicts.map(({ verdict, states }) => `${verdict} ${states}`))).toEqual(
      new Set(['inconclusive 0']),
    );
  });

  test('are given up one by one when their time is over', async () => {
    const endless = { ...question(network), bounds: { sessions: 2, customers: 2, renewals: 2 } };
    const verdicts = await answerAll([endless], manner({ timeoutMs: 1 }));
    const [held] = verdicts.filter(({ claim }) => claim.id === 'secrecy-order');
    expect(held).toMatchObject({ verdict: 'inconclusive' });
    expect(held?.states).toBeGreaterThan(0);
  });

  test('say how far they are', { timeout: 60_000 }, async () => {
    const reports: MatrixProgress[] = [];
    const larger = [question(network, 4)];
    await answerAll(larger, manner({ onProgress: (progress) => reports.push(progress) }));
    const [last] = reports.slice(-1);
    expect(last?.searches).toBe(inquiries(question(network)).length);
    expect(last?.states).toBeGreaterThan(2000);
  });
});

describe('a search as data', () => {
  const [inquiry = expect.fail('no inquiry')] = inquiries(question(insider));
  const { attacker, claims, ...rest } = inquiry.question;

  // Kills: something in a verdict that no thread can be sent.
  test('comes to the same elsewhere', async () => {
    const errand = {
      ...rest,
      attacker: attacker.id,
      claims: claims.map(({ id }) => id),
      files: [],
      deadlineMs: Infinity,
      gauge: gauge(),
    };
    const there = structuredClone(await answer(structuredClone(errand)));
    const here = endOf(inquire(inquiry)).map(returned);
    const plain = (verdicts: readonly { ms: number }[]) =>
      verdicts.map((one) => ({ ...one, ms: 0 }));
    expect(plain(there)).toEqual(plain(here));
  });

  test('is not sent under the name of another attacker', () => {
    expect(isSendable(question(insider))).toBe(true);
    expect(isSendable(question({ ...insider, holds: {} }))).toBe(false);
    expect(isSendable(question({ ...insider, id: 'unheard-of' }))).toBe(false);
  });

  test('is told to stop and says how far it is through its gauge', () => {
    const shared = gauge();
    expect(note(shared, { states: 7, open: 3 })).toBe(true);
    expect(read(shared)).toEqual({ states: 7, open: 3 });
    stop(shared);
    expect(note(shared, { states: 8, open: 3 })).toBe(false);
  });
});

describe('searches are equal', () => {
  const [inquiry = expect.fail('no inquiry')] = inquiries(question(insider));
  const named = (change: Partial<Question['attacker']>): string =>
    searchName({ ...inquiry, attacker: { ...insider, ...change } });

  test('whatever the attacker is called', () => {
    expect(named({ id: 'x', title: 'y', says: 'z', source: 'w' })).toBe(searchName(inquiry));
  });

  // Kills: a field of an attacker that is left out of the name.
  test.each([
    { holds: {} },
    { insider: false },
    { reveals: [] },
    { corrupts: ['log'] },
    { thefts: [{ from: 'client', what: 'signing-key', when: 'any' }] },
    { needs: { renewals: 1 } },
    { needs: { secondBank: true } },
    { desks: ['depository'] },
  ] as const)('not when the attacker differs in %o', (change) => {
    expect(named(change)).not.toBe(searchName(inquiry));
  });

  test('not when the question differs', () => {
    const other = { ...inquiry.question, protocol: protocol('charitable') };
    expect(searchName({ ...inquiry, question: other })).not.toBe(searchName(inquiry));
    const longer = { ...inquiry.question, bounds: { ...defaultBounds, sessions: 3 } };
    expect(searchName({ ...inquiry, question: longer })).not.toBe(searchName(inquiry));
  });

  test('as values are: the order of fields makes no difference, that of a list does', () => {
    expect(canonical({ a: 1, b: [1, 2] })).toBe(canonical({ b: [1, 2], a: 1, c: undefined }));
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical({ f: () => 1 })).not.toBe(canonical({ f: () => 1 }));
  });
});

describe('an attacker is named', () => {
  test('alone or in a coalition, and problems are said', () => {
    expect(attackerNamed('network')).toEqual({ found: true, attacker: network });
    expect(attackerNamed('insider+device-theft')).toMatchObject({
      found: true,
      attacker: { id: 'insider+device-theft', insider: true },
    });
    expect(attackerNamed('nobody')).toMatchObject({ found: false });
    expect(attackerNamed('mine', [{ ...network, id: 'mine' }])).toMatchObject({ found: true });
  });
});
