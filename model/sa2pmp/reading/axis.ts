/** What an axis of the space of readings is: one gap of the paper with its choices. */

/** One gap of the paper, its choices named `C`. */
export interface AxisOf<C extends string> {
  /** A name for people and for the command line. */
  readonly name: string;
  /** The sentence of the paper that leaves it open, with its section. */
  readonly paper: string;
  /** What a faithful implementer might build. */
  readonly choices: Readonly<Record<C, string>>;
  /** The most literal choice. */
  readonly published: NoInfer<C>;
  /** The kindest choice. */
  readonly charitable: NoInfer<C>;
  /** Why the choice makes no difference in the model, and where it is asked about instead. */
  readonly idle?: string;
}

/** Checks an entry against the type of an axis and keeps the names of its choices. */
export const axis = <C extends string>(entry: AxisOf<C>): AxisOf<C> => entry;
