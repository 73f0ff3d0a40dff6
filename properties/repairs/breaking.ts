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
  readonly verdicts: { [coalition: string]: Verdict };
}

/** How often what was found out is written to disk, in milliseconds. */
const saveEveryMs = 2000;

/** Sets of attackers with one member more, none of them with a breaking set within it. */
function larger(
  sets: readonly (readonly number[])[],
  breaks: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return sets.flatMap((set) =>
    capabilities
      .map((_, place) => place)
      .filter((place) => place > (set.at(-1) ?? -1))
      .map((place) => [...set, place])
      .filter((one) => !breaks.some((small) => small.every((place) => one.includes(place)))),
  );
}

/** The attacker that a set of attackers is together. */
function together(places: readonly number[]): Capability {
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

/** Finds what breaks a claim; what was found out is kept, however it ends. */
export function* breakingOf(
  question: BreakQuestion,
  keeping: Keeping,
): Generator<Step, Broken, void> {
  const { claim, size, base, bounds, statesMax } = question;
  const reading = readings[base];
  const asked = { kind: 'breaking', claim: claim.id, reading, bounds, statesMax };
  const store = kept<Ledger>(keeping, asked, () => ({ verdicts: {} }));
  const { verdicts } = store.load();
  const work: Work = { searches: 0, states: 0, replays: 0, shared: 0 };
  const breaks: (readonly number[])[] = [];
  const open: (readonly number[])[] = [];
  const minimal: { readonly attackers: readonly string[]; readonly attack: Struck }[] = [];
  // Attackers that come to the same search are the same, whatever they are called.
  const bySearch = new Map<string, Verdict>();
  let [count, same, saved] = [0, 0, performance.now()];
  const namesOf = (set: readonly number[]): readonly string[] =>
    set.flatMap((place) => capabilities[place]?.id ?? []);
  try {
    for (let [members, level] = [1, larger([[]], [])]; members <= size; members += 1) {
      for (const set of level) {
        const attacker = together(set);
        if (contradictions(attacker).length > 0) continue;
        const search = searchOf(question, attacker);
        const known = bySearch.get(search);
        same += known === undefined ? 0 : 1;
        count += 1;
        yield { work };
        const verdict =
          known ?? (verdicts[attacker.id] ??= yield* judged(question, attacker, work));
        bySearch.set(search, verdict);
        if (performance.now() - saved > saveEveryMs) {
          store.save({ verdicts });
          saved = performance.now();
        }
        if (verdict.answer === 'inconclusive') open.push(set);
        if (verdict.attack === undefined) continue;
        breaks.push(set);
        minimal.push({ attackers: namesOf(set), attack: verdict.attack });
      }
      level = larger(
        level.filter((set) => !breaks.includes(set)),
        breaks,
      );
    }
  } finally {
    if (work.searches > 0) store.save({ verdicts });
  }
  const breaking = { claim: claim.id, size, minimal, open: open.map(namesOf), asked: count, same };
  return { breaking, work };
}
