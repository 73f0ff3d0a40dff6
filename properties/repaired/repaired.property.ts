/**
 * The repaired protocol at one payment: what is listed as falling falls, and nothing else does.
 */
import { describe, expect, test } from 'vitest';
import { ask } from '../verdict/ask.ts';
import { searchName } from '../verdict/canonical.ts';
import { inquiries } from '../verdict/inquiry.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { attackerIds, cellOf, claimsFor, questionAbout } from './cells.ts';
import { listing, listings } from './impossible.ts';
import { attackersWith, contradictions, letters, readOutcomes, unlisted } from './outcomes.ts';

const sheet = { payments: 1, engine: 'explicit' } as const;
/** States that are enough to see all but a few listed cells fall; the others fall in the campaign. */
const enough = 1500;
const later: readonly string[] = [
  'accountability device-theft-with-pin',
  'log-order device-theft-with-pin',
  'injective-synchronisation-result device-theft-with-pin',
  'synchronisation-result device-theft-with-pin',
  'accountability-result bank',
  'nro-soundness key-reveal-after',
];
/** States within which it is looked for cells that fall and are not listed. */
const few = 250;
/** Attackers that are looked at again here, each of a kind; all are in the campaign. */
const someAttackers = ['network', 'malware', 'operator-active', 'bank-depository', 'bank'];

const claimIds = new Set(claimsFor('explicit').map(({ id }) => id));

/** What a small search of every cell comes to, searches that are the same being made once. */
function scanned(statesMax: number): ReadonlyMap<string, Verdict> {
  const made = new Map<string, readonly Verdict[]>();
  const found = new Map<string, Verdict>();
  for (const attacker of someAttackers) {
    for (const { question, ...inquiry } of inquiries(questionAbout(attacker, sheet, statesMax))) {
      const name = searchName({ question, ...inquiry });
      const verdicts = made.get(name) ?? ask(question);
      made.set(name, verdicts);
      for (const verdict of verdicts) found.set(`${verdict.claim.id} ${attacker}`, verdict);
    }
  }
  return found;
}

describe('the list of cells that fall', () => {
  test('names claims and attackers that there are, no cell twice, and says why', () => {
    const cells = listings.flatMap(({ claims, attackers }) =>
      claims.flatMap((claim) => attackers.map((attacker) => `${claim} ${attacker}`)),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect([...claimIds]).toEqual(expect.arrayContaining(listings.flatMap(({ claims }) => claims)));
    expect(attackerIds).toEqual(
      expect.arrayContaining(listings.flatMap(({ attackers }) => attackers)),
    );
    for (const { id, because } of listings)
      expect(because.split(' ').length, id).toBeGreaterThan(8);
  });

  // Kills: a cell called impossible that a repair has closed, an attack that bytes do not bear out.
  test.each(listings)('$id falls, on terms and on bytes', ({ claims, attackers }) => {
    for (const attacker of attackers) {
      const question = questionAbout(attacker, sheet, enough);
      const asked = question.claims.filter(({ id }) => claims.includes(id));
      for (const verdict of ask({ ...question, claims: asked })) {
        const { claim, verdict: came } = verdict;
        if (came === 'inconclusive' && later.includes(`${claim.id} ${attacker}`)) continue;
        const cell = cellOf(verdict);
        expect(cell, `${claim.id} ${attacker}`).toMatchObject({
          verdict: 'attack',
          confirmed: true,
        });
      }
    }
  });

  // Kills: a claim that falls to one attacker alone and that nobody noticed.
  test(`has every cell that falls to some attackers within ${few} states`, () => {
    const silent = [...scanned(few).entries()]
      .filter(([, { verdict }]) => verdict === 'attack')
      .map(([cell]) => cell)
      .filter((cell) => {
        const [claim = '', attacker = ''] = cell.split(' ');
        return listing(claim, attacker) === undefined;
      });
    expect(silent).toEqual([]);
  });

  // Kills: entries at a desk that are remembered, or counted, where no owner is shown them: there is no end of them.
  test('is settled against who posts within few states where nobody disputes', () => {
    const question = questionAbout('bank-ledger', sheet, enough);
    const asked = question.claims.filter(({ id }) => id === 'secrecy-key');
    expect(ask({ ...question, claims: asked }).map(({ verdict }) => verdict)).toEqual(['holds']);
  });

  // Kills: a cell that falls in the campaign at any number of payments and is not listed.
  test('has every cell that falls in the campaign, and the campaign each of its cells', () => {
    const outcomes = readOutcomes();
    expect(outcomes.attackers).toEqual(attackerIds);
    expect(unlisted(outcomes)).toEqual([]);
    expect(contradictions(outcomes)).toEqual([]);
    const one = outcomes.sheets.find(
      ({ payments, engine }) => payments === sheet.payments && engine === sheet.engine,
    );
    for (const { id, claims, attackers, from = 1 } of listings) {
      for (const claim of from > 1 ? [] : claims) {
        const outcome = one?.claims[claim] ?? expect.fail(`${claim} was not asked`);
        const falls = attackersWith(outcomes, outcome, letters.attack);
        expect(falls, `${id}: ${claim}`).toEqual(expect.arrayContaining([...attackers]));
      }
    }
  });
});
