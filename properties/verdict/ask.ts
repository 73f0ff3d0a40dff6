/**
 * Asks the search and confirms what it proposes.
 *
 * One question at a time, in this thread; `matrix.ts` asks many at once.
 */
import { performance } from 'node:perf_hooks';
import {
  type Exploration,
  type Found,
  type Progress,
  type Quest,
  searching,
} from '../../attacks/search/explicit.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { setStage, type Stage } from '../../attacks/search/stage.ts';
import type { Move } from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import { byteArena, confirmed, sceneIn, termArena } from './confirm.ts';
import { coverageOf } from './coverage.ts';
import { essence, roughly } from './essence.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { bytesFor, theatreFor } from './playhouse.ts';
import { type Precedents, precedentsIn } from './precedent.ts';
import type { Attack, Question, Verdict } from './verdict.ts';

/** How far an answer has come. */
export interface Asking extends Progress {
  readonly question: Question;
}

/** An attack's name, by which it can be asked for again. */
export function attackName(
  { protocol, attacker }: Pick<Question, 'protocol' | 'attacker'>,
  claim: Claim,
): string {
  return `${protocol.name}/${attacker.id}/${claim.id}`;
}

/** What makes attacks of plans, each carried out again on terms and on bytes. */
export function attacksFor({
  question,
  problem,
  attacker,
}: Inquiry): (claim: Claim, plan: readonly Move[]) => Attack {
  const onTerms = once(() => sceneIn(termArena(problem, attacker)));
  const onBytes = once(() => sceneIn(byteArena(problem, attacker, bytesFor(problem))));
  const rules = attacker.rules ?? [];
  return (claim, plan) => ({
    name: attackName(question, claim),
    plan,
    steps: plan.filter(({ move }) => move !== 'learn').length,
    onTerms: confirmed(onTerms(), plan, { claim, rules: [] }),
    onBytes: confirmed(onBytes(), plan, { claim, rules }),
  });
}

/** Works something out when it is first asked for. */
function once<R extends object>(make: () => R): () => R {
  let made: R | undefined;
  return () => (made ??= make());
}

/** Attacks found, with their plans. */
interface Planned {
  readonly found: Found;
  readonly plan: readonly Move[];
}

/** Beyond this many attempts on a claim, what was found is taken to be all that there is. */
const attemptsMax = 200;

/** Judges attacks by what they essentially are, once their needless moves are gone. */
function discerning(
  stage: Stage,
  wanted: number,
): { readonly judge: NonNullable<Quest['judge']>; readonly kept: readonly Planned[] } {
  const kept: Planned[] = [];
  const known = new Map<Claim, Set<string>>();
  const attempts = new Map<Claim, number>();
  const roughs = new Set<string>();
  const judge: Quest['judge'] = (found) => {
    const { claim } = found;
    const essences = known.get(claim) ?? new Set();
    known.set(claim, essences);
    const rough = `${claim.id}\n${roughly(stage.store, found)}`;
    if (roughs.has(rough)) return { keep: false, enough: false };
    roughs.add(rough);
    const attempt = (attempts.get(claim) ?? 0) + 1;
    attempts.set(claim, attempt);
    const plan = planOf(stage, found);
    const keep = !essences.has(essence(plan));
    essences.add(essence(plan));
    if (keep) kept.push({ found, plan });
    return { keep, enough: essences.size >= wanted || attempt >= attemptsMax };
  };
  return { judge, kept };
}

/** What a search came to, and its attacks with their plans. */
interface Came {
  readonly exploration: Exploration;
  readonly planned: readonly Planned[];
}

/** The same with how long it took and what makes attacks of plans. */
interface Told extends Came {
  readonly ms: number;
  readonly attackFrom: ReturnType<typeof attacksFor>;
}

/** The verdict on one claim of a search. */
function verdictOn(
  inquiry: Inquiry,
  claim: Claim,
  { exploration, planned, ms, attackFrom }: Told,
): Verdict {
  const { protocol, attacker } = inquiry.question;
  const { complete, stated } = exploration;
  const own = planned.filter(({ found }) => found.claim === claim);
  const [attack, ...others] = own.map(({ plan }) => attackFrom(claim, plan));
  const vacuous = attack === undefined && complete && !stated.has(claim.occasion);
  const asked = { protocol, attacker, claim, vacuous, ms };
  if (attack === undefined) {
    const verdict = complete ? 'holds' : 'inconclusive';
    return { ...asked, verdict, attack, states: exploration.states };
  }
  const states = own[0]?.found.states ?? exploration.states;
  const more = others.length > 0 ? { others } : {};
  return { ...asked, verdict: 'attack', attack, ...more, states };
}

