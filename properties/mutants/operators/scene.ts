/**
 * Scenes: the protocol where nobody attacks, in one reading and with what one claim asks of the court.
 * The laws of roles are tried there (`probe.ts`).
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { claims } from '../../../model/sa2pmp/claims.ts';
import { nobody } from '../../verdict/intended.ts';
import { problemFor } from '../../verdict/problem.ts';
import { type Change, protocol, protocolNames } from '../../verdict/protocols.ts';
import { oneAway } from './near.ts';
import { buildsFrom, buildOf, type Builds, renamedProblem } from './apply.ts';
import { type Mutant, mutantId } from './mutant.ts';

/** A scene, as data. */
export interface Scene {
  readonly protocol: (typeof protocolNames)[number];
  readonly changes: readonly Change[];
  /** The claim whose circumstances these are. */
  readonly as: string;
}

/** A scene in words. */
export function sceneName({ protocol: name, changes, as }: Scene): string {
  const choices = changes.map(({ axis, choice }) => `${axis}=${choice}`);
  return `${[name, ...choices].join(' ')}, as for ${as}`;
}

/** Claims that ask for different courts: none, one in which parties dispute, one with witnesses. */
const courts = ['secrecy-order', 'accountability', 'nro-soundness', 'log-split-view'];

/** All scenes: the named readings in every court, and those next to them with disputes. */
export function scenes(): readonly Scene[] {
  const named = protocolNames.flatMap((name) =>
    courts.map((as) => ({ protocol: name, changes: [], as })),
  );
  const near = oneAway('charitable').map((change): Scene => ({
    protocol: 'charitable',
    changes: [change],
    as: 'accountability',
  }));
  return [...named, ...near];
}

/** Two payments and a renewal of one customer. */
const bounds = { sessions: 2, customers: 1, renewals: 1 };

/** The problem of a scene, and what builds it. */
export function problemOf(scene: Scene): { readonly problem: Problem; readonly builds: Builds } {
  const asked = protocol(scene.protocol, scene.changes);
  const circumstances = claims.find(({ id }) => id === scene.as);
  if (circumstances === undefined) throw new Error(`mutants: no claim ${scene.as}`);
  const problem = (omitted: (typeof asked)['omitted']): Problem =>
    problemFor({ protocol: { ...asked, omitted }, bounds }, nobody, circumstances);
  return { problem: problem([]), builds: buildsFrom(asked.reading, problem) };
}

/** The problem of a scene with a mutant in it. */
export function mutatedScene(scene: Scene, mutant: Mutant): Problem {
  const { problem, builds } = problemOf(scene);
  return renamedProblem(problem, mutantId(mutant), buildOf(builds, mutant));
}
