/** What somebody types whom a password is asked for: keys in, the state of the asking out. */

/** How far the asking is. */
export interface Typing {
  readonly typed: string;
  readonly end: 'open' | 'given' | 'none' | 'interrupted';
}

/** A key, as node:readline tells of it. */
export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

/** Before the first key. */
export const nothingTyped: Typing = { typed: '', end: 'open' };

/** Takes one key: Enter ends, Backspace takes back, Ctrl-C breaks off, Ctrl-D gives nothing. */
export function typing(before: Typing, text: string | undefined, key: Key): Typing {
  const { typed, end } = before;
  if (end !== 'open') return before;
  if (key.ctrl === true) return controlled(before, key.name);
  if (key.name === 'return' || key.name === 'enter') return { typed, end: 'given' };
  if (key.name === 'backspace') return { typed: shortened(typed), end };
  // Arrows, function keys, Alt and Tab write nothing.
  const writes = text !== undefined && key.meta !== true && /^\P{Cc}+$/u.test(text);
  return writes ? { typed: `${typed}${text}`, end } : before;
}

function controlled(before: Typing, name: string | undefined): Typing {
  const { typed } = before;
  if (name === 'c') return { typed: '', end: 'interrupted' };
  if (name === 'd' && typed === '') return { typed: '', end: 'none' };
  // What terminals send for Backspace and for Enter, some of them.
  if (name === 'h') return { typed: shortened(typed), end: 'open' };
  if (name === 'j' || name === 'm') return { typed, end: 'given' };
  return name === 'u' ? nothingTyped : before;
}

/** Without its last character. */
function shortened(typed: string): string {
  return Array.from(typed).slice(0, -1).join('');
}
