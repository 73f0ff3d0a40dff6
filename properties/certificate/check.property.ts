/**
 * Certificates: written the same whoever writes them, accepted as they are, and refused whatever is
 * changed in them, whether the digest is left or made anew.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problems, type Schema } from '../docs/schema.ts';
import { answersTo, certifiedAnew } from './again.ts';
import { laidOut } from './canonical-json.ts';
import { certificateText } from './certificate.ts';
import { checked, type Checked } from './check/check.ts';
import { certificateJsonSchema } from './json-schema.ts';
import { certificateIn, type Read } from './read.ts';
import {
  changedAt,
  forged,
  leaves,
  manner,
  otherwise,
  places,
  subject,
  text,
} from './testing/forger.ts';

/** What the check says of a text; nothing tried at random, unless asked. */
function checkedText(changed: string, runs = 0): Read | Checked {
  const read = certificateIn(changed);
  if (!read.isOne) return read;
  return checked(changed, read.certificate, { budget: { runs, seed: 1 } });
}

/** Where a text is found wrong; where it has not the form of a certificate, it is refused as such. */
function foundAt(changed: string, runs = 0): readonly string[] {
  const came = checkedText(changed, runs);
  if ('isOne' in came) return ['no certificate'];
  return came.problems.map(({ at }) => at);
}

/** On these nothing depends but the digest and what `check --again` finds (docs/certificate.md). */
const borneOutBySearch = /^\/verdicts\/\d+\/states$/u;

const whole = JSON.parse(text) as { readonly verdicts: readonly { readonly verdict: string }[] };
const everyLeaf = leaves(whole).filter((at) => at !== '/digest');
const placeOf = (kind: string): string =>
  `/verdicts/${whole.verdicts.findIndex(({ verdict }) => verdict === kind)}`;

describe('a certificate', () => {
  test('is accepted as it was written, with all that was done', () => {
    const came = checkedText(text, 5);
    expect(came).toMatchObject({ problems: [], verdicts: 6 });
    const { attacks, steps, sampled } = came as Checked;
    expect([attacks > 1, steps > attacks, sampled > 0]).toEqual([true, true, true]);
  });

  // Kills: a time or a path in it, verdicts in the order in which threads came to them.
  test('has the same octets in whatever order it is asked, by however many threads', async () => {
    const { protocols, attackers, claims, ...rest } = subject;
    const backwards = { ...rest, protocols, attackers: attackers.toReversed(), claims };
    expect(await certifiedAnew(backwards, { ...manner, threads: 2 })).toBe(text);
  });

  test('says an attack of every cell that falls, on terms and in octets', async () => {
    const answered = await answersTo(subject, manner);
    expect(certificateText(answered)).toBe(text);
    expect(new Set(whole.verdicts.map(({ verdict }) => verdict))).toEqual(
      new Set(['holds', 'attack']),
    );
  });
});

