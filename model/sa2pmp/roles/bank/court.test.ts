/** The bank in court without complaints that name postings: what it sues or answers with. */
import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { proceedingsOf } from '../../proceedings.ts';
import type { Reading } from '../../reading.ts';
import {
  bankName,
  claimsIn,
  opened,
  pay,
  type Play,
  type Scene,
  sentBy,
  type Staging,
} from '../../testing/play.ts';
import { evidenceOf } from './court.ts';

const proceedings = proceedingsOf({ disputes: true, court: true });
const litigious = (changes: Partial<Reading> = {}, staging: Staging = {}): Play =>
  opened(changes, { court: true, proceedings, ...staging });
const verdicts = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ claim, about }) =>
    claim === 'judged' && (about === 'order' || about === 'bank') ? [about] : [],
  );
const stated = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ party, about }) => (party === bankName ? [about] : []));

describe('a bank that is summoned', () => {
  // W4. Kills: a ledger that forgets what it had twice, or has everything twice.
  test('has the customer answer for orders once each, and answers itself for one posted twice', () => {
    const disputes = (...amounts: readonly string[]): readonly string[] => {
      const p = litigious({ A22: 'signed' });
      for (const amount of amounts) {
        const frame = sentBy(pay(p, amount.replace(' twice', '')), 'alice');
        if (amount.endsWith('twice')) p.put('wired', bankName, frame);
      }
      return verdicts(p.want('alice', 'dispute'));
    };
    expect(disputes('10 CAD')).toEqual(['order']);
    expect(disputes('10 CAD', '20 CAD')).toEqual(['order']);
    expect(disputes('10 CAD twice')).toEqual(['bank']);
    expect(disputes('10 CAD twice', '20 CAD')).toEqual(['bank']);
    expect(disputes('10 CAD', '20 CAD twice')).toEqual(['bank']);
    expect(disputes()).toEqual(['bank']);
  });

  // W29, A1, A26. Kills: a key that was replaced shown all the same, or a kept one not shown.
  test('shows the key that the depository has, where that one takes the place of the old', () => {
    const afterRenewal = (changes: Partial<Reading>): readonly string[] => {
      const p = litigious({ A22: 'signed', ...changes });
      pay(p);
      p.want(bankName, 'expire');
      return verdicts(p.want('alice', 'dispute'));
    };
    expect(afterRenewal({ A26: 'replace' })).toEqual(['bank']);
    expect(afterRenewal({ A26: 'archive' })).toEqual(['order']);
    expect(afterRenewal({ A26: 'replace', A1: 'in-message' })).toEqual(['order']);
  });

  test('that keeps the log itself asks nobody for the record (A19 bank)', () => {
    for (const intent of ['sue', 'dispute'] as const) {
      const p = litigious({ A19: 'bank', A22: 'signed' });
      pay(p);
      const scene = p.want(intent === 'sue' ? bankName : 'alice', intent);
      expect(stated(scene)).toEqual(intent === 'sue' ? ['sued-order'] : []);
      expect(verdicts(scene)).toEqual(['order']);
    }
  });

  // Kills: an answer to what nobody asks in court, a log that shows no record taken for one that does.
  test('answers without evidence where the log shows no record, and sues with none', () => {
    const answers = (how: 'sue' | 'summons', channel: 'court' | 'wired' = 'court') => {
      const p = litigious({ A22: 'signed' }, { holds: { court: 'full' } });
      const { algebra, messages: m } = p;
      pay(p);
      const { accid } = p.client().customer;
      if (how === 'sue') p.want(bankName, 'sue');
      else p.put('court', bankName, algebra.encode(m.summons, { accid }));
      const { record } = p.bank().matter ?? expect.fail('no case');
      const scene = p.put(channel, bankName, algebra.encode(m.noTestimony, { record }));
      const sent = scene.events.flatMap((event) => (event.kind === 'sent' ? [event.message] : []));
      return sent.map((message) => algebra.decode(m.noPlea, message)?.accid === accid);
    };
    expect(answers('summons')).toEqual([true]);
    expect(answers('sue')).toEqual([]);
    expect(answers('summons', 'wired')).toEqual([]);
  });

  test('says nothing in court where nobody goes there, nor without a payment', () => {
    const quiet = opened({ A22: 'signed' }, { court: true });
    pay(quiet);
    const { accid } = quiet.client().customer;
    const summons = quiet.algebra.encode(quiet.messages.summons, { accid });
    expect(quiet.put('court', bankName, summons).idle).toBe(true);
    expect(quiet.want(bankName, 'sue').idle).toBe(true);
    expect(litigious().want(bankName, 'sue').idle).toBe(true);
  });
});

describe('the evidence of a bank', () => {
  const of = (changes: Partial<Reading>, shown: Readonly<Record<string, Term>> = {}) => {
    const p = litigious(changes);
    pay(p);
    const context = p.bank();
    const matter = context.matter ?? expect.fail('no case');
    const whole = { record: matter.record, ...shown };
    return { p, context, matter, made: evidenceOf(p.setting, context, { matter, shown: whole }) };
  };

  test('is none where something is missing that the reading has in it', () => {
    expect(of({ A22: 'signed' }).made).toBeDefined();
    expect(of({ A22: 'signed', A20: 'hash-chain' }).made).toBeUndefined();
  });

  // A2 in-session. Kills: another token than that of the session in the binding.
  test('names the token of the session with the key where keys are registered in one', () => {
    const { p, context, matter, made } = of({ A2: 'in-session', A22: 'signed' });
    const { algebra, messages: m } = p;
    const tokenIn = (evidence: Term | undefined): Term | undefined => {
      const binding = evidence && algebra.decode(m.evidence, evidence)?.binding;
      return binding && algebra.decode(m.keyBinding, binding)?.token;
    };
    expect(tokenIn(made)).toBe(context.token);
    const over = { ...context, token: undefined };
    const without = evidenceOf(p.setting, over, { matter, shown: { record: matter.record } });
    expect(tokenIn(without)).toBe(algebra.constant('no session'));
  });

  test('has the order in it where the record is a commitment, and nowhere else (A22)', () => {
    expect(of({ A22: 'commitment' }).matter.opening).toBeDefined();
    expect(of({ A22: 'signed' }).matter).not.toHaveProperty('opening');
    expect(of({ A22: 'signed' }).matter).not.toHaveProperty('word');
  });
});
