/**
 * How much is tried at random, by class: `quick` with every change, within `npm test`; `full` before a
 * merge, ten minutes at most; `soak` for as long as it is let, block after block.
 *
 * Figures are numbers of schedules, never of seconds, so that the same seed does the same anywhere.
 */

/** How much of one level. */
export interface Portion {
  /** Blocks, each with worlds of its own. */
  readonly blocks: number;
  /** Worlds of one block. */
  readonly worlds: number;
  /** Schedules of one block, in all its worlds together. */
  readonly schedules: number;
}

/** How much of everything. */
export interface Budget {
  readonly symbolic: Portion;
  readonly openssl: Portion;
  readonly noble: Portion;
  readonly http: Portion;
}

/** The budgets by name; a soak is rounds of its figures. */
export const budgets = {
  quick: {
    symbolic: { blocks: 2, worlds: 32, schedules: 2400 },
    openssl: { blocks: 1, worlds: 10, schedules: 300 },
    noble: { blocks: 1, worlds: 4, schedules: 24 },
    http: { blocks: 1, worlds: 4, schedules: 4 },
  },
  full: {
    symbolic: { blocks: 24, worlds: 48, schedules: 8_000 },
    openssl: { blocks: 12, worlds: 24, schedules: 1500 },
    noble: { blocks: 4, worlds: 12, schedules: 200 },
    http: { blocks: 6, worlds: 8, schedules: 24 },
  },
  soak: {
    symbolic: { blocks: 8, worlds: 40, schedules: 10_000 },
    openssl: { blocks: 8, worlds: 24, schedules: 1500 },
    noble: { blocks: 2, worlds: 12, schedules: 200 },
    http: { blocks: 2, worlds: 8, schedules: 8 },
  },
} as const satisfies Readonly<Record<string, Budget>>;

/** A budget's name. */
export type BudgetName = keyof typeof budgets;
