/**
 * Parts of hand-written pages that come from the code: tables, and files shown whole. A part stands
 * between `<!-- part NAME -->` and `<!-- end of part -->`; `npm run docs:generate` writes it.
 *
 * Refuses a page that names a part that there is not, or that leaves one open.
 */

/** Writes a part, by its name. */
export type Parts = Readonly<Record<string, () => string>>;

const start = /^<!-- part (.+) -->$/u;
const end = '<!-- end of part -->';

/** The names of the parts of a page, in their order. */
export function partNames(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => start.exec(line)?.[1] ?? []);
}

/**
 * A page with its parts as they are now.
 *
 * @param text - the page as it is
 * @param parts - what there is to put in
 * @throws Error for a part that is not known or not ended
 */
export function filled(text: string, parts: Parts): string {
  const lines: string[] = [];
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const [, name] = start.exec(line) ?? [];
    if (open === undefined || line === end) lines.push(line);
    if (line === end) open = undefined;
    if (name === undefined) continue;
    const write = parts[name];
    if (write === undefined) throw new Error(`docs: there is no part ${name}`);
    if (open !== undefined) throw new Error(`docs: part ${open} is not ended`);
    lines.push('', write(), '');
    open = name;
  }
  if (open !== undefined) throw new Error(`docs: part ${open} is not ended`);
  return lines.join('\n');
}
