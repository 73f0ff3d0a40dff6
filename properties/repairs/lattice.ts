/**
 * One claim and one attacker over the space of repairs: the minimal sets of repairs that restore the
 * claim, the maximal ones that do not with an attack each, and where a repair breaks it.
 */
import { performance } from 'node:perf_hooks';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type ReadingName, readings } from '../../model/sa2pmp/reading.ts';
import { type Repair, repairs } from '../../model/sa2pmp/repair.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Confirmation } from '../verdict/verdict.ts';
import { type Keeping, type Kept, kept } from './cache.ts';
import type { Answer } from './dualise.ts';
import { survey, type Surveyed as Border, type Tested } from './monotone.ts';
import { type Prober, prober, type Work } from './probe.ts';
import { emptyLedger, type Ledger } from './record.ts';
import { type Bits, everything, largest, only } from './sets.ts';
import { type Space, spaceOf, throughPoints } from './space.ts';

/** What is asked of the space of repairs. */
export interface LatticeQuestion {
  readonly base: ReadingName;
  readonly claim: Claim;
  readonly attacker: Capability;
  readonly bounds: Bounds;
  readonly statesMax: number;
  /** The ids of the repairs that may be made. */
  readonly among: readonly string[];
  /** How many pairs of neighbours to draw at random, for monotonicity. */
  readonly draws: number;
}

/** An attack in short. */
export interface Struck {
  readonly steps: number;
  readonly onBytes: Confirmation;
}

/** Repairs that are not enough. */
export interface Insufficient {
  readonly repairs: readonly string[];
  /** The repairs that are left. */
  readonly without: readonly string[];
  readonly attack: Struck;
}

/** A repair that breaks a claim. */
export interface Finding {
  /** The claim holds with these. */
  readonly repairs: readonly string[];
  /** It falls with this one too. */
  readonly adding: string;
  readonly attack: Struck;
}

/** What was found of one claim and attacker. */
export interface Lattice {
  readonly claim: string;
  readonly attacker: string;
  /** Without repairs, and with all that go together. */
  readonly bare: Answer;
  /** The minimal sets of repairs that restore the claim; one of none where it holds anyway. */
  readonly minimal: readonly (readonly string[])[];
  /** What each restoring set has: one of each of these. The minimal sets are those that do so. */
  readonly needs: readonly (readonly string[])[];
  /** The maximal sets that are not enough. */
  readonly insufficient: readonly Insufficient[];
  /** Sets of which a bound left open whether they restore the claim. */
  readonly open: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
  readonly tested: Tested;
  /** Whether every set of repairs is accounted for. */
  readonly complete: boolean;
  /** Answers that follow from monotonicity, as far as it was tested. */
  readonly assumed: number;
}

/** What was found and what it took; the second differs from run to run. */
export interface Surveyed {
  readonly lattice: Lattice;
  readonly work: Work;
}

/** Where the drawing of pairs begins. */
const seed = 20090823;

/** How often what was found out is written to disk, in milliseconds. */
const saveEveryMs = 2000;

/** An attack on a set that was found open to one. */
function struckAt({ attackOn }: Prober, space: Space, set: Bits): Struck {
  const attack = attackOn(space.readingOf(set));
  if (attack === undefined) throw new Error('lattice: a set fails without an attack');
  const steps = attack.plan.filter(({ move }) => move !== 'learn').length;
  return { steps, onBytes: attack.onBytes };
}

/** The repairs that may be made, in the order of the list. */
function repairsAmong({ among }: LatticeQuestion): readonly Repair[] {
  return repairs.filter(({ id }) => among.includes(id));
}

/** Where the answers to a question are kept. */
function keptFor(question: LatticeQuestion, keeping: Keeping): Kept<Ledger> {
  const { claim, attacker, bounds, statesMax } = question;
  const base = readings[question.base];
  const sets = repairsAmong(question).map(({ id, sets: choices }) => [id, choices]);
  // An attacker goes by all that it can do; what holds functions, rules, goes by its name.
  const rules = attacker.rules?.map(({ id }) => id);
  const asked = { claim: claim.id, attacker: { ...attacker, rules }, bounds, statesMax };
  return kept(keeping, { kind: 'lattice', ...asked, base, sets }, emptyLedger);
}

/** How far a question is. */
export interface Step {
  readonly work: Work;
}

/** Answers a question; what was found out is kept, however it ends. */
export function* latticeOf(
  question: LatticeQuestion,
  keeping: Keeping,
): Generator<Step, Surveyed, void> {
  const space = spaceOf(readings[question.base], repairsAmong(question));
  const store = keptFor(question, keeping);
  const ledger = store.load();
  const known = ledger.records.length + Object.keys(ledger.onBytes).length;
  const probe = prober(question, ledger);
  const ask = throughPoints(space, probe.ask);
  const { draws } = question;
  const run = survey({ count: space.count, ask }, { draws, seed, isPoint: space.isPoint });
  let saved = performance.now();
  try {
    let next = run.next();
    while (next.done !== true) {
      yield { work: probe.work };
      if (performance.now() - saved > saveEveryMs) {
        store.save(ledger);
        saved = performance.now();
      }
      next = run.next();
    }
    const bare = yield* answered(ask(0), probe);
    return {
      lattice: told(question, { space, probe, bare, border: next.value }),
      work: probe.work,
    };
  } finally {
    if (ledger.records.length + Object.keys(ledger.onBytes).length > known) store.save(ledger);
  }
}

/** An answer, saying how far it is. */
function* answered(
  run: Generator<void, Answer, void>,
  { work }: Prober,
): Generator<Step, Answer, void> {
  for (let next = run.next(); ; next = run.next()) {
    if (next.done === true) return next.value;
    yield { work };
  }
}

/** A survey in words. */
function told(
  { claim, attacker }: LatticeQuestion,
  {
    space,
    probe,
    bare,
    border,
  }: {
    readonly space: Space;
    readonly probe: Prober;
    readonly bare: Answer;
    readonly border: Border;
  },
): Lattice {
  const { idsOf, pointsWithin, count } = space;
  const failing = largest([...new Set(border.failing.flatMap(pointsWithin))]);
  return {
    claim: claim.id,
    attacker: attacker.id,
    bare,
    minimal: border.minimal.filter(space.isPoint).map(idsOf),
    needs: border.failing.map((set) => idsOf(everything(count) & ~set)),
    insufficient: failing.map((set) => ({
      repairs: idsOf(set),
      without: idsOf(everything(count) & ~set),
      attack: struckAt(probe, space, set),
    })),
    open: border.open.map(idsOf),
    findings: border.reversals.map(({ set, place }) => ({
      repairs: idsOf(set),
      adding: idsOf(only(place)).join(),
      attack: struckAt(probe, space, set | only(place)),
    })),
    tested: border.tested,
    complete: border.complete,
    assumed: border.assumed,
  };
}
