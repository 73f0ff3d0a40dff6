/** What it is to break a law. */

/** A law broken, and by what. */
export interface Violation {
  readonly law: string;
  readonly detail: string;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A violation for each row. */
export function broken(law: string, rows: Rows): readonly Violation[] {
  return rows.map((row) => ({ law, detail: JSON.stringify(row) }));
}
