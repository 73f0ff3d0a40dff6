/** Rows of words in columns. */

/** Between two columns. */
const GAP = '  ';

/**
 * Lines in which the words of every row stand under one another; the last column is not padded.
 *
 * @param rows - the words, row by row
 * @param right - the columns that are aligned on the right: amounts
 * @param least - how wide each column is at least
 */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly number[],
  least: readonly number[] = [],
): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    rows.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), least[at] ?? 0),
  );
  return rows.map((row) =>
    row
      .map((word, at) => {
        const width = widths[at] ?? 0;
        if (right.includes(at)) return word.padStart(width);
        return at === row.length - 1 ? word : word.padEnd(width);
      })
      .join(GAP),
  );
}
