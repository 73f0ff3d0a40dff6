/**
 * Scenes: the protocol where nobody attacks, in one reading and with what one claim asks of the court.
 * The laws of roles are tried there (`probe.ts`).
 */
import type { Problem } from '../../../attacks/search/stage.ts';
import { enquiries, payments } from '../../../model/sa2pmp/business.ts';
import { claims } from '../../../model/sa2pmp/claims.ts';
import { proceedingsOf } from '../../../model/sa2pmp/proceedings.ts';
import type { Bounds } from '../../../model/sa2pmp/scenario/bounds.ts';
import { contradictions } from '../../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../../model/sa2pmp/scenario/scenario.ts';
import type { Scenario } from '../../../model/sa2pmp/scenario/wanted.ts';
import type { Protocol } from '../../verdict/verdict.ts';
import { nobody } from '../../verdict/intended.ts';
import { type Circumstances, problemFor } from '../../verdict/problem.ts';
import { type Change, protocol, protocolNames } from '../../verdict/protocols.ts';
import { oneAway } from '../operators/near.ts';
import { buildsFrom, buildOf, type Builds, renamedProblem } from '../operators/apply.ts';
import { type Mutant, mutantId } from '../operators/mutant.ts';
import { spots } from '../operators/spot.ts';

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

type Reading = Pick<Scene, 'protocol' | 'changes'>;

/** Some readings, each once. */
function eachOnce(all: readonly Reading[]): readonly Reading[] {
  const known = new Map(all.map((one) => [sceneName({ ...one, as: fullCourt }), one]));
  return [...known.values()];
}

/** The readings of all spots. */
const readingsOfSpots = (): readonly Reading[] =>
  spots().map(({ protocol: name, changes }) => ({ protocol: name, changes }));

/** The named readings, those next to them, and those that have two choices on how the log is kept. */
function readingsNear(): readonly Reading[] {
  const next = protocolNames.flatMap((name) => [
    { protocol: name, changes: [] },
    ...(nearest.includes(name) ? oneAway(name) : []).map((change) => ({
      protocol: name,
      changes: [change],
    })),
  ]);
  const [recording = [], keeping = []] = ['A19', 'A20'].map((axis) =>
    oneAway('charitable').filter((change) => change.axis === axis),
  );
  const both = recording.flatMap((one) =>
    keeping.map((other): Reading => ({ protocol: 'charitable', changes: [one, other] })),
  );
  // What a gateway records is sealed: a judge makes something of it who is shown the key (W30).
  const shown = { axis: 'A22b', choice: 'package-key' } as const;
  const opened = both
    .filter(({ changes }) => changes.some(({ choice }) => choice === 'gateway'))
    .map(({ protocol: name, changes }): Reading => ({
      protocol: name,
      changes: [...changes, shown],
    }));
  return [
    ...next,
    ...[...both, ...opened].filter(({ changes }) => {
      return contradictions(protocol('charitable', changes).reading).length === 0;
    }),
  ];
}

/** The named readings next to which all others are scenes; the minimal one differs in little from the repaired one. */
const nearest: readonly string[] = ['published', 'charitable', 'repaired'];

/**
 * All scenes: the named readings in every court, those next to the charitable one with disputes, and in a
 * court in which everything goes on the readings of spots and those near; the readings of spots with two
 * customers as well.
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
  const ofSpots = readingsOfSpots();
  const full = eachOnce([...ofSpots, ...readingsNear()]).map((one): Scene => ({
    ...one,
    as: fullCourt,
  }));
  const crowded = eachOnce(ofSpots).map((one): Scene => ({ ...one, as: crowdedCourt }));
  return [...named, ...near, ...full, ...crowded];
}

/** Two payments in all, and a renewal of each customer. */
const bounds: Bounds = { sessions: 2, renewals: 1, customers: 1 };

/** The problem of a scene of searches, in which nobody attacks. */
function problemAsFor(asked: Protocol, circumstances: Omit<Circumstances, 'corrupts'>): Problem {
  return problemFor({ protocol: asked, bounds }, nobody, circumstances);
}

/** The problem of a day in order: the bank takes orders of every kind, and every key is renewed twice. */
function problemInOrder(asked: Protocol, customers: number): Problem {
  const { reading, omitted } = asked;
  const scenario: Scenario = {
    reading,
    omitted,
    bounds: { ...bounds, renewals: 2, customers },
    insider: false,
    corrupt: [],
    court: true,
    proceedings: proceedingsOf(everything),
    offers: [...payments, ...enquiries],
  };
  const { name, ...problem } = problemAsFor(asked, everything);
  return {
    ...problem,
    name: `${name ?? ''} in order`,
    build: (algebra) => buildSystem(algebra, scenario),
  };
}

/** The problem of a scene, and what builds it. */
export function problemOf(scene: Scene): { readonly problem: Problem; readonly builds: Builds } {
  const asked = protocol(scene.protocol, scene.changes);
  const circumstances = claims.find(({ id }) => id === scene.as);
  const customers = scene.as === crowdedCourt ? 2 : 1;
  const problem = (omitted: (typeof asked)['omitted']): Problem => {
    if (isInOrder(scene)) return problemInOrder({ ...asked, omitted }, customers);
    if (circumstances === undefined) throw new Error(`mutants: no claim ${scene.as}`);
    return problemAsFor({ ...asked, omitted }, circumstances);
  };
  return { problem: problem([]), builds: buildsFrom(asked.reading, problem) };
}

/** The problem of a scene with a mutant in it. */
export function mutatedScene(scene: Scene, mutant: Mutant): Problem {
  const { problem, builds } = problemOf(scene);
  return renamedProblem(problem, mutantId(mutant), buildOf(builds, mutant));
}
