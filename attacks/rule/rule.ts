/**
 * A rule of deduction: what an attacker can have besides what Dolev and Yao (1983) allow, because
 * a primitive is weaker than its ideal. One value in a file of its own, named by a capability.
 *
 * A rule works on terms; what carries it out on bytes is found under its id in the reference
 * implementation (`model/core/weakness.ts`), so that an attack using it is replayed like any other.
 */
import type { Suite } from '../../model/core/algebra.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Weaken } from '../../model/core/weakness.ts';

/** Where a rule looks. */
export interface RuleSpace {
  /** Where terms are interned. */
  readonly store: TermStore;
  /** The primitives in force. */
  readonly suite: Suite;
  /** What the attacker has, closed so far. */
  readonly items: Iterable<Term>;
  /** What it has of a sort. */
  readonly ofSort: (sort: string) => readonly Term[];
  /** Whether it can make a term. */
  readonly derives: (t: Term) => boolean;
  /** Texts that it may come to sign or would have signed (`System.drafts`). */
  readonly drafts: readonly Term[];
  /**
   * The keys under which oracles open boxes (`model/core/oracle.ts`), in their order; `undefined`
   * for one that the attacker cannot ask.
   */
  readonly tells: readonly (Term | undefined)[];
}

/** A term that a rule gives, and from what. */
export interface Gift {
  readonly term: Term;
  /** What it is made of, in the order in which the rule is carried out. */
  readonly of: readonly Term[];
  /** What else carrying it out needs to be told. */
  readonly labels: readonly string[];
}

/** A rule. */
export interface Rule {
  /** Stable id: names the rule in recipes and finds what carries it out on bytes. */
  readonly id: string;
  /** A short name. */
  readonly title: string;
  /** What it allows, in a sentence. */
  readonly says: string;
  /** Where it is described. */
  readonly source: string;
  /** Why it is not carried out on bytes, with the cost: an attack using it is symbolic only. */
  readonly symbolicOnly?: string;
  /** Whether it applies to these primitives; to all unless said. */
  readonly applies?: (suite: Suite) => boolean;
  /**
   * What a known item gives besides. Asked again whenever more is known; must come to an end on
   * what it gave itself.
   */
  readonly gives?: (space: RuleSpace, item: Term) => readonly Gift[];
  /** Labels of crafted terms that can be made of their arguments (`model/core/crafted.ts`). */
  readonly crafts?: readonly string[];
  /** Of those, the terms that cannot: they must be given. */
  readonly unless?: (store: TermStore, crafted: Term) => boolean;
  /** What such a term is made of, where not of its arguments. */
  readonly madeOf?: (store: TermStore, crafted: Term) => readonly Term[];
  /** Whether it is about texts that the attacker may come to sign or would have signed. */
  readonly drafts?: true;
  /** Carries it out on terms; for a crafted term the labels are its label and its sort. */
  readonly onTerms: (store: TermStore, suite: Suite) => Weaken<Term>;
}

/** The rules that apply to these primitives. */
export function applicable(rules: readonly Rule[], suite: Suite): readonly Rule[] {
  return rules.filter(({ applies }) => applies?.(suite) ?? true);
}

/** The labels of crafted terms that some rules can make. */
export function craftsOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ crafts }) => crafts ?? []));
}

/** Whether rules let a crafted term be made of its arguments. */
export function makes(store: TermStore, rules: readonly Rule[]): (crafted: Term) => boolean {
  return (crafted) =>
    rules.some(
      ({ crafts, unless }) =>
        crafts?.includes(store.label(crafted)) === true && unless?.(store, crafted) !== true,
    );
}

/** Whether some rules are about drafts. */
export function wantsDrafts(rules: readonly Rule[] | undefined): boolean {
  return rules?.some(({ drafts }) => drafts === true) ?? false;
}

/** Rules carried out on terms, with these primitives. */
export function onTerms(
  store: TermStore,
  suite: Suite,
  rules: readonly Rule[],
): Record<string, Weaken<Term>> {
  return Object.fromEntries(rules.map((rule) => [rule.id, rule.onTerms(store, suite)]));
}
