/**
 * All mutants there are, read off the charts of every reading next to a named one (each transition's
 * guard, each conjunct of it, each thing remembered), the list of checks, and what runs of them were seen
 * to derive, store, sign, seal, hash and compare (`footprint.ts`). Nothing is listed by hand.
 */
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import type { PartyKind } from '../../model/core/system.ts';
import { type CheckId, checks } from '../../model/sa2pmp/setting.ts';
import { protocolNames } from '../verdict/protocols.ts';
import { actionsOf, conjunctsOf, type Site, sitesOf, writtenName } from './operators/charts.ts';
import { isUse, kinds, type Mutant, mutantId } from './operators/mutant.ts';
import { oneAway } from './operators/near.ts';
import { problemOf } from './laws/scene.ts';

/** The readings whose charts and shapes are walked. */
function walkedReadings() {
  return protocolNames.flatMap((name) => [
    { protocol: name, changes: [] },
    ...oneAway(name).map((change) => ({ protocol: name, changes: [change] })),
  ]);
}

/** The charts of all roles in a court with witnesses, which has all of them. */
function chartsOf(walked: ReturnType<typeof walkedReadings>[number]) {
  const found = ['accountability', 'log-split-view'].flatMap((as) => {
    const { problem } = problemOf({ ...walked, as });
    return problem.build(symbolic(termStore(), problem.suite)).parties;
  });
  return kinds.flatMap((kind) => {
    const party = found.findLast((one) => one.kind === kind);
    return party === undefined ? [] : [{ kind, machine: party.machine }];
  });
}

/** Mutants of one transition, as the charts have it. */
function mutantsAt(role: PartyKind, { name: at, transition }: Site): readonly Mutant[] {
  const { guard } = transition;
  const updates = actionsOf(transition)
    .map(writtenName)
    .filter((name) => name !== 'effects' && name !== 'refuse');
  return [
    ...(guard === undefined
      ? []
      : [{ operator: 'guard-removed', role, at, what: writtenName(guard) } as const]),
    ...conjunctsOf(transition).map(
      (one) => ({ operator: 'conjunct-removed', role, at, what: writtenName(one) }) as const,
    ),
    ...updates.map((what) => ({ operator: 'update-skipped', role, at, what }) as const),
  ];
}

/** Who makes a check: it says so before the colon. */
const makers: Readonly<Record<string, PartyKind>> = {
  bank: 'bank',
  client: 'client',
  log: 'log',
  judge: 'judge',
  notary: 'judge',
  witness: 'witness',
};

function checkMutants(): readonly Mutant[] {
  return (Object.keys(checks) as readonly CheckId[]).flatMap((check) => {
    const [said = ''] = checks[check].split(':');
    const roles = said.split(', ').map((name) => makers[name]);
    return roles.flatMap((role) => {
      if (role === undefined) throw new Error(`mutants: nobody makes the check ${check}`);
      return [
        { operator: 'check-removed', role, check } as const,
        { operator: 'check-late', role, check } as const,
      ];
    });
  });
}

const storing = /^stored (?<at>(?<role>[a-z]+)\b.*): (?<what>[a-z]+)$/u;
const deriving = /^derived (?<role>[a-z]+): (?<label>.+)$/u;
const using = /^(?<use>[a-z]+) (?<shape>[a-z-]+): (?<path>.+)$/u;

/** The parts of a key of a form; all empty where it is of another. */
function partsOf(form: RegExp, key: string): Readonly<Record<string, string>> | undefined {
  return form.exec(key)?.groups;
}

function storeMutants(key: string): readonly Mutant[] {
  const { at, role, what } = partsOf(storing, key) ?? {};
  if (at === undefined || what === undefined) return [];
  return [{ operator: 'store-skipped', role: role as PartyKind, at, what }];
}

function freshMutants(key: string): readonly Mutant[] {
  const { role, label } = partsOf(deriving, key) ?? {};
  if (label === undefined) return [];
  return [
    { operator: 'fresh-reused', role: role as PartyKind, label },
    { operator: 'fresh-known', role: role as PartyKind, label },
  ];
}

function fieldMutants(key: string): readonly Mutant[] {
  const { use, shape, path } = partsOf(using, key) ?? {};
  const [first, ...rest] = path?.split('.') ?? [];
  if (use === undefined || shape === undefined || first === undefined || !isUse(use)) return [];
  return [{ operator: 'field-dropped', use, shape, path: [first, ...rest] }];
}

/**
 * All mutants, each once, in the order of their names.
 *
 * @param seen - what runs were seen to make use of
 */
export function generate(seen: Iterable<string>): readonly Mutant[] {
  const fromCharts = walkedReadings().flatMap((walked) =>
    chartsOf(walked).flatMap(({ kind, machine }) =>
      sitesOf(kind, machine).flatMap((site) => mutantsAt(kind, site)),
    ),
  );
  const fromRuns = [...seen].flatMap((key) => [
    ...storeMutants(key),
    ...freshMutants(key),
    ...fieldMutants(key),
  ]);
  const all = [...fromCharts, ...checkMutants(), ...fromRuns];
  const byId = new Map(all.map((mutant) => [mutantId(mutant), mutant]));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mutant]) => mutant);
}