describe('a change by accident', () => {
  // Kills: a field that the digest leaves out; a text that is read otherwise than it is written.
  test('of any one place, or its loss, is found by the digest', () => {
    const change = fc.tuple(fc.constantFrom(...places(whole)), fc.boolean());
    fc.assert(
      fc.property(change, ([at, isLost]) => {
        const changed = laidOut(changedAt(at, isLost ? () => undefined : otherwise));
        fc.pre(changed !== text);
        const found = foundAt(changed);
        expect(found.includes('no certificate') || found.includes('/digest'), at).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  test('of white space is found too', () => {
    expect(foundAt(JSON.stringify(JSON.parse(text)))).toEqual(['']);
  });
});

describe('a forgery, the digest made anew', () => {
  // Kills: a field that the check takes from the file on trust.
  test('of any one leaf is found, but for what only a search bears out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyLeaf), (at) => {
        const changed = forged(changedAt(at, otherwise));
        fc.pre(!borneOutBySearch.test(at));
        expect(foundAt(changed), at).not.toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  const attack = placeOf('attack');
  const holds = placeOf('holds');
  const moves = `${attack}/attacks/0/moves`;
  const bytesAt = everyLeaf.find((at) => at.startsWith(moves) && at.endsWith('/bytes')) ?? '';
  const recipeAt = everyLeaf.find((at) => at.startsWith(moves) && at.endsWith('/index')) ?? '';
  test.each([
    ['a verdict turned from attack to holds', `${attack}/verdict`, () => 'holds', attack],
    [
      'a verdict turned from holds to attack',
      `${holds}/verdict`,
      () => 'attack',
      `${holds}/attacks`,
    ],
    [
      'a verdict turned to inconclusive',
      `${holds}/verdict`,
      () => 'inconclusive',
      '/summary/holds',
    ],
    ['a recipe', recipeAt, () => 999, recipeAt.replace(/\/index$/u, '')],
    [
      'an octet of a transcript',
      bytesAt,
      (hex: unknown) => `${String(hex).slice(0, -2)}00`,
      bytesAt,
    ],
    ['a move left out', `${moves}/0`, () => undefined, attack],
    ['bounds', '/bounds/sessions', () => 9, '/bounds/limits'],
    ['a hash', '/hashes/roles', () => `sha256:${'0'.repeat(64)}`, '/hashes/roles'],
    ['an assumption left out', '/assumptions/3', () => undefined, '/assumptions'],
    ['an attack left out', `${attack}/attacks`, () => undefined, `${attack}/attacks`],
    ['a claim renamed', `${attack}/claim`, () => 'secrecy-key', `${attack}/claim`],
    [
      'an axis of the reading',
      '/protocols/published/reading/A7',
      () => 'signatures',
      '/protocols/published',
    ],
  ] as const)('%s is found where it is', (...[, at, change, where]) => {
    const found = foundAt(forged(changedAt(at, change)));
    expect(
      found.some((one) => one.startsWith(where)),
      found.join(),
    ).toBe(true);
  });

  /** As many as the command tries unless told. */
  const schedules = 20;

  test('of a claim that falls, said to hold with its attack taken out, falls to random schedules', () => {
    const copy = structuredClone(whole) as unknown as { verdicts: Record<string, unknown>[] };
    const record = copy.verdicts.find(
      ({ claim, verdict }) => claim === 'at-most-once' && verdict === 'attack',
    );
    if (record === undefined) throw new Error('nothing to forge');
    Reflect.deleteProperty(record, 'attacks');
    record['verdict'] = 'holds';
    const count = (kind: string): number =>
      copy.verdicts.filter(({ verdict }) => verdict === kind).length;
    const summary = { attack: count('attack'), holds: count('holds'), inconclusive: 0, vacuous: 0 };
    const found = foundAt(forged({ ...copy, summary }), schedules);
    expect(found).toEqual([expect.stringMatching(/^\/verdicts\/\d+\/verdict$/u)]);
  });
});

describe('the published schema', () => {
  const schema = certificateJsonSchema() as Schema;

  test('takes a certificate', () => {
    expect(problems(schema, whole)).toEqual([]);
  });

  // Kills: a field of the form that the published schema lacks, or asks for where the form does not.
  test('takes a changed one where the check takes its form, and no other', () => {
    const change = fc.tuple(
      fc.constantFrom(...places(whole)),
      fc.constantFrom(undefined, 0, 'x', []),
    );
    fc.assert(
      fc.property(change, ([at, value]) => {
        const changed = changedAt(at, () => value);
        const isOfForm = certificateIn(JSON.stringify(changed)).isOne;
        expect(problems(schema, changed).length === 0, `${at} ${String(value)}`).toBe(isOfForm);
      }),
      { numRuns: 30 },
    );
  });
});

test('a list in the place of an object by names is named', () => {
  const changed = changedAt('/claims', () => []);
  const said = certificateIn(JSON.stringify(changed));
  expect(said).toEqual({ isOne: false, problems: ['/claims: an object, not a list'] });
});

describe('what is no certificate', () => {
  test.each([
    ['{', /no JSON at line 1, column 2/u],
    ['{\n  "a": nothing\n}', /no JSON at line 2, column 8/u],
    ['[1, 2,]', /no JSON at line 1, column 7/u],
    ['{"format": "other"}', /\/format/u],
    [text.slice(0, 2000), /no JSON at line/u],
  ])('%s', (bad, says) => {
    const read = certificateIn(bad);
    expect(read.isOne).toBe(false);
    expect(read.isOne ? '' : read.problems.join('\n')).toMatch(says);
  });
});
