/**
 * Which engine answers: the explicit search, the lazy one, or both, which must not say opposite
 * things. Whatever the engine, an attack is what `confirm.ts` carries out, on terms and on bytes.
 *
 * Refuses claims that an engine knows nothing of.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../../attacks/search/explicit.ts';
import { type LazyExploration, refusal, searchingLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { attackName, attacksFor } from './ask.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { answerAll, type Manner } from './matrix.ts';
import type { Question, Verdict } from './verdict.ts';

/** The engines that can be asked for. */
export const engines = ['explicit', 'lazy', 'both'] as const;

/** Which engine is asked, and whether a variable may stand for a term of any sort. */
export interface Asked {
  readonly engine: (typeof engines)[number];
  readonly untyped: boolean;
}

/** Opposite answers to one question. */
export interface Disagreement {
  /** The attack that there is or is not: protocol, attacker and claim. */
  readonly name: string;
  readonly explicit: Verdict['verdict'];
  readonly lazy: Verdict['verdict'];
}

/** What engines came to. */
export interface Answers {
  readonly verdicts: readonly Verdict[];
  readonly disagreements: readonly Disagreement[];
}

/** Why the engine asked for does not apply to some questions; `undefined` where it does. */
export function inapplicable(
  { engine, untyped }: Asked,
  questions: readonly Question[],
): string | undefined {
  if (engine === 'explicit') return untyped ? 'the explicit search is typed' : undefined;
  if (engine === 'both' && untyped) return 'the explicit search is typed, and the two are compared';
  const [first] = questions.flatMap((question) => refusal(question) ?? []);
  return first;
}

/** The verdict of a lazy search on a claim. */
function verdictOn(
  inquiry: Inquiry,
  claim: Verdict['claim'],
  { exploration, plan, ms, attackFrom }: Came & Telling,
): Verdict {
  const { protocol, attacker } = inquiry.question;
  const { complete, stated, states } = exploration;
  const found = exploration.found.find((one) => one.claim === claim);
  const asked = { protocol, attacker, claim, ms };
  if (found !== undefined) {
    const attack = attackFrom(claim, plan(found));
    return { ...asked, verdict: 'attack', attack, vacuous: false, states: found.states };
  }
  const vacuous = complete && !stated.has(claim.occasion);
  const verdict = complete ? 'holds' : 'inconclusive';
  return { ...asked, verdict, attack: undefined, vacuous, states };
}

/** What makes attacks of plans. */
interface Telling {
  readonly attackFrom: ReturnType<typeof attacksFor>;
}

/** What a lazy search came to. */
interface Came {
  readonly exploration: LazyExploration;
  readonly plan: (found: LazyExploration['found'][number]) => ReturnType<typeof planOf>;
  readonly ms: number;
}

/** Searches lazily in this thread, letting others have a turn now and then. */
async function searchedLazily(
  { question, problem, attacker, claims }: Inquiry,
  { timeoutMs, goesOn }: Manner,
  { untyped, onProgress }: { readonly untyped: boolean; onProgress: (one: Progress) => void },
): Promise<Came> {
  const began = performance.now();
  const stage = setStage(problem, attacker);
  const { statesMax } = question;
  const search = searchingLazily(stage, { claims, statesMax, typed: !untyped });
  let next = search.next(true);
  while (next.done !== true) {
    onProgress(next.value);
    await setImmediate();
    next = search.next(goesOn() && performance.now() - began < timeoutMs);
  }
  const ms = performance.now() - began;
  return { exploration: next.value, plan: (found) => planOf(stage, found), ms };
}

/** The lazy engine's verdicts on a question, in the order of its claims. */
async function askedLazily(
  question: Question,
  manner: Manner,
  untyped: boolean,
): Promise<readonly Verdict[]> {
  const searches = inquiries(question);
  const verdicts: Verdict[] = [];
  for (const [done, inquiry] of searches.entries()) {
    if (!manner.goesOn()) break;
    const onProgress = ({ states }: Progress): void =>
      manner.onProgress?.({ done, searches: searches.length, states, running: [question] });
    const came = await searchedLazily(inquiry, manner, { untyped, onProgress });
    const attackFrom = attacksFor(inquiry);
    verdicts.push(
      ...inquiry.claims.map((claim) => verdictOn(inquiry, claim, { ...came, attackFrom })),
    );
  }
  return question.claims.map(
    (claim) => verdicts.find((verdict) => verdict.claim === claim) ?? unasked(question, claim),
  );
}

/** The verdict where a search was never begun. */
function unasked({ protocol, attacker }: Question, claim: Verdict['claim']): Verdict {
  const nothing = { attack: undefined, vacuous: false, states: 0, ms: 0 };
  return { protocol, attacker, claim, verdict: 'inconclusive', ...nothing };
}

/**
 * What is shown of two engines' verdicts on the same question, and whether they contradict each
 * other: the explicit engine's, unless only the lazy one came to an answer.
 */
export function compared(
  explicit: Verdict,
  lazy: Verdict,
): { readonly shown: Verdict; readonly disagreement: Disagreement | undefined } {
  const isOpen = [explicit, lazy].some(({ verdict }) => verdict === 'inconclusive');
  const shown = explicit.verdict === 'inconclusive' ? lazy : explicit;
  if (isOpen || explicit.verdict === lazy.verdict) return { shown, disagreement: undefined };
  const name = attackName(lazy, lazy.claim);
  return { shown, disagreement: { name, explicit: explicit.verdict, lazy: lazy.verdict } };
}

/** Asks the engine that was asked for. */
export async function answersBy(
  { engine, untyped }: Asked,
  questions: readonly Question[],
  manner: Manner,
): Promise<Answers> {
  if (engine === 'explicit') {
    return { verdicts: await answerAll(questions, manner), disagreements: [] };
  }
  const { onAnswer, ...quietly } = manner;
  const first = engine === 'both' ? await answerAll(questions, quietly) : [];
  const verdicts: Verdict[] = [];
  const disagreements: Disagreement[] = [];
  for (const question of questions) {
    const lazy = await askedLazily(question, manner, untyped);
    const shown = lazy.map((verdict) => {
      const { protocol, attacker, claim } = verdict;
      const theirs = first.find(
        (one) => one.protocol === protocol && one.attacker === attacker && one.claim === claim,
      );
      if (theirs === undefined) return verdict;
      const { shown: one, disagreement } = compared(theirs, verdict);
      if (disagreement !== undefined) disagreements.push(disagreement);
      return one;
    });
    verdicts.push(...shown);
    onAnswer?.(question, shown);
  }
  return { verdicts, disagreements };
}
