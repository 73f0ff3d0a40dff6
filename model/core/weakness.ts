/**
 * What weak primitives allow beyond the algebra: one function for each rule of deduction, in
 * whatever representation of values is in force.
 *
 * An attacker's rule (`attacks/rule`) says what it adds on terms; what carries it out on bytes is
 * the reference implementation's (`src/weak`). Both are found under the rule's id, so that a
 * recipe made on terms is carried out on bytes.
 */

/**
 * Puts a box before an oracle (`oracle.ts`), the run going on as if it had not been.
 *
 * @param oracle - which of the system's, by its place
 * @param box - a box of the attacker's making
 * @returns whether its padding is right, as the oracle lets on; `undefined` when it cannot be asked
 */
export type Trial<M> = (oracle: number, box: M) => boolean | undefined;

/**
 * Carries a rule out.
 *
 * @param of - the values that it starts from, in the rule's order
 * @param labels - what else it is told: a label, a place, a number in decimal
 * @param trial - asks the parties of the run, where there is a run
 * @returns the value, or `undefined` when these values do not allow it
 */
export type Weaken<M> = (
  of: readonly M[],
  labels: readonly string[],
  trial?: Trial<M>,
) => M | undefined;

/** Rules carried out, by their ids. */
export type Weaknesses<M> = Readonly<Record<string, Weaken<M>>>;
