import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { reportJson } from '../report/json.ts';
import { codeMutation, protocolMutation } from '../report/mutation.ts';
import { ask } from '../verdict/ask.ts';
import { protocol, protocolNames } from '../verdict/protocols.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { textOf } from './pages.ts';
import { problems, type Schema } from './schema.ts';

const schema = JSON.parse(await textOf('docs/schema/verify.schema.json')) as Schema;
const published = protocol('published');
const bounds = { ...defaultBounds, sessions: 1, statesMax: 200 };

/** Holds, attacks and, by the state bound, some inconclusive ones. */
const verdicts = capabilities.flatMap((attacker) =>
  ask({ protocol: published, attacker, claims, bounds, statesMax: bounds.statesMax }),
);

const plain = (report: unknown): unknown => JSON.parse(JSON.stringify(report));
const reportOf = (of: readonly Verdict[]): unknown =>
  plain(reportJson({ protocols: [published], bounds }, of));

/** The report with one verdict in it, changed. */
function withVerdict(kind: Verdict['verdict'], change: Readonly<Record<string, unknown>>): unknown {
  const whole = reportJson({ protocols: [published], bounds }, verdicts);
  const verdict = whole.verdicts.find((found) => found.verdict === kind);
  expect(verdict, kind).toBeDefined();
  return plain({ ...whole, verdicts: [{ ...verdict, ...change }] });
}

/** The ids that the schema gives as examples of a field of a verdict. */
function examplesOf(field: string): unknown {
  const { $defs } = schema as { $defs: { verdict: { properties: Record<string, unknown> } } };
  return ($defs.verdict.properties[field] as { examples?: unknown }).examples;
}

describe('docs/schema/verify.schema.json', () => {
  test('takes what verify --json says', () => {
    expect(problems(schema, reportOf(verdicts))).toEqual([]);
    expect(new Set(verdicts.map(({ verdict }) => verdict)).size).toBeGreaterThanOrEqual(2);
  });

  test('takes the example of docs/json.md', async () => {
    const [, example = ''] = /^```json\n([\s\S]*?)^```$/mu.exec(await textOf('docs/json.md')) ?? [];
    expect(problems(schema, JSON.parse(example))).toEqual([]);
  });

  test('takes an attack that is not confirmed, with its gap', () => {
    const unconfirmed = verdicts.flatMap((verdict): readonly Verdict[] => {
      if (verdict.attack === undefined) return [];
      const onBytes = { confirmed: false, gap: 'move 1: the message cannot be made' } as const;
      return [{ ...verdict, attack: { ...verdict.attack, onBytes } }];
    });
    expect(problems(schema, reportOf(unconfirmed))).toEqual([]);
  });

  test.each([
    ['a verdict that is none', 'holds', { verdict: 'verified' }],
    ['steps where nothing was found', 'holds', { steps: 3 }],
    ['an attack without its steps', 'attack', { steps: undefined }],
    ['an attack of which nobody says whether it is confirmed', 'attack', { confirmed: undefined }],
    ['an unconfirmed attack without the gap', 'attack', { confirmed: false }],
    ['a gap in a confirmed attack', 'attack', { gap: 'on bytes' }],
    ['half a state', 'holds', { states: 0.5 }],
    ['a time before the start', 'holds', { ms: -1 }],
    ['a claim with no id', 'holds', { claim: '' }],
  ] as const)('refuses %s', (_, kind, change) => {
    expect(problems(schema, withVerdict(kind, change))).not.toEqual([]);
  });

  // Kills: a figure of the records of mutants under another name, a digest that is none.
  test('takes the scores of mutants, and no digest that is none', () => {
    const report = reportOf(verdicts) as object;
    const mutation = { protocol: protocolMutation(), code: codeMutation() };
    expect(problems(schema, plain({ ...report, mutation }))).toEqual([]);
    const forged = { ...mutation, protocol: { ...mutation.protocol, record: 'today' } };
    expect(problems(schema, plain({ ...report, mutation: forged }))).not.toEqual([]);
  });

  test('refuses a report with any field missing', () => {
    const report = reportOf(verdicts) as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(report)) {
      const { [name]: _, ...rest } = report;
      expect(problems(schema, rest)).toEqual([` lacks ${name}`]);
    }
  });

  test('knows the ids that there are', () => {
    expect(examplesOf('protocol')).toEqual(protocolNames);
    expect(examplesOf('attacker')).toEqual(capabilities.map(({ id }) => id));
    expect(examplesOf('claim')).toEqual(claims.map(({ id }) => id));
  });
});

test('a schema with a keyword that is not known here is refused', () => {
  expect(() => problems({ maximum: 3 }, 4)).toThrow('maximum');
});
