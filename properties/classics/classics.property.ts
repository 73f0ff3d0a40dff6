/** The classics: each published verdict is what both engines say, each attack is carried out again. */
import { describe, expect, test } from 'vitest';
import { nameOf } from '../../model/classics/classic.ts';
import { classics } from '../../model/classics/index.ts';
import { tableOf } from '../cli/classics.ts';
import { answersOn, complaints } from './ask.ts';
import { told } from './told.ts';

describe('the classics', () => {
  test('are at least twenty protocols, each of one name', () => {
    const ids = classics.map(({ protocol }) => protocol.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(20);
  });

  // Issue 8. Kills: a verdict that no engine is asked about; a claim that nobody published on.
  test.each(classics)('$protocol.id claims nothing without a published verdict', (classic) => {
    const { protocol, verdicts } = classic;
    const claims = new Set(verdicts.map(({ claim }) => claim));
    expect([...claims].sort()).toEqual(protocol.beliefs.map(nameOf).sort());
  });

  // Kills: all of `engines/planted.ts` that classics show; a message left out of a protocol.
  test.each(classics)('on $protocol.id the engines say what was published', (classic) => {
    for (const answer of answersOn(classic)) {
      expect([answer.verdict.claim, ...complaints(answer)]).toEqual([answer.verdict.claim]);
    }
  });

  test('an attack is told message by message, in the notation of the literature', () => {
    const [nspk] = classics;
    const [answer] = nspk === undefined ? [] : answersOn(nspk);
    expect(answer?.attack && told(answer.attack)).toEqual([
      '1. a as A, seat 1  ->  network: {Na, a}pk(i)',
      '2. attacker  ->  b as B, seat 3: {Na, a}pk(b)',
      '3. b as B, seat 3  ->  network: {Na, Nb}pk(a)',
      '4. attacker  ->  a as A, seat 1: {Na, Nb}pk(a)',
      '5. a as A, seat 1  ->  network: {Nb}pk(i)',
      '6. attacker  ->  b as B, seat 3: {Nb}pk(b)',
      '7. b as B, seat 3 believes initiator: b, a, Na, Nb',
      'broken: b as B, seat 3: initiator accepted that its peer never sent',
    ]);
  });
});

// Kills: a name cut short; a table that breaks on a terminal of 80 columns.
test('the table fits a terminal of 80 columns, every name whole', () => {
  const some = classics.filter(({ protocol: { id } }) => id.length > 15).slice(0, 2);
  expect(some).toHaveLength(2);
  const table = tableOf((_, text) => text, some.flatMap(answersOn));
  expect(table).not.toContain('…');
  expect(Math.max(...table.split('\n').map(({ length }) => length))).toBe(80);
});
