/**
 * Where each rule of deduction is put to the test: a reading in which it matters, the attacker with
 * the rule and the same without it. Law (iii): what the rule newly breaks is what falls to the one
 * and not to the other.
 */
import { capabilities } from '../../attacks/capability/index.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { coalition } from '../../attacks/capability/coalition.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Reading, ReadingName } from '../../model/sa2pmp/reading.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { asking } from '../verdict/ask.ts';
import { type Change, protocol } from '../verdict/protocols.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** A reading and attackers who differ in a rule. */
export interface Ground {
  /** The rule's id, which the capability shares that brings it. */
  readonly rule: string;
  /** The named reading. */
  readonly base: ReadingName;
  /** What is otherwise, so that nothing else breaks what the rule is to break. */
  readonly changes: Partial<Reading>;
  /** The attacker without the rule, its members joined by `+`. */
  readonly without: string;
  /** Payments. */
  readonly sessions: number;
  /** More states than this leave a claim open; 20,000 unless said. */
  readonly statesMax?: number;
}

const inBranch = { A2: 'in-branch' } as const;
/** Before a judge every identifier makes a difference, so that there is more to see. */
const evidenceStatesMax = 120_000;

const inCourt = { A22: 'signed', A22b: 'depository' } as const;

/** Every rule about signatures and digests. */
export const signatureGrounds: readonly Ground[] = [
  {
    rule: 'signature-malleability',
    base: 'published',
    changes: { ...inBranch, A7: 'signatures' },
    without: 'package-extraction',
    sessions: 1,
  },
  {
    rule: 'joint-signature',
    base: 'published',
    changes: inCourt,
    without: 'dishonest-client',
    sessions: 1,
    statesMax: evidenceStatesMax,
  },
  {
    rule: 'key-substitution',
    base: 'published',
    changes: inCourt,
    without: 'dishonest-client',
    sessions: 1,
    statesMax: evidenceStatesMax,
  },
  {
    rule: 'nonce-reuse',
    base: 'published',
    changes: { ...inBranch, A7: 'signatures', A24: 'weak-nonce' },
    without: 'package-extraction',
    sessions: 2,
  },
  {
    rule: 'hash-collision-identical',
    base: 'published',
    changes: { ...inBranch, ...inCourt, A6: 'payee-amount-memo' },
    without: 'package-extraction',
    sessions: 1,
    statesMax: evidenceStatesMax,
  },
  {
    rule: 'hash-collision-chosen',
    base: 'published',
    changes: { ...inBranch, ...inCourt, A6: 'payee-amount-memo' },
    without: 'package-extraction',
    sessions: 1,
    statesMax: evidenceStatesMax,
  },
];

/** Every rule about cipher modes and encodings. */
export const cipherGrounds: readonly Ground[] = [
  { rule: 'bit-flipping', base: 'published', changes: {}, without: 'network', sessions: 1 },
  { rule: 'bit-flipping', base: 'charitable', changes: {}, without: 'network', sessions: 1 },
  {
    rule: 'ecb-cut-and-paste',
    base: 'published',
    changes: { A8: 'aes-128-ecb' },
    without: 'network',
    sessions: 1,
  },
  { rule: 'padding-oracle', base: 'published', changes: {}, without: 'network', sessions: 1 },
  {
    rule: 'ambiguous-concatenation',
    base: 'published',
    changes: { ...inBranch, A13: 'https' },
    without: 'package-extraction',
    sessions: 1,
  },
];

/** An attacker by its id, or a coalition by its members'. */
function capabilityOf(ids: string): Capability {
  const members = ids.split('+').map((id) => {
    const found = capabilities.find((capability) => capability.id === id);
    if (found === undefined) throw new Error(`no capability ${id}`);
    return found;
  });
  return members.reduce((all, member) => coalition(all, member));
}

/** All verdicts on claims against an attacker on a ground. */
function* verdictsOn(
  { base, changes, sessions, statesMax = 20_000 }: Ground,
  attacker: Capability,
  claims: readonly Claim[],
): Generator<unknown, readonly Verdict[], boolean> {
  const changed = Object.entries(changes) as readonly (readonly [Change['axis'], string])[];
  return yield* asking({
    protocol: protocol(
      base,
      changed.map(([axis, choice]) => ({ axis, choice })),
      [],
    ),
    attacker,
    claims,
    bounds: { ...defaultBounds, sessions },
    statesMax,
  });
}

/** What a rule breaks on its ground. */
export interface Breaks {
  readonly ground: Ground;
  /** Attacks on claims that hold against the same attacker without the rule. */
  readonly broken: readonly Verdict[];
  /** Claims that were left open by the state bound with the rule or without it. */
  readonly open: readonly string[];
}

/** Searches with the rule and without it. */
export function breaksOf(ground: Ground, claims: readonly Claim[]): Breaks {
  const weak = capabilityOf(ground.without);
  const strong = coalition(weak, capabilityOf(ground.rule));
  const all = (attacker: Capability): readonly Verdict[] => {
    const asked = verdictsOn(ground, attacker, claims);
    for (let step = asked.next(true); ; step = asked.next(true)) {
      if (step.done === true) return step.value;
    }
  };
  const before = new Map(all(weak).map(({ claim, verdict }) => [claim, verdict]));
  const after = all(strong);
  const isOpen = ({ claim, verdict }: Verdict): boolean =>
    before.get(claim) !== 'attack' &&
    (verdict === 'inconclusive' || before.get(claim) === 'inconclusive');
  return {
    ground,
    broken: after.filter(
      ({ claim, verdict }) => verdict === 'attack' && before.get(claim) === 'holds',
    ),
    open: after.filter(isOpen).map(({ claim }) => claim.id),
  };
}
