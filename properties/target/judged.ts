/**
 * Everything that can be judged of a target from outside: laws, attacks that the model says fail or
 * succeed, random schedules. A law is kept or broken; an attack does what the model says of the protocol
 * that the target claims to be, or not.
 */
import fc from 'fast-check';
import { onTheAir } from '../mounted/attacks.ts';
import { onPhones } from '../mounted/phones.ts';
import { type About, type Contract, isContractBroken, type Places } from './contract.ts';
import { type TargetLaw, targetLaws } from './laws.ts';
import { lineLaws } from './line-laws.ts';
import { logLaws } from './log-laws.ts';
import { played, schedules } from './schedule.ts';
import { type Stand, standBefore } from './stand.ts';

/** What became of one trial. */
export interface Trial {
  readonly kind: 'law' | 'attack' | 'schedules';
  readonly id: string;
  readonly says: string;
  /** As it is to be, otherwise, or not to be judged on this target. */
  readonly outcome: 'as expected' | 'differs' | 'not judged';
  /** What was seen, or why it cannot be judged. */
  readonly why: string;
}

/** How a target is tried. */
export interface Manner {
  /** Random schedules. */
  readonly runs: number;
  readonly seed: number;
  /** Happenings of a schedule, at most. */
  readonly length: number;
  readonly onTrial?: ((name: string) => void) | undefined;
  readonly goesOn?: (() => boolean) | undefined;
  /** Which trials, by id (default: all). */
  readonly only?: ((id: string) => boolean) | undefined;
  /** Where among the schedules of the seed a failing one is, to have it alone. */
  readonly path?: string | undefined;
}

/** What was found. */
export interface Judged {
  readonly protocol: About['protocol'];
  readonly trials: readonly Trial[];
  readonly isWhole: boolean;
  /** Laws that were not tried since a party has no address of its own, by the option that gives one. */
  readonly untried: readonly Untried[];
}

/** Laws that are not tried without an option. */
export interface Untried {
  readonly option: '--target-log' | '--target-bank';
  readonly laws: readonly string[];
}

/** What a trial comes to; where a target does not get as far as that, it is not judged. */
async function triedSafely(tried: () => Promise<Pick<Trial, 'outcome' | 'why'>>) {
  try {
    return await tried();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: 'not judged', why } as const;
  }
}

type Named = Pick<Trial, 'kind' | 'id' | 'says'> & {
  readonly tried: () => Promise<Pick<Trial, 'outcome' | 'why'>>;
};

const laws = [...targetLaws, ...logLaws, ...lineLaws];

/** Which option a law needs and has not. */
function missing({ needs }: TargetLaw, { log, bank }: Places): Untried['option'] | undefined {
  if (log === undefined && (needs === 'log' || needs === 'both')) return '--target-log';
  return bank === undefined && (needs === 'bank' || needs === 'both') ? '--target-bank' : undefined;
}

/** The laws of a protocol that are not tried on a target. */
function untriedOn(places: Places, protocol: About['protocol']): readonly Untried[] {
  return (['--target-log', '--target-bank'] as const)
    .map((option) => ({
      option,
      laws: laws
        .filter((law) => law.of.includes(protocol) && missing(law, places) === option)
        .map(({ id }) => id),
    }))
    .filter((one) => one.laws.length > 0);
}

function lawTrials(at: Stand, protocol: About['protocol']): readonly Named[] {
  return laws
    .filter((law) => law.of.includes(protocol) && missing(law, at.contract.places) === undefined)
    .map(({ id, law, tried }) => ({
      ...{ kind: 'law', id, says: law },
      tried: async () => {
        const broken = await tried(at);
        return broken === undefined
          ? { outcome: 'as expected', why: 'kept' }
          : { outcome: 'differs', why: broken };
      },
    }));
}

function attackTrials(at: Stand, protocol: About['protocol']): readonly Named[] {
  const expected = protocol === 'published';
  const word = (succeeds: boolean): string => (succeeds ? 'succeeds' : 'fails');
  return [...onTheAir, ...onPhones].map(({ id, says, mount }) => ({
    ...{ kind: 'attack', id, says },
    tried: async () => {
      const succeeds = await mount(at);
      return succeeds === expected
        ? { outcome: 'as expected', why: word(succeeds) }
        : { outcome: 'differs', why: `${word(succeeds)}; in the model it ${word(expected)}` };
    },
  }));
}

/** Random schedules, each on a target that was started anew. */
async function scheduled(
  contract: Contract,
  { runs, seed, length, path, goesOn = () => true }: Manner,
): Promise<Pick<Trial, 'outcome' | 'why'>> {
  const property = fc.asyncProperty(schedules(length), async (schedule) => {
    if (!goesOn()) return;
    const at = await standBefore(contract);
    try {
      const wrong = await played(at, schedule);
      if (wrong !== undefined) throw new Error(wrong);
    } finally {
      await at.close();
    }
  });
  const found = await fc.check(property, {
    ...{ numRuns: runs, seed, endOnFailure: false },
    ...(path === undefined ? {} : { path }),
  });
  if (!found.failed) {
    return { outcome: 'as expected', why: `${found.numRuns} schedules, the laws kept` };
  }
  const { errorInstance: error, counterexample, counterexamplePath } = found;
  if (isContractBroken(error)) throw error;
  const steps = (counterexample?.[0] ?? []).map(({ kind, number }) => `${kind} ${number}`);
  const why = error instanceof Error ? error.message : String(error);
  const again = `--seed ${seed} --path ${counterexamplePath ?? '0'}`;
  return { outcome: 'differs', why: `${why}; after: ${steps.join(', ')} (${again})` };
}

/** Tries a target; throws what breaks the contract before anything could be tried. */
export async function judged(contract: Contract, manner: Manner): Promise<Judged> {
  const { onTrial, goesOn = () => true, only = () => true, runs, seed } = manner;
  const trials: Trial[] = [];
  const at = await standBefore(contract);
  const { protocol } = at.about;
  const random: Named = {
    ...{ kind: 'schedules', id: 'schedules', says: `random schedules (seed ${seed})` },
    tried: () => scheduled(contract, manner),
  };
  const all = [
    ...lawTrials(at, protocol),
    ...attackTrials(at, protocol),
    ...(protocol === 'repaired' && runs > 0 ? [random] : []),
  ].filter(({ id }) => only(id));
  try {
    for (const { tried, ...one } of all) {
      if (!goesOn()) break;
      onTrial?.(one.id);
      trials.push({ ...one, ...(await triedSafely(tried)) });
    }
  } finally {
    await at.close();
  }
  const untried = untriedOn(contract.places, protocol);
  return { protocol, trials, isWhole: trials.length === all.length && goesOn(), untried };
}
