/** The log's word in court (R7b): what it counts for, and who answers for a log that shows nothing. */
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/effect.ts';
import type { Term } from '../../core/term.ts';

import { signingInput, textSignedUnder } from '../composition.ts';
import { proceedingsOf } from '../proceedings.ts';
import { type Reading, readings } from '../reading.ts';
import type { JudgeContext } from './context.ts';
import { hearWord, termsAfter } from './word.ts';
import type { CheckId } from '../setting.ts';
import { bankName, claimsIn, opened, pay, type Play, type Scene } from '../testing/play.ts';

const inDispute = proceedingsOf({ disputes: true, court: true });

interface Staged {
  readonly omitted?: readonly CheckId[];
  readonly isPlain?: boolean;
}

/** Alice has paid under the repaired rules, and a court sits. */
function paid({ omitted = [], isPlain = false }: Staged = {}): Play {
  const p = opened(readings.repaired, {
    ...{ omitted, court: true },
    ...(isPlain ? {} : { proceedings: inDispute }),
  });
  pay(p);
  expect(p.taken()).toHaveLength(1);
  return p;
}

const keyOf = (p: Play, whose: 'bank' | 'log'): Term =>
  p.algebra.derive(p.algebra.derive(p.system.root, whose), 'signing-key');
const seed = (p: Play): Term => p.algebra.name('seed', 'f');

/** What is shown: an order of alice's that the bank made a record of, and the log's word. */
interface Shown {
  /** The order is one that the log has a record of. */
  readonly isRecorded?: boolean;
  /** Makes the record other than the one that the log has. */
  readonly time?: string;
  readonly outcome?: string;
  /** What the word names, in the place of the order. */
  readonly names?: Term;
  readonly signer?: Term;
}

function worded(p: Play, shown: Shown = {}): Term {
  const { algebra, messages: m } = p;
  const { signingKey = seed(p), customer } = p.client();
  const clientId = algebra.encode(m.clientId, customer);
  const publicKey = algebra.publicKey(signingKey);
  const amount = algebra.name('amount', '20 CAD');
  const order = algebra.encode(m.order, {
    ...{ type: algebra.constant('pay'), payee: algebra.name('payee', 'shop-0815'), amount },
    token: seed(p),
  });
  const input = signingInput(p.setting, { order, clientId, recipient: p.bank().name });
  if (input === undefined) expect.fail('nothing is signed');
  const signature = algebra.sign(signingKey, seed(p), textSignedUnder(input, publicKey));
  const text = algebra.encode(m.signedText, { order });
  const other = algebra.encode(m.signedOrder, { text, signature });
  const opening = shown.isRecorded === true ? (p.taken().at(-1) ?? expect.fail('none')) : other;
  const content = algebra.hash(opening);
  const result = algebra.constant('result');
  const fields = { content, result, time: algebra.constant(shown.time ?? 'time 0') };
  const record = algebra.encode(m.record, {
    ...fields,
    signature: algebra.sign(keyOf(p, 'bank'), seed(p), algebra.encode(m.recordText, fields)),
  });
  const resolution = algebra.encode(m.resolution, {
    commitment: shown.names ?? content,
    outcome: algebra.constant(shown.outcome ?? 'recorded'),
  });
  const said = algebra.sign(shown.signer ?? keyOf(p, 'log'), seed(p), resolution);
  return algebra.encode(m.wordedEvidence, {
    ...{ record, opening, recipient: p.bank().name },
    word: algebra.encode(m.signedResolution, { resolution, signature: said }),
    binding: algebra.encode(m.keyBinding, { clientId, publicKey }),
  });
}

/** What is held in court, in order. */
const verdicts = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ claim, about }) => (claim === 'judged' ? [about] : []));
const termsOf = (p: Play): readonly Term[] | undefined => {
  const index = p.system.parties.findIndex(({ name }) => name === 'judge');
  return (p.locals()[index]?.snapshot.context as JudgeContext<Term>).terms;
};

describe('a bank that goes to court with the word', () => {
  // nro-completeness, accountability-record. Kills: a log convicted that has shown the record.
  test('shows the record that an honest log shows it, and the log answers for nothing', () => {
    const p = paid();
    const { events } = p.want(bankName, 'sue');
    const stated = claimsIn(events).map(({ about }) => about);
    // P-EVI-10
    expect(stated).toEqual(expect.arrayContaining(['asked-record', 'got-record', 'record']));
    expect(verdicts({ events } as Scene)).toContain('order');
    expect(verdicts({ events } as Scene)).not.toContain('log');
    expect(termsOf(p)).toEqual([]);
  });

  test('keeps it with the order that it executes, and stores it', () => {
    const p = opened(readings.repaired, { court: true, proceedings: inDispute });
    const stored = pay(p).events.filter((one) => one.kind === 'stored');
    const word = stored.find(({ what }) => what === 'word')?.values[1];
    expect(word).toBeDefined();
    expect(p.bank().matter?.word).toBe(word);
    const without = opened({ ...readings.repaired, R7b: 'none' }, { court: true });
    expect(JSON.stringify(pay(without).events)).not.toContain('"word"');
  });
});

