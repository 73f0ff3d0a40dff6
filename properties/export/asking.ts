/**
 * How claims are asked about, alike for ProVerif and Tamarin: the variables of a question, one for each
 * value of a statement, and who must be honest for an answer to count.
 */
import type { Flow, FlowClaim, Statement } from './flow.ts';

/** A flow, and how many values each statement in it has. */
export interface Asking {
  readonly flow: Flow;
  readonly arity: ReadonlyMap<Statement, number>;
}

/** The claims of a kind. */
export type Of<K extends FlowClaim['kind']> = Extract<FlowClaim, { readonly kind: K }>;

const variables = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`);

/** The variables of a statement. */
export const valuesOf = ({ arity }: Asking, statement: Statement, prefix = 'x') =>
  variables(prefix, arity.get(statement) ?? 0);

/** What is secret of what a secret is stated with; in a script the two who have it come first. */
export function secretsOf({ flow }: Asking, all: readonly string[]) {
  const agents = flow.anybody ? all.slice(0, 2) : [];
  return { agents, secrets: all.slice(flow.anybody ? 2 : 1) };
}

/** Whether the account is the same on both sides of an agreement, and in a script on whom it depends. */
export function partiesOf(
  { flow }: Asking,
  { by, anonymous }: Of<'agreement'>,
  all: readonly string[],
) {
  const named = anonymous === true ? 1 : 3;
  return {
    isSame: by === 'owner' || flow.anybody,
    agents: flow.anybody ? all.slice(0, named) : [],
  };
}

/** The agents who excuse a breach: those of them who can be the attacker's. */
export function excusable({ flow }: Asking, agents: readonly string[]): readonly string[] {
  return flow.honesty.insiders ? [...new Set(agents)] : [];
}

/** A sign of life as a claim asks for it. */
interface Sign {
  readonly sign: Statement;
  /** What it is on: values of the commitment, and variables of its own. */
  readonly values: readonly string[];
  /** The variables of its own. */
  readonly loose: readonly string[];
}

/**
 * The signs that bear a claim of presence out, where roles make them.
 *
 * @param asking - the flow
 * @param claim - the claim
 * @param prefixOf - how the variables of a sign begin, by its place
 */
export function signsOf(
  asking: Asking,
  { commit, signs, on }: Of<'presence'>,
  prefixOf: (index: number) => string,
): readonly Sign[] {
  const all = valuesOf(asking, commit);
  const seen = signs.filter((sign) => asking.arity.has(sign));
  return seen.map((sign, index) => {
    const own = valuesOf(asking, sign, prefixOf(index));
    if (on === 'nothing') return { sign, values: own, loose: own };
    const last = on === 'last-value' ? all.slice(-1) : [];
    const loose = own.slice(1, own.length - last.length);
    return { sign, values: [...all.slice(0, 1), ...loose, ...last], loose };
  });
}
