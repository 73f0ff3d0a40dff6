/**
 * Checks one attack of a certificate: its moves are carried out on terms, every message deduced step
 * by step, and on octets with noble and with OpenSSL; the claim must be violated in the end each
 * time, as the certificate says, and all that happened must be what its transcript says.
 */
import { evaluate } from '../../../attacks/recipe.ts';
import { applicable, onTerms } from '../../../attacks/rule/rule.ts';
import type { Move } from '../../../attacks/run.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import type { Claim } from '../../../model/core/claim.ts';
import { symbolic } from '../../../model/core/symbolic.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import type { Bytes } from '../../../src/bytes.ts';
import { concrete } from '../../../src/concrete.ts';
import { native } from '../../../src/native.ts';
import { sameKey } from '../../../src/weak/signature.ts';
import { weaknesses } from '../../../src/weak/weaknesses.ts';
import type { Inquiry } from '../../verdict/inquiry.ts';
import { shapesOf } from '../hashes.ts';
import { moveIn, strangeShape } from '../plan.ts';
import type { AttackRecord } from '../schema.ts';
import { eventsJson } from '../transcript.ts';
import { deduction, type Maker } from './deduce.ts';
import { difference, type Problem } from '../difference.ts';
import type { Field } from './play.ts';
import { replayed } from './replay.ts';

/** What an attack came to: what is wrong with it, or how many steps of deduction it takes. */
export interface Tried {
  readonly problem?: Problem;
  readonly steps: number;
}

/** The system under attack on terms. */
function onStore({ problem, attacker }: Inquiry, store: TermStore): Field<Term> {
  const { suite, build } = problem;
  const algebra = symbolic(store, suite);
  const weak = onTerms(store, suite, applicable(attacker.rules ?? [], suite));
  return { algebra, system: build(algebra), attacker, weak, make: deduction(store, algebra) };
}

/** The system under attack on octets. */
function onOctets({ problem, attacker }: Inquiry, algebra: Algebra<Bytes>): Field<Bytes> {
  const make: Maker<Bytes> = (hand, recipe) => {
    const value = evaluate(algebra, hand, recipe);
    return value === undefined
      ? { fault: 'on octets the message cannot be made', at: '' }
      : { made: value, steps: 0 };
  };
  return {
    algebra,
    system: problem.build(algebra),
    attacker,
    weak: weaknesses(problem.suite),
    make,
  };
}

/** A run, and how it violates the claim in the end; or what is wrong with it. */
type Ran<M> =
  | {
      readonly events: readonly (readonly TraceEvent<M>[])[];
      readonly steps: number;
      readonly breach: string;
    }
  | Problem;

/** Carries the moves out in one algebra. */
function ran<M>(
  field: Field<M>,
  moves: readonly Move[],
  { claim, same }: { readonly claim: Claim; readonly same: (a: M, b: M) => boolean },
): Ran<M> {
  const { events, steps, fault } = replayed(field, moves);
  if (fault !== undefined) return { at: `/moves/${fault.move}/does${fault.at}`, why: fault.why };
  const trace = { principals: field.system.principals, events: events.flat() };
  const breach = claim.violation(trace, same);
  return breach === undefined
    ? { at: '/moves', why: 'all moves can be made, and the claim still holds' }
    : { events, steps, breach };
}

/** Why an attack is not carried out on octets: a rule of deduction that it uses is not. */
function symbolicOnly({ attacker }: Inquiry, moves: AttackRecord['moves']): string | undefined {
  const recipes = JSON.stringify(moves.map(({ does }) => does));
  return attacker.rules
    ?.filter(({ id }) => recipes.includes(`"rule":${JSON.stringify(id)}`))
    .map((rule) => rule.symbolicOnly)
    .find((text) => text !== undefined);
}

/** What is wrong before anything is carried out. */
function misfit({ moves, steps }: AttackRecord, claim: Claim, shapes: object): Problem | undefined {
  const stranger = strangeShape(shapes as ReturnType<typeof shapesOf>, moves, '/moves');
  if (stranger !== undefined) return { at: stranger, why: 'the protocol has no such message' };
  const shown = moves.findIndex(
    ({ does }) => does.move === 'learn' && does.about !== claim.secretOf,
  );
  if (shown >= 0) return { at: `/moves/${shown}/does/about`, why: 'the claim is not about that' };
  const made = moves.filter(({ does }) => does.move !== 'learn').length;
  return difference(steps, made, '/steps');
}

/** Runs on octets, with noble and with OpenSSL, which must not differ in one octet. */
function ranOnOctets(inquiry: Inquiry, moves: readonly Move[], claim: Claim): Ran<Bytes> {
  const { suite } = inquiry.problem;
  const field = onOctets(inquiry, concrete(suite));
  const noble = ran(field, moves, { claim, same: sameKey(field.algebra, suite) });
  if ('at' in noble) return { at: noble.at, why: `on octets: ${noble.why}` };
  const openssl = replayed(onOctets(inquiry, native(suite)), moves);
  const apart = difference(openssl.events, noble.events, '');
  return apart === undefined
    ? noble
    : { at: '/moves', why: `noble and OpenSSL differ: ${apart.why}` };
}

/**
 * Checks an attack.
 *
 * @param inquiry - the question that it answers
 * @param claim - the claim that it is to violate
 * @param record - the attack as the certificate has it; places are told from there
 */
export function triedAttack(inquiry: Inquiry, claim: Claim, record: AttackRecord): Tried {
  const shapes = shapesOf(inquiry.question.protocol.reading);
  const early = misfit(record, claim, shapes);
  if (early !== undefined) return { problem: early, steps: 0 };
  const moves = record.moves.map(({ does }) => moveIn(shapes, does));
  const store = termStore();
  const field = onStore(inquiry, store);
  const terms = ran(field, moves, { claim, same: field.algebra.equal });
  if ('at' in terms) return { problem: terms, steps: 0 };
  const only = symbolicOnly(inquiry, record.moves);
  const bytes = only === undefined ? ranOnOctets(inquiry, moves, claim) : undefined;
  if (bytes !== undefined && 'at' in bytes) return { problem: bytes, steps: terms.steps };
  const events = terms.events.map((each, index) => eventsJson(store, each, bytes?.events[index]));
  const should = {
    ...record,
    onTerms: { breach: terms.breach },
    onBytes: bytes === undefined ? { symbolicOnly: only } : { breach: bytes.breach },
    given: events[0],
    moves: record.moves.map(({ does }, index) => ({ does, events: events[index + 1] })),
  };
  const found = difference(record, should, '');
  return { ...(found === undefined ? {} : { problem: found }), steps: terms.steps };
}
