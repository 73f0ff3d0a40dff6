/**
 * `npm run mutants`: every mutant of the protocol put to the test, and what came of it for
 * `docs/mutants.json`.
 *
 * What was found out is kept on the way, so that a run which is stopped goes on where it was. Progress on
 * stderr, the figures on stdout; exits with 1 where a mutant lives that no argument is given for, with 2
 * when it is asked something that it does not understand, with 130 when it is stopped.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Tinypool } from 'tinypool';
import { interruption } from '../cli/drive.ts';
import { inProject, written } from '../docs/pages.ts';
import { cacheFolder, codeDigest, type Keeping, kept } from '../repairs/cache.ts';
import { type Asked, help, understood } from './asked.ts';
import { besides, toldOf } from './equivalents.ts';
import { generate } from './generate.ts';
import type { Lockstep } from './lockstep.ts';
import { mutantId } from './operators/mutant.ts';
import { type Measured, type Played, seenIn, type Trials, trialsOf } from './plan.ts';
import {
  entryOf,
  type MutantRecord,
  type Outcome,
  readRecord,
  recordPath,
  scores,
  shareKilled,
} from './record.ts';
import { sceneName, scenes } from './laws/scene.ts';
import { spots } from './operators/spot.ts';
import { argumentFor } from './survivors.ts';
import type { LawKill, Played as PlayedMutant } from './laws/trial.ts';
import type { Searched } from './operators/search.ts';

/** What threads are asked, and what of it is kept: of each call by the code that it depends on. */
interface Crew {
  readonly pool: Tinypool;
  readonly keeping: (call: keyof Calls) => Keeping;
  readonly goesOn: () => boolean;
}

/** What threads are asked, and what they answer. */
interface Calls {
  readonly measure: Measured[1];
  readonly play: Played[1];
  readonly search: Searched;
  readonly test: PlayedMutant;
  readonly recall: PlayedMutant;
  readonly order: PlayedMutant;
  readonly again: { readonly kill: LawKill | undefined };
  readonly beside: Lockstep;
}

/** What mutants are put to, one after the other. */
type Stage = Exclude<keyof Calls, 'measure' | 'play' | 'again' | 'beside'>;

/** Has all of some tasks done; those done before are not done again. `undefined` where it was stopped. */
async function doneAll<C extends keyof Calls>(
  { pool, keeping, goesOn }: Crew,
  call: C,
  tasks: readonly unknown[],
): Promise<readonly Calls[C][] | undefined> {
  type R = Calls[C];
  const answers: (R | undefined)[] = tasks.map(() => undefined);
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    while (next < tasks.length && goesOn()) {
      const place = next++;
      const task = tasks[place];
      const store = kept<{ readonly answer?: R }>(keeping(call), { call, task }, () => ({}));
      const { answer: known } = store.load();
      const answer = known ?? ((await pool.run(task, { name: call })) as R);
      if (known === undefined) store.save({ answer });
      answers[place] = answer;
      done += 1;
      if (done % 10 === 0 || done === tasks.length)
        console.error(`${call}: ${done} of ${tasks.length}`);
    }
  };
  await Promise.all(Array.from({ length: pool.options.maxThreads }, work));
  return done === tasks.length ? (answers as R[]) : undefined;
}

/** An outcome with what more came of the mutant. */
function withMore(before: Outcome, more: Partial<Outcome>): Outcome {
  const { kill, searches = 0, scenes: played = 0 } = more;
  return {
    kill,
    searches: before.searches + searches,
    scenes: Math.max(before.scenes, played),
  };
}

/** Has those that live put to one thing more. */
async function triedOn(
  crew: Crew,
  before: readonly Outcome[],
  { call, tasks }: { readonly call: Stage; readonly tasks: readonly unknown[] },
): Promise<readonly Outcome[] | undefined> {
  const alive = before.flatMap(({ kill }, place) => (kill === undefined ? [place] : []));
  const found = await doneAll(
    crew,
    call,
    alive.map((place) => at(tasks, place)),
  );
  if (found === undefined) return undefined;
  const later = new Map(alive.map((place, index) => [place, at(found, index)]));
  return before.map((one, place) => {
    const more = later.get(place);
    return more === undefined ? one : withMore(one, more);
  });
}

