/**
 * Unknown names: the names that were perhaps meant.
 */
import { distance } from 'fastest-levenshtein';

/** How many names are offered at most. */
const offeredMax = 3;

/** Names close to `text`, nearest first: few letters apart, or one inside the other. */
export function near(text: string, names: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase();
  const far = (name: string): number =>
    name.toLowerCase().includes(wanted) || wanted.includes(name.toLowerCase())
      ? 1
      : distance(wanted, name.toLowerCase());
  return names
    .map((name) => ({ name, distance: far(name) }))
    .filter((candidate) => candidate.distance <= Math.max(2, wanted.length / 2))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, offeredMax)
    .map(({ name }) => name);
}

/** What to say of an unknown name: what was meant perhaps, or all that there is. */
export function unknownName(what: string, text: string, names: readonly string[]): string {
  const close = near(text, names);
  const hint =
    close.length > 0 ? `did you mean ${close.join(' or ')}?` : `known: ${names.join(', ')}`;
  return `unknown ${what} "${text}"; ${hint}`;
}
