/**
 * Compares an answer with what is expected of it: cell by cell, bounds, assumptions and coverage.
 */
import { inside } from '../certificate/canonical-json.ts';
import type { Certificate, VerdictRecord } from '../certificate/schema.ts';
import { type Departure, departureOf } from './departure.ts';
import { type Expectations, isSameProtocol, reachedIn } from './expectations.ts';

/** What an answer is held against. */
export type Against = 'expectations' | 'baseline';

/** Rules by which an answer differs, with what each means. */
export const rules = {
  'new-attack': 'A claim was to hold, and an attack breaks it',
  'attack-not-found': 'An attack was expected and is no longer found',
  inconclusive: 'A verdict was expected, and the search was given up',
  vacuous: 'A claim holds only because nothing gives occasion to break it',
  'lost-claim': 'A cell is expected that was not asked about',
  'weaker-assumption': 'More is taken for granted than may be',
  'smaller-bound': 'The search went less far than it must',
  'less-coverage': 'Less of the charts was reached than must be',
  'other-protocol': 'The protocol is not the one that is expected',
} as const;

/** The id of such a rule. */
export type RuleId = keyof typeof rules;

/** A difference. */
export interface Finding {
  readonly rule: RuleId;
  readonly against: Against;
  /** In one line. */
  readonly says: string;
  /** The cell that it is about: protocol/attacker/claim. */
  readonly cell?: string;
  /** Where that is in the expectations. */
  readonly at: string;
  readonly record?: VerdictRecord;
  readonly departure?: Departure;
}

type Plain = Omit<Finding, 'against'>;

/** How one cell differs. */
function cellFinding(
  expected: 'holds' | 'attack' | 'any',
  record: VerdictRecord | undefined,
  { cell, at }: { readonly cell: string; readonly at: string },
): Plain | undefined {
  if (record === undefined) {
    return { rule: 'lost-claim', cell, at, says: `${cell}: ${expected} expected, not asked about` };
  }
  const about = { cell, at, record };
  const { verdict, states, vacuous, attacks: [attack] = [] } = record;
  if (expected === 'any') return undefined;
  if (verdict === 'inconclusive') {
    const says = `${cell}: ${expected} expected, inconclusive after ${states} states`;
    return { ...about, rule: 'inconclusive', says };
  }
  if (expected === 'attack') {
    const says = `${cell}: attack -> holds, ${states} states`;
    return verdict === 'attack' ? undefined : { ...about, rule: 'attack-not-found', says };
  }
  if (attack !== undefined) {
    const departure = departureOf(attack);
    const { step, of, says } = departure;
    const line = `${cell}: holds -> attack at step ${step}/${of}: ${says}`;
    return { ...about, rule: 'new-attack', departure, says: line };
  }
  return vacuous === true
    ? { ...about, rule: 'vacuous', says: `${cell}: holds expected, holds vacuously` }
    : undefined;
}

/** How the cells differ. */
function cellFindings({ cells }: Expectations, { verdicts }: Certificate): readonly Plain[] {
  return Object.entries(cells).flatMap(([protocol, rows]) =>
    Object.entries(rows).flatMap(([attacker, row]) =>
      Object.entries(row).flatMap(([claim, expected]) => {
        const record = verdicts.find(
          (one) => one.protocol === protocol && one.attacker === attacker && one.claim === claim,
        );
        const at = ['cells', protocol, attacker, claim].reduce(inside, '');
        const place = { cell: `${protocol}/${attacker}/${claim}`, at };
        return cellFinding(expected, record, place) ?? [];
      }),
    ),
  );
}

/** How bounds and assumptions differ. */
function scopeFindings(expected: Expectations, certificate: Certificate): readonly Plain[] {
  const names = ['sessions', 'customers', 'renewals', 'statesMax'] as const;
  const bounds = names
    .filter((name) => certificate.bounds[name] < expected.bounds[name])
    .map((name): Plain => ({
      rule: 'smaller-bound',
      at: `/bounds/${name}`,
      says: `${name}: at least ${expected.bounds[name]} expected, ${certificate.bounds[name]} searched`,
    }));
  const more = certificate.assumptions
    .filter((text) => !expected.assumptions.includes(text))
    .map((text): Plain => ({
      rule: 'weaker-assumption',
      at: '/assumptions',
      says: `assumed, and not allowed for: ${text}`,
    }));
  return [...bounds, ...more];
}

/** How the protocols and what was reached of their charts differ. */
function protocolFindings(expected: Expectations, certificate: Certificate): readonly Plain[] {
  return Object.entries(expected.protocols).flatMap(([name, wanted]): readonly Plain[] => {
    const found = certificate.protocols[name];
    const at = inside('/protocols', name);
    if (found === undefined) return [];
    const other: readonly Plain[] = isSameProtocol(wanted, found)
      ? []
      : [{ rule: 'other-protocol', at, says: `${name}: another reading, or other checks are off` }];
    const reached = reachedIn(certificate, name);
    const less = (['states', 'transitions'] as const)
      .filter((what) => reached[what] < (wanted.coverage?.[what] ?? 0))
      .map((what): Plain => ({
        rule: 'less-coverage',
        at: `${at}/coverage/${what}`,
        says: `${name}: ${reached[what]} ${what} of the charts reached, ${wanted.coverage?.[what] ?? 0} expected`,
      }));
    return [...other, ...less];
  });
}

/**
 * How an answer differs from what is expected.
 *
 * @param expected - what is expected
 * @param certificate - the answer
 * @param against - what the expectations are
 */
export function compare(
  expected: Expectations,
  certificate: Certificate,
  against: Against,
): readonly Finding[] {
  return [
    ...cellFindings(expected, certificate),
    ...scopeFindings(expected, certificate),
    ...protocolFindings(expected, certificate),
  ].map((finding) => ({ ...finding, against }));
}

/** What a gate comes to. */
export type Outcome = 'as expected' | 'differs' | 'inconclusive';

/** What findings come to: inconclusive where nothing else is the matter. */
export function outcomeOf(findings: readonly Finding[]): Outcome {
  if (findings.length === 0) return 'as expected';
  return findings.every(({ rule }) => rule === 'inconclusive') ? 'inconclusive' : 'differs';
}
