/**
 * Asks the search and confirms what it proposes.
 *
 * Claims that put the same parties on the attacker's side share one search.
 */
import { performance } from 'node:perf_hooks';
import { type Capability, withCorrupted } from '../../attacks/capability/capability.ts';
import { insider } from '../../attacks/capability/insider.ts';
import {
  type Exploration,
  type Found,
  type Progress,
  searching,
} from '../../attacks/search/explicit.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { type Problem, setStage, type Stage } from '../../attacks/search/stage.ts';
import { isRandomised } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { limitsOf } from '../../model/sa2pmp/scenario/bounds.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { concrete } from '../../src/concrete.ts';
import { arenaFor, reenact } from './confirm.ts';
import type { Attack, Question, Verdict } from './verdict.ts';

/** A question's search: claims that share one, and the attacker with the parties it plays. */
export interface Inquiry {
  readonly claims: readonly Claim[];
  readonly attacker: Capability;
  readonly problem: Problem;
}

/** How far an answer has come. */
export interface Asking extends Progress {
  readonly question: Question;
}

/** How many values of its own the attacker needs of a sort: one for each order accepted (A7). */
function ownValues({ protocol, bounds }: Question): Problem['ownValues'] {
  const { honest, insider: own } = limitsOf(bounds);
  const accepted = Math.max(honest.orders, own.orders);
  switch (protocol.reading.A7) {
    case 'ciphertexts':
      return { 'box-randomness': accepted };
    case 'signatures':
      return { 'signature-randomness': accepted };
    case 'transactions':
      return { transaction: accepted };
    case 'none':
    case 'clock-window':
    case 'counter':
    case 'challenge':
      return {};
  }
}

/**
 * Identifiers that nobody tests (A4). They are not idle where the bank remembers ciphertexts and
 * equal messages make equal boxes: another SIM is then another ciphertext.
 */
function inertSorts({ A4, A7, A8 }: Reading): Problem['inert'] {
  const makesDifference = A7 === 'ciphertexts' && !isRandomised({ cipher: A8 });
  return A4 === 'account' && !makesDifference ? ['sim', 'phid'] : [];
}

/** The protocol of a question in its scenario. */
export function problemFor(question: Question, attacker: Capability, court: boolean): Problem {
  const { protocol, bounds } = question;
  const { reading, omitted } = protocol;
  const { insider, corrupts: corrupt } = attacker;
  return {
    suite: { cipher: reading.A8 },
    ownValues: ownValues(question),
    inert: inertSorts(reading),
    build: (algebra) => buildSystem(algebra, { reading, bounds, insider, corrupt, court, omitted }),
  };
}

/** The attacker with other parties and a customer on its side. */
function everyoneWith(attacker: Capability, corrupts: Claim['corrupts']): Capability {
  const holds = { ...insider.holds, ...attacker.holds };
  return withCorrupted({ ...attacker, holds, insider: true, reveals: insider.reveals }, corrupts);
}

/** Splits a question into searches. */
export function inquiries(question: Question): readonly Inquiry[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of question.claims) {
    const key = `${claim.corrupts.join('+')} ${claim.court}`;
    const group = groups.get(key) ?? [];
    groups.set(key, [...group, claim]);
  }
  return [...groups.values()].map((claims) => {
    const [first] = claims;
    const court = first?.court ?? false;
    const corrupts = first?.corrupts ?? [];
    const attacker =
      corrupts.length > 0 ? everyoneWith(question.attacker, corrupts) : question.attacker;
    return { claims, attacker, problem: problemFor(question, attacker, court) };
  });
}

/** An attack's name, by which it can be asked for again. */
function attackName({ protocol, attacker }: Question, claim: Claim): string {
  return `${protocol.name}/${attacker.id}/${claim.id}`;
}

/** Turns what a search found into an attack, carried out again on terms and on bytes. */
function attackFrom(
  question: Question,
  { problem, attacker }: Inquiry,
  { stage, found }: { readonly stage: Stage; readonly found: Found },
): Attack {
  const plan = planOf(stage, found);
  const { claim } = found;
  const { suite } = problem;
  const terms = arenaFor(problem, attacker, symbolic(termStore(), suite));
  const bytes = arenaFor(problem, attacker, concrete(suite));
  return {
    name: attackName(question, claim),
    plan,
    steps: plan.filter(({ move }) => move !== 'learn').length,
    onTerms: reenact(terms, plan, claim).confirmation,
    onBytes: reenact(bytes, plan, claim).confirmation,
  };
}

/** One search and its verdicts. */
function* inquire(question: Question, inquiry: Inquiry): Generator<Asking, Verdict[], boolean> {
  const { protocol, attacker, statesMax } = question;
  const began = performance.now();
  const stage = setStage(inquiry.problem, inquiry.attacker);
  const search = searching(stage, { claims: inquiry.claims, statesMax });
  let next = search.next(true);
  while (next.done !== true) next = search.next(yield { ...next.value, question });
  const { found, states, complete, stated }: Exploration = next.value;
  const ms = performance.now() - began;
  return inquiry.claims.map((claim): Verdict => {
    const attack = found.find((candidate) => candidate.claim === claim);
    const vacuous = attack === undefined && complete && !stated.has(claim.occasion);
    const asked = { protocol, attacker, claim, vacuous };
    if (attack === undefined) {
      return { ...asked, verdict: complete ? 'holds' : 'inconclusive', attack, states, ms };
    }
    return {
      ...asked,
      verdict: 'attack',
      attack: attackFrom(question, inquiry, { stage, found: attack }),
      states: attack.states,
      ms,
    };
  });
}

/**
 * Answers a question, reporting progress; feed it false to end the search there.
 *
 * @returns one verdict for each claim, in the order of the question's claims
 */
export function* asking(question: Question): Generator<Asking, readonly Verdict[], boolean> {
  const verdicts: Verdict[] = [];
  for (const inquiry of inquiries(question)) verdicts.push(...(yield* inquire(question, inquiry)));
  return question.claims.flatMap((claim) => verdicts.filter((verdict) => verdict.claim === claim));
}

/** Answers a question to the end. */
export function ask(question: Question): readonly Verdict[] {
  const answer = asking(question);
  for (let step = answer.next(true); ; step = answer.next(true)) {
    if (step.done === true) return step.value;
  }
}
