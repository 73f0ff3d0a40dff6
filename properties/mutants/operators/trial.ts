/**
 * Puts a mutant to the test: claims are searched on the spots, and the laws of roles tried in the scenes,
 * that make use of what it changes. What kills it is a claim that holds without the mutation and falls
 * with it, or else a law that the protocol keeps and the mutant breaks.
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { inquire } from '../../verdict/ask.ts';
import { gapOf } from '../../report/json.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { inquiries, type Inquiry } from '../../verdict/inquiry.ts';
import { buildsOf, mutated, renamedProblem } from './apply.ts';
import { type Answer, answeredOtherwise } from './asking.ts';
import { hearings, unbound } from './binding.ts';
import { noting } from './footprint.ts';
import type { Mutant } from './mutant.ts';
import { brokenLaw, type Law, type Line, probe } from './probe.ts';
import { memories } from './memory.ts';
import { days } from './orderly.ts';
import { mutatedScene, problemOf, type Scene, sceneName } from './scene.ts';
import { questionOf, type Spot, spotName } from './spot.ts';

/** What killed a mutant. */
export type Kill =
  | {
      readonly by: 'claim';
      readonly claim: string;
      readonly attacker: string;
      /** The reading and the bounds. */
      readonly on: string;
      readonly states: number;
      readonly steps: number;
      /** Whether the attack was carried out again on bytes; else why not. */
      readonly onBytes: true | string;
    }
  | {
      readonly by: 'law';
      readonly law: Law;
      readonly on: string;
      /** What the mutant does that the protocol does not, or fails to do. */
      readonly line: string;
    };

/** What came of a mutant. */
export interface Outcome {
  readonly kill: Kill | undefined;
  /** Searches made and scenes played without a kill. */
  readonly searches: number;
  readonly scenes: number;
}

/** Where a mutant is to be put to the test. */
export interface Trial {
  readonly mutant: Mutant;
  /** Spots, which come before the scenes; those to be tried first in front. */
  readonly spots: readonly Spot[];
  readonly scenes: readonly Scene[];
}

/** A search to its end. */
function answered(inquiry: Inquiry): readonly Verdict[] {
  const search = inquire(inquiry);
  for (let next = search.next(true); ; next = search.next(true)) {
    if (next.done === true) return next.value;
  }
}

/** What a spot or scene comes to without any mutation. */
export interface Baseline {
  /** The claims that hold, and not for want of occasion. */
  readonly holds: readonly string[];
  readonly states: number;
  /** See `footprint.ts`. */
  readonly footprint: readonly string[];
}

/** The baseline of a spot. */
export function baselineOf(spot: Spot): Baseline {
  const question = questionOf(spot);
  const seen = new Set<string>();
  const verdicts = inquiries(question).flatMap((inquiry, index) => {
    const build = noting(buildsOf(question, index), (key) => seen.add(key));
    return answered({ ...inquiry, problem: renamedProblem(inquiry.problem, 'noting', build) });
  });
  const standing = verdicts.filter(({ verdict, vacuous }) => verdict === 'holds' && !vacuous);
  return {
    holds: standing.map(({ claim }) => claim.id),
    states: Math.max(0, ...verdicts.map(({ states }) => states)),
    footprint: [...seen].sort(),
  };
}

