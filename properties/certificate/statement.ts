/**
 * What a certificate says it is about, which whoever checks it makes anew from the names in it:
 * protocols, attackers, claims, bounds, assumptions, versions and hashes.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import { axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { type Bounds, limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import { assumptions, type Protocol } from '../verdict/verdict.ts';
import { type Json, sorted } from './canonical-json.ts';
import { protocolHashes, shapesOf, sourceHashes } from './hashes.ts';
import { tool } from './versions.ts';

/** How the question was asked. */
export interface Manner {
  readonly engine: 'explicit' | 'lazy' | 'both';
  readonly untyped: boolean;
  /** How many essentially different attacks on each claim were looked for. */
  readonly attacks: number;
  /** Whether it was asked what the searches saw of the charts, and which mutants are killed. */
  readonly coverage: boolean;
}

/** A whole question: every claim against every attacker in every protocol. */
export interface Subject {
  readonly protocols: readonly Protocol[];
  readonly attackers: readonly Capability[];
  readonly claims: readonly Claim[];
  readonly bounds: Bounds & { readonly statesMax: number };
  readonly manner: Manner;
}

/** What is taken for granted: of types nothing, where the search is untyped. */
export function assumedIn({ untyped }: Pick<Manner, 'untyped'>): readonly string[] {
  return untyped
    ? assumptions.filter((text) => !text.startsWith('Messages are typed'))
    : assumptions;
}

/** The axes on which a protocol departs from the reading that it is named after. */
function changesOf({ name, base, reading }: Protocol): Readonly<Record<string, string>> {
  const named = Object.entries(readings).find(([known]) => known === (base ?? name))?.[1];
  const changed = axisIds.filter((axis) => named?.[axis] !== reading[axis]);
  return Object.fromEntries(changed.map((axis) => [axis, reading[axis]]));
}

/** A protocol as data. */
function protocolJson(protocol: Protocol): object {
  const { reading, omitted } = protocol;
  return {
    reading,
    changes: changesOf(protocol),
    omitted: [...omitted].sort(),
    hashes: protocolHashes(protocol),
    shapes: shapesOf(reading),
  };
}

/** Values by their ids, without the id. */
function byId(values: readonly { readonly id: string }[]): object {
  return Object.fromEntries(values.map(({ id, ...rest }) => [id, rest]));
}

/** What a certificate says it is about, as data; functions are left out. */
export function statementOf({ protocols, attackers, claims, bounds, manner }: Subject): Json {
  return sorted({
    format: 'sa2pmp-certificate',
    version: 1,
    tool: tool(),
    hashes: sourceHashes(),
    asked: manner,
    assumptions: assumedIn(manner),
    bounds: { ...bounds, limits: limitsOf(bounds) },
    protocols: Object.fromEntries(protocols.map((one) => [one.name, protocolJson(one)])),
    attackers: byId(attackers),
    claims: byId(claims),
  });
}
