/**
 * Where two JSON values differ first.
 */
import { inside, isRecord } from './canonical-json.ts';

/** Something that is wrong with a certificate: where (RFC 6901), and what. */
export interface Problem {
  readonly at: string;
  readonly why: string;
}

/** Longer values are cut off. */
const shownMax = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= shownMax ? text : `${text.slice(0, shownMax)}…`;
}

/**
 * The first difference between what a certificate says and what it should say.
 *
 * @param says - what it says
 * @param should - what was made anew
 * @param at - where that stands
 */
export function difference(says: unknown, should: unknown, at: string): Problem | undefined {
  const isList = Array.isArray(says) && Array.isArray(should);
  if (!isList && !(isRecord(says) && isRecord(should))) {
    return says === should
      ? undefined
      : { at, why: `${shown(says)} stands here, and it should be ${shown(should)}` };
  }
  const [mine, theirs] = [says, should] as readonly [object, object];
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  for (const name of names) {
    const member = (value: object): unknown => (value as Readonly<Record<string, unknown>>)[name];
    const found = difference(member(mine), member(theirs), inside(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}