describe('the word of a log that shows no record', () => {
  // Kills: silence that nobody answers for; a word that counts for nothing.
  test('counts for it, and the log answers for its silence', () => {
    const p = paid();
    expect(verdicts(p.put('court', 'judge', worded(p)))).toEqual(['order', 'signature', 'log']);
    expect(termsOf(p)).toEqual([]);
  });

  test('counts at once where no log is there to be told, as for a judge with a file', () => {
    const p = paid({ isPlain: true });
    expect(verdicts(p.put('court', 'judge', worded(p)))).toEqual(['order', 'signature']);
  });

  test('counts for nothing by other rules', () => {
    const p = opened({ ...readings.repaired, R7b: 'none' }, { court: true });
    pay(p);
    expect(verdicts(p.put('court', 'judge', worded(p)))).toEqual([]);
  });
});

describe('what is no word of a record', () => {
  const taken = (shown: (p: Play) => Shown, omitted: readonly CheckId[] = []): boolean => {
    const p = paid({ omitted });
    return verdicts(p.put('court', 'judge', worded(p, shown(p)))).length > 0;
  };
  const lax: readonly CheckId[] = ['evidence-word'];

  // Kills: any word of the log's taken for any order; whoever's word taken for the log's.
  test.each<[string, (p: Play) => Shown]>([
    ['that the order was given up', () => ({ outcome: 'aborted' })],
    ['of another order', (p) => ({ names: p.algebra.hash(seed(p)) })],
    ['of somebody else', (p) => ({ signer: keyOf(p, 'bank') })],
  ])('convinces nobody: %s', (_, shown) => {
    expect([taken(shown), taken(shown, lax)]).toEqual([false, true]);
  });
});

describe('a log that shows what it has', () => {
  // Kills: an honest log convicted on the word of a bank that shows another record of the order.
  test('answers for nothing, whatever record of the order a bank shows', () => {
    const p = paid();
    const other = worded(p, { isRecorded: true, time: 'time 99' });
    expect(verdicts(p.put('court', 'judge', other))).toEqual([]);
    expect(termsOf(p)).toEqual([]);
  });

  // Kills: somebody else's clock.
  test('has the whole term for it, whoever says that it is over', () => {
    const p = paid();
    const { algebra, messages: m } = p;
    const over = (stage: string): Term =>
      algebra.encode(m.term, { shown: worded(p), stage: algebra.constant(stage) });
    for (const stage of ['set', 'over']) {
      expect(verdicts(p.put('court', 'judge', over(stage)))).toEqual([]);
    }
  });
});

/** Two orders whose terms run, and a judge to whom something is said in court. */
function running(changes: Partial<Reading> = {}) {
  const p = opened({ ...readings.repaired, ...changes }, { court: true, proceedings: inDispute });
  pay(p);
  const [first, other] = [worded(p), worded(p, { isRecorded: true })];
  const { algebra, messages: m } = p;
  const { binding } = algebra.decode(m.wordedEvidence, first) ?? expect.fail('no evidence');
  const context: JudgeContext<Term> = {
    ...{ logPublicKey: algebra.publicKey(keyOf(p, 'log')), attested: [binding], log: 'log' },
    ...{ bankPublicKey: algebra.publicKey(keyOf(p, 'bank')), terms: [first, other] },
    bank: p.bank().name,
  };
  const frame = (
    message: Term,
    { from = 'judge', channel = 'court' }: { from?: string; channel?: Channel } = {},
  ) => ({
    ...({ type: 'frame', channel, from, to: 'judge', message, at: 0 } as const),
    fresh: seed(p),
  });
  const term = (stage: string, shown = first): Term =>
    algebra.encode(m.term, { shown, stage: algebra.constant(stage) });
  /** What the log keeps of the other one, as it shows it, signed by a key; the record by another. */
  const testimony = ({ log = keyOf(p, 'log'), bank = keyOf(p, 'bank') } = {}): Term => {
    const fields = algebra.decode(m.wordedEvidence, other) ?? expect.fail('no evidence');
    const record = algebra.decode(m.record, fields.record) ?? expect.fail('no record');
    const signature = algebra.sign(bank, seed(p), algebra.encode(m.recordText, record));
    const kept = {
      record: algebra.encode(m.record, { ...record, signature }),
      ...{ previous: algebra.constant('first'), time: algebra.constant('time 0') },
    };
    const by = algebra.sign(log, seed(p), algebra.encode(m.entry, kept));
    return algebra.encode(m.testimony, { ...kept, signature: by });
  };
  return { p, context, frame, term, testimony, first, other };
}

