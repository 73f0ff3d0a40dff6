/** Words as the values that a wish brings. */
import { type Bytes, textToBytes } from '../../bytes.ts';

/** Texts as values, by name. */
export function said(words: Readonly<Record<string, string>>): Readonly<Record<string, Bytes>> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, textToBytes(text)]));
}
