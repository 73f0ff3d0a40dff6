/**
 * The form of a certificate (docs/certificate.md). `docs/schema/certificate.schema.json` is made from it.
 *
 * What is made anew by whoever checks, attackers and claims above all, is described here as far as
 * others need it; the check compares all of it.
 */
import * as v from 'valibot';
import { moveSchema } from './recipe-schema.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const hash = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/));
const id = v.pipe(v.string(), v.minLength(1));
const texts = v.array(v.string());

const limits = v.strictObject({
  registrations: count,
  logOns: count,
  challenges: count,
  orders: count,
  entries: count,
});

const shape = v.strictObject({
  name: id,
  tag: count,
  fields: v.array(v.strictObject({ name: id, sort: id })),
  plain: v.optional(v.literal(true)),
  untagged: v.optional(v.literal(true)),
  outermost: v.optional(v.literal(true)),
});

const protocol = v.strictObject({
  reading: v.record(v.string(), v.string()),
  changes: v.record(v.string(), v.string()),
  omitted: texts,
  hashes: v.strictObject({ reading: hash, protocol: hash }),
  shapes: v.record(v.string(), shape),
});

const described = { title: id, says: id, source: id };

const attacker = v.looseObject({
  ...described,
  holds: v.record(v.string(), v.picklist(['full', 'read', 'divert', 'connect'])),
  insider: v.boolean(),
  reveals: v.array(v.looseObject({ kind: v.string(), of: v.string() })),
  corrupts: texts,
});

const claim = v.looseObject({ ...described, corrupts: texts, court: v.boolean(), reads: texts });

const value = v.strictObject({
  term: v.string(),
  bytes: v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/))),
});

const text = v.optional(v.string());

const event = v.strictObject({
  kind: v.picklist([
    'intended',
    'sent',
    'delivered',
    'claimed',
    'stored',
    'refused',
    'compromised',
    'learned',
  ]),
  party: text,
  intent: text,
  channel: text,
  hop: text,
  to: text,
  from: text,
  note: text,
  claim: text,
  about: text,
  what: text,
  why: text,
  message: v.optional(value),
  value: v.optional(value),
  account: v.optional(value),
  values: v.optional(v.array(value)),
});

const breach = v.strictObject({ breach: id });

const attack = v.strictObject({
  steps: count,
  onTerms: breach,
  onBytes: v.union([breach, v.strictObject({ symbolicOnly: id })]),
  given: v.array(event),
  moves: v.pipe(
    v.array(v.strictObject({ does: moveSchema, events: v.array(event) })),
    v.minLength(1),
  ),
});

const unreached = v.array(v.strictObject({ name: id, why: v.optional(v.string()) }));

const coverage = v.strictObject({
  states: texts,
  transitions: texts,
  unreached: v.strictObject({ states: unreached, transitions: unreached }),
});

const witness = v.strictObject({
  occasion: v.picklist(['intended run', 'search', 'never']),
  tried: count,
  mutant: v.optional(
    v.union([v.strictObject({ omitted: id }), v.strictObject({ axis: id, choice: id })]),
  ),
});

const verdict = v.strictObject({
  protocol: id,
  attacker: id,
  claim: id,
  verdict: v.picklist(['holds', 'attack', 'inconclusive']),
  states: count,
  vacuous: v.optional(v.literal(true)),
  attacks: v.optional(v.pipe(v.array(attack), v.minLength(1))),
  witness: v.optional(witness),
  coverage: v.optional(coverage),
});

/** The form of a certificate. */
export const certificateSchema = v.strictObject({
  format: v.literal('sa2pmp-certificate'),
  version: v.literal(1),
  digest: hash,
  tool: v.strictObject({ name: id, version: id, libraries: v.record(v.string(), v.string()) }),
  hashes: v.strictObject({ roles: hash, attackers: hash, implementation: hash }),
  asked: v.strictObject({
    engine: v.picklist(['explicit', 'lazy', 'both']),
    untyped: v.boolean(),
    attacks: positive,
    coverage: v.boolean(),
  }),
  assumptions: texts,
  bounds: v.strictObject({
    sessions: positive,
    customers: positive,
    renewals: count,
    statesMax: positive,
    limits: v.strictObject({ honest: limits, insider: limits, keys: count, verdicts: count }),
  }),
  protocols: v.record(v.string(), protocol),
  attackers: v.record(v.string(), attacker),
  claims: v.record(v.string(), claim),
  summary: v.strictObject({ attack: count, holds: count, inconclusive: count, vacuous: count }),
  verdicts: v.array(verdict),
});

/** A certificate. */
export type Certificate = v.InferOutput<typeof certificateSchema>;

/** One of its verdicts. */
export type VerdictRecord = Certificate['verdicts'][number];

/** One of its attacks. */
export type AttackRecord = NonNullable<VerdictRecord['attacks']>[number];
