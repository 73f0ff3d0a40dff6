/**
 * HTML and SVG as values: what is put into a template is text, and escaped, unless it is markup.
 */

/** Markup, made by {@link markup} only. */
export interface Markup {
  readonly markup: string;
}

/** What may be put into a template; nothing stands for nothing. */
export type Part = Markup | string | number | undefined | readonly Part[];

/** Text as it may stand in HTML and SVG, in quotation marks too. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(written).join('');
}

/** A template of markup: markup`<p>${text}</p>`. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = '', ...rest] = texts;
  return { markup: rest.reduce((all, text, index) => all + written(parts[index]) + text, first) };
}

/** What is markup already: a file of one's own, never what somebody else has written. */
export function asMarkup(text: string): Markup {
  return { markup: text };
}
