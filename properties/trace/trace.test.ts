import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { axisIds } from '../../model/sa2pmp/reading.ts';
import { inProject } from '../docs/pages.ts';
import { rows } from './index.ts';

/** The sections of the paper that say what is claimed or required. */
const sections = [
  'Abstract',
  '§1',
  '§2',
  'Table 1',
  '§4',
  '§4.1',
  '§4.2',
  '§4.3',
  '§5.1',
  '§5.2',
  '§6',
];

const texts = new Map<string, string>();
function textOf(file: string): string {
  const known = texts.get(file) ?? readFileSync(inProject(file), 'utf8');
  texts.set(file, known);
  return known;
}

/** Whether a file exports a name: where it is declared, or passed on. */
function exports(file: string, name: string): boolean {
  const declared = new RegExp(
    `^export (?:async )?(?:const|function\\*?|interface|type) ${name}\\b`,
    'mu',
  );
  const passedOn = new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b`, 'mu');
  return declared.test(textOf(file)) || passedOn.test(textOf(file));
}

describe('every sentence', () => {
  test('is there once, and no section is left out', () => {
    const keys = rows.map(({ at, quote }) => `${at} ${quote}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.length).toBeGreaterThan(70);
    const there = new Set(rows.map(({ at }) => at));
    expect(sections.filter((at) => !there.has(at))).toEqual([]);
  });

  // Kills: a file or an export renamed and the table forgotten.
  test.each(rows)('$at $quote: is resolved', ({ model, code, judgedBy, axes, against, stands }) => {
    expect(model.length * code.length).toBeGreaterThan(0);
    const missing = [...model, ...code].filter((place) => {
      const [file = '', name = ''] = place.split('#');
      return !exports(file, name);
    });
    expect(missing).toEqual([]);
    expect(model.every((place) => place.startsWith('model/'))).toBe(true);
    expect(code.every((place) => place.startsWith('src/'))).toBe(true);
    const known = claims.map(({ id }) => id);
    expect(judgedBy.filter((id) => !known.includes(id))).toEqual([]);
    expect(axes.filter((id) => !axisIds.includes(id))).toEqual([]);
    expect([undefined, ...capabilities.map(({ id }) => id)]).toContain(against);
    expect(judgedBy.length > 0 || (stands ?? '').length > 20).toBe(true);
  });
});

test('every claim of the paper’s own sentences judges one of them', () => {
  const judging = new Set(rows.flatMap(({ judgedBy }) => judgedBy));
  const own = claims.filter(({ source }) => /^(?:§|Abstract|Table|Equation)/u.test(source));
  const idle = own.map(({ id }) => id).filter((id) => !judging.has(id));
  expect(idle).toEqual([]);
});

test('a reading’s axes are all left open by some sentence, or by none as the axis says', () => {
  const named = new Set(rows.flatMap(({ axes }) => axes));
  expect(axisIds.filter((id) => !named.has(id))).toEqual([]);
});
