import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { protocol } from '../verdict/protocols.ts';
import type { Attack, Confirmation, Verdict } from '../verdict/verdict.ts';
import { reportJson } from './json.ts';
import { boundsInWords, changesOf, grouped, verdictTable } from './table.ts';

const published = protocol('published');
const [attacker = expect.fail('no attacker')] = capabilities;
const [claim = expect.fail('no claim')] = claims;
const bounds = { ...defaultBounds, statesMax: 10_000 };

const yes: Confirmation = { confirmed: true, breach: 'broken' };
const no: Confirmation = { confirmed: false, gap: 'they part here' };
const attacked = (onTerms: Confirmation, onBytes: Confirmation): Attack => ({
  name: 'a/b/c',
  plan: [],
  steps: 3,
  onTerms,
  onBytes,
});
const judged = (verdict: Verdict['verdict'], attack?: Attack): Verdict => ({
  protocol: published,
  attacker,
  claim,
  verdict,
  vacuous: false,
  attack,
  states: 1234,
  ms: 12.345,
});

const plain = (_: unknown, text: string): string => text;
const tableOf = (verdict: Verdict): string => verdictTable(plain, [verdict]);
const jsonOf = (verdict: Verdict) =>
  reportJson({ protocols: [published], bounds }, [verdict]).verdicts;

describe('a verdict', () => {
  const named = { protocol: 'published', attacker: attacker.id, claim: claim.id };

  // Issue 2: "never dropped". Kills: a gap that looks like an attack, an attack like a gap.
  test('of attack is confirmed only when it is so on terms and on bytes', () => {
    expect(tableOf(judged('attack', attacked(yes, yes)))).toContain('replayed on bytes');
    expect(jsonOf(judged('attack', attacked(yes, yes)))).toEqual([
      {
        ...named,
        verdict: 'attack',
        attack: 'a/b/c',
        confirmed: true,
        states: 1234,
        steps: 3,
        ms: 12.3,
      },
    ]);
    for (const [attack, where] of [
      [attacked(yes, no), 'bytes'],
      [attacked(no, yes), 'terms'],
    ] as const) {
      const table = tableOf(judged('attack', attack));
      expect(table).toContain('MODELLING GAP');
      expect(table).not.toContain('replayed');
      expect(jsonOf(judged('attack', attack))).toMatchObject([
        { verdict: 'attack', confirmed: false, gap: `on ${where}: they part here` },
      ]);
    }
  });

  test.each(['holds', 'inconclusive'] as const)('of %s has states and no steps', (verdict) => {
    const table = tableOf(judged(verdict));
    expect(table).toContain(verdict);
    expect(table).toContain('1,234 states');
    expect(jsonOf(judged(verdict))).toEqual([{ ...named, verdict, states: 1234, ms: 12.3 }]);
  });
});

describe('in words', () => {
  test('a protocol differs from the reading it is named after in what was changed', () => {
    expect(changesOf(published)).toBe('');
    expect(changesOf(protocol('published', [{ axis: 'A7', choice: 'none' }]))).toBe('');
    const changed = protocol('published', [{ axis: 'A7', choice: 'signatures' }], ['signature']);
    expect(changesOf(changed)).toBe(' (A7 freshness = signatures; without the check "signature")');
  });

  test('bounds are counted', () => {
    const question = { protocol: published, attacker, claims, statesMax: 1_000_000 };
    const words = (sessions: number): string =>
      boundsInWords({ ...question, bounds: { sessions, customers: 1, renewals: 0 } });
    expect(words(1)).toMatch(/^1 payment, 1 honest customer, 0 key renewals, at most 1,000,000/u);
    expect(words(2)).toMatch(/^2 payments, /u);
  });

  test('numbers have their thousands set off', () => {
    expect([grouped(1_234_567), grouped(999)]).toEqual(['1,234,567', '999']);
  });
});
