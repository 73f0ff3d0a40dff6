/**
 * `npm run campaign:repaired`: every claim on the repaired protocol against every attacker that acts
 * alone, and what came of it for `docs/threats.md`.
 *
 * What was found out is kept on the way, so that a run which is stopped goes on where it was. Progress on
 * stderr, the figures on stdout; exits with 1 where a cell falls that is not listed or the engines
 * contradict each other, with 2 when it is asked something that it does not understand, with 130 when it
 * is stopped.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { format, resolveConfig } from 'prettier';
import { catalogue } from '../../attacks/catalogue/index.ts';
import { repairedQuestionOf } from '../catalogue/repaired.ts';
import { interruption } from '../cli/drive.ts';
import { inProject } from '../docs/pages.ts';
import { cacheFolder, codeDigest, type Keeping, kept, type Kept } from '../repairs/cache.ts';
import { searchName } from '../verdict/canonical.ts';
import { answersBy } from '../verdict/engines.ts';
import { inquiries, type Inquiry } from '../verdict/inquiry.ts';
import { type Asked, help, understood } from './asked.ts';
import {
  attackerIds,
  type Cell,
  cellOf,
  emptyLedger,
  type Engine,
  isDone,
  type Ledger,
  questionAbout,
  searchesAlone,
  searchesLeft,
  type Sheet,
} from './cells.ts';
import {
  contradictions,
  noOutcomes,
  outcomesPath,
  readOutcomes,
  sheetOutcome,
  type SheetOutcome,
  unlisted,
  withSheets,
} from './outcomes.ts';

/** The run that is under way. */
interface Run extends Asked {
  readonly keeping: Keeping;
  readonly goesOn: () => boolean;
  /** Cells by the name of the search that they came of: attackers may be the same but in name. */
  readonly known: Map<string, Readonly<Record<string, Cell>>>;
}

/** What is kept of an attacker's cells on a sheet. */
function storeOf({ keeping }: Run, { payments, engine }: Sheet, attacker: string): Kept<Ledger> {
  return kept(keeping, { kind: 'repaired', payments, engine, attacker }, emptyLedger);
}

/** Makes a search; `undefined` where it was stopped on the way. */
async function searched(
  { known, goesOn, timeoutMs }: Run,
  engine: Engine,
  inquiry: Inquiry,
): Promise<Readonly<Record<string, Cell>> | undefined> {
  const name = `${engine} ${searchName(inquiry)}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const asked = { engine, untyped: false } as const;
  const manner = { threads: 1, timeoutMs, goesOn };
  const { verdicts } = await answersBy(asked, [inquiry.question], manner);
  if (!goesOn()) return undefined;
  const cells = Object.fromEntries(
    verdicts.map((verdict) => [verdict.claim.id, cellOf(verdict, verdicts.length === 1)] as const),
  );
  known.set(name, cells);
  return cells;
}

/** Asks what is still open about one attacker: claims together, and then each one that is left open alone. */
async function askAbout(run: Run, sheet: Sheet, attacker: string): Promise<void> {
  const store = storeOf(run, sheet, attacker);
  const all = questionAbout(attacker, sheet, run.statesMax);
  const question = { ...all, claims: all.claims.filter(({ id }) => run.claims.includes(id)) };
  let ledger = store.load();
  for (const searches of [searchesLeft, searchesAlone]) {
    const left = searches(question, ledger);
    for (const [done, inquiry] of left.entries()) {
      if (!run.goesOn()) return;
      const what = `${sheet.payments} payments, ${sheet.engine}, ${attacker}`;
      const [first, ...others] = inquiry.claims.map(({ id }) => id);
      const about = `${first ?? ''}${others.length === 0 ? ' alone' : ` and ${others.length} more`}`;
      console.error(`${what}: search ${done + 1} of ${left.length}, ${about}`);
      const cells = await searched(run, sheet.engine, inquiry);
      if (cells === undefined) return;
      ledger = { cells: { ...ledger.cells, ...cells } };
      store.save(ledger);
    }
  }
}

/** What is kept of the attacks of the catalogue. */
function catalogueStore({ keeping }: Run): Kept<Ledger> {
  return kept(keeping, { kind: 'repaired', catalogue }, emptyLedger);
}

/** Asks what is still open about the attacks of the catalogue, each in its own extent. */
async function askCatalogue(run: Run): Promise<void> {
  const store = catalogueStore(run);
  let { cells } = store.load();
  for (const entry of catalogue.filter(({ id }) => !isDone(cells[id], run.statesMax))) {
    if (!run.goesOn()) return;
    console.error(`the catalogue: ${entry.id}`);
    for (const inquiry of inquiries(repairedQuestionOf(entry, run.statesMax))) {
      const found = await searched(run, 'explicit', inquiry);
      const cell = found?.[entry.claim];
      if (cell !== undefined) cells = { ...cells, [entry.id]: cell };
    }
    store.save({ cells });
  }
}

/** The outcomes of the sheets asked about, from all that is kept. */
function sheetsOf(run: Run): readonly SheetOutcome[] {
  return run.sheets.map((sheet) =>
    sheetOutcome(sheet, new Map(attackerIds.map((id) => [id, storeOf(run, sheet, id).load()]))),
  );
}

/** The outcomes as they were; none where there is no file yet. */
function outcomesBefore() {
  try {
    return readOutcomes();
  } catch {
    return noOutcomes;
  }
}

/** Writes what came of the run and says whether all is as it should be. */
async function report(run: Run): Promise<boolean> {
  const sheets = withSheets(outcomesBefore(), sheetsOf(run));
  const { cells } = catalogueStore(run).load();
  const outcomes = run.catalogue ? { ...sheets, catalogue: cells } : sheets;
  if (!run.dry) {
    const path = inProject(outcomesPath);
    const config = await resolveConfig(path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await format(JSON.stringify(outcomes), { ...config, parser: 'json' }));
  }
  for (const { payments, engine, claims } of outcomes.sheets) {
    const all = Object.values(claims)
      .map(({ against }) => against)
      .join('');
    const count = (letter: string): number => all.split(letter).length - 1;
    console.log(
      `${payments} payments, ${engine}: ${count('h')} hold, ${count('v')} vacuously, ${count('x')} fall, ${count('o')} open, ${count('.')} not asked`,
    );
  }
  const wrong = [...unlisted(outcomes), ...contradictions(outcomes)];
  for (const line of wrong) console.log(line);
  return wrong.length === 0;
}

/** The whole campaign. */
async function campaign(asked: Asked): Promise<number> {
  const began = performance.now();
  const interrupted = interruption();
  const run: Run = {
    ...asked,
    keeping: { folder: asked.cache ?? join(dirname(cacheFolder), 'repaired'), code: codeDigest() },
    goesOn: () => !interrupted() && performance.now() - began < asked.forMs,
    known: new Map(),
  };
  if (run.catalogue) await askCatalogue(run);
  for (const sheet of asked.sheets) {
    for (const attacker of asked.attackers) await askAbout(run, sheet, attacker);
  }
  const isRight = await report(run);
  if (!run.goesOn()) return 130;
  return isRight ? 0 : 1;
}

async function main(): Promise<number> {
  const words = understood(process.argv.slice(2));
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
