/**
 * Inquiries: the searches that a question comes to. Claims share one when the same parties are on
 * the attacker's side and the same happens around them.
 */
import { type Capability, withCorrupted } from '../../attacks/capability/capability.ts';
import { coalition } from '../../attacks/capability/coalition.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import { insider } from '../../attacks/capability/insider.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type Circumstances, problemFor } from './problem.ts';
import type { Question } from './verdict.ts';

/** A question's search: claims that share one, and the attacker with the parties it plays. */
export interface Inquiry {
  /** The question, about these claims only. */
  readonly question: Question;
  readonly claims: readonly Claim[];
  readonly attacker: Capability;
  readonly problem: Problem;
}

/** A name that claims share exactly when they can share a search. */
function circumstancesName(claim: Circumstances): string {
  const { corrupts, court, with: besides, needs, hearings, disputes, ordered } = claim;
  return JSON.stringify([corrupts, court, besides, needs, hearings, disputes, ordered]);
}

/** What a claim adds to any attacker. */
function capabilityNamed(id: string): Capability {
  const found = capabilities.find((capability) => capability.id === id);
  if (found === undefined) throw new Error(`inquiry: a claim names no capability ${id}`);
  return found;
}

/** The attacker with what a claim puts on its side: capabilities, and parties with a customer. */
function strengthened(
  attacker: Capability,
  { corrupts, with: ids = [], disputes }: Circumstances,
): Capability {
  const allies = [...ids.map(capabilityNamed), ...(corrupts.length > 0 ? [insider] : [])];
  if (allies.length === 0 && disputes !== true) return attacker;
  const together = { ...coalition(attacker, ...allies), id: attacker.id };
  const strong = corrupts.length > 0 ? withCorrupted(together, corrupts) : together;
  if (disputes !== true) return strong;
  // Whoever disputes goes to court in person.
  const { court: _, ...holds } = strong.holds;
  return { ...strong, holds };
}

/** The search of claims that share one. */
function inquiryOf(question: Question, claims: readonly [Claim, ...Claim[]]): Inquiry {
  const [first] = claims;
  const attacker = strengthened(question.attacker, first);
  const problem = problemFor(question, attacker, first);
  return { question: { ...question, claims }, claims, attacker, problem };
}

/** Splits a question into searches, in the order of their first claims. */
export function inquiries(question: Question): readonly Inquiry[] {
  const groups = new Map<string, [Claim, ...Claim[]]>();
  for (const claim of question.claims) {
    const name = circumstancesName(claim);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [claim]);
    else group.push(claim);
  }
  return [...groups.values()].map((claims) => inquiryOf(question, claims));
}
