/**
 * Where a text stops being JSON (RFC 8259), which `JSON.parse` does not always say.
 */

/** One token of JSON, with white space before it: punctuation, a string, or another scalar. */
const token =
  /[\t\n\r ]*(?:([{}[\]:,])|("(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

/** What may come next. */
type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end';

const value = {
  string: 'comma or end',
  scalar: 'comma or end',
  '{': 'name or }',
  '[': 'value or ]',
} as const;

/** What is wanted after each token that may come. */
const next: Readonly<Record<Wanted, Readonly<Record<string, Wanted>>>> = {
  value,
  'value or ]': { ...value, ']': 'comma or end' },
  name: { string: 'colon' },
  'name or }': { string: 'colon', '}': 'comma or end' },
  colon: { ':': 'value' },
  'comma or end': { ',': 'value', ']': 'comma or end', '}': 'comma or end' },
};

const opening: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

/** What is wanted after a token where it is in its place; `undefined` where it is not. */
function after(said: string, wanted: Wanted, open: string[]): Wanted | undefined {
  const then = next[wanted][said];
  if (said === '{' || said === '[') open.push(said);
  if (said === ',' && then !== undefined) {
    const within = open.at(-1);
    if (within === undefined) return undefined;
    return within === '{' ? 'name' : then;
  }
  const opened = opening[said];
  return opened === undefined || open.pop() === opened ? then : undefined;
}

/** Where the tokens end that are in their places. */
function soundEnd(text: string): number {
  const open: string[] = [];
  let wanted: Wanted | undefined = 'value';
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [, mark, string] = token.exec(text) ?? [];
    if (token.lastIndex === 0) return at;
    wanted = after(mark ?? (string === undefined ? 'scalar' : 'string'), wanted, open);
    if (wanted === undefined) return at;
    at = token.lastIndex;
  }
  return at;
}

/** The line and column of the first place at which a text is no JSON; of its end if it is cut off. */
export function faultIn(text: string): { readonly line: number; readonly column: number } {
  const at = soundEnd(text);
  const space = /^[\t\n\r ]*/u.exec(text.slice(at));
  const lines = text.slice(0, at + (space?.[0].length ?? 0)).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