/** The footprint of a scene. */
export function footprintIn(scene: Scene): readonly string[] {
  const seen = new Set<string>();
  const { problem, builds } = problemOf(scene);
  const noted = renamedProblem(
    problem,
    'noting',
    noting(builds, (key) => seen.add(key)),
  );
  for (const { law, text } of probe(noted, true)) {
    if (law === 'total') throw new Error(`mutants: ${sceneName(scene)}: ${text}`);
  }
  return [...seen].sort();
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** How an attack came out on bytes. */
function onBytes(verdict: Verdict): true | string {
  const { attack } = verdict;
  if (attack?.onBytes.confirmed === true) return true;
  return attack === undefined ? 'no attack' : (gapOf(verdict) ?? JSON.stringify(attack.onBytes));
}

/** The claim that falls on a spot, if any does. */
export function fallen(spot: Spot, mutant: Mutant): Kill | undefined {
  const question = questionOf(spot);
  try {
    const verdicts = mutated(question, mutant).flatMap(answered);
    const fell = verdicts.filter(({ verdict }) => verdict === 'attack');
    const best = fell.find((one) => onBytes(one) === true) ?? fell[0];
    if (best === undefined) return undefined;
    const { claim, states, attack } = best;
    return {
      by: 'claim',
      claim: claim.id,
      attacker: spot.attacker,
      on: spotName(spot),
      states,
      steps: attack?.steps ?? 0,
      onBytes: onBytes(best),
    };
  } catch (error) {
    return { by: 'law', law: 'total', on: spotName(spot), line: messageOf(error) };
  }
}

/** What of a law's line a record keeps. */
const lineMax = 300;

/** What the protocol itself does in scenes, those met before. */
const golden = new Map<string, readonly Line[]>();

/** What is done in a scene in which some lines are taken. */
interface Playing {
  /** How the lines are taken, in a word. */
  readonly how: string;
  readonly lines: (problem: Problem) => Iterable<Line>;
}

/** The first line in which a mutant is not the protocol. */
function brokenIn(scene: Scene, mutant: Mutant, { how, lines }: Playing): Line | undefined {
  const name = `${sceneName(scene)}: ${how}`;
  const kept = golden.get(name) ?? [...lines(problemOf(scene).problem)];
  golden.set(name, kept);
  return brokenLaw(kept, lines(mutatedScene(scene, mutant)));
}

/** The law that is broken in a scene, if any is. */
export function unlawful(scene: Scene, mutant: Mutant): Kill | undefined {
  const looksInside = mutant.operator !== 'field-dropped' || mutant.use !== 'sealed';
  const broken = brokenIn(scene, mutant, {
    how: looksInside ? 'looks inside' : 'looks on',
    lines: (problem) => probe(problem, looksInside),
  });
  if (broken === undefined) return undefined;
  return { by: 'law', law: broken.law, on: sceneName(scene), line: broken.text };
}

/** The law of memory, if it is broken in a scene. */
export function forgetful(scene: Scene, mutant: Mutant): Kill | undefined {
  const broken = brokenIn(scene, mutant, { how: 'remembers', lines: memories });
  if (broken === undefined) return undefined;
  const line = broken.text.slice(0, 200);
  return { by: 'law', law: broken.law, on: sceneName(scene), line };
}

/** A kill by a law in a scene. */
function lawKill(scene: Scene, broken: Line | undefined): Kill | undefined {
  if (broken === undefined) return undefined;
  const line = broken.text.slice(0, lineMax);
  return { by: 'law', law: broken.law, on: sceneName(scene), line };
}

/** What parties of one kind made of messages in scenes, those met before. */
const heard = new Map<string, readonly Answer[]>();

/** The law of hearing, if a role that lacks a check breaks it in a scene. */
function misheard(scene: Scene, mutant: Mutant): Line | undefined {
  if (mutant.operator !== 'check-removed' && mutant.operator !== 'check-late') return undefined;
  const kind = mutant.role;
  const name = `${sceneName(scene)}: ${kind}`;
  const kept = heard.get(name) ?? [...hearings(problemOf(scene).problem, kind)];
  heard.set(name, kept);
  return answeredOtherwise(kept, hearings(mutatedScene(scene, mutant), kind), 'hearing');
}

/** The law that is broken on days in order, if any is. */
export function disordered(scene: Scene, mutant: Mutant): Kill | undefined {
  const isField = mutant.operator === 'field-dropped';
  const bound = isField && mutant.use !== 'sealed' ? unbound(problemOf(scene), mutant) : undefined;
  const broken =
    bound ?? brokenIn(scene, mutant, { how: 'in order', lines: days }) ?? misheard(scene, mutant);
  return lawKill(scene, broken);
}

/** The first kill among some places. */
function firstKill<T>(
  places: readonly T[],
  kills: (place: T) => Kill | undefined,
): { readonly kill: Kill | undefined; readonly tried: number } {
  for (const [index, place] of places.entries()) {
    const kill = kills(place);
    if (kill !== undefined) return { kill, tried: index };
  }
  return { kill: undefined, tried: places.length };
}

/** Puts a mutant to the test. */
export function tried({ mutant, spots, scenes }: Trial): Outcome {
  const searched = firstKill(spots, (spot) => fallen(spot, mutant));
  const searches = searched.tried;
  if (searched.kill !== undefined) return { kill: searched.kill, searches, scenes: 0 };
  const { kill, tried: played } = firstKill(scenes, (scene) => unlawful(scene, mutant));
  return { kill, searches, scenes: played };
}

/** Puts a mutant that lives to the law of memory. */
export function recalled({ mutant, scenes }: Pick<Trial, 'mutant' | 'scenes'>): Outcome {
  const { kill, tried: played } = firstKill(scenes, (scene) => forgetful(scene, mutant));
  return { kill, searches: 0, scenes: played };
}

/** Puts a mutant that lives to the laws on days in order. */
export function ordered({ mutant, scenes }: Pick<Trial, 'mutant' | 'scenes'>): Outcome {
  const { kill, tried: played } = firstKill(scenes, (scene) => disordered(scene, mutant));
  return { kill, searches: 0, scenes: played };
}
