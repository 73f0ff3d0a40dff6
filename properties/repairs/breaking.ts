/**
 * The minimal sets of leaks and corruptions that break a claim of a protocol: attackers of the
 * catalogue acting together, the small sets first (Agrawal, Srikant 1994: what has a breaking set
 * within it is not asked about, since who is joined loses nothing).
 *
 * Refuses nothing: a coalition that makes no sense is left out.
 */
import { performance } from 'node:perf_hooks';
import { coalition, contradictions } from '../../attacks/capability/coalition.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type ReadingName, readings } from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { searchName } from '../verdict/canonical.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { type Keeping, kept } from './cache.ts';
import type { Answer } from './dualise.ts';
import type { Step, Struck } from './lattice.ts';
import { prober, type Work } from './probe.ts';
import { emptyLedger } from './record.ts';

/** What is asked: which attackers it takes to break a claim. */
export interface BreakQuestion {
  readonly base: ReadingName;
  readonly claim: Claim;
  readonly bounds: Bounds;
  readonly statesMax: number;
  /** How many attackers act together at most. */
  readonly size: number;
}

/** What breaks a claim. */
export interface Breaking {
  readonly claim: string;
  /** How many attackers act together at most. */
  readonly size: number;
  /** The minimal sets of attackers that break it, with an attack each. */
  readonly minimal: readonly { readonly attackers: readonly string[]; readonly attack: Struck }[];
  /** Sets of which a bound left open whether they break it. */
  readonly open: readonly (readonly string[])[];
  /** Sets asked about, and those that are the same attacker as one before. */
  readonly asked: number;
  readonly same: number;
}

/** What was found and what it took. */
export interface Broken {
  readonly breaking: Breaking;
  readonly work: Work;
}

/** What is known of one coalition. */
interface Verdict {
  readonly answer: Answer;
  readonly attack?: Struck;
}

/** What is known of all. */
interface Ledger {
  /** By the members' ids. */
  readonly verdicts: Record<string, Verdict>;
}

/** How often what was found out is written to disk, in milliseconds. */
const saveEveryMs = 2000;

/** Attackers by their places in the catalogue, in its order. */
type Coalition = readonly number[];

/** Sets of attackers with one member more, none of them with a breaking set within it. */
function larger(sets: readonly Coalition[], breaks: readonly Coalition[]): readonly Coalition[] {
  return sets.flatMap((set) =>
    capabilities
      .map((_, place) => place)
      .filter((place) => place > (set.at(-1) ?? -1))
      .map((place) => [...set, place])
      .filter((one) => !breaks.some((small) => small.every((place) => one.includes(place)))),
  );
}

/** The attacker that a set of attackers is together. */
function together(places: Coalition): Capability {
  const [first, ...others] = places.flatMap((place) => capabilities[place] ?? []);
  if (first === undefined) throw new Error('breaking: nobody acts');
  return coalition(first, ...others);
}

/** The search that a coalition comes to, by name. */
function searchOf({ base, ...question }: BreakQuestion, attacker: Capability): string {
  const protocol = { name: base, reading: readings[base], omitted: [] };
  const claims = [question.claim];
  return inquiries({ ...question, protocol, attacker, claims })
    .map(searchName)
    .join();
}

/** Asks about one coalition. */
function* judged(
  question: BreakQuestion,
  attacker: Capability,
  work: Work,
): Generator<Step, Verdict, void> {
  const reading = readings[question.base];
  const { ask, attackOn, work: own } = prober({ ...question, attacker }, emptyLedger());
  const run = ask(reading);
  let next = run.next();
  while (next.done !== true) {
    yield { work };
    next = run.next();
  }
  work.searches += own.searches;
  work.states += own.states;
  const attack = attackOn(reading);
  if (attack === undefined) return { answer: next.value };
  const steps = attack.plan.filter(({ move }) => move !== 'learn').length;
  return { answer: next.value, attack: { steps, onBytes: attack.onBytes } };
}

/** What is known of coalitions, and how it is found out. */
function judge(
  question: BreakQuestion,
  {
    verdicts,
    work,
    save,
  }: { readonly verdicts: Ledger['verdicts']; readonly work: Work; readonly save: () => void },
): {
  readonly judgedOnce: (attacker: Capability) => Generator<Step, Verdict, void>;
  readonly counts: { asked: number; same: number };
} {
  // Attackers that come to the same search are the same, whatever they are called.
  const bySearch = new Map<string, Verdict>();
  const counts = { asked: 0, same: 0 };
  let saved = performance.now();
  const judgedOnce = function* (attacker: Capability): Generator<Step, Verdict, void> {
    counts.asked += 1;
    yield { work };
    const search = searchOf(question, attacker);
    const known = bySearch.get(search);
    if (known !== undefined) {
      counts.same += 1;
      return known;
    }
    const verdict = (verdicts[attacker.id] ??= yield* judged(question, attacker, work));
    bySearch.set(search, verdict);
    if (performance.now() - saved <= saveEveryMs) return verdict;
    save();
    saved = performance.now();
    return verdict;
  };
  return { judgedOnce, counts };
}

/** Finds what breaks a claim; what was found out is kept, however it ends. */
export function* breakingOf(
  question: BreakQuestion,
  keeping: Keeping,
): Generator<Step, Broken, void> {
  const { claim, size, base, bounds, statesMax } = question;
  const asked = { kind: 'breaking', claim: claim.id, reading: readings[base], bounds, statesMax };
  const store = kept<Ledger>(keeping, asked, () => ({ verdicts: {} }));
  const { verdicts } = store.load();
  const work: Work = { searches: 0, states: 0, replays: 0, shared: 0 };
  const save = (): void => store.save({ verdicts });
  const { judgedOnce, counts } = judge(question, { verdicts, work, save });
  const [breaks, open]: [Coalition[], Coalition[]] = [[], []];
  const minimal: { readonly attackers: readonly string[]; readonly attack: Struck }[] = [];

  /** Asks about all coalitions of one size; those that do not break the claim come out. */
  const level = function* (
    sets: readonly Coalition[],
  ): Generator<Step, readonly Coalition[], void> {
    const held: Coalition[] = [];
    for (const set of sets) {
      const attacker = together(set);
      if (contradictions(attacker).length > 0) continue;
      const { answer, attack } = yield* judgedOnce(attacker);
      if (answer === 'inconclusive') open.push(set);
      if (attack === undefined) {
        held.push(set);
        continue;
      }
      breaks.push(set);
      minimal.push({ attackers: namesOf(set), attack });
    }
    return held;
  };

  try {
    let held: readonly Coalition[] = [[]];
    for (let members = 1; members <= size; members += 1) {
      held = yield* level(larger(held, breaks));
    }
  } finally {
    if (work.searches > 0) save();
  }
  const { asked: count, same } = counts;
  const breaking = { claim: claim.id, size, minimal, open: open.map(namesOf), asked: count, same };
  return { breaking, work };
}

/** The ids of a coalition's members. */
function namesOf(set: Coalition): readonly string[] {
  return set.flatMap((place) => capabilities[place]?.id ?? []);
}
