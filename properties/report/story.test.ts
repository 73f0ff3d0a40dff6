import { describe, expect, test } from 'vitest';
import { usualCapabilities as capabilities } from '../../attacks/capability/index.ts';
import type { Recipe } from '../../attacks/recipe.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { usualClaims as claims } from '../verdict/usual.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { concrete } from '../../src/concrete.ts';
import { ask } from '../verdict/ask.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { arenaFor, reenact } from '../verdict/confirm.ts';
import { protocol, usualProtocols } from '../verdict/protocols.ts';
import { chartText } from './chart.ts';
import { showTerm } from './show.ts';
import { showHex, type Step, storyOf, storyText } from './story.ts';

const questions = usualProtocols.flatMap((name) =>
  capabilities.map((attacker) => ({
    protocol: protocol(name),
    attacker,
    claims,
    bounds: defaultBounds,
    statesMax: 1_000_000,
  })),
);

/** Every attack at the default bounds, carried out and told. */
const stories = questions.flatMap((question) =>
  ask(question).flatMap(({ attack, claim }) => {
    const inquiry = inquiries(question).find((one) => one.claims.includes(claim));
    if (attack === undefined || inquiry === undefined) return [];
    const { problem, attacker } = inquiry;
    const store = termStore();
    const onTerms = arenaFor(problem, attacker, symbolic(store, problem.suite));
    const onBytes = arenaFor(problem, attacker, concrete(problem.suite));
    const { runs } = reenact(onTerms, attack.plan, claim);
    const steps = storyOf({
      plan: attack.plan,
      terms: { arena: onTerms, runs },
      bytes: { arena: onBytes, runs: reenact(onBytes, attack.plan, claim).runs },
      show: { term: (t) => showTerm(store, t), bytes: (b) => showHex(b, true) },
    });
    const observed = (runs.at(-1)?.observed ?? []).map((t) => showTerm(store, t));
    return [{ name: attack.name, plan: attack.plan, steps, observed }];
  }),
);

const linesOf = (steps: readonly Step[]) => steps.flatMap(({ lines }) => lines);
const plain = (_: unknown, text: string): string => text;

const reads = (recipe: Recipe): readonly number[] => {
  if (recipe.make === 'observed') return [recipe.index];
  const parts = Object.values(recipe).flat() as readonly unknown[];
  return parts
    .filter((part): part is Recipe => typeof part === 'object' && part !== null && 'make' in part)
    .flatMap(reads);
};

describe('the stories', () => {
  test('are of all attacks that there are', () => {
    expect(stories.length).toBeGreaterThan(20);
  });

  // A recipe names messages by these numbers. Kills: a message that goes by unnumbered, one that
  // is numbered twice, numbers off by one.
  test.each(stories)('$name: numbers what the attacker sees, in order', ({ steps, observed }) => {
    const seen = linesOf(steps).flatMap(({ text, terms }) => {
      const number = /the attacker sees it as #(\d+)$/u.exec(text)?.[1];
      return number === undefined ? [] : [{ number: Number(number), terms }];
    });
    expect(seen.map(({ number }) => number)).toEqual(observed.map((_, index) => index + 1));
    // What a relay passes on has been shown already.
    for (const { number, terms } of seen) {
      if (terms !== undefined) expect(terms).toBe(observed[number - 1]);
    }
    expect(linesOf(steps).map(({ terms }) => terms)).toEqual(expect.arrayContaining(observed));
  });

  test.each(stories)('$name: no message is made of one not seen yet', ({ plan, steps }) => {
    let seen = 0;
    for (const [index, move] of plan.entries()) {
      const made =
        move.move === 'deliver' ? move.message : move.move === 'learn' ? move.value : undefined;
      for (const place of made === undefined ? [] : reads(made)) expect(place).toBeLessThan(seen);
      const lines = steps[index]?.lines ?? [];
      seen += lines.filter(({ text }) => text.includes('the attacker sees it as')).length;
    }
  });

  test.each(stories)('$name: whatever is shown on terms is shown in bytes', ({ plan, steps }) => {
    expect(steps).toHaveLength(plan.length);
    for (const { terms, bytes } of linesOf(steps)) {
      expect(bytes === undefined).toBe(terms === undefined);
      if (bytes !== undefined) expect(bytes).toMatch(/^(?:[0-9a-f]{2})+ \(\d+ bytes\)$/u);
    }
    const text = storyText(plain, steps);
    for (const [index, { heading }] of steps.entries()) {
      expect(text).toContain(`${index + 1}  ${heading}`);
    }
  });

  // Mermaid ends a statement at a semicolon and a comment begins at a hash sign.
  test.each(stories)(
    '$name: the chart has a line for each step and no stray signs',
    ({ steps }) => {
      const [first, ...lines] = chartText(steps).split('\n');
      expect(first).toBe('sequenceDiagram');
      for (const line of lines) {
        expect(line).toMatch(/^ {2}(?:participant \w+|(?:Note over Attacker|\w+->>\w+): .*)$/u);
        expect(line.replaceAll(/#(?:35|59);/gu, '')).not.toMatch(/[;#]/u);
      }
      for (const index of steps.keys()) {
        expect(lines.filter((line) => line.includes(`: ${index + 1}. `))).toHaveLength(1);
      }
    },
  );
});

describe('hexadecimal', () => {
  test('is shortened when it is long, unless all is asked for', () => {
    const long = 'ab'.repeat(33);
    expect(showHex(long, true)).toBe(`${long} (33 bytes)`);
    expect(showHex(long, false)).toBe(`${'ab'.repeat(32)}… (33 bytes)`);
    expect(showHex('ab'.repeat(32), false)).toBe(`${'ab'.repeat(32)} (32 bytes)`);
  });
});
