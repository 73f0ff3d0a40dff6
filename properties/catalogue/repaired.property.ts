/**
 * Every attack of the catalogue on the repaired protocol: it fails, in the search as far as that comes to
 * an end, and tried again deed by deed, on terms and on bytes.
 */
import { describe, expect, test } from 'vitest';
import type { NamedAttack } from '../../attacks/catalogue/attack.ts';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { listing } from '../repaired/impossible.ts';
import { readOutcomes } from '../repaired/outcomes.ts';
import { ask } from '../verdict/ask.ts';
import type { Plot } from './deeds.ts';
import { questionOf } from './question.ts';
import { plotAgainst, repairedQuestionOf, tried } from './repaired.ts';

/** A search that took more states than this is not made again here; the campaign makes it. */
const fewStates = 500;

const plots = new Map<string, Plot>();

/** The attack as it was found on the reading that it targets; looked for once. */
function plotFor(entry: NamedAttack): Plot {
  const plot = plots.get(entry.id) ?? plotAgainst(questionOf(entry));
  plots.set(entry.id, plot);
  return plot;
}

/** What the campaign says of an attack of the catalogue. */
function outcomeOf(id: string) {
  return (
    readOutcomes().catalogue[id] ?? expect.fail(`${id} was not asked: npm run campaign:repaired`)
  );
}

describe.each(catalogue)('$id', (entry) => {
  // Kills: a way of trying again that fails whatever it is tried on.
  test('succeeds, tried again, on the reading that it targets', () => {
    const question = questionOf(entry);
    const { onTerms, breachOnBytes } = tried(plotFor(entry), question);
    expect(onTerms.breach).toBeDefined();
    expect(breachOnBytes !== undefined).toBe(entry.symbolicOnly !== true);
  });

  // Issue 5: "fails on the repaired protocol". Kills: a check of the repaired protocol switched off.
  test('fails on the repaired protocol, unless no protocol could hold', () => {
    const question = repairedQuestionOf(entry, 1);
    const { onTerms, breachOnBytes, differences } = tried(plotFor(entry), question);
    const isListed = listing(entry.claim, entry.attacker) !== undefined;
    if (isListed && onTerms.breach !== undefined) {
      expect(breachOnBytes).toBeDefined();
      return;
    }
    expect([onTerms.breach, breachOnBytes]).toEqual([undefined, undefined]);
    expect(onTerms.setbacks.length).toBeGreaterThan(0);
    // On bytes an attacker may have less than on terms, where weak primitives ask for no arithmetic.
    const unlike = differences.filter((line) => !line.startsWith('terms '));
    expect(unlike.every((line) => line.endsWith('the message cannot be made'))).toBe(true);
  });

  // Kills: an outcome of the campaign that is no longer true.
  test('has the verdict that the campaign came to', () => {
    const { verdict, states } = outcomeOf(entry.id);
    expect(verdict === 'attack').toBe(
      verdict === 'attack' && listing(entry.claim, entry.attacker) !== undefined,
    );
    if (verdict === 'open' || states > fewStates) return;
    const [found] = ask(repairedQuestionOf(entry, 2 * fewStates));
    expect(found?.verdict).toBe(verdict === 'attack' ? 'attack' : 'holds');
    expect(found?.vacuous).toBe(verdict === 'vacuous');
  });
});

// Kills: a way of trying again that no weakness of the repaired protocol lets through.
test.each(['w04-replayed-order', 'w14-stripped-signature'])(
  '%s succeeds on the repaired protocol once a token is good for more than one order',
  (id) => {
    const entry = catalogue.find((one) => one.id === id) ?? expect.fail(id);
    const { protocol, ...question } = repairedQuestionOf(entry, 1);
    const careless = { ...question, protocol: { ...protocol, omitted: ['session'] as const } };
    const { onTerms, breachOnBytes } = tried(plotFor(entry), careless);
    expect(onTerms.breach).toBeDefined();
    expect(breachOnBytes).toEqual(onTerms.breach);
  },
);
