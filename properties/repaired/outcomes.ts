/**
 * What the campaign came to, as it is kept in `docs/repaired/outcomes.json`: for each number of payments
 * and engine a letter for each claim and attacker, in the order of the attackers.
 *
 * Refuses a file that it did not write.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listing } from './impossible.ts';
import { attackerIds, type Cell, claimsFor, type Ledger, type Sheet } from './cells.ts';

/** Where the outcomes are, from the root of the project. */
export const outcomesPath = 'docs/repaired/outcomes.json';

/** What stands for what became of a cell; a dot for one that was not asked. */
export const letters = { holds: 'h', vacuous: 'v', open: 'o', attack: 'x' } as const;

/** See {@link letters}. */
const unasked = '.';

/** A claim against all attackers. */
export interface ClaimOutcome {
  /** A letter for each attacker. */
  readonly against: string;
  /** States of the largest search that came to an end without an attack; 0 where none did. */
  readonly settledBy: number;
  /** States of the smallest search that a bound ended; 0 where none was. */
  readonly openAt: number;
}

/** All claims, at so many payments, as one engine has them. */
export interface SheetOutcome extends Sheet {
  readonly claims: Readonly<Record<string, ClaimOutcome>>;
}

/** Everything. */
export interface Outcomes {
  readonly format: 'sa2pmp-repaired-outcomes';
  readonly version: 1;
  /** The attackers, one for each letter. */
  readonly attackers: readonly string[];
  readonly sheets: readonly SheetOutcome[];
  /** The attacks of the catalogue, by id: their claims against their attackers, in their own extent. */
  readonly catalogue: Readonly<Record<string, Cell>>;
}

const file = fileURLToPath(new URL(`../../${outcomesPath}`, import.meta.url));

/** The outcomes as they are kept. @throws Error where the file is of no such kind */
export function readOutcomes(): Outcomes {
  const found = JSON.parse(readFileSync(file, 'utf8')) as Outcomes;
  const said: { readonly format?: string; readonly version?: number } = found;
  if (said.format === noOutcomes.format && said.version === noOutcomes.version) return found;
  throw new Error(`${outcomesPath}: no outcomes of the campaign, version 1`);
}

/** One claim against all attackers. */
function outcomeOf(claim: string, ledgers: ReadonlyMap<string, Ledger>): ClaimOutcome {
  const cells = attackerIds.map((id) => ledgers.get(id)?.cells[claim]);
  const statesOf = (...verdicts: readonly Cell['verdict'][]): readonly number[] =>
    cells.flatMap((cell) =>
      cell !== undefined && verdicts.includes(cell.verdict) ? cell.states : [],
    );
  const open = statesOf('open');
  return {
    against: cells.map((cell) => (cell === undefined ? unasked : letters[cell.verdict])).join(''),
    settledBy: Math.max(0, ...statesOf('holds', 'vacuous')),
    openAt: open.length === 0 ? 0 : Math.min(...open),
  };
}

/** A sheet from what is known of each attacker. */
export function sheetOutcome(sheet: Sheet, ledgers: ReadonlyMap<string, Ledger>): SheetOutcome {
  const rows = claimsFor(sheet.engine).map(({ id }) => [id, outcomeOf(id, ledgers)] as const);
  return { ...sheet, claims: Object.fromEntries(rows) };
}

/** A claim anew, with what it came to before against attackers that were not asked about now. */
function kept(anew: ClaimOutcome, before: ClaimOutcome | undefined): ClaimOutcome {
  if (before === undefined || !anew.against.includes(unasked)) return anew;
  const open = [anew.openAt, before.openAt].filter((states) => states > 0);
  return {
    against: anew.against.replaceAll(
      unasked,
      (letter, place: number) => before.against[place] ?? letter,
    ),
    settledBy: Math.max(anew.settledBy, before.settledBy),
    openAt: open.length === 0 ? 0 : Math.min(...open),
  };
}

/**
 * The outcomes with some sheets taken anew, fewer payments first; where there are other attackers than
 * before, nothing is kept of a sheet.
 */
export function withSheets(
  { sheets: before, attackers, ...rest }: Outcomes,
  anew: readonly SheetOutcome[],
): Outcomes {
  const isSame = (a: Sheet, b: Sheet): boolean =>
    a.payments === b.payments && a.engine === b.engine;
  const others = before.filter((one) => !anew.some((other) => isSame(one, other)));
  const sameAttackers = attackers.join() === attackerIds.join();
  const merged = anew.map((sheet): SheetOutcome => {
    const claims = sameAttackers ? before.find((one) => isSame(one, sheet))?.claims : undefined;
    const rows = Object.entries(sheet.claims).map(
      ([id, outcome]) => [id, kept(outcome, claims?.[id])] as const,
    );
    return { ...sheet, claims: Object.fromEntries(rows) };
  });
  const sheets = [...others, ...merged].sort(
    (a, b) => a.payments - b.payments || a.engine.localeCompare(b.engine),
  );
  return { ...rest, attackers: attackerIds, sheets };
}

/** Nothing asked yet. */
export const noOutcomes: Outcomes = {
  format: 'sa2pmp-repaired-outcomes',
  version: 1,
  attackers: attackerIds,
  sheets: [],
  catalogue: {},
};

/** The attackers of a claim on a sheet for whom a letter stands. */
export function attackersWith(
  { attackers }: Outcomes,
  { against }: ClaimOutcome,
  letter: string,
): readonly string[] {
  return attackers.filter((_, place) => against[place] === letter);
}

/** Cells that fall and are not listed: none, or something falls silently. */
export function unlisted(outcomes: Outcomes): readonly string[] {
  return outcomes.sheets.flatMap(({ payments, engine, claims }) =>
    Object.entries(claims).flatMap(([claim, outcome]) =>
      attackersWith(outcomes, outcome, letters.attack)
        .filter((attacker) => listing(claim, attacker) === undefined)
        .map(
          (attacker) => `${claim} falls to ${attacker} (${payments} payments, ${engine}), unlisted`,
        ),
    ),
  );
}

/** Cells that fall to one engine and hold for the other. */
export function contradictions(outcomes: Outcomes): readonly string[] {
  const { attackers, sheets } = outcomes;
  const settled: string = letters.holds + letters.vacuous;
  return sheets.flatMap((one) =>
    sheets
      .filter((other) => other.payments === one.payments && other.engine !== one.engine)
      .flatMap((other) =>
        Object.entries(one.claims).flatMap(([claim, { against }]) =>
          attackers
            .filter(
              (_, place) =>
                against[place] === letters.attack &&
                settled.includes(other.claims[claim]?.against[place] ?? '-'),
            )
            .map(
              (attacker) =>
                `${claim} against ${attacker}, ${one.payments} payments: falls to ${one.engine}, holds for ${other.engine}`,
            ),
        ),
      ),
  );
}
