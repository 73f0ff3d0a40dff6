/**
 * Expectations: what verdicts a team counts on, within which bounds and under which assumptions at
 * most, in a file that is kept with the code (docs/gate.md).
 *
 * Refuses, with the place, what is no expectation: a cell that names nobody, a reading that makes no
 * sense.
 */
import * as v from 'valibot';
import { inside } from '../certificate/canonical-json.ts';
import type { Subject } from '../certificate/statement.ts';
import type { Problem } from '../certificate/difference.ts';
import type { Certificate } from '../certificate/schema.ts';
import { type Names, subjectIn } from '../certificate/subject.ts';
import type { Own } from '../verdict/verdict.ts';
import { axisNamed, type Change, protocol, protocolNames } from '../verdict/protocols.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const expectationsSchema = v.strictObject({
  format: v.literal('sa2pmp-expectations'),
  version: v.literal(1),
  protocols: v.record(
    v.string(),
    v.strictObject({
      /** Axes set otherwise than in the reading of that name. */
      changes: v.record(v.string(), v.string()),
      omitted: v.array(v.string()),
      /** States and transitions of the charts that all searches together reach at least. */
      coverage: v.optional(v.strictObject({ states: count, transitions: count })),
    }),
  ),
  /** At least these. */
  bounds: v.strictObject({
    sessions: positive,
    customers: positive,
    renewals: count,
    statesMax: positive,
  }),
  /** At most these. */
  assumptions: v.array(v.string()),
  /** By protocol, attacker and claim. */
  cells: v.record(
    v.string(),
    v.record(v.string(), v.record(v.string(), v.picklist(['holds', 'attack', 'any']))),
  ),
});

/** What is expected. */
export type Expectations = v.InferOutput<typeof expectationsSchema>;

/** Expectations, or why a value is none. */
export type Expected =
  | { readonly isOne: true; readonly expectations: Expectations }
  | { readonly isOne: false; readonly problems: readonly string[] };

/** How many problems of form are told. */
const toldMax = 5;

/** The expectations in parsed JSON. */
export function expectationsIn(parsed: unknown): Expected {
  const result = v.safeParse(expectationsSchema, parsed);
  if (result.success) return { isOne: true, expectations: result.output };
  const problems = result.issues.slice(0, toldMax).map(({ path, message }) => {
    const at = (path ?? []).reduce((pointer, { key }) => inside(pointer, String(key)), '');
    return `${at === '' ? 'the whole' : at}: ${message}`;
  });
  return { isOne: false, problems };
}

/** What was reached of the charts of a protocol in all its searches. */
export function reachedIn(
  { verdicts }: Certificate,
  name: string,
): { readonly states: number; readonly transitions: number } {
  const own = verdicts.filter(({ protocol: of }) => of === name);
  const count = (what: 'states' | 'transitions'): number =>
    new Set(own.flatMap(({ coverage }) => coverage?.[what] ?? [])).size;
  return { states: count('states'), transitions: count('transitions') };
}

/** The expectations that a certificate meets exactly; what is inconclusive may be anything. */
export function expectationsOf(certificate: Certificate): Expectations {
  const { sessions, customers, renewals, statesMax } = certificate.bounds;
  const cells: Record<string, Record<string, Record<string, 'holds' | 'attack' | 'any'>>> = {};
  for (const { protocol: name, attacker, claim, verdict } of certificate.verdicts) {
    const row = ((cells[name] ??= {})[attacker] ??= {});
    row[claim] = verdict === 'inconclusive' ? 'any' : verdict;
  }
  const protocols = Object.entries(certificate.protocols).map(([name, { changes, omitted }]) => [
    name,
    {
      changes,
      omitted,
      ...(certificate.asked.coverage ? { coverage: reachedIn(certificate, name) } : {}),
    },
  ]);
  return {
    format: 'sa2pmp-expectations',
    version: 1,
    protocols: Object.fromEntries(protocols) as Expectations['protocols'],
    bounds: { sessions, customers, renewals, statesMax },
    assumptions: certificate.assumptions,
    cells,
  };
}

/** The names on one level of the cells, each once. */
const once = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** The changes of a protocol, or where they name no axis. */
function changesIn(
  changes: Readonly<Record<string, string>>,
  at: string,
): { readonly changes: readonly Change[]; readonly problems: readonly Problem[] } {
  const named = Object.entries(changes).map(([name, choice]) => ({
    axis: axisNamed(name),
    choice,
    name,
  }));
  return {
    changes: named.flatMap(({ axis, choice }) => (axis === undefined ? [] : [{ axis, choice }])),
    problems: named
      .filter(({ axis }) => axis === undefined)
      .map(({ name }) => ({ at: inside(at, name), why: 'there is no such axis' })),
  };
}

/** The question that expectations are about: every claim against every attacker in its cells. */
export function questionIn(
  { protocols, cells, bounds }: Expectations,
  own?: Own,
): { readonly subject: Subject } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = Object.keys(cells)
    .filter((name) => !Object.hasOwn(protocols, name))
    .map((name) => ({ at: inside('/cells', name), why: 'the protocol is not described' }));
  type Entry = Names['protocols'][string];
  const made = Object.entries(protocols).map(([name, { changes, omitted }]): [string, Entry] => {
    const found = changesIn(changes, `/protocols/${name}/changes`);
    problems.push(...found.problems);
    // What a file says now is asked about; where that is not what is expected, it is told.
    const ours = own?.protocols.find((one) => one.name === name);
    if (ours !== undefined) return [name, ours];
    const known = protocolNames.find((one) => one === name) ?? 'published';
    return [name, { ...protocol(known, found.changes), omitted }];
  });
  const rows = Object.values(cells).flatMap((row) => Object.entries(row));
  const attackers = once(rows.map(([attacker]) => attacker));
  const claims = once(rows.flatMap(([, row]) => Object.keys(row)));
  const isCovered = Object.values(protocols).some(({ coverage }) => coverage !== undefined);
  const asked = subjectIn(
    {
      protocols: Object.fromEntries(made),
      attackers: Object.fromEntries(attackers.map((id) => [id, {}])),
      claims: Object.fromEntries(claims.map((id) => [id, {}])),
      bounds,
      asked: { engine: 'explicit', untyped: false, attacks: 1, coverage: isCovered },
    },
    own,
  );
  if (!asked.isKnown) problems.push(...asked.problems);
  if (claims.length === 0) problems.push({ at: '/cells', why: 'nothing is expected' });
  return asked.isKnown && problems.length === 0 ? { subject: asked.subject } : { problems };
}

/** Whether two protocols are the same, as far as expectations say. */
export function isSameProtocol(
  expected: Expectations['protocols'][string],
  { changes, omitted }: Certificate['protocols'][string],
): boolean {
  const flat = (value: Readonly<Record<string, string>>): string =>
    JSON.stringify(Object.entries(value).sort());
  const names = [...expected.omitted].sort();
  return flat(expected.changes) === flat(changes) && String(names) === String([...omitted].sort());
}