/** From so many states on, a search begins anew without the claims that have fallen. */
const anewFrom = 250;

/**
 * Searches, and begins anew with the claims that still stand where a large search has seen others
 * fall: what only those look at need not be told apart any more.
 *
 * @returns the last search, with what all of them found
 */
function* inPhases(stage: Stage, quest: Quest): Generator<Progress, Exploration, boolean> {
  let found: readonly Found[] = [];
  for (let { claims } = quest; ;) {
    const search = searching(stage, { ...quest, claims });
    let [isAnew, goesOn] = [false, true];
    let next = search.next(true);
    while (next.done !== true) {
      goesOn &&= yield next.value;
      isAnew = next.value.states >= anewFrom && next.value.open < claims.length;
      next = search.next(goesOn && !isAnew);
    }
    const exploration = next.value;
    found = [...found, ...exploration.found];
    if (!isAnew || !goesOn || exploration.complete) return { ...exploration, found };
    claims = claims.filter((claim) => !found.some((attack) => attack.claim === claim));
  }
}

/** One search to its end, its attacks planned; an equal one that was made before does for it. */
function* searchedOnce(
  { question }: Inquiry,
  { stage, quest, earlier }: { stage: Stage; quest: Quest; earlier: Precedents },
): Generator<Asking, Came, boolean> {
  const { attacks: wanted = 1, coverage = false } = question;
  const isUsual = wanted === 1 && !coverage;
  const known = isUsual ? earlier.found(stage, quest) : undefined;
  if (known !== undefined) return { exploration: known, planned: plannedFor(stage, known) };
  const { judge, kept } = discerning(stage, wanted);
  const search = wanted > 1 ? searching(stage, { ...quest, judge }) : inPhases(stage, quest);
  let wasLeftAlone = true;
  let next = search.next(true);
  while (next.done !== true) {
    const goesOn: boolean = yield { ...next.value, question };
    wasLeftAlone &&= goesOn;
    next = search.next(goesOn);
  }
  const exploration = next.value;
  if (isUsual && wasLeftAlone) earlier.note({ stage, quest, exploration });
  return { exploration, planned: wanted > 1 ? kept : plannedFor(stage, exploration) };
}

/** Attacks with their plans. */
function plannedFor(stage: Stage, { found }: Exploration): readonly Planned[] {
  return found.map((one) => ({ found: one, plan: planOf(stage, one) }));
}

/**
 * One search and its verdicts, in the order of its claims; feed it false to end it there.
 *
 * @param inquiry - what is searched for
 * @param earlier - the searches that one equal to them need not be made after; those made in the same
 *   theatre unless given
 */
export function* inquire(
  inquiry: Inquiry,
  earlier?: Precedents,
): Generator<Asking, readonly Verdict[], boolean> {
  const { question, claims, problem, attacker } = inquiry;
  const { statesMax, coverage: isCovered = false } = question;
  const began = performance.now();
  const house = theatreFor(problem);
  const stage = setStage(problem, attacker, house);
  // What was seen of the charts is not to be less for what no claim looks at.
  const quest: Quest = {
    claims,
    statesMax,
    ...(isCovered ? { without: ['unheard', 'alike', 'decided'] } : {}),
  };
  const came = yield* searchedOnce(inquiry, {
    stage,
    quest,
    earlier: earlier ?? precedentsIn(house),
  });
  const ms = performance.now() - began;
  const told: Told = { ...came, ms, attackFrom: attacksFor(inquiry) };
  const verdicts = claims.map((claim) => verdictOn(inquiry, claim, told));
  if (!isCovered) return verdicts;
  const coverage = coverageOf(inquiry, stage, came.exploration);
  return verdicts.map((verdict) => ({ ...verdict, coverage }));
}

/**
 * Answers a question, reporting progress; feed it false to end the search there.
 *
 * @returns one verdict for each claim, in the order of the question's claims
 */
export function* asking(question: Question): Generator<Asking, readonly Verdict[], boolean> {
  const verdicts: Verdict[] = [];
  for (const inquiry of inquiries(question)) verdicts.push(...(yield* inquire(inquiry)));
  return question.claims.flatMap((claim) => verdicts.filter((verdict) => verdict.claim === claim));
}

/** Answers a question to the end. */
export function ask(question: Question): readonly Verdict[] {
  const answer = asking(question);
  for (let step = answer.next(true); ; step = answer.next(true)) {
    if (step.done === true) return step.value;
  }
}
