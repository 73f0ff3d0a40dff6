/**
 * An attack carried out on terms and on noble's bytes, to be told.
 */
import { evaluate, type Recipe } from '../../attacks/recipe.ts';
import type { Run } from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import type { Bytes } from '../../src/bytes.ts';
import { byteArena, reenact, termArena } from '../verdict/confirm.ts';
import type { Inquiry } from '../verdict/inquiry.ts';
import type { Attack } from '../verdict/verdict.ts';
import { belief } from './beliefs.ts';
import { namesIn } from './names.ts';
import { showHex, type Twice } from './story.ts';
import { treeLines, unfolded } from './unfold.ts';

/** How an attack is to be told. */
export interface Manner {
  /** Whether messages are shown at full length. */
  readonly full: boolean;
  /** Whether it is shown how each message of the attacker's is made, to the last leaf. */
  readonly unfold: boolean;
}

/** An attack told twice, and what the names in it stand for. */
export interface Told {
  readonly twice: Twice<Term, Bytes>;
  /** `name = message`, each once. */
  readonly definitions: readonly string[];
}

/** Carries an attack out twice. */
export function carriedOut(
  { problem, attacker }: Inquiry,
  { claim, attack: { plan } }: { readonly claim: Claim; readonly attack: Attack },
  { full, unfold }: Manner,
): Told {
  const store = termStore();
  const onTerms = termArena(problem, attacker, store);
  const onBytes = byteArena(problem, attacker);
  const terms = reenact(onTerms, plan, claim);
  const bytes = reenact(onBytes, plan, claim);
  const names = namesIn(store, onTerms.system, terms.runs.at(-1)?.events ?? []);
  const tree = (recipe: Recipe, run: Run<Term>): readonly string[] =>
    treeLines(
      unfolded(recipe, (part) => {
        const value = evaluate(onTerms.algebra, run, part);
        return value === undefined ? undefined : names.show(value);
      }),
    );
  return {
    definitions: names.definitions,
    twice: {
      plan,
      terms: { arena: onTerms, runs: terms.runs },
      bytes: { arena: onBytes, runs: bytes.runs },
      show: {
        term: names.show,
        bytes: (value) => showHex(value, full),
        belief: (statement) =>
          belief(statement, {
            owner: names.owner(statement.account),
            reads: claim.reads,
            show: names.show,
          }),
      },
      ...(unfold ? { tree } : {}),
    },
  };
}
