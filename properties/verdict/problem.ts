/**
 * The protocol of a question in its scenario, as a problem for a search.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import { isRandomised } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import { proceedingsOf } from '../../model/sa2pmp/proceedings.ts';
import { identifierPlace, type Reading } from '../../model/sa2pmp/reading.ts';
import { type Bounds, limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { canonical } from './canonical-value.ts';
import type { Question } from './verdict.ts';

/** What claims that share a search ask of the scenario. */
export type Circumstances = Pick<
  Claim,
  'corrupts' | 'court' | 'with' | 'needs' | 'hearings' | 'disputes' | 'ordered'
>;

/** How many values of its own the attacker needs of a sort: one for each order accepted (A7). */
function ownValues({
  protocol,
  bounds,
}: Pick<Question, 'protocol' | 'bounds'>): Problem['ownValues'] {
  const { honest, insider: own } = limitsOf(bounds);
  const accepted = Math.max(honest.orders, own.orders);
  switch (protocol.reading.A7) {
    case 'ciphertexts':
      return { 'box-randomness': accepted };
    case 'signatures':
      return { 'signature-randomness': accepted };
    case 'transactions':
      return { transaction: accepted };
    case 'token-once':
    case 'token-chain':
    case 'none':
    case 'clock-window':
    case 'counter':
    case 'challenge':
      return {};
  }
}

/** Keys of its own that the attacker needs: a dishonest customer renews with another one (W29). */
function ownKeys(
  { corrupts }: Pick<Capability, 'corrupts'>,
  { renewals }: Bounds,
): Problem['ownValues'] {
  return corrupts.includes('client') && renewals > 0 ? { 'signing-key': 1 + renewals } : {};
}

/**
 * Identifiers that nobody tests (A4). They are not idle where the bank remembers ciphertexts and
 * equal messages make equal boxes: another SIM is then another ciphertext.
 */
function inertSorts(reading: Reading): Problem['inert'] {
  const makesDifference = reading.A7 === 'ciphertexts' && !isRandomised(suiteOf(reading));
  // An ID_C that is looked up is the customer's own, whole (A3).
  const isTested = reading.A4 === 'all' || identifierPlace(reading) === 'nowhere';
  return isTested || makesDifference ? [] : ['sim', 'phid'];
}

/**
 * Whether the attacker alone makes what a judge hears, so that it names in the text and in the key
 * binding whatever SIM and PHID it likes, the same. Else the two are compared with what others have
 * named, the bank's depository or a notary, and no identifier is idle before a judge.
 */
function choosesIdentity(
  { A2 }: Reading,
  { corrupts }: Pick<Capability, 'corrupts'>,
  { disputes, needs }: Pick<Circumstances, 'disputes' | 'needs'>,
): boolean {
  const isOrigin = (needs?.cause ?? 'origin') === 'origin';
  return isOrigin && disputes !== true && A2 !== 'in-branch' && !corrupts.includes('client');
}

/** The bounds with what an attacker and a claim need besides. */
export function boundsFor(
  { renewals, ...bounds }: Bounds,
  attacker: Pick<Capability, 'needs'>,
  { needs }: Pick<Circumstances, 'needs'> = {},
): Bounds {
  const needed = [renewals, attacker.needs?.renewals ?? 0, needs?.renewals ?? 0];
  return { ...bounds, renewals: Math.max(...needed) };
}

/**
 * The protocol of a question in its scenario.
 *
 * @param question - the protocol and the bounds
 * @param attacker - the attacker, with the parties that it plays
 * @param circumstances - what the claims asked about need
 */
export function problemFor(
  { protocol, bounds: asked }: Pick<Question, 'protocol' | 'bounds'>,
  attacker: Capability,
  circumstances: Omit<Circumstances, 'corrupts'>,
): Problem {
  const { reading, omitted } = protocol;
  const { court, needs } = circumstances;
  const { insider } = attacker;
  // Witnesses that are nobody's are nobody to corrupt.
  const isWitnessed = reading.A20 === 'merkle' && needs?.witnesses !== undefined;
  const corrupt = attacker.corrupts
    .filter((kind) => kind !== 'witness' || isWitnessed)
    .sort((a, b) => (a < b ? -1 : 1));
  const bounds = boundsFor(asked, attacker, circumstances);
  const secondBank = attacker.needs?.secondBank === true || needs?.secondBank === true;
  const proceedings = proceedingsOf(circumstances);
  const scenario = {
    reading,
    bounds,
    insider,
    corrupt,
    ...(corrupt.includes('witness') ? { corruptWitnesses: attacker.witnesses } : {}),
    court,
    proceedings,
    secondBank,
    omitted,
  };
  return {
    name: canonical(scenario),
    company: canonical({ reading, omitted, proceedings }),
    suite: suiteOf(reading),
    ownValues: { ...ownValues({ protocol, bounds }), ...ownKeys(attacker, bounds) },
    inert: court && !choosesIdentity(reading, attacker, circumstances) ? [] : inertSorts(reading),
    build: (algebra) => buildSystem(algebra, scenario),
  };
}
