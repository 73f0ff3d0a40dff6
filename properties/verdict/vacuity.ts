/**
 * What shows that a claim does not hold for want of anything to break it: the intended run comes to
 * what the claim is about, and some mutant of the protocol, a check switched off or another reading,
 * makes the very same claim fall to the very same attacker.
 */
import { axes, type AxisId, axisIds, contradictions } from '../../model/sa2pmp/reading.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { type Change, protocol, protocolNames } from './protocols.ts';
import { statedAsIntended } from './intended.ts';
import { answerAll, type Manner } from './matrix.ts';
import type { Protocol, Question, Verdict } from './verdict.ts';

/** A change to a protocol. */
export type Mutation = { readonly omitted: CheckId } | Change;

/** What shows that a verdict `holds` is not vacuous. */
export interface Witness {
  /** How the occasion of the claim comes about: without any attacker, in the search, or not at all. */
  readonly occasion: 'intended run' | 'search' | 'never';
  /** A mutant in which the claim falls; `undefined` where none of those tried does. */
  readonly killed: Mutation | undefined;
  /** How many mutants were tried. */
  readonly tried: number;
}

/** A mutation in words. */
export function mutationInWords(mutation: Mutation): string {
  return 'omitted' in mutation
    ? `without the check "${mutation.omitted}"`
    : `with ${mutation.axis} ${axes[mutation.axis].name} = ${mutation.choice}`;
}

/** A protocol with a change, unless that contradicts itself. */
function mutant(
  { name, base, reading, omitted }: Protocol,
  mutation: Mutation,
): Protocol | undefined {
  if ('omitted' in mutation) {
    return omitted.includes(mutation.omitted)
      ? undefined
      : { name, reading, omitted: [...omitted, mutation.omitted] };
  }
  const known = protocolNames.find((one) => one === (base ?? name));
  if (known === undefined || reading[mutation.axis] === mutation.choice) return undefined;
  const changes = axisIds.map((axis): Change => ({
    axis,
    choice: axis === mutation.axis ? mutation.choice : reading[axis],
  }));
  const made = protocol(known, changes, omitted);
  return contradictions(made.reading).length > 0 ? undefined : made;
}

/** All single changes: every check switched off, every axis set to each other choice. */
export const mutations: readonly Mutation[] = [
  ...(Object.keys(checks) as readonly CheckId[]).map((omitted) => ({ omitted })),
  ...axisIds.flatMap((axis: AxisId) =>
    Object.keys(axes[axis].choices).map((choice) => ({ axis, choice })),
  ),
];

/** More states than this leave a mutant's verdict open; most that fall do so long before. */
const statesMax = 3000;

/** The verdicts of one protocol and attacker that hold, to be shown not to be vacuous. */
type Standing = readonly Verdict[];

/** Which mutants are left to kill. */
interface Hunt {
  readonly killed: Map<string, Mutation>;
  readonly tried: Map<string, number>;
}

const keyOf = ({ protocol: { name }, attacker, claim }: Verdict): string =>
  `${name} ${attacker.id} ${claim.id}`;

/** The question whether the claims that stand fall in a mutant. */
function questionOn(
  standing: Standing,
  mutation: Mutation,
  question: Question,
): Question | undefined {
  const made = mutant(question.protocol, mutation);
  const { attacks: _, coverage: __, ...rest } = question;
  const claims = standing.map(({ claim }) => claim);
  return made && { ...rest, protocol: made, claims, statesMax };
}

/** Tries one mutation on all that still stands. */
async function attempt(
  mutation: Mutation,
  asked: readonly (readonly [Question, Standing])[],
  { hunt, manner }: { readonly hunt: Hunt; readonly manner: Manner },
): Promise<void> {
  const trials = asked.flatMap(([question, standing]) => {
    const open = standing.filter((verdict) => !hunt.killed.has(keyOf(verdict)));
    const trial = open.length > 0 ? questionOn(open, mutation, question) : undefined;
    return trial === undefined ? [] : [{ trial, open }];
  });
  const verdicts = await answerAll(
    trials.map(({ trial }) => trial),
    manner,
  );
  for (const verdict of verdicts) {
    const key = keyOf(verdict);
    hunt.tried.set(key, (hunt.tried.get(key) ?? 0) + 1);
    if (verdict.verdict === 'attack') hunt.killed.set(key, mutation);
  }
}

/** How the occasion of a claim comes about. */
function occasionOf({ bounds }: Question, { protocol: made, claim, vacuous }: Verdict) {
  const isIntended = statedAsIntended({ protocol: made, bounds }, claim).has(claim.occasion);
  if (isIntended) return 'intended run';
  return vacuous ? 'never' : 'search';
}

/**
 * What shows of each verdict `holds` that it is not vacuous.
 *
 * @param answers - questions and their verdicts; what does not hold is left out
 * @param among - the mutations to try, in order; all of them unless said
 * @returns the witnesses, by verdict
 */
export async function witnesses(
  answers: readonly (readonly [Question, readonly Verdict[]])[],
  manner: Manner,
  among: readonly Mutation[] = mutations,
): Promise<ReadonlyMap<Verdict, Witness>> {
  const standing = answers.map(
    ([question, verdicts]) =>
      [question, verdicts.filter(({ verdict }) => verdict === 'holds')] as const,
  );
  const hunt: Hunt = { killed: new Map(), tried: new Map() };
  const quiet: Manner = { ...manner, onAnswer: () => undefined };
  for (const mutation of among) {
    if (!manner.goesOn()) break;
    await attempt(mutation, standing, { hunt, manner: quiet });
  }
  return new Map(
    standing.flatMap(([question, verdicts]) =>
      verdicts.map((verdict): readonly [Verdict, Witness] => [
        verdict,
        {
          occasion: occasionOf(question, verdict),
          killed: hunt.killed.get(keyOf(verdict)),
          tried: hunt.tried.get(keyOf(verdict)) ?? 0,
        },
      ]),
    ),
  );
}