describe('a term', () => {
  const sent = (to: string, message: Term, note: string) => ({
    ...{ effect: 'send', channel: 'court', hop: to, from: 'judge', to, message, note },
  });

  // P-EVI-9. Kills: a log told of another order, a term that begins or ends with the wrong word.
  test('begins with the log told what to show, and comes round twice', () => {
    const { p, context, frame, term, first, other } = running();
    const { algebra, messages: m } = p;
    const shown = algebra.decode(m.wordedEvidence, first) ?? expect.fail('no evidence');
    const content = algebra.decode(m.record, shown.record)?.content ?? expect.fail('no record');
    const ordered = algebra.encode(m.orderedShown, { content });
    expect(hearWord(p.setting, { ...context, terms: [other] }, frame(first))).toEqual({
      effects: [
        sent('log', ordered, 'the log is to show what it gave its word for'),
        sent('judge', term('set'), 'the term for the log to show the record: set'),
      ],
      terms: [other, first],
    });
    expect(hearWord(p.setting, context, frame(term('set')))).toEqual({
      effects: [sent('judge', term('over'), 'the term for the log to show the record: over')],
      terms: [first, other],
    });
  });

  // P-EVI-10. Kills: one term that ends them all, or that never ends.
  test('that is over ends by itself, and the others run on', () => {
    const { p, context, frame, term, first, other } = running();
    const ended = hearWord(p.setting, context, frame(term('over')));
    const about = ended?.effects.map((one) => one.effect === 'claim' && one.about);
    expect([about, ended?.terms]).toEqual([['order', 'signature', 'log'], [other]]);
    const late = hearWord(p.setting, { ...context, terms: [other] }, frame(term('over', first)));
    expect(late).toEqual({ effects: [], terms: [other] });
  });

  test('is the court’s own: of nobody else, on no other channel, by no other rules', () => {
    const { p, context, frame, term } = running();
    for (const stage of ['set', 'over']) {
      const message = term(stage);
      expect(hearWord(p.setting, context, frame(message))).toBeDefined();
      expect(hearWord(p.setting, context, frame(message, { from: 'alice' }))).toBeUndefined();
      expect(hearWord(p.setting, context, frame(message, { channel: 'wired' }))).toBeUndefined();
    }
    const without = running({ R7b: 'none' });
    const { setting } = without.p;
    const message = without.frame(without.term('set'));
    expect(hearWord(setting, without.context, message)).toBeUndefined();
  });

  // Kills: silence broken by a record of another order, or by one that nobody answers for.
  test('is met by the record of its order, signed by bank and log, and by nothing else', () => {
    const { p, context, frame, testimony, first, other } = running();
    const left = (message: Term) => hearWord(p.setting, context, frame(message))?.terms;
    expect(left(testimony())).toEqual([first]);
    expect(left(testimony({ log: keyOf(p, 'bank') }))).toBeUndefined();
    expect(left(testimony({ bank: keyOf(p, 'log') }))).toBeUndefined();
    const none = { ...context, terms: [first] };
    expect(hearWord(p.setting, none, frame(testimony()))).toBeUndefined();
    expect(termsAfter(p.setting, context, frame(testimony()))).toEqual([first]);
    expect(termsAfter(p.setting, none, frame(testimony()))).toEqual([first]);
    for (const channel of ['wired', 'branch'] as const) {
      expect(termsAfter(p.setting, context, frame(testimony(), { channel }))).toEqual([
        first,
        other,
      ]);
    }
  });

  test('does not begin with what is no word at all, whatever is checked of words', () => {
    const { p, context, frame, first } = running();
    const { algebra, messages: m } = p;
    const shown = algebra.decode(m.wordedEvidence, first) ?? expect.fail('no evidence');
    const wordless = algebra.encode(m.wordedEvidence, { ...shown, word: algebra.constant('yes') });
    const lax = { ...p.setting, check: () => true };
    expect(hearWord(lax, context, frame(first))).toBeDefined();
    expect(hearWord(lax, context, frame(wordless))).toBeUndefined();
  });
});
