/**
 * Mutants of the protocol as data: one change to what one role does, or to what one shape protects.
 * None is written by hand; `generate.ts` reads them off the charts (§5.1, §5.2) and the shapes (§4.2).
 */
import type { PartyKind } from '../../../model/core/system.ts';
import type { CheckId } from '../../../model/sa2pmp/setting.ts';

/** What is done to a guard or an action of one transition. */
interface AtTransition {
  readonly role: PartyKind;
  /** The transition, or `state entry`, by its name in `verdict/coverage.ts`. */
  readonly at: string;
  /** What is taken out: a guard, a conjunct, an action, the kind of thing stored. */
  readonly what: string;
}

const uses = ['signed', 'sealed', 'hashed', 'compared'] as const;

/** What messages are protected by, or told apart by. */
export type Use = (typeof uses)[number];

/** Whether a word is one of them. */
export function isUse(word: string): word is Use {
  return uses.some((use) => use === word);
}

/** A mutant. */
export type Mutant =
  /** The transition is taken whatever its guard says. */
  | ({ readonly operator: 'guard-removed' } & AtTransition)
  /** The same for one conjunct of the guard. */
  | ({ readonly operator: 'conjunct-removed' } & AtTransition)
  /** The role does not remember what it would have. */
  | ({ readonly operator: 'update-skipped' } & AtTransition)
  /** What would have been stored (depository, log) is not. */
  | ({ readonly operator: 'store-skipped' } & AtTransition)
  /** The role does not make a check. */
  | { readonly operator: 'check-removed'; readonly role: PartyKind; readonly check: CheckId }
  /** The role makes it after the effects: these are done, and only the state is left as it was. */
  | { readonly operator: 'check-late'; readonly role: PartyKind; readonly check: CheckId }
  /** What the role derives anew each time under a label is the same each time, and still secret. */
  | { readonly operator: 'fresh-reused'; readonly role: PartyKind; readonly label: string }
  /** The same, and everybody knows it. */
  | { readonly operator: 'fresh-known'; readonly role: PartyKind; readonly label: string }
  /** A field still travels, but outside what protects it, for everybody who makes or reads it. */
  | {
      readonly operator: 'field-dropped';
      readonly use: Use;
      readonly shape: string;
      /** The field, after those of the shapes that it stands in. */
      readonly path: readonly [string, ...string[]];
    };

/** A mutant in which a field is outside what protects it. */
export type FieldDropped = Extract<Mutant, { readonly operator: 'field-dropped' }>;

/** The name of an operator. */
export type Operator = Mutant['operator'];

/** What each operator does, in words. */
export const operatorSays: Readonly<Record<Operator, string>> = {
  'guard-removed': 'a transition is taken whatever its guard says',
  'conjunct-removed': 'a transition is taken whatever one conjunct of its guard says',
  'check-removed': 'a role does not make a check',
  'check-late': 'a role makes a check after the effects, which are then done whatever it says',
  'update-skipped': 'a role does not remember what a transition has it remember',
  'store-skipped': 'a role does not store what a transition has it store',
  'fresh-reused': 'what a role derives anew each time is the same each time, and still secret',
  'fresh-known': 'the same, and everybody knows it',
  'field-dropped': 'a field travels outside what signs, seals, hashes or compares its tuple',
};

/** All operators, in the order of reports. */
export const operators = Object.keys(operatorSays) as readonly Operator[];

/** A mutant's name, the same from run to run and from release to release. */
export function mutantId(mutant: Mutant): string {
  switch (mutant.operator) {
    case 'guard-removed':
    case 'conjunct-removed':
    case 'update-skipped':
    case 'store-skipped':
      return `${mutant.operator}: ${mutant.at}: ${mutant.what}`;
    case 'check-removed':
    case 'check-late':
      return `${mutant.operator}: ${mutant.role}: ${mutant.check}`;
    case 'fresh-reused':
    case 'fresh-known':
      return `${mutant.operator}: ${mutant.role}: ${mutant.label}`;
    case 'field-dropped':
      return `${mutant.operator}: ${mutant.use} ${mutant.shape}: ${mutant.path.join('.')}`;
  }
}

/** The kinds of party that have charts. */
export const kinds: readonly PartyKind[] = ['client', 'bank', 'log', 'judge', 'witness'];

/** Whose mutant it is: a role's, or of the messages, which all roles make and read. */
export function ownerOf(mutant: Mutant): PartyKind | 'messages' {
  return mutant.operator === 'field-dropped' ? 'messages' : mutant.role;
}
