/**
 * The catalogue: every named attack is found by search and carried out on terms and on bytes, and
 * the reading that is said to close it does.
 */
import { describe, expect, test } from 'vitest';
import { catalogue } from '../attacks/catalogue/index.ts';
import { capabilities } from '../attacks/capability/index.ts';
import { claims } from '../model/sa2pmp/claims.ts';
import { contradictions, type ReadingName } from '../model/sa2pmp/reading.ts';
import { defaultBounds } from '../model/sa2pmp/scenario/bounds.ts';
import { closingQuestionOf, questionOf } from './catalogue/question.ts';
import { notApplicable, unaccounted, weaknessIds } from './catalogue/threats.ts';
import { ask } from './verdict/ask.ts';
import { protocol, usualProtocols } from './verdict/protocols.ts';
import type { Question, Verdict } from './verdict/verdict.ts';

const answerTo = (question: Question): Verdict => {
  expect(contradictions(question.protocol.reading)).toEqual([]);
  return ask(question)[0] ?? expect.fail('no verdict');
};

/** What an attacker breaks at one payment, of the claims that name no attacker of their own. */
function comparableAnswers(id: string, base: ReadingName): readonly Verdict[] {
  const own = claims.filter(
    (claim) => claim.with === undefined && claim.disputes !== true && !claim.court,
  );
  const attacker = capabilities.find((one) => one.id === id) ?? expect.fail(`no attacker ${id}`);
  const bounds = { ...defaultBounds, sessions: 1 };
  const statesMax = 100_000;
  const asked = ask({ protocol: protocol(base), attacker, claims: own, bounds, statesMax });
  expect(asked.filter(({ verdict }) => verdict === 'inconclusive')).toEqual([]);
  return asked;
}

describe('an attack of the catalogue', () => {
  // Issue 4: "either an attack found by search and confirmed on bytes". Kills: a weakness that is
  // told and not found, an attack that bytes do not bear out.
  test.each(catalogue)('$id is found, and bears out', (entry) => {
    const { verdict, attack } = answerTo(questionOf(entry));
    expect(verdict).toBe('attack');
    expect(attack?.onTerms.confirmed).toBe(true);
    const onBytes = attack?.onBytes ?? expect.fail('not carried out on bytes');
    const symbolicOnly = 'symbolicOnly' in onBytes;
    expect(onBytes.confirmed || symbolicOnly, JSON.stringify(onBytes)).toBe(true);
    expect(symbolicOnly).toBe(entry.symbolicOnly ?? false);
  });

  // Kills: a reading named as a remedy that is none.
  const closed = catalogue.filter(({ closedBy }) => closedBy !== undefined);
  test.each(closed)('$id is closed by the reading named', (entry) => {
    const question = closingQuestionOf(entry) ?? expect.fail('no reading');
    const { verdict, vacuous } = answerTo(question);
    expect([verdict, vacuous]).toEqual(['holds', false]);
  });

  test('says what closes it, or what it would take', () => {
    for (const { id, closedBy, repair } of catalogue) {
      const reason = closedBy?.because ?? repair ?? '';
      expect(reason.split(' ').length, id).toBeGreaterThan(3);
    }
  });
});

describe('a weakness without an attack', () => {
  // Kills: a reason that the search does not bear out.
  const compared = notApplicable.flatMap(({ weakness, compare }) =>
    compare === undefined ? [] : [{ weakness, ...compare }],
  );
  test.each(compared)('$weakness: $attacker breaks what $as breaks, and no more', (one) => {
    for (const base of usualProtocols) {
      const fallen = (id: string): readonly string[] =>
        comparableAnswers(id, base)
          .filter(({ verdict }) => verdict === 'attack')
          .map(({ claim }) => claim.id);
      expect(fallen(one.attacker)).toEqual(fallen(one.as));
      expect(fallen(one.as).length).toBeGreaterThan(0);
    }
  });
});

describe('the list of weaknesses', () => {
  test('is accounted for: each has an attack, or a reason why it has none', () => {
    expect(unaccounted()).toEqual([]);
  });

  test('has no name that is not of the list, and none twice', () => {
    const named = catalogue.flatMap(({ weaknesses }) => weaknesses);
    const excused = notApplicable.map(({ weakness }) => weakness);
    expect(weaknessIds).toEqual(expect.arrayContaining([...named, ...excused]));
    expect(excused.filter((id) => named.includes(id))).toEqual([]);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  });
});
