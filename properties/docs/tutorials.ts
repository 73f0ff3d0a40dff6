/**
 * Tutorials as what they have a person do: files to save, commands to type, and the lines of output
 * that are shown. A command's exit code is 0 unless `# exit N` follows it.
 */

/** One thing that a page has a person do, or shows. */
export type Deed =
  | { readonly does: 'save'; readonly name: string; readonly text: string }
  | { readonly does: 'type'; readonly words: readonly string[]; readonly exit: number }
  /** Lines that the commands of the block before have said, in their order. */
  | { readonly does: 'see'; readonly lines: readonly string[] };

const fence = /^```(sh|text output|ts file \S+)\n([\s\S]*?)^```$/gmu;

/** A command as it is typed. @throws Error for one that is not of ours: it would not be run */
function typed(line: string): Deed {
  const [, words, exit] = /^npx sa2pmp (.+?)(?: # exit (\d+))?$/u.exec(line) ?? [];
  if (words === undefined) throw new Error(`tutorial: ${line} is no command of ours`);
  return { does: 'type', words: words.split(' '), exit: Number(exit ?? 0) };
}

/** The deeds of a page, in their order. */
export function deedsIn(page: string): readonly Deed[] {
  return [...page.matchAll(fence)].flatMap(([, kind = '', text = '']): readonly Deed[] => {
    const lines = text.split('\n').filter((line) => line !== '');
    if (kind === 'sh') return lines.map(typed);
    if (kind === 'text output') return [{ does: 'see', lines }];
    return [{ does: 'save', name: kind.slice('ts file '.length), text }];
  });
}
