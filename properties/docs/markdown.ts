/**
 * Markdown as the generated pages need it.
 */

/** A row of a table; text may hold bars. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A number with thousands set off. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