/** Nothing has come of a mutant yet. */
const untried: Outcome = { kill: undefined, searches: 0, scenes: 0 };

/** What came of trials, the longer ones made where those before kill nothing. */
async function outcomesOf(
  crew: Crew,
  trials: readonly Trials[],
): Promise<readonly Outcome[] | undefined> {
  const stages = [
    { call: 'search', tasks: trials.map(({ short }) => short) },
    { call: 'test', tasks: trials.map(({ played }) => played) },
    { call: 'order', tasks: trials.map(({ ordered }) => ordered) },
    { call: 'recall', tasks: trials.map(({ memory }) => memory) },
    { call: 'search', tasks: trials.map(({ long }) => long) },
  ] as const;
  let outcomes: readonly Outcome[] | undefined = trials.map(() => untried);
  for (const stage of stages) {
    outcomes = outcomes && (await triedOn(crew, outcomes, stage));
  }
  return outcomes;
}

/**
 * What came of the mutants that the record has alive, or not at all: they are put to the laws on days in
 * order, and the others stay as the record has them; so do those alive, where the new alone are asked for.
 */
async function outcomesOfLiving(
  crew: Crew,
  trials: readonly Trials[],
  isOfNew: boolean,
): Promise<readonly Outcome[] | undefined> {
  const before = new Map(readRecord().mutants.map(({ id, kill, tried }) => [id, { kill, tried }]));
  const known = trials.map(({ short: { mutant } }) => before.get(mutantId(mutant)));
  const places = [...known.keys()].filter((place) => {
    const one = known[place];
    return one === undefined || (!isOfNew && one.kill === undefined);
  });
  const outcomes = known.map((one): Outcome => ({
    kill: one?.kill,
    searches: 0,
    scenes: 0,
    ...one?.tried,
  }));
  const tried = await triedOn(
    crew,
    places.map((place) => at(outcomes, place)),
    { call: 'order', tasks: places.map((place) => at(trials, place).ordered) },
  );
  const later = new Map(places.map((place, index) => [place, tried?.[index]]));
  return tried && outcomes.map((one, place) => later.get(place) ?? one);
}

/** What came of all mutants; `undefined` where it was stopped. */
async function recorded(
  crew: Crew,
  { living, new: isOfNew }: Pick<Asked, 'living' | 'new'>,
): Promise<MutantRecord | undefined> {
  const isOfLiving = living || isOfNew;
  // The living are put to no searches.
  const all = { spots: isOfLiving ? [] : spots(), scenes: scenes() };
  const baselines = await doneAll(crew, 'measure', all.spots);
  const footprints = baselines && (await doneAll(crew, 'play', all.scenes));
  if (baselines === undefined || footprints === undefined) return undefined;
  const measured = all.spots.map((spot, place): Measured => [spot, at(baselines, place)]);
  const played = all.scenes.map((scene, place): Played => [scene, at(footprints, place)]);
  const seen = [
    ...new Set([...seenIn(measured, played), ...(isOfLiving ? readRecord().seen : [])]),
  ].sort();
  const mutants = generate(seen);
  const trials = mutants.map((mutant) => trialsOf(mutant, measured, played));
  const outcomes = await (isOfLiving
    ? outcomesOfLiving(crew, trials, !living)
    : outcomesOf(crew, trials));
  if (outcomes === undefined) return undefined;
  const entries = mutants.map((mutant, place) =>
    entryOf(mutantId(mutant), mutant, at(outcomes, place)),
  );
  return { format: 'sa2pmp-mutants', version: 1, seen, mutants: entries };
}

