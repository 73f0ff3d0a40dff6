/**
 * Unknown names: the names that were perhaps meant.
 */
import { distance } from 'fastest-levenshtein';

/** Longer lists than this are left to `sa2pmp list`. */
const listedMax = 20;

/** How many names are offered at most. */
const offeredMax = 3;

/** How far apart two names are: by letters, or by the part of the longer that is nearest. */
function apart(wanted: string, name: string): number {
  const beginning = name.slice(0, wanted.length);
  const parts = name.split(/[-/]/u).filter((part) => part.length > 2);
  return Math.min(
    distance(wanted, name),
    1 + distance(wanted, beginning),
    ...parts.map((part) => 1 + distance(wanted, part)),
  );
}

/** How far a name may be from what was written: less of a short word, of which half is little. */
function farthest({ length }: string): number {
  return Math.min(Math.max(2, length / 3), length / 2);
}

/** Names close to `text`, nearest first: few letters apart, wholly or in a part. */
export function near(text: string, names: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase();
  return names
    .map((name) => ({ name, distance: apart(wanted, name.toLowerCase()) }))
    .filter((candidate) => candidate.distance <= farthest(wanted))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, offeredMax)
    .map(({ name }) => name);
}

/** What to say of an unknown name: what was meant perhaps, or all that there is. */
export function unknownName(what: string, text: string, names: readonly string[]): string {
  const close = near(text, names);
  const all = names.length > listedMax ? 'see `sa2pmp list`' : `known: ${names.join(', ')}`;
  const hint = close.length > 0 ? `did you mean ${close.join(' or ')}?` : all;
  return `unknown ${what} "${text}"; ${hint}`;
}
