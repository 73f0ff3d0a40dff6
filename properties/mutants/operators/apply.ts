/**
 * Mutants carried out: the problem of a search with one role's chart, its checks or its randomness, or
 * one field of one shape, changed. What is changed is the charts that the protocol itself is run by; no
 * role is written a second time.
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import type { Effect } from '../../../model/core/effect.ts';
import type { AnyShape } from '../../../model/core/shape.ts';
import type { Party, PartyKind, System } from '../../../model/core/system.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import type { CheckId } from '../../../model/sa2pmp/setting.ts';
import { type Inquiry, inquiries } from '../../verdict/inquiry.ts';
import type { Question } from '../../verdict/verdict.ts';
import {
  actionsOf,
  conjunctsOf,
  type Edit,
  edited,
  type Guard,
  guardedBy,
  late,
  type Transition,
  withEffects,
  writtenName,
} from './charts.ts';
import { type Shapes, withField } from './fields.ts';
import { type Mutant, mutantId } from './mutant.ts';

/** What builds a system in any algebra. */
export type Build = Problem['build'];

/** The shapes of a reading by name. */
export function shapesOf(reading: Reading): Shapes {
  const all: readonly AnyShape[] = Object.values(messages(reading));
  return new Map(all.map((shape) => [shape.name, shape]));
}

/** A system with other charts for one kind of party. */
export function recharted<M>(
  system: System<M>,
  kind: PartyKind,
  machineOf: (party: Party, index: number) => Party['machine'],
): System<M> {
  const made = new Map<Party['machine'], Party['machine']>();
  const parties = system.parties.map((party, index) => {
    if (party.kind !== kind) return party;
    const machine = made.get(party.machine) ?? machineOf(party, index);
    made.set(party.machine, machine);
    return { ...party, machine };
  });
  return { ...system, parties };
}

/** A system in which one kind of party has its charts from another building of the same. */
export function withChartsOf<M>(system: System<M>, kind: PartyKind, other: System<M>): System<M> {
  return recharted(system, kind, (party, index) => other.parties[index]?.machine ?? party.machine);
}

/** A mutant of one transition. */
type AtTransition = Extract<Mutant, { readonly at: string }>;

/** What a mutant makes of its transition. */
function changed(transition: Transition, { operator, what }: AtTransition): Transition {
  const isKept = (one: Guard): boolean => writtenName(one) !== what;
  const actions = actionsOf(transition);
  switch (operator) {
    case 'guard-removed':
      return guardedBy(transition, []);
    case 'conjunct-removed':
      return guardedBy(transition, conjunctsOf(transition).filter(isKept));
    case 'update-skipped':
      return { ...transition, actions: actions.filter(isKept) };
    case 'store-skipped': {
      const isMade = (effect: Effect<unknown>): boolean =>
        effect.effect !== 'store' || effect.what !== what;
      const forgetful = actions.map((one) => withEffects(one, (all) => all.filter(isMade)));
      return { ...transition, actions: forgetful };
    }
  }
}

/** How a mutant edits the transitions of a chart. */
function editOf(mutant: AtTransition): Edit {
  return ({ name, transition }) => [name === mutant.at ? changed(transition, mutant) : transition];
}

/** What a role derives where its randomness is worn out. */
function worn<M>(algebra: Algebra<M>, label: string): M {
  return algebra.derive(algebra.name('seed', 'worn out'), label);
}

/** The builds of a problem, and of the same problem with some checks switched off. */
export interface Builds {
  readonly reading: Reading;
  readonly plain: Build;
  readonly without: (checks: readonly CheckId[]) => Build;
}

/** What builds the system of a mutant. */
export function buildOf({ reading, plain, without }: Builds, mutant: Mutant): Build {
  return <M>(algebra: Algebra<M>): System<M> => {
    if (mutant.operator === 'field-dropped') {
      return plain(withField(algebra, shapesOf(reading), mutant));
    }
    const system = plain(algebra);
    const { role } = mutant;
    switch (mutant.operator) {
      case 'check-removed':
        return withChartsOf(system, role, without([mutant.check])(algebra));
      case 'check-late': {
        const lax = without([mutant.check])(algebra);
        return recharted(system, role, (party, index) =>
          late(role, party.machine, lax.parties[index]?.machine ?? party.machine),
        );
      }
      case 'fresh-reused':
      case 'fresh-known': {
        const { label } = mutant;
        const value = worn(algebra, label);
        const forgetful: Algebra<M> = {
          ...algebra,
          derive: (seed, as) => (as === label ? value : algebra.derive(seed, as)),
        };
        const known = { ...system.publicValues, [`the ${label} that is always the same`]: value };
        const told =
          mutant.operator === 'fresh-known' ? { ...system, publicValues: known } : system;
        return withChartsOf(told, role, plain(forgetful));
      }
      case 'guard-removed':
      case 'conjunct-removed':
      case 'update-skipped':
      case 'store-skipped':
        return recharted(system, role, ({ machine }) => edited(role, machine, editOf(mutant)));
    }
  };
}

/** The builds of one search of a question. */
export function buildsOf(question: Question, index: number): Builds {
  const { protocol } = question;
  return buildsFrom(protocol.reading, (omitted) => {
    const found = inquiries({ ...question, protocol: { ...protocol, omitted } })[index];
    if (found === undefined) throw new Error('mutants: a question without its search');
    return found.problem;
  });
}

/** The builds of a problem, given the problem for whichever checks are switched off. */
export function buildsFrom(
  reading: Reading,
  problemOf: (omitted: readonly CheckId[]) => Problem,
): Builds {
  const without = (omitted: readonly CheckId[]): Build => problemOf(omitted).build;
  return { reading, plain: without([]), without };
}

/** A problem with another system, which goes by another name. */
export function renamedProblem(problem: Problem, name: string, build: Build): Problem {
  return { ...problem, name: `${problem.name ?? ''} ${name}`, build };
}

/** The searches that a question about a mutant comes to. */
export function mutated(question: Question, mutant: Mutant): readonly Inquiry[] {
  return inquiries(question).map((inquiry, index) => ({
    ...inquiry,
    problem: renamedProblem(
      inquiry.problem,
      mutantId(mutant),
      buildOf(buildsOf(question, index), mutant),
    ),
  }));
}