/** The record with every kill by a law made again in its scene, those of one scene one after the other. */
async function madeAgain(crew: Crew): Promise<MutantRecord | undefined> {
  const record = readRecord();
  const mutants = new Map(generate(record.seen).map((mutant) => [mutantId(mutant), mutant]));
  const all = new Map(scenes().map((scene) => [sceneName(scene), scene]));
  const tasks = record.mutants.flatMap(({ id, kill }) => {
    const [mutant, scene] = [mutants.get(id), kill === undefined ? undefined : all.get(kill.on)];
    return kill?.by === 'law' && mutant !== undefined && scene !== undefined
      ? [{ scene, mutant, kill }]
      : [];
  });
  const inTurn = tasks.toSorted((a, b) => (a.kill.on < b.kill.on ? -1 : 1));
  const found = await doneAll(crew, 'again', inTurn);
  if (found === undefined) return undefined;
  const kills = new Map(inTurn.map(({ mutant }, place) => [mutantId(mutant), at(found, place)]));
  const entries = record.mutants.map((entry) => {
    const made = kills.get(entry.id);
    const mutant = mutants.get(entry.id);
    if (made === undefined || mutant === undefined) return entry;
    return entryOf(entry.id, mutant, { ...untried, ...made });
  });
  return { ...record, mutants: entries };
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new Error('mutants: an answer is missing');
  return found;
}

/** Writes the record and says the score; whether no mutant lives unexplained. */
async function report(record: MutantRecord, { dry }: Asked): Promise<boolean> {
  if (!dry) {
    const text = await written({ path: recordPath, write: () => JSON.stringify(record) });
    writeFileSync(inProject(recordPath), text);
  }
  const { all, byOperator } = scores(record);
  for (const [operator, score] of [...byOperator, ['all', all] as const]) {
    const { mutants, killedByClaim, killedByLaw, equivalent, open } = score;
    console.log(
      `${operator}: ${mutants} mutants, ${killedByClaim} killed by a claim, ${killedByLaw} by a law, ${equivalent} equivalent, ${open} open: ${(100 * shareKilled(score)).toFixed(1)} %`,
    );
  }
  const unexplained = record.mutants.filter(
    ({ id, kill }) => kill === undefined && argumentFor(id) === undefined,
  );
  for (const { id } of unexplained) console.log(`lives unexplained: ${id}`);
  return unexplained.length === 0;
}

/** What searches depend on; laws of roles depend on their own folder besides. */
const sourcesOfSearches = [
  'model',
  'attacks',
  'src',
  'properties/verdict',
  'properties/mutants/operators',
];

/** Puts what is argued to make no difference beside the protocol; the exit code. */
async function lockstep(crew: Crew, { schedules }: Asked): Promise<number> {
  const asked = besides(generate(readRecord().seen), scenes(), schedules);
  const found = await doneAll(crew, 'beside', asked);
  if (found === undefined) return 130;
  const told = [...toldOf(asked, found)];
  for (const { text } of told) console.log(text);
  return told.some(({ isRefuted }) => isRefuted) ? 1 : 0;
}

/** Writes the record and says what lives; the exit code. */
async function score(crew: Crew, asked: Asked): Promise<number> {
  const record = await (asked.again ? madeAgain(crew) : recorded(crew, asked));
  if (record === undefined) return 130;
  return (await report(record, asked)) ? 0 : 1;
}

/** The whole campaign. */
async function campaign(asked: Asked): Promise<number> {
  const interrupted = interruption();
  const pool = new Tinypool({
    filename: new URL('worker.ts', import.meta.url).href,
    minThreads: asked.workers,
    maxThreads: asked.workers,
  });
  const folder = asked.cache ?? join(dirname(cacheFolder), 'mutants');
  const searching = codeDigest(sourcesOfSearches);
  const playing = codeDigest([...sourcesOfSearches, 'properties/mutants/laws']);
  const crew: Crew = {
    pool,
    keeping: (call) => ({
      folder,
      code: call === 'measure' || call === 'search' ? searching : playing,
    }),
    goesOn: () => !interrupted(),
  };
  const code = await (asked.equivalents ? lockstep : score)(crew, asked);
  await pool.destroy();
  return code;
}

async function main(): Promise<number> {
  const words = understood(process.argv.slice(2), availableParallelism());
  switch (words.kind) {
    case 'help':
      console.log(help);
      return 0;
    case 'problem':
      console.error(words.problem);
      return 2;
    case 'asked':
      return campaign(words.asked);
  }
}

process.exitCode = await main();
