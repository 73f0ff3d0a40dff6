/**
 * Puts a mutant to the laws of roles, in the scenes that make use of what it changes. What kills it is a
 * law that the protocol keeps and the mutant breaks.
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { renamedProblem } from '../operators/apply.ts';
import { noting } from '../operators/footprint.ts';
import type { Mutant } from '../operators/mutant.ts';
import { answeredOtherwise, type Otherness } from './asking.ts';
import { hearings, unbound } from './binding.ts';
import type { Answer } from './delivery.ts';
import { memories } from './memory.ts';
import { days } from './orderly.ts';
import { prospects } from './prospects.ts';
import { brokenLaw, type Law, type Line, probe } from './probe.ts';
import { isInOrder, mutatedScene, problemOf, type Scene, sceneName } from './scene.ts';

/** What a law kills by. */
export interface LawKill {
  readonly by: 'law';
  readonly law: Law;
  readonly on: string;
  /** What the mutant does that the protocol does not, or fails to do. */
  readonly line: string;
}

/** What came of a mutant: the kill, and how many scenes were played without one. */
export interface Played {
  readonly kill: LawKill | undefined;
  readonly scenes: number;
}

/** Where a mutant is played; the scenes to be tried first in front. */
export interface Playing {
  readonly mutant: Mutant;
  readonly scenes: readonly Scene[];
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
  const lines = isInOrder(scene) ? days(noted) : probe(noted, true);
  for (const { law, text } of lines) {
    if (law === 'total') throw new Error(`mutants: ${sceneName(scene)}: ${text}`);
  }
  return [...seen].sort();
}

/** What of a law's line a record keeps. */
const lineMax = 300;

/** Remembers what was worked out last, up to some number of things. */
function lately<T>(most: number): (name: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (name, make) => {
    const found = known.get(name) ?? make();
    known.delete(name);
    known.set(name, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

/** What the protocol itself does in scenes, those met lately. */
const golden = lately<readonly Line[]>(48);

/** What is done in a scene in which some lines are taken. */
interface Telling {
  /** How the lines are taken, in a word. */
  readonly how: string;
  readonly lines: (problem: Problem) => Iterable<Line>;
}

/** The first line in which a mutant is not the protocol. */
function brokenIn(scene: Scene, mutant: Mutant, { how, lines }: Telling): Line | undefined {
  const name = `${sceneName(scene)}: ${how}`;
  const kept = golden(name, () => [...lines(problemOf(scene).problem)]);
  return brokenLaw(kept, lines(mutatedScene(scene, mutant)));
}

/** A kill by a law in a scene. */
function lawKill(scene: Scene, broken: Line | undefined): LawKill | undefined {
  if (broken === undefined) return undefined;
  const line = broken.text.slice(0, lineMax);
  return { by: 'law', law: broken.law, on: sceneName(scene), line };
}

/** The law that is broken in a scene, if any is. */
function unlawful(scene: Scene, mutant: Mutant): LawKill | undefined {
  const looksInside = mutant.operator !== 'field-dropped' || mutant.use !== 'sealed';
  const broken = brokenIn(scene, mutant, {
    how: looksInside ? 'looks inside' : 'looks on',
    lines: (problem) => probe(problem, looksInside),
  });
  return lawKill(scene, broken);
}

/** The law of memory, if it is broken in a scene. */
function forgetful(scene: Scene, mutant: Mutant): LawKill | undefined {
  return lawKill(scene, brokenIn(scene, mutant, { how: 'remembers', lines: memories }));
}

/** What parties of one kind made of messages in scenes, those met lately. */
const heard = lately<readonly Answer[]>(12);

/** Mutants by which a role takes what it would not. */
const lax: readonly Mutant['operator'][] = [
  'check-removed',
  'check-late',
  'guard-removed',
  'conjunct-removed',
];

/** The law of hearing, if a role that lacks a check or a guard breaks it in a scene. */
function misheard(scene: Scene, mutant: Mutant): Line | undefined {
  if (mutant.operator === 'field-dropped' || !lax.includes(mutant.operator)) return undefined;
  const kind = mutant.role;
  const name = `${sceneName(scene)}: ${kind}`;
  const kept = heard(name, () => [...hearings(problemOf(scene).problem, kind)]);
  return answeredOtherwise(kept, hearings(mutatedScene(scene, mutant), kind), 'hearing');
}

/** Where the law of binding is broken in a scene, if it is. */
function boundIn(scene: Scene, mutant: Mutant, how: Otherness): Line | undefined {
  const isField = mutant.operator === 'field-dropped' && mutant.use !== 'sealed';
  return isField ? unbound(problemOf(scene), mutant, how) : undefined;
}

/** The law that is broken on days in order, if any is: with nobody interfering, or else by a message altered. */
function disordered(scene: Scene, mutant: Mutant): LawKill | undefined {
  const broken =
    brokenIn(scene, mutant, { how: 'in order', lines: days }) ??
    boundIn(scene, mutant, 'altered') ??
    misheard(scene, mutant);
  return lawKill(scene, broken);
}

/** The law of binding, if it is broken in a scene by one who remembers otherwise. */
function mistaken(scene: Scene, mutant: Mutant): LawKill | undefined {
  return lawKill(scene, boundIn(scene, mutant, 'remembered'));
}

/** The law of freshness, if it is broken in a scene by what would be sent. */
function foreseen(scene: Scene, mutant: Mutant): LawKill | undefined {
  return lawKill(scene, brokenIn(scene, mutant, { how: 'would send', lines: prospects }));
}

/** How laws on days in order are tried, those that see most first. */
const inOrderTrials = [disordered, mistaken, foreseen] as const;

/** Plays a mutant in some scenes until a law is broken. */
function playedWith(
  { mutant, scenes }: Playing,
  kills: (scene: Scene, mutant: Mutant) => LawKill | undefined,
): Played {
  for (const [index, scene] of scenes.entries()) {
    const kill = kills(scene, mutant);
    if (kill !== undefined) return { kill, scenes: index };
  }
  return { kill: undefined, scenes: scenes.length };
}

/** Puts a mutant to the laws in runs in which messages are late and clocks jump. */
export function tried(playing: Playing): Played {
  return playedWith(playing, unlawful);
}

/** Puts a mutant that lives to the law of memory. */
export function recalled(playing: Playing): Played {
  return playedWith(playing, forgetful);
}

/** Puts a mutant that lives to the laws on days in order. */
export function ordered(playing: Playing): Played {
  const { scenes } = playing;
  for (const kills of inOrderTrials) {
    const found = playedWith(playing, kills);
    if (found.kill !== undefined) return found;
  }
  return { kill: undefined, scenes: scenes.length };
}

/** A kill by a law made again in its scene; `undefined` where the mutant lives there. */
export function madeAgain(
  scene: Scene,
  mutant: Mutant,
  { law }: Pick<LawKill, 'law'>,
): LawKill | undefined {
  if (isInOrder(scene)) {
    const kills = inOrderTrials.values().map((kill) => kill(scene, mutant));
    return kills.find((kill) => kill !== undefined);
  }
  return law === 'memory' ? forgetful(scene, mutant) : unlawful(scene, mutant);
}
