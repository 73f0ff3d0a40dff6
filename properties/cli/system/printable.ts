/** A peer's words with what a terminal would obey taken out. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/gu, '?');
}
