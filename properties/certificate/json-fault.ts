/**
 * Where a text stops being JSON (RFC 8259), which `JSON.parse` does not always say.
 */

/** One token of JSON, with white space before it. */
const token =
  /[\t\n\r ]*([{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

/** What may come next. */
type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/** What is wanted after a token where it is in its place; `undefined` where it is not. */
function after(said: string, wanted: Wanted, open: string[]): Wanted | undefined {
  if (said === '}' || said === ']') {
    const isEmpty = wanted === (said === '}' ? 'name or }' : 'value or ]');
    const closes = open.pop() === (said === '}' ? '{' : '[');
    return closes && (isEmpty || wanted === ', or end') ? ', or end' : undefined;
  }
  if (wanted === ', or end') {
    if (said !== ',' || open.length === 0) return undefined;
    return open.at(-1) === '{' ? 'name' : 'value';
  }
  if (wanted === ':') return said === ':' ? 'value' : undefined;
  if (wanted === 'name' || wanted === 'name or }') return said.startsWith('"') ? ':' : undefined;
  if (said === ':' || said === ',') return undefined;
  if (said !== '{' && said !== '[') return ', or end';
  open.push(said);
  return said === '{' ? 'name or }' : 'value or ]';
}

/** The line and column of the first place at which a text is no JSON; of its end if it is cut off. */
export function faultIn(text: string): { readonly line: number; readonly column: number } {
  const open: string[] = [];
  let wanted: Wanted | undefined = 'value';
  let at = 0;
  while (wanted !== undefined && at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    wanted = found?.[1] === undefined ? undefined : after(found[1], wanted, open);
    if (wanted !== undefined) at = token.lastIndex;
  }
  const space = /[\t\n\r ]*/uy;
  space.lastIndex = at;
  const place = at + (space.exec(text)?.[0].length ?? 0);
  const lines = text.slice(0, place).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
