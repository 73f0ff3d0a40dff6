/** Forms of message, as narrowing a party finds them. */
import type { Term } from '../../model/core/term.ts';

/** A form of message that some party takes. */
export interface Form {
  /** The message, with variables where anything will do. */
  readonly pattern: Term;
  /** What the party then states, as the names under which the scenario bounds it. */
  readonly statements: readonly string[];
  /** The variables that make no difference (`indifferent.ts`). */
  readonly indifferent: readonly Term[];
  /**
   * What the party then states, as `claim about`, where that is all that comes of the message: it
   * stays in the state that it was in, sends nothing and asks nothing. `undefined` where it does more.
   */
  readonly merely: readonly string[] | undefined;
}
