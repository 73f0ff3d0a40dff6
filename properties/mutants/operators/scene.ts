/**
 * Scenes: the protocol where nobody attacks, in one reading and with what one claim asks of the court.
 * The laws of roles are tried there (`probe.ts`).
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { claims } from '../../../model/sa2pmp/claims.ts';
import { nobody } from '../../verdict/intended.ts';
import { type Circumstances, problemFor } from '../../verdict/problem.ts';
import { type Change, protocol, protocolNames } from '../../verdict/protocols.ts';
import { oneAway } from './near.ts';
import { buildsFrom, buildOf, type Builds, renamedProblem } from './apply.ts';
import { type Mutant, mutantId } from './mutant.ts';
import { spots } from './spot.ts';

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

/** The court in which everything goes on that claims ask for: disputes, witnesses, views compared. */
const fullCourt = 'every claim';

/** The same with two customers. */
const crowdedCourt = 'every claim of two customers';

/** Whether a scene is one for days in order. */
export const isInOrder = ({ as }: Scene): boolean => as === fullCourt || as === crowdedCourt;

/** What the full court has. */
const everything: Omit<Circumstances, 'corrupts'> = {
  court: true,
  disputes: true,
  needs: { comparesViews: true, witnesses: { of: 3, need: 2 } },
};

/** The readings of all spots, each once. */
function readingsOfSpots(): readonly Pick<Scene, 'protocol' | 'changes'>[] {
  const named = spots().map(({ protocol: name, changes }) => ({ protocol: name, changes }));
  const known = new Map(named.map((one) => [sceneName({ ...one, as: fullCourt }), one]));
  return [...known.values()];
}

/**
 * All scenes: the named readings in every court, those next to them with disputes, and the readings of all
 * spots in a court in which everything goes on.
 */
export function scenes(): readonly Scene[] {
  const named = protocolNames.flatMap((name) =>
    courts.map((as) => ({ protocol: name, changes: [], as })),
  );
  const near = oneAway('charitable').map((change): Scene => ({
    protocol: 'charitable',
    changes: [change],
    as: 'accountability',
  }));
  const full = readingsOfSpots().map((one): Scene => ({ ...one, as: fullCourt }));
  const crowded = full.map((one): Scene => ({ ...one, as: crowdedCourt }));
  return [...named, ...near, ...full, ...crowded];
}

/** Two payments in all, and a renewal of each customer. */
const bounds = { sessions: 2, renewals: 1 };

/** The problem of a scene, and what builds it. */
export function problemOf(scene: Scene): { readonly problem: Problem; readonly builds: Builds } {
  const asked = protocol(scene.protocol, scene.changes);
  const circumstances = isInOrder(scene) ? everything : claims.find(({ id }) => id === scene.as);
  const customers = scene.as === crowdedCourt ? 2 : 1;
  if (circumstances === undefined) throw new Error(`mutants: no claim ${scene.as}`);
  const problem = (omitted: (typeof asked)['omitted']): Problem =>
    problemFor(
      { protocol: { ...asked, omitted }, bounds: { ...bounds, customers } },
      nobody,
      circumstances,
    );
  return { problem: problem([]), builds: buildsFrom(asked.reading, problem) };
}

/** The problem of a scene with a mutant in it. */
export function mutatedScene(scene: Scene, mutant: Mutant): Problem {
  const { problem, builds } = problemOf(scene);
  return renamedProblem(problem, mutantId(mutant), buildOf(builds, mutant));
}
